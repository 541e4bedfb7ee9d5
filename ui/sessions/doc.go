// Package sessions owns the list: which sessions are listed, by which filter, in
// what order, which of them are loaded, and which rows are on the screen.
//
// The Model holds up to three lists: the one on the screen, the next one until its
// first page arrives, and the previous one, to which the person can go back. It also
// holds the filter, the views, and the names behind IDs. The Pane draws rows. It reads
// a list only through [rowSource], most of whose rows may not be loaded. The cursor is
// an anchor (a session's ID wherever there is one), so that pages that arrive and rows
// that leave do not move the row under the cursor on the screen.
//
// The package reports to its [Host]. It has no clock and changes no session. It may
// import client and client/pager, keymap, theme, ui/config,
// ui/dialog, ui/field, ui/filter, ui/status, ui/store and ui/words.
//
//	model.go       the Model, and which action does what
//	view.go        input, drawing, and what other packages ask of the Model
//	state.go       what the status line shows of the list
//	list.go        one list: its filter, its pager; requests.go its requests; speed.go how fast it is scrolled
//	judging.go     rows that begin or cease to match as time passes
//	sorted.go      a list in an order that the server cannot give
//	order.go       the ways to sort, one entry for each
//	previous.go    the previous list
//	polling.go     when the list is polled for changes
//	refresh.go     pages that arrive, new rows, refresh, loading the whole list
//	filterstate.go the filter in force and the views
//	input.go       the filter while it is typed: bar and form
//	history.go     steps from one filter or view to another, to be undone
//	empty.go       why a list is empty, and what would bring rows
//	marks.go       marks of a range, of all that matches, by a filter
//	sum.go         cost, turns and age of the list or of the marks
//	views.go       saving a view
//	columnmenu.go  choosing columns
//	goto.go        going to a position or an ID; what the list leaves out
//	check.go       problems in the settings of the list
//	names.go       names behind IDs
//	commands.go    requests to the server and their answers
//	table.go       rows and names for a program without a screen
//
// and of the pane:
//
//	rows.go        rowSource: the rows that the pane shows
//	pane.go        the Pane: columns, cursor, scrolling
//	act.go         actions on the row under the cursor
//	mouse.go       clicks, drags and the wheel
//	rename.go      the name while it is typed
//	columns.go     the columns that there are, and which of them fit
//	cells.go       what each column shows of a row
//	drawn.go       the cache of drawn lines
//	row.go         one row; draw.go all of them, with heading and scroll bar
package sessions
