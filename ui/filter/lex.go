package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vapi-sessions/client"
)

// tidy cleans a text from outside, and makes it one line.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	s, _ = client.Clean(s)
	return s
}

// piece is a stretch of the text, unquoted.
type piece struct {
	text     string
	from, to int
	quoted   bool
}

// writtenValue is a value as written: an operator and one operand, or a range of two.
type writtenValue struct {
	op       op
	a, b     piece
	ranged   bool
	from, to int
}

// lexer reads a filter text.
type lexer struct {
	text string
	at   int
}

// blank skips white space and reports whether text follows.
func (l *lexer) blank() bool {
	l.at = len(l.text) - len(strings.TrimLeftFunc(l.text[l.at:], unicode.IsSpace))
	return l.at < len(l.text)
}

// atEnd reports whether the lexer stands behind a term.
func (l *lexer) atEnd() bool {
	r, n := utf8.DecodeRuneInString(l.text[l.at:])
	return n == 0 || unicode.IsSpace(r)
}

func (l *lexer) has(prefix string) bool { return strings.HasPrefix(l.text[l.at:], prefix) }

// key reads a key and its separator, or nothing. Without a colon, < and > make
// a key only of a word that is one.
func (l *lexer) key() (p piece, sep byte, ok bool) {
	i := l.at
	_, meta := metaKey(l.text[i:])
	for i < len(l.text) && (isLetter(l.text[i]) || i > l.at && (l.text[i] == '-' || l.text[i] == '_' || isDigit(l.text[i]) || meta && l.text[i] == '.')) {
		i++
	}
	if i == l.at || i == len(l.text) {
		return p, 0, false
	}
	p = piece{text: l.text[l.at:i], from: l.at, to: i}
	switch l.text[i] {
	case ':', '=':
		l.at = i + 1
		return p, l.text[i], true
	case '<', '>':
		if s, known := lookup(p.text); known && s.kind.ordered() {
			l.at = i
			return p, ':', true
		}
	}
	return p, 0, false
}

// ordered reports whether values of the kind can be compared and ranged.
func (k kind) ordered() bool {
	return k == kindPoint || k == kindSpan || k == kindMoney || k == kindCount
}

// until reads up to the next blank, or to a rune for which end is true.
func (l *lexer) until(end func(rune) bool) piece {
	from, n := l.at, strings.IndexFunc(l.text[l.at:], func(r rune) bool { return unicode.IsSpace(r) || end(r) })
	if n < 0 {
		n = len(l.text) - from
	}
	l.at += n
	return piece{text: l.text[from:l.at], from: from, to: l.at}
}

// word reads a quoted piece, or up to the next blank. It reports false at a quote
// without an end.
func (l *lexer) word() (piece, bool) {
	if l.has(`"`) {
		return l.quoted()
	}
	return l.until(func(rune) bool { return false }), true
}

// skip moves behind the term. Blanks inside quotes belong to it; a quote counts only where
// a value can begin, and an unclosed one extends to the end of the text.
func (l *lexer) skip() {
	for from := l.at; !l.atEnd(); {
		if l.text[l.at] == '"' && (l.at == from || strings.IndexByte(`:=,<>.-`, l.text[l.at-1]) >= 0) {
			if _, ok := l.quoted(); !ok {
				l.at = len(l.text)
			}
			continue
		}
		_, n := utf8.DecodeRuneInString(l.text[l.at:])
		l.at += n
	}
}

// quoted reads a quoted piece. It reports false, and stays, without a closing quote.
func (l *lexer) quoted() (piece, bool) {
	var b strings.Builder
	for i := l.at + 1; i < len(l.text); i++ {
		switch c := l.text[i]; {
		case c == '"':
			p := piece{text: b.String(), from: l.at, to: i + 1, quoted: true}
			l.at = i + 1
			return p, true
		case c == '\\' && i+1 < len(l.text) && (l.text[i+1] == '"' || l.text[i+1] == '\\'):
			i++
			b.WriteByte(l.text[i])
		default:
			b.WriteByte(c)
		}
	}
	return piece{}, false
}

// operand reads one operand of a value. open reports an unclosed quote.
func (l *lexer) operand(k kind) (p piece, open bool) {
	if l.has(`"`) {
		p, ok := l.quoted()
		return p, !ok
	}
	p = l.until(func(r rune) bool { return r == ',' })
	if first, _, ranged := strings.Cut(p.text, ".."); ranged && k.ordered() {
		p.text, p.to = first, p.from+len(first)
		l.at = p.to
	}
	return p, false
}

// comparison reads < <= > >= where the kind has an order.
func (l *lexer) comparison(k kind) op {
	if !k.ordered() {
		return opIs
	}
	for _, o := range []op{opAtMost, opAtLeast, opLess, opMore} {
		if l.has(o.String()) {
			l.at += len(o.String())
			return o
		}
	}
	return opIs
}

// values reads the alternatives of a term. open reports an unclosed quote.
func (l *lexer) values(k kind) (all []writtenValue, open bool) {
	for {
		w := writtenValue{from: l.at}
		w.op = l.comparison(k)
		if w.a, open = l.operand(k); open {
			return all, true
		}
		if k.ordered() && l.has("..") {
			l.at += 2
			w.ranged = true
			if w.b, open = l.operand(k); open {
				return all, true
			}
		}
		w.to = l.at
		all = append(all, w)
		if !l.has(",") {
			return all, false
		}
		l.at++
	}
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func lower(s string) string { return strings.ToLower(s) }
