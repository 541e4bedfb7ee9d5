package filter

import (
	"slices"
	"time"

	"vapi-sessions/client"
)

// Narrow is the filter with a term for one value of a row, in place of what it
// said about that key before; id says that the value is an ID, not a name. It
// reports false when the value gives no term.
func (f Filter) Narrow(key, value string, id bool, now time.Time) (Filter, bool) {
	s, ok := lookup(key)
	sep := ":"
	if id && s.exact && value != "" && !client.IsUUID(value) {
		sep = "="
	}
	one, problems := Parse(s.Key+sep+quoteValue(value), now)
	if !ok || len(problems) > 0 || len(one.terms) != 1 {
		return f, false
	}
	rest := slices.DeleteFunc(slices.Clone(f.terms), func(t term) bool { return t.spec.Key == s.Key && !t.not && !t.free })
	return Filter{rest}.And(one), true
}
