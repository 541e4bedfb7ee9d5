package detail

import (
	"strings"

	"vapi-sessions/theme"
)

// source is the content of a tab: blocks in a row, laid out one at a time when
// they come into view. Blocks that are folded away are not among those that
// first, last, next and prev give; -1 means that there is none.
type source interface {
	first() int
	last() int
	next(i int) int
	prev(i int) int
	// visible gives the block that shows block i, which may be folded away or
	// not exist any more; -1 when there is none.
	visible(i int) int
	// lay gives the text of a block, without its rows.
	lay(i int) laid
	// share tells how far through the whole a block is, from 0 to 1.
	share(i int) float64
}

// folder is a source with folds.
type folder interface {
	source
	// fold opens or closes the fold that a block is in, or the one it heads,
	// and gives the block to stand on afterwards.
	fold(i int, how foldHow) int
	// foldAll opens or closes all folds, and gives the block to stand on.
	foldAll(i int, open bool) int
	// reveal opens all folds around a block, so that it can be seen.
	reveal(i int)
	folds() folds
	setFolds(folds)
}

type foldHow uint8

const (
	foldOpen foldHow = iota
	foldClose
	foldToggle
)

// folds are a person's choices: all open, all closed or as the content
// suggests, and the exceptions.
type folds struct {
	mode   foldMode
	except map[int]bool // fold → closed
}

type foldMode uint8

const (
	foldBySize foldMode = iota
	foldNone
	foldEvery
)

// closed decides about one fold; suggested is what its content suggests.
func (f *folds) closed(id int, suggested bool) bool {
	if c, ok := f.except[id]; ok {
		return c
	}
	switch f.mode {
	case foldNone:
		return false
	case foldEvery:
		return true
	default:
		return suggested
	}
}

func (f *folds) set(id int, closed bool) {
	if f.except == nil {
		f.except = make(map[int]bool)
	}
	f.except[id] = closed
}

func (f *folds) setAll(open bool) {
	f.mode, f.except = foldEvery, nil
	if open {
		f.mode = foldNone
	}
}

// any reports whether anything can be closed that does not suggest it itself.
func (f *folds) any() bool {
	if f.mode == foldEvery {
		return true
	}
	for _, closed := range f.except {
		if closed {
			return true
		}
	}
	return false
}

// clone keeps the person's choices apart from further changes.
func (f *folds) clone() folds {
	c := folds{mode: f.mode}
	for id, closed := range f.except {
		c.set(id, closed)
	}
	return c
}

// run is a stretch of a block's text in one role, up to end.
type run struct {
	end  int
	role theme.Role
}

// span is a stretch of a block's text.
type span struct{ from, to int }

// fold marks of a block, in the gutter of its first row.
type foldMark uint8

const (
	foldMarkNone foldMark = iota
	foldMarkOpen
	foldMarkClosed
)

// laid is a block ready to be drawn: clean text in which only newlines control
// anything, its roles, and once wrapped its rows.
type laid struct {
	text   string
	runs   []run
	lead   int // blank cells before each row
	hang   int // more of them before the rows that continue a line
	mark   foldMark
	single bool // one row, cut where the pane ends

	rows    []row
	hits    []span // of the find that hitsOf counts
	hitsOf  int
	revived bool // shows a revealed secret: never kept
}

// row is one line of the screen.
type row struct {
	span
	indent int
}

// writing collects the text of a block with its roles.
type writing struct {
	b    strings.Builder
	runs []run
}

// add appends clean text in a role.
func (w *writing) add(text string, role theme.Role) {
	if text == "" {
		return
	}
	w.b.WriteString(text)
	if n := len(w.runs); n > 0 && w.runs[n-1].role == role {
		w.runs[n-1].end = w.b.Len()
		return
	}
	w.runs = append(w.runs, run{w.b.Len(), role})
}

// laid ends the writing.
func (w *writing) laid(lead, hang int) laid {
	return laid{text: w.b.String(), runs: w.runs, lead: lead, hang: hang}
}
