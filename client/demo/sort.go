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
	counts, value := make([]int32, sortBuckets), v.value(by)
	for r := range v.from(0) {
		counts[bucket(value(r))]++
	}
	top, before := cut(counts, offset)
	low, end := top, before
	for low > 0 && end+int(counts[low]) < offset+count {
		end += int(counts[low])
		low--
	}
	var found []ranked
	for r := range v.from(0) {
		n := value(r)
		if b := bucket(n); b >= low && b <= top {
			found = append(found, ranked{r, n})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(b.value, a.value) })
	rows := make([]row, 0, count)
	for _, r := range found[offset-before : offset-before+count] {
		rows = append(rows, r.row)
	}
	return rows
}

// cut is the highest bucket that reaches past offset, and how many sessions
// are in the buckets above it.
func cut(counts []int32, offset int) (top, before int) {
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

// value is what sessions are sorted by: millionths of a dollar, or milliseconds.
func (v *view) value(by string) func(row) int64 {
	return func(r row) int64 {
		switch {
		case r.added != nil && by == byDuration:
			return r.added.duration()
		case r.added != nil:
			return r.added.cost
		case by == byDuration:
			return v.g.updated(r.index) - v.g.created(r.index)
		}
		return billOf(v.g.storyWord(r.index)).total()
	}
}
