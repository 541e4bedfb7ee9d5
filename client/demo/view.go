package demo

import (
	"slices"
	"sort"
)

// row is one session of a list: a record of the overlay, or else the generated
// session at index.
type row struct {
	added *record
	index int
}

// view is the sessions that one request may see, newest first: those of a range
// of the generated sessions that a filter keeps, each with a position, except
// for hidden ones; and the added records among them.
type view struct {
	gen         *generator
	lo, n       int       // the first session of the range, and how many positions there are
	kept        []int32   // the session at each position; nil when the filter keeps the whole range
	hidden      []int     // positions that are left out, in rising order
	added       []*record // in the list's order
	addedBefore []int     // for each record, the position before which it comes
}

// position is the position of the first session of the view at or after index
// i.
func (v *view) position(i int) int {
	if v.kept == nil {
		return min(max(i-v.lo, 0), v.n)
	}
	p, _ := slices.BinarySearch(v.kept, int32(i))
	return p
}

// indexAt is the index of the session at a position.
func (v *view) indexAt(p int) int {
	if v.kept == nil {
		return v.lo + p
	}
	return int(v.kept[p])
}

// hide leaves generated session i out, if it is in the view.
func (v *view) hide(i int) {
	if p := v.position(i); p < v.n && v.indexAt(p) == i {
		v.hidden = append(v.hidden, p)
	}
}

// add puts a record into the view.
func (v *view) add(r *record) {
	v.added, v.addedBefore = append(v.added, r), append(v.addedBefore, v.position(r.rank))
}

// total is how many sessions the view has.
func (v *view) total() int { return v.n - len(v.hidden) + len(v.added) }

// row is session k of the view.
func (v *view) row(k int) row {
	// Both the row of record j and the number of visible sessions before a hidden one
	// rise with their indexes, so that both can be searched.
	rowOf := func(j int) int { return j + v.addedBefore[j] - sort.SearchInts(v.hidden, v.addedBefore[j]) }
	j := sort.Search(len(v.added), func(j int) bool { return rowOf(j) >= k })
	if j < len(v.added) && rowOf(j) == k {
		return row{added: v.added[j]}
	}
	k -= j
	return row{index: v.indexAt(k + sort.Search(len(v.hidden), func(x int) bool { return v.hidden[x]-x > k }))}
}

// rows are up to count rows from an offset on.
func (v *view) rows(offset, count int) []row {
	out := make([]row, 0, max(min(count, v.total()-offset), 0))
	for k := range cap(out) {
		out = append(out, v.row(offset+k))
	}
	return out
}

// page returns the rows of a request, and the total number on all pages. An
// ascending page is a range counted from the other end of the list, reversed.
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
