package filter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vapi-sessions/client"
)

// value reads one alternative of a term, or notes its problem.
func (p *parser) value(t *term, sep byte, w writtenValue) value {
	switch t.spec.kind {
	case kindText:
		return p.textValue(t, sep, w)
	case kindID:
		return p.idValue(t, sep, w)
	case kindWord:
		return p.wordValue(t, sep, w)
	case kindString:
		if w.a.text == "" {
			p.addProblem(w.from, w.to, t.spec.Key+" needs a text")
		}
		return value{text: w.a.text}
	default:
		return p.orderedValue(t, w)
	}
}

// textValue reads a name or a customer.
func (p *parser) textValue(t *term, sep byte, w writtenValue) value {
	v := value{text: w.a.text}
	switch {
	case sep == '=' && v.text == "":
		p.addProblem(t.from, t.to, "an empty value is not sent to the server", t.sign()+t.spec.Key+`:""`)
	case sep == '=' && t.spec.Key == keyCustomer && !looksDialled(v.text):
		p.addProblem(t.from, w.from, "customer= is the server's filter by number, and this is none", t.sign()+"customer:").at(w.from, w.to)
	case sep == '=':
		v.op, v.whole = opExact, true
	case t.spec.Key == keyCustomer && isE164(v.text):
		v.whole = true
	}
	return v
}

// idValue reads an ID, its beginning, or a name.
func (p *parser) idValue(t *term, sep byte, w writtenValue) value {
	key, v := t.spec.Key, value{text: w.a.text}
	if sep == '=' {
		if v.text == "" || strings.ContainsAny(v.text, ", \t\n\"") {
			p.addProblem(w.from, w.to, "an ID has no blanks, commas or quotes, and is not empty")
		}
		v.op, v.whole = opExact, true
		return v
	}
	if client.IsUUID(v.text) {
		v.text = lower(v.text)
		v.whole = true
		return v
	}
	switch {
	case t.spec.notInRow:
		p.addProblem(t.from, w.from, "not a whole "+key+" ID; "+key+"= sends it as it is", key+"=").at(w.from, w.to)
	case key == keyID && v.text == "":
		p.addProblem(w.from, w.to, "every session has an ID")
	}
	return v
}

// wordValue reads one of a key's words.
func (p *parser) wordValue(t *term, sep byte, w writtenValue) value {
	v := value{text: lower(w.a.text)}
	if sep == '=' && t.spec.exact {
		if v = (value{op: opExact, text: w.a.text}); v.text == "" {
			p.addProblem(w.from, w.to, t.spec.Key+" needs a value")
		}
		return v
	}
	word, direction := v.text, ""
	if t.spec.Key == keySort && word != "" && strings.ContainsRune("+-", rune(word[0])) {
		word, direction = word[1:], word[:1]
	}
	if slices.Contains(t.spec.Words, word) {
		return v
	}
	if t.spec.Key == keySort && FieldPath(strings.TrimPrefix(w.a.text, direction)) != "" {
		return value{text: w.a.text}
	}
	p.noteUnknownWord(t, sep, w, word, direction)
	return v
}

// orderedValue reads a comparison or a range. It notes the first problem only:
// the others mostly follow from it.
func (p *parser) orderedValue(t *term, w writtenValue) value {
	if t.spec.kind == kindMoney && w.a.quoted && w.a.text == "" && w.op == opIs && !w.ranged {
		return value{op: opNone}
	}
	v, before := value{op: w.op}, len(p.problems)
	clean := func() bool { return len(p.problems) == before }
	if w.ranged && w.op != opIs {
		p.addProblem(w.from, w.to, "a range has no "+w.op.String()+" before it", p.text[w.a.from:w.to])
		return v
	}
	v.lo = p.operandOf(t, w, w.a)
	if w.ranged && clean() {
		v.op = opRange
		v.hi = p.operandOf(t, w, w.b)
	}
	switch {
	case !clean():
	case t.spec.Key == keyLimit && (v.op != opIs || v.lo.num < 1 || v.lo.num > client.MaxLimit):
		p.addProblem(w.from, w.to, fmt.Sprintf("limit is a number from 1 to %d", client.MaxLimit))
	case w.ranged && !v.lo.set && !v.hi.set:
		p.addProblem(w.from, w.to, "the range has no end").Incomplete = true
	case w.ranged:
		p.checkAscending(t, w, v)
	case v.op == opIs:
		p.noteMissingComparison(t, w, v)
	}
	return v
}

// operandOf reads one operand; an empty one is the open end of a range.
func (p *parser) operandOf(t *term, w writtenValue, a piece) (o operand) {
	if a.text == "" && !a.quoted && w.ranged {
		return o
	}
	var ok bool
	var fault string
	switch t.spec.kind {
	case kindPoint:
		o.point, fault, ok = readPoint(a.text, p.now)
	case kindSpan:
		var s span
		s, ok = readSpan(a.text)
		o.point = s.from(-1)
		if t.spec.Key == keyExpires {
			o.point = s.from(1)
		}
	case kindMoney:
		o.num, ok = readNumber(strings.TrimPrefix(a.text, "$"))
	default:
		o.num, ok = readNumber(a.text)
		ok = ok && !strings.Contains(a.text, ".")
	}
	if o.set = ok; !ok {
		p.noteBadValue(t, w, a, fault)
	}
	return o
}

// readNumber reads digits with a decimal point or without.
func readNumber(s string) (float64, bool) {
	for i := range len(s) {
		if !isDigit(s[i]) && (s[i] != '.' || i == 0 || i == len(s)-1) {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && len(s) <= 15
}

// checkAscending notes a range whose ends are the wrong way round.
func (p *parser) checkAscending(t *term, w writtenValue, v value) {
	if !v.lo.set || !v.hi.set {
		return
	}
	backwards := v.lo.num > v.hi.num
	if t.spec.kind == kindPoint || t.spec.kind == kindSpan {
		w := v.window(t.spec, p.now)
		backwards = !w.contains(w.lo)
	}
	if backwards {
		p.addProblem(w.from, w.to, "the range runs backwards", p.text[w.b.from:w.b.to]+".."+p.text[w.a.from:w.a.to])
	}
}

// isE164 reports whether s is a whole telephone number: + and 10 to 15 digits, of
// which North America has 11. What is shorter is taken for a part of one.
func isE164(s string) bool {
	digits, plus := strings.CutPrefix(s, "+")
	if !plus || len(digits) < 10 || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	return digits[0] != '0' && (digits[0] != '1' || len(digits) == 11)
}

// looksDialled reports whether s could be a number of any kind, as people write them.
func looksDialled(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "+0123456789*#()-./ ") == "" && strings.TrimSpace(s) == s
}

// digitsOf leaves out of a number what people write between its digits.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '+' && (r < '0' || r > '9') {
			return -1
		}
		return r
	}, s)
}
