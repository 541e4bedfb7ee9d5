package client

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks a character may have.
const maxMarks = 4

// class is what Clean does with a character.
type class uint8

const (
	keep    class = iota
	mark          // combining: kept up to maxMarks on one character
	control       // C0 and DEL: shown by its picture
	drop          // has no width of its own and makes terminals disagree on widths
	invalid       // no UTF-8
	dot           // invisible, or acts on a terminal: shown as a middle dot
)

// Clean makes text from outside safe to print on one line: characters that
// would act on a terminal, hide text or reorder it are replaced by a visible
// sign, so that the reader sees that something was there. Emoji joiners,
// variation selectors and skin tones are dropped, because terminals disagree on
// their width. The count is how many characters were replaced or dropped. Text
// that needs no change is returned without an allocation; cleaning twice
// changes nothing more.
func Clean(s string) (string, int) {
	var out []byte // of s up to copied; nil while nothing changed
	copied, changed, marks := 0, 0, 0
	for i := 0; i < len(s); {
		if s[i]-' ' < 0x5f {
			i++
			marks = 0
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		c := classify(r)
		switch {
		case r == utf8.RuneError && n == 1:
			c = invalid
		case c == mark && marks == maxMarks:
			c = drop
		case c == mark:
			marks++
		case c == keep:
			marks = 0
		}
		if c > mark {
			if out == nil {
				out = make([]byte, 0, len(s)+len(s)/4+8)
			}
			out = append(out, s[copied:i]...)
			if r == '\r' && strings.HasPrefix(s[i+1:], "\n") {
				n, r = 2, '\n'
			}
			if c != drop {
				out = utf8.AppendRune(out, replacement(r, c))
				marks = 0
			}
			changed++
			copied = i + n
		}
		i += n
	}
	if changed == 0 {
		return s, 0
	}
	return string(append(out, s[copied:]...)), changed
}

// clean is Clean without the count.
func clean(s string) string {
	s, _ = Clean(s)
	return s
}

// replacement is the sign that is shown instead of a character.
func replacement(r rune, c class) rune {
	switch {
	case c == dot:
		return '·'
	case c == invalid:
		return utf8.RuneError
	case r == '\t':
		return ' '
	case r == 0x7f:
		return '␡'
	}
	return '␀' + r
}

// classify decides by ranges for most text, and by Unicode properties for the
// rest.
func classify(r rune) class {
	switch {
	case r < 0x20 || r == 0x7f:
		return control
	case r < 0x7f:
		return keep
	case r < 0xa0:
		return dot
	case r < 0x300 && r != 0xad, r >= 0x370 && r < 0x483, r >= 0x3400 && r < 0xa4d0, r >= 0xac00 && r <= 0xd7a3:
		return keep
	case r == 0x200d, r == 0x20e3, r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0000 && r <= 0xe007f, unicode.Is(unicode.Variation_Selector, r):
		return drop // zero width joiner, keycap, skin tones, tags
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return keep // Arabic number signs and their like, which are seen
	case r >= 0xe0000, unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp,
		unicode.Noncharacter_Code_Point, unicode.Other_Default_Ignorable_Code_Point):
		return dot
	case unicode.In(r, unicode.Mn, unicode.Me):
		return mark
	}
	return keep
}

// CleanForCopy is text for the clipboard, a file or another program: secrets
// are masked as by RedactText, and control characters other than tabs and line
// feeds, and characters that reorder a line, are replaced by a visible sign as
// by Clean. Everything else stays, joiners and soft hyphens too.
func CleanForCopy(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(RedactText(s), "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return replacement(r, classify(r))
		}
		return r
	}, s)
}
