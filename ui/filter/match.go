package filter

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// Pick says what must be taken from each row while it decodes, for the part of
// the filter that runs here. The paths that the caller wants besides, such as
// those of columns, come first; the same must then be given to Match.
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

// Whole makes a test of every term, those of the server too. Only workflow and
// name= are taken as held: a row does not show the one, and nobody has said how
// the server matches the other.
func (f Filter) Whole(now time.Time, names Names, besides ...string) *Matcher {
	return f.matcher(now, true, names, besides)
}

// Matcher is a filter made ready for testing many rows. It is safe for
// concurrent use, as far as its Names are.
type Matcher struct {
	tests []test
}

// test is a term made ready.
type test struct {
	not   bool
	any   []func(*client.Summary) bool
	known func(*client.Summary) bool // whether any can tell; nil when it always can
}

// Matcher makes the part that runs here ready, for rows that the server gave
// for Params; now is fixed in it, and besides is what Pick was given.
func (f Filter) Matcher(now time.Time, names Names, besides ...string) *Matcher {
	return f.matcher(now, false, names, besides)
}

func (f Filter) matcher(now time.Time, whole bool, names Names, besides []string) *Matcher {
	m := &Matcher{}
	paths := f.paths(besides)
	for i := range f.terms {
		t := &f.terms[i]
		if t.setting() || t.where == Server && !whole || t.unseen() {
			continue
		}
		x := test{not: t.not}
		for _, v := range t.values {
			x.any = append(x.any, v.test(t.spec, names, paths, now))
		}
		if key := t.spec.Key; t.byName() {
			x.known = func(r *client.Summary) bool {
				_, known := names.shown(refOf(key, r))
				return known
			}
		}
		m.tests = append(m.tests, x)
	}
	return m
}

// unseen reports whether a row does not show what the term asks for.
func (t *term) unseen() bool {
	return t.spec.unseen || t.spec.unseenExact && t.values[0].op == opExact
}

// Match reports whether the row passes. One that could not be read passes only
// when there is nothing to test, and one whose name is not known passes no term
// about names, negated or not: it may be what is to be left out.
func (m *Matcher) Match(s *client.Summary) bool {
	if len(m.tests) > 0 && s.Bad != nil {
		return false
	}
	for i := range m.tests {
		x := &m.tests[i]
		held := false
		for _, f := range x.any {
			if f(s) {
				held = true
				break
			}
		}
		if held == x.not || !held && x.known != nil && !x.known(s) {
			return false
		}
	}
	return true
}

// test makes one alternative ready.
func (v value) test(s spec, names Names, paths []string, now time.Time) func(*client.Summary) bool {
	switch s.kind {
	case kindText:
		return v.testText(s, paths)
	case kindID:
		return v.testID(s, names)
	case kindPoint, kindSpan:
		return v.testTime(s, now)
	case kindMoney:
		return v.testNumber(func(r *client.Summary) float64 { return r.Cost })
	case kindCount:
		return v.testNumber(func(r *client.Summary) float64 { return float64(r.Turns) })
	case kindString:
		return func(r *client.Summary) bool { return r.Hit != "" }
	default:
		return v.testWord(s, now)
	}
}

func (v value) testText(s spec, paths []string) func(*client.Summary) bool {
	field := func(r *client.Summary) string { return r.Name }
	switch {
	case s.Key == keyCustomer:
		field = func(r *client.Summary) string { return r.Customer }
	case s.path != "":
		at := slices.Index(paths, s.path)
		field = func(r *client.Summary) string {
			if at < len(r.Extra) {
				return r.Extra[at]
			}
			return ""
		}
	}
	switch {
	case len(v.ids) > 0:
		return func(r *client.Summary) bool { return field(r) == v.text }
	case v.text == "":
		return func(r *client.Summary) bool { return field(r) == "" }
	case s.Key == keyName:
		// The one test that meets a million rows: no second indirection.
		part := words.NewMatcher(v.text)
		return func(r *client.Summary) bool { return part.In(r.Name) }
	}
	part := words.NewMatcher(v.text)
	return func(r *client.Summary) bool { return part.In(field(r)) }
}

func (v value) testID(s spec, names Names) func(*client.Summary) bool {
	field := func(r *client.Summary) string { return r.ID }
	switch s.Key {
	case keyAssistant:
		field = func(r *client.Summary) string { return r.AssistantID }
	case keySquad:
		field = func(r *client.Summary) string { return r.SquadID }
	case keyPhone:
		field = func(r *client.Summary) string { return r.PhoneNumberID }
	}
	switch {
	case len(v.ids) > 0:
		return func(r *client.Summary) bool { return slices.Contains(v.ids, field(r)) }
	case s.Key == keyID:
		return func(r *client.Summary) bool {
			return len(r.ID) >= len(v.text) && strings.EqualFold(r.ID[:len(v.text)], v.text)
		}
	case v.text == "":
		return func(r *client.Summary) bool {
			text, ref := refOf(s.Key, r)
			return text == "" && ref.ID == ""
		}
	}
	part := words.NewMatcher(v.text)
	return func(r *client.Summary) bool {
		shown, known := names.shown(refOf(s.Key, r))
		return known && part.In(shown)
	}
}

func (v value) testTime(s spec, now time.Time) func(*client.Summary) bool {
	w := v.window(s, now)
	switch s.Key {
	case keyCreated, keyAge:
		return func(r *client.Summary) bool { return w.has(r.CreatedAt) }
	case keyUpdated, keyIdle:
		return func(r *client.Summary) bool { return w.has(r.UpdatedAt) }
	}
	return func(r *client.Summary) bool {
		e, at := r.Expiry(now)
		return (e == client.NotExpired || e == client.MaybeExpired) && w.has(at)
	}
}

func (v value) testNumber(field func(*client.Summary) float64) func(*client.Summary) bool {
	lo, hi := v.lo.num, v.hi.num
	return func(r *client.Summary) bool {
		n := field(r)
		switch v.op {
		case opLess:
			return n < lo
		case opAtMost:
			return n <= lo
		case opMore:
			return n > lo
		case opAtLeast:
			return n >= lo
		case opRange:
			// A cost that is not known is in no range, not even an open one.
			return n == n && (!v.lo.set || n >= lo) && (!v.hi.set || n <= hi)
		default:
			return n == lo
		}
	}
}

func (v value) testWord(s spec, now time.Time) func(*client.Summary) bool {
	if s.Key == keyLast {
		return func(r *client.Summary) bool { return string(r.LastRole) == v.text }
	}
	if v.op == opExact {
		return func(r *client.Summary) bool { return string(r.Status) == v.text }
	}
	return func(r *client.Summary) bool {
		e, _ := r.Expiry(now)
		switch v.text {
		case "completed":
			return e == client.Done
		case "expired":
			return e == client.Expired
		case "maybe":
			return e == client.MaybeExpired
		default:
			return e == client.NotExpired && r.Status == client.StatusActive
		}
	}
}
