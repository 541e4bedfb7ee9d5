// Package keymap owns which key means what: the actions with their help texts, their
// default keys in each scope, presets, and the person's overrides and custom actions.
// It knows nothing of what an action does, and imports nothing else of this program.
//
//	action.go    Action, Scope and Group
//	registry.go  all actions, each with its name, group, help text and default keys by scope
//	map.go       Map: keys to actions and back
//	active.go    Active: what keys do in the scopes of the moment, for footer and help
//	override.go  keys of the settings in place of the defaults
//	custom.go    actions of the settings
//	menu.go      the items of a menu as actions
//	preset.go    presets
//	keys.go      how keys are spelled
//	press.go     key presses on other layouts, and with alt
package keymap
