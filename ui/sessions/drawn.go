package sessions

import "vapi-sessions/theme"

// drawn keeps the lines of rows for as long as nothing that they are drawn from
// changes, so that a key costs the rows that it changes and no others. The
// pane's own settings clear it; the list's rows and the time are compared.
type drawn struct {
	version uint64 // of the rows
	second  int64  // of the time
	lines   []drawnLine
	cursor  drawnLine // of a row that the cursor is on
}

// drawnLine is the line of a row, scroll bar included.
type drawnLine struct {
	place int // one more than the row's position; 0 for none
	base  theme.Role
	thumb bool
	text  string
}

// screens is how many screens of lines are kept: beside the one that is seen
// the one before it, so that going back costs nothing, and the one after it.
const screens = 3

// begin lets go of lines that are not true any more.
func (d *drawn) begin(version uint64, second int64, body int) {
	if version != d.version || second != d.second || len(d.lines) < screens*body {
		d.clear()
	}
	d.version, d.second = version, second
	if len(d.lines) < screens*body {
		d.lines = make([]drawnLine, screens*body)
	}
}

func (d *drawn) clear() {
	clear(d.lines)
	d.cursor = drawnLine{}
}

// at is where the line of a row is kept.
func (d *drawn) at(i int, base theme.Role) *drawnLine {
	if base != theme.Plain {
		return &d.cursor
	}
	return &d.lines[i%len(d.lines)]
}
