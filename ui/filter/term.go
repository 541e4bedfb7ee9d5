package filter

import (
	"strconv"
	"strings"
	"unicode"
)

// op is how a value is compared.
type op uint8

const (
	opIs     op = iota // key:value
	opExact            // key=value
	opLess             // key:<value
	opAtMost           // key:<=value
	opMore             // key:>value
	opAtLeast
	opRange // key:a..b, either end open
	opNone  // key:"", nothing is known
)

func (o op) String() string {
	return [...]string{"", "", "<", "<=", ">", ">=", "", quote("")}[o]
}

// operand is one side of a comparison. The key's kind says which field is used.
type operand struct {
	set   bool
	point point // of a duration: so long before now, or after it
	num   float64
}

func (o operand) text(k kind) string {
	switch {
	case !o.set:
		return ""
	case k == kindPoint:
		return o.point.text
	case k == kindSpan:
		return o.point.ago.String()
	default:
		return strconv.FormatFloat(o.num, 'f', -1, 64)
	}
}

// value is one of a term's alternatives.
type value struct {
	op     op
	text   string  // of kinds that are not ordered
	whole  bool    // a whole ID or number, which the server compares too
	lo, hi operand // ranges use both, other comparisons lo
}

// term is one condition, or one of the settings sort, order and limit.
type term struct {
	spec   spec
	not    bool
	free   bool // a word without a key
	values []value
	where  Where // follows from the whole filter
	from   int   // where it was written, as byte columns; not part of its identity
	to     int
	keyEnd int // byte column
}

// setting reports whether the term says how to list instead of what.
func (t *term) setting() bool {
	return t.spec.list != nil
}

// String is the canonical form.
func (t *term) String() string {
	var b strings.Builder
	if t.not {
		b.WriteByte('-')
	}
	if t.free {
		b.WriteString(quoteWord(t.values[0].text))
		return b.String()
	}
	b.WriteString(t.spec.Key)
	sep := byte(':')
	if t.values[0].op == opExact {
		sep = '='
	}
	for _, v := range t.values {
		b.WriteByte(sep)
		b.WriteString(v.String(t.spec.kind))
		sep = ','
	}
	return b.String()
}

// String is the value as the language writes it.
func (v value) String(k kind) string {
	switch {
	case !k.ordered():
		return quoteValue(v.text)
	case v.op == opRange:
		return v.lo.text(k) + ".." + v.hi.text(k)
	default:
		return v.op.String() + v.lo.text(k)
	}
}

// quoteValue writes text so that it reads as one value.
func quoteValue(s string) string {
	if s != "" && s[0] != '"' && !strings.ContainsRune(s, ',') && !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	return quote(s)
}

// quoteWord writes text so that it reads as a word without a key.
func quoteWord(s string) string {
	if _, meta := metaKey(s); s != "" && s[0] != '-' && !meta && !strings.ContainsAny(s, `:=<>,"`) && !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	return quote(s)
}

func quote(s string) string {
	return `"` + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`) + `"`
}
