package filter

import "time"

// Narrow is the filter with a term for one value of a row, in place of what it
// said about that key before. It reports false when the value gives no term.
func (f Filter) Narrow(key, value string, known Known, now time.Time) (Filter, bool) {
	t, ok := Exactly(key, value, known, now)
	if !ok {
		return f, false
	}
	rest := make([]term, 0, len(f.terms))
	for i := range f.terms {
		if f.terms[i].spec.Key != t.Key || f.terms[i].not || f.terms[i].free {
			rest = append(rest, f.terms[i])
		}
	}
	return Filter{rest}.With(t), true
}

// Exactly is the term for one value of a row. It reports false when there is no
// such key, or the key does not take the value.
func Exactly(key, value string, known Known, now time.Time) (Term, bool) {
	s, ok := lookup(key)
	if !ok {
		return Term{}, false
	}
	text := s.Key + ":" + quoteValue(value)
	if s.kind == kindID && value != "" && !isUUID(value) {
		text = s.Key + "=" + quoteValue(value)
	}
	f, problems := ParseKnown(text, known, now)
	if len(problems) > 0 || f.Len() != 1 {
		return Term{}, false
	}
	return f.Terms(now)[0], true
}
