package demo

import (
	"iter"
	"slices"
	"sort"
)

// row is one session of a list: an added row, or the generated session at index.
type row struct {
	added *overlayRow
	index int
}

// view is what one request may see: a range of the generated sessions, of
// those the ones that a filter keeps and that are not gone, and the added rows
// that belong among them. Newest first.
type view struct {
	g      *generator
	lo, hi int
	kept   *matches // nil when the filter keeps all
	gone   []int    // of those in the range that the filter keeps
	added  []*overlayRow
}

// live is how many generated sessions of the view lie before index i.
func (v *view) live(i int) int {
	i = min(max(i, v.lo), v.hi)
	n := i - v.lo
	if v.kept != nil {
		n = v.kept.rank(i) - v.kept.rank(v.lo)
	}
	return n - sort.SearchInts(v.gone, i)
}

// total is how many sessions the view has.
func (v *view) total() int { return v.live(v.hi) + len(v.added) }

// next is the first generated session of the view at or after i, or hi.
func (v *view) next(i int) int {
	at := sort.SearchInts(v.gone, i)
	for {
		if v.kept != nil {
			i = v.kept.next(i, v.hi)
		}
		for at < len(v.gone) && v.gone[at] < i {
			at++
		}
		if i >= v.hi || at == len(v.gone) || v.gone[at] != i {
			return min(i, v.hi)
		}
		i++
	}
}

// from are the sessions of the view from an offset on, in its order.
func (v *view) from(offset int) iter.Seq[row] {
	return func(yield func(row) bool) {
		// An added row's place in the list rises with its number, so that the first one
		// at or after the offset is found by halving.
		j := sort.Search(len(v.added), func(j int) bool { return j+v.live(v.added[j].place) >= offset })
		i := v.next(v.lo + sort.Search(v.hi-v.lo, func(d int) bool { return v.live(v.lo+d+1) > offset-j }))
		for {
			r := row{index: i}
			switch {
			case j < len(v.added) && (i >= v.hi || v.added[j].place <= i):
				r = row{added: v.added[j]}
				j++
			case i < v.hi:
				i = v.next(i + 1)
			default:
				return
			}
			if !yield(r) {
				return
			}
		}
	}
}

// rows are count sessions from an offset on.
func (v *view) rows(offset, count int) []row {
	out := make([]row, 0, min(count, max(v.total()-offset, 0)))
	for r := range v.from(offset) {
		if len(out) == count {
			break
		}
		out = append(out, r)
	}
	return out
}

// window turns page and limit into a range of the descending list of n
// sessions: an ascending page is the same range from the other end, reversed.
func (q *query) window(n int) (offset, count int) {
	from := (q.page - 1) * q.limit
	count = min(q.limit, max(n-from, 0))
	if q.ascending {
		return max(n-from-count, 0), count
	}
	return from, count
}

// page is the rows of a request and how many there are on all pages.
func (v *view) page(q *query) (rows []row, total int) {
	total = v.total()
	offset, count := q.window(total)
	switch {
	case count == 0:
	case q.sortBy == byCreated:
		rows = v.rows(offset, count)
	default:
		rows = v.sorted(q.sortBy, offset, count)
	}
	if q.ascending {
		slices.Reverse(rows)
	}
	return rows, total
}
