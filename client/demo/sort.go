package demo

import (
	"cmp"
	"math"
	"slices"
)

// sorted returns count rows from offset on when a list is sorted by cost or
// duration, highest first; rows with equal values keep the list's order.
//
// No order is stored. One pass counts how many sessions fall into each of many
// narrow ranges of value, a second collects those in the ranges that the page
// lies in, and only these are sorted. So it needs two scans and little memory,
// however many sessions there are.
func (s *Server) sorted(rows []row, by string, offset, count int) []row {
	counts := make([]int, bucket(math.MaxInt64)+1)
	for _, r := range rows {
		counts[bucket(s.value(by, r))]++
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
	for _, r := range rows {
		if b := bucket(s.value(by, r)); b >= low && b <= top {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b row) int { return cmp.Compare(s.value(by, b), s.value(by, a)) })
	return found[offset-before : offset-before+count]
}

// bucket is the number of the range that a value falls into; each range begins
// a thousandth above the one before.
func bucket(value int64) int { return int(1000 * math.Log1p(max(float64(value), -1)+1)) }

// value is what rows are sorted by: millionths of a dollar (-1 without a cost),
// or milliseconds from createdAt to updatedAt, as sessions have no duration.
func (s *Server) value(by string, r row) int64 {
	switch {
	case by == byDuration:
		return max(s.updated(r)-s.created(r), 0)
	case r < 0:
		return s.written[^r].cost
	}
	return billOf(s.gen.detailBits(int(r))).total()
}
