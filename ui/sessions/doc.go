// Package sessions is the room of the list: which sessions are listed, by which
// filter, in what order, which of them are loaded, and what of them is on the
// screen.
//
// Its Model holds the list that is shown, the one that is waited for and the one
// that was left last, the filter in force and the one being typed, the views, and
// the names behind IDs. Its Pane draws rows. The pane knows a list only through
// [rowSource]: as long as it is said to be, mostly not loaded. The cursor and the top
// row are anchors (a session's ID wherever there is one), so whatever arrives,
// leaves or is let go, what the person is looking at stays where it is.
//
// What others must know of it, it tells its [Host]. It has no clock and changes
// no session. It may import client and client/pager, keymap, theme, ui/config,
// ui/dialog, ui/field, ui/filter, ui/status, ui/store and ui/words.
//
//	model.go       the Model, and which action does what
//	view.go        what of it is drawn, typed into and asked for
//	state.go       what the status line says of it
//	list.go        one list: its filter, its pager; requests.go its requests; speed.go how fast it is scrolled
//	judging.go     rows of which time changes what the filter says
//	sorted.go      a list in an order that the server cannot give
//	order.go       the ways to sort, one entry for each
//	previous.go    the list that was left last
//	polling.go     when the list is looked at for changes
//	refresh.go     pages that arrive, rows that are new, reading again or to the end
//	filterstate.go the filter in force and the views
//	input.go       the filter while it is typed: bar and form
//	history.go     steps from one filter or view to another, to be undone
//	empty.go       why a list is empty, and what would bring rows
//	marks.go       marks of a range, of all that matches, by a filter
//	sum.go         what the list or the marks come to
//	views.go       saving a view
//	columnmenu.go  choosing columns
//	goto.go        places in the list, what is not in it
//	check.go       what is wrong with the settings of the list
//	names.go       names behind IDs
//	commands.go    what is asked of the server
//	table.go       rows and names for a program without a screen
//
// and of the pane:
//
//	rows.go        what it shows: a list, or any other rows
//	pane.go        the Pane: where it stands, what moves
//	act.go         actions on the row under the cursor
//	mouse.go       clicks, drags and the wheel
//	rename.go      the name while it is typed
//	columns.go     the columns that there are, and which of them fit
//	cells.go       what each column shows of a row
//	drawn.go       lines that are kept as they were drawn
//	row.go         one row; draw.go all of them, with heading and scroll bar
package sessions
