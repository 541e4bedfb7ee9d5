// Package detail shows one session in a pane: its transcript, an overview, the whole
// JSON, its cost, what changed, and its chats. The Model decides which session is shown
// and fetches it. The Pane inside it is given sessions, a size, the time and actions,
// and draws lines; it does no I/O and reads no clock. The package knows nothing of the
// list. It also makes the texts in which a session leaves the program.
//
// It may import keymap, theme, ui/field, ui/store, ui/filter, ui/words and client.
//
// Every text of a session passes client.Clean on its way to the screen, and its secrets
// client.Redact on every way out.
//
// A tab is a source of blocks: pieces of text with styles, some of which head a fold. A
// block is wrapped into rows only when it comes into view, so that a key costs the same
// in a session of ten messages or of ten thousand. What needs the whole session, which
// is counting the lines of its JSON and searching, is done in pieces by Work. (A Bubbles
// viewport holds all its lines. Here the first screen of a session of 50 MB takes 2 ms
// as transcript and 8 ms as JSON, a key 1 ms, and each line of JSON 28 bytes.)
//
// # Where to read
//
//	model.go        the Model: which session is shown and when it is fetched
//	commands.go     its requests, and the messages that answer them
//	pane.go         the Pane, and what the layout of a tab depends on
//	session.go      showing a session, an error, or nothing; memory.go what is kept of others
//	actions.go      what keys and clicks do
//	tab.go          the table of tabs
//	block.go        sources and blocks; styled.go builds their text, wrap.go their rows
//	view.go         a tab's layout, and the person's position in it; folds.go its folds
//	find.go         searching; match.go compares texts
//	draw.go         the lines of the pane; head.go, title.go those above and below the tab
//
// and of the tabs:
//
//	transcript.go   the transcript, of the items that turns.go makes
//	turnhead.go     the line above a turn; markdown.go its emphasis; squad.go who said it
//	fields.go       labels with values, of which the tabs below are made
//	info.go, artifact.go, cost.go, diff.go, chats.go
//	jsontab.go      the JSON, of lines that jsonindex.go finds; members.go parts of JSON
//	export.go       what leaves the program; csv.go
//	clean.go        text from outside; words.go times and amounts
//
// Benchmarks: go test -bench . ./ui/detail. TestAnySessionAtAnySize draws any session at
// any size; -rapid.checks=20000 makes it a long run.
package detail
