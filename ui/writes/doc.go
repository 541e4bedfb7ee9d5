// Package writes is the room of everything that changes something on the server: edits,
// creates, deletes and the clean-up, their queue, undo and redo, conflicts, the trash,
// and the activity panel.
//
// ui/store decides what is queued, due and undone, and keeps what was typed in a write
// that is refused; a command lets ui/send carry out one work of the queue. What the room
// needs of the list, the detail pane and the output comes in as small interfaces. It may
// import client, client/trash, keymap, theme, ui/config, ui/dialog, ui/filter, ui/paint
// (to lend the terminal to an editor), ui/send, ui/store and ui/words.
//
//	model.go      the Model, and which action does what
//	edit.go       edits: what is asked before
//	answers.go    edits and creates: what was confirmed
//	editjson.go   a session as JSON in the editor
//	edittext.go   that JSON, written and read
//	editor.go     the person's editor
//	delete.go     deletes: the question, and what was confirmed
//	clone.go      a new session, empty or like another one
//	plan.go       the clean-up: the question, and what it would take
//	undo.go       undo and redo, and keys that are held
//	queue.go      writes on their way, and their answers
//	failure.go    what is said of a write that failed
//	panel.go      what steers the queue, and the panel that shows it
//	dryrun.go     what would be sent, shown and not sent
//	activity.go   what was asked of the server and how it went
//	trash.go      what was deleted
//	quit.go       the question before leaving
//	unfinished.go what the last run left undone
//	commands.go   the commands
package writes
