package filter

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
)

// Filter says which sessions to list, and how: terms that all must hold, a
// sort, an order and a page size. It is an immutable value; the zero Filter
// leaves everything in, newest first. What was written relative to now (today,
// -7d) stays relative.
type Filter struct {
	terms []term
}

// IsZero reports whether the filter has no terms.
func (f Filter) IsZero() bool { return len(f.terms) == 0 }

// String returns the filter in the language, in its canonical form.
func (f Filter) String() string {
	texts := make([]string, len(f.terms))
	for i := range f.terms {
		texts[i] = f.terms[i].String()
	}
	return strings.Join(texts, " ")
}

// Equal reports whether two filters have the same canonical form.
func (f Filter) Equal(g Filter) bool { return f.String() == g.String() }

// without is the filter without its term i.
func (f Filter) without(i int) Filter {
	rest := make([]term, 0, len(f.terms)-1)
	for j := range f.terms {
		// role: needs text:.
		if j == i || f.terms[j].spec.Key == keyRole && f.terms[i].spec.Key == keyText {
			continue
		}
		rest = append(rest, f.terms[j])
	}
	return assignPlaces(rest)
}

// And adds the terms of another filter. A term that may be given only once replaces the
// one of its key, and a sort also replaces the order. Equal terms are not doubled.
func (f Filter) And(g Filter) Filter {
	sorts := slices.ContainsFunc(g.terms, func(t term) bool { return t.spec.Key == keySort })
	replaced := func(old term) bool {
		return sorts && old.spec.Key == keyOrder || slices.ContainsFunc(g.terms, func(t term) bool {
			return old.String() == t.String() || single(&old) && single(&t) && old.spec.Key == t.spec.Key
		})
	}
	return assignPlaces(append(slices.DeleteFunc(slices.Clone(f.terms), replaced), g.terms...))
}

// Narrow adds a term for one value of a row, which replaces the terms of that key. It
// reports false when the value gives no term.
func (f Filter) Narrow(by Criterion, now time.Time) (Filter, bool) {
	s, ok := lookup(by.Key)
	sep := ":"
	if by.IsID && s.exact && by.Value != "" && !client.IsUUID(by.Value) {
		sep = "="
	}
	one, problems := Parse(s.Key+sep+quoteValue(by.Value), now)
	if !ok || len(problems) > 0 || len(one.terms) != 1 {
		return f, false
	}
	rest := slices.DeleteFunc(slices.Clone(f.terms), func(t term) bool { return t.spec.Key == s.Key && !t.not && !t.free })
	return Filter{rest}.And(one), true
}

// Local reports whether a part of the filter runs here, over loaded rows, so
// that the server's count is not the filter's. A sort here is not a part of it.
func (f Filter) Local() bool { return f.hasTermAt(Here) }

// Remote reports whether a term besides the settings is sent to the server.
func (f Filter) Remote() bool { return f.hasTermAt(Server) }

func (f Filter) hasTermAt(where Where) bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return t.where == where && !t.setting() })
}
