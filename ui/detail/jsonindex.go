package detail

import (
	"sort"

	"vapi-sessions/client"
)

const (
	pieceSize = 256 << 10 // bytes of a piece of the document, at least
	markEvery = 64        // lines between the places that are remembered
	pagesKept = 32        // decoded stretches of markEvery lines
)

// piece is a stretch of the document, from behind one comma to behind another.
type piece struct {
	start  int // where raw begins in the document
	raw    []byte
	masked []byte // the same memory as raw when nothing is secret
	first  int    // the number of its first line
	lines  int
	marks  []lineAt // of every markEvery-th line
	opens  []int    // the lines of what is open at its beginning
}

// jsonIndex knows the lines of a document as far as it was read. It reads on
// piece by piece, so that the first screen does not wait for the last byte.
type jsonIndex struct {
	raw    []byte
	size   int // bytes of a piece, at least
	at     int // how far it was read
	pieces []piece
	lines  int
	depth  int
	opens  []int       // open lines, the innermost last
	closes map[int]int // first → last line of what is longer than markEvery
	begins map[int]int // the other way round
	mask   *client.Redactor
	pages  map[int][]jsonLine
}

func newJSONIndex(raw []byte) *jsonIndex {
	return &jsonIndex{
		raw: raw, size: pieceSize, closes: make(map[int]int), begins: make(map[int]int), pages: make(map[int][]jsonLine),
		mask: client.NewRedactor(raw),
	}
}

// done reports whether the whole document was read.
func (x *jsonIndex) done() bool { return x.at >= len(x.raw) }

// advance reads one more piece.
func (x *jsonIndex) advance() {
	if x.done() {
		return
	}
	p := piece{start: x.at, first: x.lines, opens: append([]int(nil), x.opens...)}
	p.raw, p.masked = x.mask.Next(x.size)
	x.at += len(p.raw)
	x.count(&p)
	x.pieces = append(x.pieces, p)
}

// count numbers the lines of a piece.
func (x *jsonIndex) count(p *piece) {
	at := lineAt{depth: x.depth}
	for {
		l, next, ok := scanLine(p.masked, at)
		if !ok {
			break
		}
		if p.lines%markEvery == 0 {
			p.marks = append(p.marks, at)
		}
		n := x.lines
		switch l.kind {
		case lineOpen:
			x.opens = append(x.opens, n)
		case lineClose:
			if k := len(x.opens); k > 0 {
				if from := x.opens[k-1]; n-from > markEvery {
					x.closes[from], x.begins[n] = n, from
				}
				x.opens = x.opens[:k-1]
			}
		default:
		}
		at = next
		x.lines++
		p.lines++
	}
	x.depth = at.depth
}

// pieceOf finds the piece that a line is in.
func (x *jsonIndex) pieceOf(n int) int {
	return sort.Search(len(x.pieces), func(i int) bool { return x.pieces[i].first > n }) - 1
}

// line gives a line and its piece.
func (x *jsonIndex) line(n int) (jsonLine, *piece) {
	p := &x.pieces[x.pieceOf(n)]
	k := n - p.first
	page := x.page(p, k/markEvery)
	return page[k%markEvery], p
}

// page decodes a stretch of lines of a piece.
func (x *jsonIndex) page(p *piece, k int) []jsonLine {
	id := p.first + k*markEvery
	if page, ok := x.pages[id]; ok {
		return page
	}
	if len(x.pages) >= pagesKept {
		clear(x.pages)
	}
	page := make([]jsonLine, 0, min(markEvery, p.lines-k*markEvery))
	at := p.marks[k]
	for len(page) < cap(page) {
		l, next, _ := scanLine(p.masked, at)
		page = append(page, l)
		at = next
	}
	x.pages[id] = page
	return page
}

// closeOf gives the last line of what a line opens, or -1 when that was not
// reached yet.
func (x *jsonIndex) closeOf(n int) int {
	if c, ok := x.closes[n]; ok {
		return c
	}
	open, _ := x.line(n)
	for i := n + 1; i <= n+markEvery && i < x.lines; i++ {
		if l, _ := x.line(i); l.kind == lineClose && l.depth == open.depth {
			return i
		}
	}
	return -1
}

// openOf gives the line that opens what a line closes.
func (x *jsonIndex) openOf(n int) int {
	if o, ok := x.begins[n]; ok {
		return o
	}
	end, _ := x.line(n)
	for i := n - 1; i >= max(0, n-markEvery); i-- {
		if l, _ := x.line(i); l.kind == lineOpen && l.depth == end.depth {
			return i
		}
	}
	return -1
}

// around gives the lines that open what a line is in, the outermost first.
func (x *jsonIndex) around(n int) []int {
	p := &x.pieces[x.pieceOf(n)]
	opens := append([]int(nil), p.opens...)
	for i := p.first; i < n; i++ {
		switch l, _ := x.line(i); l.kind {
		case lineOpen:
			opens = append(opens, i)
		case lineClose:
			if len(opens) > 0 {
				opens = opens[:len(opens)-1]
			}
		default:
		}
	}
	if l, _ := x.line(n); l.kind == lineClose && len(opens) > 0 {
		opens = opens[:len(opens)-1]
	}
	return opens
}
