package demo

import (
	"cmp"
	"slices"
)

// sortBuckets is how finely a sort by value counts before it looks closer.
const sortBuckets = 1 << 16

// ranked is a session with what it is sorted by.
type ranked struct {
	row
	value int64
}

// sorted are count sessions from offset when sorted by cost or duration,
// highest first, equal ones in the view's own order.
//
// No order is kept: one pass counts how many sessions fall into each of many
// narrow ranges of value, a second collects those in the ranges that the page
// lies in, and only these are sorted. It takes a scan and no memory to speak
// of, however many sessions there are.
func (v *view) sorted(by string, offset, count int) []row {
	counts := make([]int32, sortBuckets)
	v.each(by, func(r ranked) { counts[bucket(r.value)]++ })
	top, before := v.cut(counts, offset)
	low, end := top, before
	for low > 0 && end+int(counts[low]) < offset+count {
		end += int(counts[low])
		low--
	}
	var found []ranked
	v.each(by, func(r ranked) {
		if b := bucket(r.value); b >= low && b <= top {
			found = append(found, r)
		}
	})
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(b.value, a.value) })
	rows := make([]row, 0, count)
	for _, r := range found[offset-before : offset-before+count] {
		rows = append(rows, r.row)
	}
	return rows
}

// cut is the highest bucket that reaches past offset, and how many sessions
// are in the buckets above it.
func (v *view) cut(counts []int32, offset int) (top, before int) {
	for top = sortBuckets - 1; top > 0 && before+int(counts[top]) <= offset; top-- {
		before += int(counts[top])
	}
	return top, before
}

// bucket rises with the value: narrow for what generated sessions have, and
// the last one for anything beyond.
func bucket(value int64) int {
	const fine, coarse = sortBuckets / 2, 1 << 13
	if value < fine*8 { // up to a quarter of a dollar, or some minutes
		return int(max(value, -8)+8) / 8
	}
	return int(min(fine+value/coarse, sortBuckets-1))
}

// each calls f for every session of the view, newest first.
func (v *view) each(by string, f func(ranked)) {
	value := v.g.values(by)
	j, at := 0, 0
	for i := v.lo; ; i++ {
		if v.kept != nil {
			i = v.kept.next(i, v.hi)
		}
		for ; j < len(v.added) && (i >= v.hi || v.added[j].place <= i); j++ {
			n := v.added[j].cost
			if by == byDuration {
				n = v.added[j].duration()
			}
			f(ranked{row{added: v.added[j]}, n})
		}
		if i >= v.hi {
			return
		}
		if at < len(v.gone) && v.gone[at] == i {
			at++
			continue
		}
		f(ranked{row{index: i}, value(i)})
	}
}

// values is what generated sessions are sorted by: millionths of a dollar, or
// milliseconds.
func (g *generator) values(by string) func(i int) int64 {
	if by == byDuration {
		return func(i int) int64 { return g.updated(i) - g.created(i) }
	}
	return func(i int) int64 { return billOf(g.storyWord(i)).total() }
}
