// Package ui owns the one tea.Model of the program: it classifies a message,
// hands it over, and composes the frame.
//
// A key becomes an action by one ordered list of scopes; a pane answers an
// action with an intent; the root turns an intent into a change of the store
// or into a command. A command is a free function that gets a context, the API
// and a request, and returns one message. Only commands.go, sending.go and the
// output room call the API; files, the clipboard, the browser and the editor are
// touched by the commands of output, trash.go and state.go alone.
//
//	update.go    classifies messages
//	presses.go   the key that was pressed, whatever the layout
//	keys.go      keys → scopes → actions, what is typed, what is pasted
//	actions.go   actions that are not a pane's own
//	intents.go   what panes and dialogs ask for
//	state.go     what is kept between runs, written when it changes
//	writing.go   edits and deletes: what is asked before
//	changing.go  edits: what was confirmed
//	deleting.go  deletes: the question, and what was confirmed
//	cloning.go   a session like another one
//	unfinished.go  what the last run left undone
//	undoing.go   undo and redo, of writes, marks and filters alike
//	editing.go   a session as JSON in the editor
//	edittext.go  that JSON, written and read
//	plan.go      what a clean-up would take
//	queue.go     writes on their way, and their answers
//	panel.go     what steers the queue, and the panel that shows it
//	sending.go   the commands that carry writes out
//	trash.go     what was deleted
//	selection.go what an action is about
//	host.go      what the rooms may ask of the root
//	compose.go   the frame
//	chrome.go    the lines around the panes
package ui
