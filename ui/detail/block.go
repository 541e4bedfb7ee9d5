package detail

import (
	"sort"

	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// source is the content of a tab: blocks in order, each laid out when it comes
// into view. A block can head a fold, which holds the blocks after it.
type source interface {
	// count is how many blocks there are, as far as is known.
	count() int
	// parent gives the block that heads the innermost fold around a block, or -1.
	parent(i int) int
	// lastInFold gives the last block of the fold that a block heads, or the block
	// itself where it heads none.
	lastInFold(i int) int
	// startsFolded reports whether the fold that a block heads is closed at first.
	startsFolded(i int) bool
	// block lays a block out, but for its rows; closed says that it heads a
	// fold that is closed.
	block(i int, closed bool) block
	// text is what is searched of a block, secrets masked.
	text(i int) string
}

// styledRun is a stretch of a block's text in one role, up to end.
type styledRun struct {
	end  int
	role theme.Role
	link string // address that it leads to; empty for none
}

// span is a stretch of a text.
type span struct{ from, to int }

// block is a text ready to be drawn: clean text in which only newlines control
// anything, its roles, and once wrapped its rows.
type block struct {
	text          string
	runs          []styledRun
	indent        int    // blank cells before each row
	hangingIndent int    // more of them before all rows but the first
	foldSign      string // sign of a fold in the gutter of the first row; empty for none

	filterBy filter.By // what the block filters by
	secret   bool      // the value is masked, and can be revealed

	rows []row
	hits []span // what is looked for
}

// row is one line of the screen.
type row struct {
	span
	indent int
}

// rowAt is the row that holds an offset in the text.
func (l *block) rowAt(offset int) int {
	after := sort.Search(len(l.rows), func(i int) bool { return l.rows[i].from > offset })
	return max(0, after-1)
}
