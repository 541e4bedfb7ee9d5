package words

import "strings"

// Nearest is the word that s was probably meant to be, or "" when none is near enough.
func Nearest(s string, words []string) string {
	best, changes := Closest(s, words)
	if s == "" || changes > max(1, len(s)/3) {
		return ""
	}
	return best
}

// Closest is the first of the words with the smallest edit distance to s in any case,
// and that distance: letters to insert, remove, replace or swap with a neighbour. For a
// word that begins with s it is at most 1.
func Closest(s string, words []string) (best string, changes int) {
	s = strings.ToLower(s)
	changes = -1
	for _, w := range words {
		low := strings.ToLower(w)
		d := distance(s, low)
		if len(s) >= 2 && strings.HasPrefix(low, s) {
			d = min(d, 1)
		}
		if changes < 0 || d < changes {
			best, changes = w, d
		}
	}
	return best, changes
}

// distance is the edit distance of two words; 64 when one is longer than that.
func distance(a, b string) int {
	const long = 64
	if len(a) > long || len(b) > long {
		return long
	}
	newRow := func() []int { return make([]int, len(b)+1) }
	rowBeforeLast, lastRow, currentRow := newRow(), newRow(), newRow()
	for j := range lastRow {
		lastRow[j] = j
	}
	for i := 1; i <= len(a); i++ {
		currentRow[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			currentRow[j] = min(lastRow[j]+1, currentRow[j-1]+1, lastRow[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				currentRow[j] = min(currentRow[j], rowBeforeLast[j-2]+1)
			}
		}
		rowBeforeLast, lastRow, currentRow = lastRow, currentRow, rowBeforeLast
	}
	return lastRow[len(b)]
}
