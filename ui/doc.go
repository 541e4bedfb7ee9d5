// Package ui is the program: its root Model is the one tea.Model. It gives each message
// to the room that it belongs to, lays the rooms out, and turns keys into actions. It
// holds no state of a room. The rooms are packages below: sessions (the list), detail
// (one session), writes (edits, creates, deletes) and output (copies, exports). They do
// not know each other: what a room may ask of the program is its Host interface, which
// host.go implements, and the answer to a room's command goes back to that room.
//
// A key becomes an action by an ordered list of scopes, innermost first. The footer and
// the help are drawn from the same list. A command is a free function that gets a
// context, the API and a request, and returns one message. Only commands touch files,
// the clipboard, the browser and the editor.
//
//	model.go      the Model, and how it is put together
//	update.go     classifies messages
//	keys.go       keys → scopes → actions; typed and pasted text
//	presses.go    what a terminal sends → the key that was pressed; keys held down
//	actions.go    actions that are the root's own
//	selection.go  the sessions that an action is about
//	host.go       what the rooms may ask of the root
//	help.go       the help
//	palette.go    the palette and its table of commands
//	accounts.go   switching to another account, and to the demo
//	leaving.go    how the program ends, after the question of ui/writes; what it tells at the start
//	state.go      what is saved between runs
//	panes.go      which pane has the keyboard, and how they share the screen
//	layout.go     where everything is on the screen
//	compose.go    the frame; chrome.go the lines around the panes
//	bell.go       the bell at the end of what takes long
//	waketimer.go  the timer for what changes by itself
//	options.go    what the program is run with
//	run.go        running it on a terminal
package ui
