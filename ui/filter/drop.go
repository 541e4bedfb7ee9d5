package filter

// Drop is a term that could be left out, and what would then be found.
type Drop struct {
	Text string // in the language
	Rest Filter // the filter without it
	Rows int    // how many sessions the rest gives; 0 while that is not known
}

// Drops lists the terms without which the server can count the matches, for a filter that
// matches nothing.
func (f Filter) Drops() (all []Drop) {
	for i := range f.terms {
		rest := f.without(i)
		if t := &f.terms[i]; !t.setting() && !rest.Local() {
			all = append(all, Drop{Text: t.String(), Rest: rest})
		}
	}
	return all
}

// Loosest is the Drop that gives the most sessions; nil where none is known to give any.
// Among equals it is the later term, which was added last.
func Loosest(drops []Drop) (best *Drop) {
	for i := range drops {
		if d := &drops[i]; d.Rows > 0 && (best == nil || d.Rows >= best.Rows) {
			best = d
		}
	}
	return best
}
