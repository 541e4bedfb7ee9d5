// Package keymap owns which key means what: the actions, the words that help,
// footer, palette and README use for them, the keys they are bound to in each
// scope, the presets, and a person's overrides and own actions. It imports nothing
// else of this program and knows nothing of what an action does.
package keymap
