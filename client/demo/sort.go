package demo

import (
	"cmp"
	"math"
	"slices"
)

// sorted are count sessions from offset when sorted by cost or duration,
// highest first, equal ones in the view's own order.
//
// No order is kept: one pass counts how many sessions fall into each of many
// narrow ranges of value, a second collects those in the ranges that the page
// lies in, and only these are sorted. It takes a scan and no memory to speak
// of, however many sessions there are.
func (v *view) sorted(by string, offset, count int) []row {
	counts := make([]int, bucket(math.MaxInt64)+1)
	for k := range v.total() {
		counts[bucket(v.value(by, v.row(k)))]++
	}
	top, before := len(counts)-1, 0 // the highest range that reaches past offset, and how many sessions are above it
	for before+counts[top] <= offset {
		before += counts[top]
		top--
	}
	low, end := top, before+counts[top]
	for end < offset+count {
		low--
		end += counts[low]
	}
	found := make([]row, 0, end-before)
	for k := range v.total() {
		r := v.row(k)
		if b := bucket(v.value(by, r)); b >= low && b <= top {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b row) int { return cmp.Compare(v.value(by, b), v.value(by, a)) })
	return found[offset-before : offset-before+count]
}

// bucket numbers the ranges, each a thousandth higher than the one before.
func bucket(value int64) int { return int(1000 * math.Log1p(max(float64(value), -1)+1)) }

// value is what sessions are sorted by: millionths of a dollar, -1 for none, or
// milliseconds.
func (v *view) value(by string, r row) int64 {
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
