package words

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold gives a text in the form in which texts that differ only in case, or in
// how their accents are encoded, are equal: Unicode's full case folding of the
// composed text. A dotted capital I folds to a plain i.
func Fold(s string) string {
	const dotted = "i\u0307"
	s = cases.Fold().String(norm.NFC.String(s))
	for strings.Contains(s, dotted) {
		s = strings.ReplaceAll(s, dotted, "i")
	}
	return norm.NFC.String(s)
}

// Matcher finds a text within others, compared as Fold has them. In texts of
// ASCII alone it does so without allocating.
type Matcher struct {
	text  string // folded
	ascii bool
	rare  int // the place of its rarest byte
	lo    byte
	up    byte
}

// NewMatcher makes a text ready to be found. An empty one is in every text.
func NewMatcher(s string) *Matcher {
	m := &Matcher{text: Fold(s)}
	m.ascii = isASCII(m.text)
	best := -1
	for i := range len(m.text) {
		if r := rarity(m.text[i]); r > best {
			best, m.rare = r, i
		}
	}
	if m.text != "" {
		m.lo = m.text[m.rare]
	}
	m.up = m.lo
	if 'a' <= m.lo && m.lo <= 'z' {
		m.up -= 'a' - 'A'
	}
	return m
}

// In reports whether the text is somewhere in s.
func (m *Matcher) In(s string) bool {
	switch {
	case !isASCII(s):
		return strings.Contains(Fold(s), m.text)
	case !m.ascii || len(s) < len(m.text):
		return false
	case m.text == "" || m.byRare(s, m.lo):
		return true
	}
	return m.up != m.lo && m.byRare(s, m.up)
}

// byRare looks where the rarest byte is, which the machine finds fast.
func (m *Matcher) byRare(s string, c byte) bool {
	last := len(s) - len(m.text) + m.rare // where it can be at the latest
	for at := m.rare; at <= last; at++ {
		i := strings.IndexByte(s[at:last+1], c)
		if i < 0 {
			return false
		}
		at += i
		if m.begins(s[at-m.rare:]) {
			return true
		}
	}
	return false
}

// begins reports whether s, which is long enough, begins with the text.
func (m *Matcher) begins(s string) bool {
	for i := range len(m.text) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != m.text[i] {
			return false
		}
	}
	return true
}

// rarity guesses how seldom a byte is in names.
func rarity(c byte) int {
	const common = "etaoinsrhldcumfpgwybvkxjqz"
	if i := strings.IndexByte(common, c); i >= 0 {
		return i
	}
	if c == ' ' || c == '-' || '0' <= c && c <= '9' {
		return 0
	}
	return len(common)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
