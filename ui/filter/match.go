package filter

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// Pick returns what must be decoded from each row for the terms that run here. The paths
// of besides, such as those of columns, come first; Matcher must get the same.
func (f Filter) Pick(besides ...string) client.Pick {
	p := client.Pick{Paths: f.paths(besides)}
	for i := range f.terms {
		switch t := &f.terms[i]; t.spec.Key {
		case keyText:
			p.Text = t.values[0].text
		case keyRole:
			p.Role = client.Role(t.values[0].text)
		}
	}
	return p
}

// paths lists the JSON paths that rows carry, in their order.
func (f Filter) paths(besides []string) []string {
	paths := slices.Clip(besides)
	for i := range f.terms {
		if p := f.terms[i].spec.path; p != "" && !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	return paths
}

// Whole returns a Matcher of all terms, also those of the server. workflow: and name= are
// taken as matched: rows have no workflow, and how the server matches names is not
// documented.
func (f Filter) Whole(now time.Time, names Names, besides ...string) *Matcher {
	return f.matcher(now, true, names, besides)
}

// Matcher is a filter prepared for testing many rows. It is safe for concurrent use if its
// Names are.
type Matcher struct {
	tests []test
}

// test is a term prepared for testing rows.
type test struct {
	not          bool
	alternatives []func(*client.Summary) bool
	until        []func(*client.Summary) time.Time // when time alone may change the result, zero for never; nil where it cannot
	canDecide    func(*client.Summary) bool        // whether the name that it compares is known; nil where it compares none
}

// Matcher returns a Matcher of the terms that run here, for rows that the server returned
// for Params. It matches as of now; besides is that of Pick.
func (f Filter) Matcher(now time.Time, names Names, besides ...string) *Matcher {
	return f.matcher(now, false, names, besides)
}

func (f Filter) matcher(now time.Time, whole bool, names Names, besides []string) *Matcher {
	m := &Matcher{}
	paths := f.paths(besides)
	for i := range f.terms {
		t := &f.terms[i]
		if t.setting() || t.where == Server && !whole || t.notInRow() {
			continue
		}
		x := test{not: t.not}
		for _, v := range t.values {
			x.alternatives = append(x.alternatives, v.test(t.spec, names, paths, now))
			if until := v.until(t.spec, now); until != nil {
				x.until = append(x.until, until)
			}
		}
		if t.comparesNames() {
			x.canDecide = func(r *client.Summary) bool {
				_, known := names.shown(t.spec.nameRef(r))
				return known
			}
		}
		m.tests = append(m.tests, x)
	}
	return m
}

// notInRow reports whether a row does not show what the term asks for.
func (t *term) notInRow() bool {
	return t.spec.notInRow || t.spec.exactNotInRow && t.values[0].op == opExact
}

// Match reports whether the row matches. A row that could not be read matches only a
// Matcher without tests, and one whose name is not known matches no term about names, not
// even a negated one.
func (m *Matcher) Match(s *client.Summary) bool {
	if len(m.tests) > 0 && s.Bad != nil {
		return false
	}
	for i := range m.tests {
		if !m.tests[i].passes(s) {
			return false
		}
	}
	return true
}

func (x *test) passes(s *client.Summary) bool {
	held := slices.ContainsFunc(x.alternatives, func(f func(*client.Summary) bool) bool { return f(s) })
	return held != x.not && (held || x.canDecide == nil || x.canDecide(s))
}

// Until returns when the result of Match may change by time alone; zero for never.
func (m *Matcher) Until(s *client.Summary) (next time.Time) {
	for i := range m.tests {
		x := &m.tests[i]
		if x.until == nil && !x.passes(s) {
			return time.Time{}
		}
		for _, until := range x.until {
			next = words.Sooner(next, until(s))
		}
	}
	return next
}

// Timed is the part of the matcher that time alone can change; nil when there is none.
func (m *Matcher) Timed() *Matcher {
	tests := slices.DeleteFunc(slices.Clone(m.tests), func(x test) bool { return x.until == nil })
	if len(tests) == 0 {
		return nil
	}
	return &Matcher{tests}
}

// test prepares one alternative of a term.
func (v value) test(s spec, names Names, paths []string, now time.Time) func(*client.Summary) bool {
	switch {
	case s.clock != noClock:
		w := v.window(s, now)
		return func(r *client.Summary) bool {
			at, has := s.clock.at(r, now)
			return has && w.contains(at)
		}
	case s.number != nil:
		return func(r *client.Summary) bool { return v.holdsFor(s.number(r)) }
	case s.kind == kindString:
		return func(r *client.Summary) bool { return r.Hit != "" }
	case s.state != nil && v.op != opExact:
		return func(r *client.Summary) bool { return s.state(r, now) == v.text }
	}
	return v.testText(s, names, paths)
}

func (v value) testText(s spec, names Names, paths []string) func(*client.Summary) bool {
	text, part := s.text, words.NewMatcher(v.text)
	if s.path != "" {
		at := slices.Index(paths, s.path)
		text = func(r *client.Summary) string {
			if at < len(r.Extra) {
				return r.Extra[at]
			}
			return ""
		}
	}
	switch {
	case v.whole || s.kind == kindWord:
		return func(r *client.Summary) bool { return text(r) == v.text }
	case s.Key == keyID:
		return func(r *client.Summary) bool {
			return len(r.ID) >= len(v.text) && strings.EqualFold(r.ID[:len(v.text)], v.text)
		}
	case s.nameRef != nil && v.text == "":
		return func(r *client.Summary) bool {
			text, ref := s.nameRef(r)
			return text == "" && ref.ID == ""
		}
	case s.nameRef != nil:
		return func(r *client.Summary) bool {
			shown, known := names.shown(s.nameRef(r))
			return known && part.In(shown)
		}
	case v.text == "":
		return func(r *client.Summary) bool { return text(r) == "" }
	case s.Key == keyCustomer && looksDialled(v.text):
		digits := digitsOf(v.text)
		return func(r *client.Summary) bool {
			number := text(r)
			return part.In(number) || looksDialled(number) && strings.Contains(digitsOf(number), digits)
		}
	}
	return func(r *client.Summary) bool { return part.In(text(r)) }
}

// holdsFor reports whether a number satisfies the value. An unknown cost is NaN, which is
// in no range, not even an open one.
func (v value) holdsFor(n float64) bool {
	switch lo, hi := v.lo.num, v.hi.num; v.op {
	case opLess:
		return n < lo
	case opAtMost:
		return n <= lo
	case opMore:
		return n > lo
	case opAtLeast:
		return n >= lo
	case opNone:
		return n != n
	case opRange:
		return n == n && (!v.lo.set || n >= lo) && (!v.hi.set || n <= hi)
	default:
		return n == lo
	}
}
