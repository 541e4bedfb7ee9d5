package detail

import (
	"sort"

	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// source is the content of a tab: blocks in order, each laid out when it comes into
// view. A block can head a fold: the blocks that follow it up to lastInFold.
type source interface {
	// count returns the number of blocks that are known so far.
	count() int
	// parent returns the head of the innermost fold that block i is in, or -1.
	parent(i int) int
	// lastInFold returns the last block of the fold that block i heads, or i itself
	// where it heads none.
	lastInFold(i int) int
	// startsFolded reports whether the fold that block i heads is closed at first.
	startsFolded(i int) bool
	// block returns block i without its rows. closed says that it heads a fold
	// that is closed.
	block(i int, closed bool) block
	// text returns what Find searches in block i, secrets masked.
	text(i int) string
}

// styledRun is a piece of a block's text in one role. It begins where the run before it
// ends.
type styledRun struct {
	end  int
	role theme.Role
	link string // address that a click opens; empty for none
}

// span is a piece of a text, from one byte offset up to another.
type span struct{ from, to int }

// block is a text that is ready to be drawn. It is clean text in which newlines are the
// only control characters, with its roles, and with its rows once wrap was called.
type block struct {
	text          string
	runs          []styledRun
	indent        int    // blank cells before each row
	hangingIndent int    // further blank cells before all rows but the first
	foldSign      string // drawn in the gutter of the first row; empty where the block heads no fold

	filterBy filter.Criterion // what FilterByThis takes from this block
	secret   bool             // the value is masked, and can be revealed

	rows []row
	hits []span // matches of the search
}

// row is one line of the screen: the part of the block's text that it shows, and how
// many blank cells stand before it.
type row struct {
	span
	indent int
}

// rowAt returns the index of the row that holds a byte offset of the text.
func (b *block) rowAt(offset int) int {
	after := sort.Search(len(b.rows), func(i int) bool { return b.rows[i].from > offset })
	return max(0, after-1)
}
