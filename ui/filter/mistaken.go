package filter

import (
	"fmt"
	"slices"
	"strings"

	"vapi-sessions/ui/words"
)

// noteBadValue notes a value that its key does not take, with what was probably
// meant. A duration for a point, or the other way round, is refused with both
// readings, because programs give created:>7d opposite meanings.
func (p *parser) noteBadValue(t *term, w writtenValue, a piece, fault string) {
	key := t.spec.Key
	switch t.spec.kind {
	case kindPoint:
		p.noteNoPoint(t, w, a, fault)
	case kindSpan:
		p.noteNoSpan(t, w, a)
	case kindMoney:
		p.addProblem(a.from, a.to, key+` is in US dollars, such as 0.50, or "" where none is known`)
	default:
		p.addProblem(a.from, a.to, key+" is a whole number")
	}
}

// noteNoPoint notes what stands where a point in time should.
func (p *parser) noteNoPoint(t *term, w writtenValue, a piece, fault string) {
	key, pair := t.spec.Key, t.spec.counterpart()
	s, isSpan := readSpan(a.text)
	switch {
	case isSpan && !w.ranged:
		sign := w.op.String()
		if w.op == opIs {
			sign = ">"
		}
		p.addTermProblem(t, w, key+" takes a point in time, and "+a.text+" is a duration: "+pair+" is how long ago, -"+s.String()+" is a point",
			pair+":"+sign+s.String(), key+":"+sign+"-"+s.String())
	case isSpan:
		p.addTermProblem(t, w, key+" takes points in time, and "+a.text+" is a duration", pair+":"+p.text[w.from:w.to])
	case fault != "":
		p.addProblem(a.from, a.to, fault)
	default:
		p.noteUnreadablePoint(t, w, a)
	}
}

// noteNoSpan notes what stands where a duration should.
func (p *parser) noteNoSpan(t *term, w writtenValue, a piece) {
	key, pair := t.spec.Key, t.spec.counterpart()
	pt, _, isPoint := readPoint(a.text, p.now)
	switch {
	case !isPoint || pair == "" || w.ranged:
		p.addProblem(a.from, a.to, "not a duration: a whole number and s, m, h, d, w, mo or y, such as 90m or 7d").
			Incomplete = strings.Trim(a.text, "0123456789") == ""
	case pt.ago.n > 0 && w.op != opIs:
		p.addTermProblem(t, w, key+" takes a duration, and "+a.text+" is a point in time",
			key+":"+w.op.String()+pt.ago.String(), pair+":"+w.op.String()+pt.text)
	default:
		p.addTermProblem(t, w, key+" takes a duration, and "+a.text+" is a point in time", pair+":"+reverse(w.op).String()+pt.text)
	}
}

// addTermProblem notes a problem whose fixes replace the whole term. A term of several
// values keeps the others, so it gets no fix.
func (p *parser) addTermProblem(t *term, w writtenValue, message string, terms ...string) {
	if strings.Contains(p.text[t.from:t.to], ",") {
		terms = nil
	}
	for i := range terms {
		terms[i] = t.sign() + terms[i]
	}
	p.addProblem(t.from, t.to, message, terms...).at(w.from, w.to)
}

// noteUnreadablePoint notes a point that cannot be read, and joins "last week" if that is it.
func (p *parser) noteUnreadablePoint(t *term, w writtenValue, a piece) {
	if next := strings.Fields(p.text[t.to:]); len(next) > 0 && slices.Contains([]string{"last", "this"}, lower(a.text)) {
		if _, ok := readWord(lower(a.text + "-" + next[0])); ok {
			p.addProblem(a.to, t.to+strings.Index(p.text[t.to:], next[0]), "join the words with a -", "-").at(a.from, a.to)
			return
		}
	}
	message := "not a point in time: a date, a date and time, today, monday, last-week, "
	alone := w.op == opIs && !w.ranged
	if alone {
		message += ">-7d, <now"
	} else {
		message += "now, -7d"
	}
	var fixes []string
	switch near := words.Nearest(a.text, pointWords()); {
	case near == wordNow && alone:
		fixes = []string{">" + near, "<" + near}
	case near != "":
		fixes = []string{near}
	}
	if len(fixes) > 0 {
		message += "; did you mean " + fixes[0] + "?"
	}
	p.addProblem(a.from, a.to, message, fixes...).Incomplete = beginsWord(a.text, pointWords()) || strings.Trim(a.text, "-0123456789") == ""
}

// noteUnknownWord notes what is none of a key's words.
func (p *parser) noteUnknownWord(t *term, sep byte, w writtenValue, word, direction string) {
	var pr *Problem
	message := fmt.Sprintf("%s is one of %s", t.spec.Key, strings.Join(t.spec.Words, ", "))
	unfinished := beginsWord(word, t.spec.Words)
	switch near := words.Nearest(strings.TrimLeft(word, "-"), t.spec.Words); {
	case near == "":
		pr = p.addProblem(w.from, w.to, message)
	case !unfinished && !strings.HasPrefix(word, "-"):
		pr = p.addProblem(w.from, w.to, "there is no "+t.spec.Key+" "+word+"; did you mean "+near+"?", direction+near)
	case strings.HasPrefix(w.a.text, "-") && len(t.values) == 0 && !t.spec.once && !t.not:
		pr = p.addProblem(t.from, t.to, "the - goes before the key", "-"+t.spec.Key+string(sep)+near+p.text[w.to:t.to])
	default:
		pr = p.addProblem(w.from, w.to, message, direction+near)
	}
	pr.Incomplete = unfinished
}

// beginsWord reports whether what is typed is how one of the words begins.
func beginsWord(typed string, all []string) bool {
	for _, w := range all {
		if len(typed) > 0 && len(typed) < len(w) && strings.EqualFold(w[:len(typed)], typed) {
			return true
		}
	}
	return false
}

// noteMissingComparison notes a value that nothing can equal: an instant, or a duration.
func (p *parser) noteMissingComparison(t *term, w writtenValue, v value) {
	if !v.lo.set || t.spec.kind != kindSpan && t.spec.kind != kindPoint {
		return
	}
	s := v.lo.text(t.spec.kind)
	from, to := v.lo.point.bounds(p.now)
	switch {
	case t.spec.kind == kindSpan:
		p.addProblem(w.from, w.to, "say whether more or less than "+v.lo.point.ago.words(), ">"+s, "<"+s)
	case from.Equal(to):
		p.addProblem(w.from, w.to, "nothing happens exactly at "+s+": say before or after", ">"+s, "<"+s)
	}
}
