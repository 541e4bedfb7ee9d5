package demo

import (
	"slices"
	"sort"
)

// row is one session of a list: a record of the overlay, or the generated session at index.
type row struct {
	added *record
	index int
}

// view is what one request may see, newest first: of a range of the generated
// sessions those that a filter keeps, each with a position, without those that
// are gone, and the records among them.
type view struct {
	g      *generator
	lo, n  int       // the first session of the range, and how many positions there are
	kept   []int32   // the session at each position; nil when the filter keeps the whole range
	gone   []int     // positions, rising
	added  []*record // in the list's order
	before []int     // the position that each record comes before
}

// position is that of the first session of the view at or after index i.
func (v *view) position(i int) int {
	if v.kept == nil {
		return min(max(i-v.lo, 0), v.n)
	}
	p, _ := slices.BinarySearch(v.kept, int32(i))
	return p
}

// at is the index of the session at a position.
func (v *view) at(p int) int {
	if v.kept == nil {
		return v.lo + p
	}
	return int(v.kept[p])
}

// hide leaves out the generated session i, if it is in the view.
func (v *view) hide(i int) {
	if p := v.position(i); p < v.n && v.at(p) == i {
		v.gone = append(v.gone, p)
	}
}

// add puts a record into the view.
func (v *view) add(g *record) {
	v.added, v.before = append(v.added, g), append(v.before, v.position(g.place))
}

// total is how many sessions the view has.
func (v *view) total() int { return v.n - len(v.gone) + len(v.added) }

// row is session k of the view.
func (v *view) row(k int) row {
	// The place of a record in the list rises with its number, and so does how
	// many sessions that are there lie before one that is gone.
	place := func(j int) int { return j + v.before[j] - sort.SearchInts(v.gone, v.before[j]) }
	j := sort.Search(len(v.added), func(j int) bool { return place(j) >= k })
	if j < len(v.added) && place(j) == k {
		return row{added: v.added[j]}
	}
	k -= j
	return row{index: v.at(k + sort.Search(len(v.gone), func(x int) bool { return v.gone[x]-x > k }))}
}

// rows are count sessions from an offset on.
func (v *view) rows(offset, count int) []row {
	out := make([]row, 0, max(min(count, v.total()-offset), 0))
	for k := range cap(out) {
		out = append(out, v.row(offset+k))
	}
	return out
}

// page is the rows of a request and how many there are on all pages. An
// ascending page is a range from the other end of the list, reversed.
func (v *view) page(q *query) (rows []row, total int) {
	total = v.total()
	offset := min((q.page-1)*q.limit, total)
	count := min(q.limit, total-offset)
	if q.ascending {
		offset = total - offset - count
	}
	if q.sortBy == byCreated || count == 0 {
		rows = v.rows(offset, count)
	} else {
		rows = v.sorted(q.sortBy, offset, count)
	}
	if q.ascending {
		slices.Reverse(rows)
	}
	return rows, total
}
