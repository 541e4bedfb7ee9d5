// Package ui owns the one tea.Model of the program. It routes a message to its
// room, lays the rooms out, resolves keys, and remembers nothing of what a room
// is about. The rooms are packages below: sessions (the list), detail (one
// session), writes (edits, creates, deletes) and output (copies, exports). None
// knows another: what one must ask of the program is its Host, which host.go
// implements. A message that a room's command brings goes back to that room.
//
// A key becomes an action by one ordered list of scopes, from which the footer and
// the help are drawn, too. A command is a free function that gets a context, the
// API and a request, and returns one message. Files, the clipboard, the browser and
// the editor are touched by commands alone.
//
//	model.go     the Model, and how it is put together
//	update.go    classifies messages
//	keys.go      keys → scopes → actions, what is typed, what is pasted, what the detail pane asks for
//	presses.go   what a terminal sends → the key that was pressed; held keys
//	actions.go   actions that are no room's own
//	selection.go what an action is about
//	host.go      what the rooms may ask of the root
//	dialogs.go   what any dialog may ask for
//	palette.go   the palette and its commands, one entry for each
//	accounts.go  going on to another account, and to the demo
//	leaving.go   how the program ends, what is told at the start
//	state.go     what is kept between runs
//	panes.go     which pane has the keyboard, and how large they are
//	layout.go    where everything stands
//	compose.go   the frame
//	chrome.go    the lines around the panes, which ui/status draws
//	attention.go the bell at the end of what takes long
//	ticks.go     the next moment at which something changes by itself
//	options.go   what the program is run with
//	run.go       running it on a terminal
package ui
