// Package detail is the room in which one session is read: its transcript, an
// overview, the whole JSON, its cost, what changed, and its chats. Its Model says which
// session is wanted and fetches it; its Pane is fed a session, a size, the time
// and actions, and answers with lines. It reads no clock and knows
// nothing of the list or of other rooms. It also owns the texts that a session
// becomes outside the program: Markdown, plain transcript, CSV, JSON and a curl
// command.
//
// It may import keymap, theme, ui/field, ui/store, ui/filter, ui/words and client.
//
// Every text from a session passes client.Clean on its way to the screen, and
// the secrets in it client.Redact on every way out. Nothing is laid out before
// it is looked at: a tab is a list of blocks, each wrapped when it comes into
// view, so that a key costs the same in a session of ten messages or of ten
// thousand. What cannot be bounded that way (counting the lines of the JSON,
// finding a word everywhere) is done in pieces by Work.
//
// A viewport of Bubbles holds all its lines at once. Here the first screen of a
// session of 50 MB takes 2 ms as transcript and 8 ms as JSON, and a key 1 ms; all
// lines of its JSON are known after half a second, 28 bytes for each.
//
// # Where to read
//
//	model.go        the Model: which session is read; commands.go what is asked of the server
//	pane.go         the Pane, and what a tab is laid out from; session.go what it shows, memory.go what stays
//	actions.go      what a key or click does; undercursor.go what the cursor is on
//	tab.go          the tabs: an entry of each gives a source of blocks
//	block.go        a source, and its blocks; styled.go text with its roles; wrap.go a block's rows
//	view.go         a tab as it is laid out, and the place in it; folds.go what is folded
//	find.go         finding a text in it; match.go how texts are compared
//	draw.go         all lines; head.go, title.go those above the tab
//
// and of the tabs:
//
//	transcript.go   the transcript; turns.go its items, turnhead.go what stands above one, markdown.go what is said
//	fields.go       labels with values, as the tabs below are made of
//	info.go         the overview; artifact.go, squad.go, members.go parts of it
//	cost.go, diff.go, chats.go
//	jsontab.go      the JSON, of lines that jsonindex.go finds
//	export.go       what leaves the program; csv.go
//	clean.go        text from outside; words.go times and amounts
//
// What it costs is measured by go test -bench . ./ui/detail, on sessions of 10,
// 1,000 and 10,000 messages and one of 50 MB. TestAnySessionAtAnySize draws any
// session at any size; -rapid.checks=20000 makes it a long run, and so does
// -fuzz=FuzzLines -fuzzminimizetime=5x.
package detail
