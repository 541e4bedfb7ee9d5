package filter

import "strings"

// nearest is the word that s was probably meant to be, or nothing.
func nearest(s string, words []string) string {
	s = lower(s)
	if s == "" {
		return ""
	}
	best, at := "", 1+max(1, len(s)/3)
	for _, w := range words {
		d := distance(s, lower(w))
		if len(s) >= 2 && strings.HasPrefix(lower(w), s) {
			d = min(d, 1)
		}
		if d < at {
			best, at = w, d
		}
	}
	return best
}

// distance is the number of single letters to insert, drop, change or swap with
// a neighbour.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	row := func() []int { return make([]int, len(b)+1) }
	before, last, here := row(), row(), row()
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		here[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			here[j] = min(last[j]+1, here[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				here[j] = min(here[j], before[j-2]+1)
			}
		}
		before, last, here = last, here, before
	}
	return last[len(b)]
}
