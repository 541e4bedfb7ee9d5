package filter

import (
	"time"

	"vapi-sessions/client"
)

// Narrow is the filter with a term for one value of a row, in place of what it
// said about that key before; id says that the value is an ID, not a name. It
// reports false when the value gives no term.
func (f Filter) Narrow(key, value string, id bool, now time.Time) (Filter, bool) {
	t, ok := exactly(key, value, id, now)
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

// exactly is the term for one value of a row. It reports false when there is no
// such key, or the key does not take the value.
func exactly(key, value string, id bool, now time.Time) (Term, bool) {
	s, ok := lookup(key)
	if !ok {
		return Term{}, false
	}
	sep := ":"
	if id && s.exact && value != "" && !client.IsUUID(value) {
		sep = "="
	}
	f, problems := Parse(s.Key+sep+quoteValue(value), now)
	if len(problems) > 0 || f.Len() != 1 {
		return Term{}, false
	}
	return f.Terms(now)[0], true
}
