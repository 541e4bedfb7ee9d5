package filter

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Term is one term of a filter as it is shown: a chip with an explanation.
type Term struct {
	Text    string // in the language
	Key     string // of the registry; a word without a key has name
	Where   Where
	Setting bool   // sort, order or limit
	Explain string // in words, with instants resolved in local time and UTC
	From    int    // byte columns in the text that was parsed
	To      int

	term term
}

// Terms lists the terms, settings too, in the order in which they were given.
// What is relative is explained as of now, in its zone.
func (f Filter) Terms(now time.Time) []Term {
	all := make([]Term, len(f.terms))
	for i := range f.terms {
		t := &f.terms[i]
		all[i] = Term{Text: t.String(), Key: t.spec.Key, Where: t.where, Setting: t.setting(), Explain: t.explain(now), From: t.from, To: t.to, term: *t}
	}
	return all
}

// explain says a term in words.
func (t *term) explain(now time.Time) string {
	words := make([]string, len(t.values))
	for i, v := range t.values {
		words[i] = v.explain(t, now)
	}
	s := strings.Join(words, " or ")
	if t.not {
		return "not " + s
	}
	return s
}

func (v value) explain(t *term, now time.Time) string {
	s, key := &t.spec, t.spec.Key
	switch {
	case s.clock != noClock:
		return v.explainTime(*s, now)
	case s.kind == kindString:
		return "somebody said " + quote(v.text)
	case key == keyLimit:
		return v.lo.text(kindCount) + " per page"
	case v.op == opNone:
		return "no " + key + " is known"
	case s.kind == kindMoney:
		return key + " " + v.explainNumber("$")
	case s.kind == kindCount:
		return key + " " + v.explainNumber("")
	case key == keyStatus && v.op == opExact:
		return "the API's status is " + v.text
	case key == keyName && v.op == opExact:
		return "the server's name filter: " + quote(v.text)
	case v.text == "":
		return "no " + key
	case s.kind == kindID && v.whole:
		return key + " " + v.text
	case v.whole:
		return key + " is " + v.text
	case s.nameRef != nil:
		return "the " + cmp.Or(s.noun, key) + "'s name contains " + quote(v.text)
	case key == keyCustomer && looksDialled(v.text):
		return "customer contains " + quote(digitsOf(v.text))
	case s.phrase != "":
		return fmt.Sprintf(s.phrase, cmp.Or(s.wordHelp[v.text], v.text))
	default:
		return key + " contains " + quote(v.text)
	}
}

func (v value) explainNumber(unit string) string {
	num := func(o operand) string { return unit + strconv.FormatFloat(o.num, 'f', -1, 64) }
	switch {
	case v.op == opLess:
		return "under " + num(v.lo)
	case v.op == opAtMost:
		return "at most " + num(v.lo)
	case v.op == opMore:
		return "over " + num(v.lo)
	case v.op == opAtLeast || v.op == opRange && !v.hi.set:
		return "at least " + num(v.lo)
	case v.op == opRange && !v.lo.set:
		return "at most " + num(v.hi)
	case v.op == opRange:
		return num(v.lo) + " to " + num(v.hi)
	default:
		return num(v.lo)
	}
}

// explainTime says which instants the value stands for.
func (v value) explainTime(s spec, now time.Time) string {
	w := v.window(s, now)
	fine := s.kind == kindPoint && (v.lo.point.precision == time.Millisecond || v.hi.point.precision == time.Millisecond)
	verb := [...]string{createdAt: "created", updatedAt: "updated", expiresAt: "expires"}[s.clock]
	var parts []string
	if !w.lo.IsZero() {
		word := " from "
		if w.loExclude {
			word = " after "
		}
		parts = append(parts, word+stamp(w.lo, now, fine))
	}
	if !w.hi.IsZero() {
		word := " up to "
		if w.hiExclude {
			word = " before "
		}
		parts = append(parts, word+stamp(w.hi, now, fine))
	}
	return verb + strings.Join(parts, " and")
}

// stamp shows an instant in the zone of now and, where that is another, in UTC.
// Milliseconds are shown if fine is set.
func stamp(t, now time.Time, fine bool) string {
	layout := "2006-01-02 15:04"
	switch {
	case fine:
		layout += ":05.000"
	case t.Second() != 0:
		layout += ":05"
	}
	local, utc := t.In(now.Location()), t.UTC()
	if _, offset := local.Zone(); offset == 0 {
		return utc.Format(layout) + " UTC"
	}
	short := layout
	if local.Day() == utc.Day() {
		short = strings.TrimPrefix(layout, "2006-01-02 ")
	}
	return local.Format(layout) + " (" + utc.Format(short) + " UTC)"
}
