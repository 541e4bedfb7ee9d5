package filter

// Drop is a term that could be left out, and what would then be found.
type Drop struct {
	Text string // in the language
	Rest Filter // the filter without it
	Rows int    // how many sessions the rest gives
}

// BestDrop finds the term whose absence gives the most sessions, for a filter
// that gives none. count says how many a filter gives, and false when it cannot
// say; terms it cannot say it of are left out of the comparison. Among equals
// the later term is named, being the last one added.
func BestDrop(f Filter, count func(Filter) (rows int, ok bool)) (Drop, bool) {
	best, found := Drop{}, false
	for i := range f.terms {
		if f.terms[i].setting() || f.terms[i].spec.Key == keyRole {
			continue
		}
		rest := f.Without(i)
		if rows, ok := count(rest); ok && rows > 0 && rows >= best.Rows {
			best, found = Drop{Text: f.terms[i].String(), Rest: rest, Rows: rows}, true
		}
	}
	return best, found
}
