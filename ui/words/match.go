package words

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldCase returns a form of a text that is equal for texts that differ only in case or
// in how their accents are encoded: Unicode's full case folding of the composed text.
// A dotted capital I folds to a plain i.
func foldCase(s string) string {
	const dotted = "i\u0307"
	s = cases.Fold().String(norm.NFC.String(s))
	for strings.Contains(s, dotted) {
		s = strings.ReplaceAll(s, dotted, "i")
	}
	return norm.NFC.String(s)
}

// Matcher finds a text in others by their FoldCase forms. In ASCII texts it does not
// allocate.
type Matcher struct {
	text  string // folded
	ascii bool
}

// NewMatcher returns a matcher for a text. The empty text is in every text.
func NewMatcher(s string) *Matcher {
	text := foldCase(s)
	return &Matcher{text, isASCII(text)}
}

// In reports whether s contains the text.
func (m *Matcher) In(s string) bool {
	n := len(m.text)
	switch {
	case !isASCII(s):
		return strings.Contains(foldCase(s), m.text)
	case !m.ascii || n == 0:
		return m.ascii
	}
	for i := 0; i+n <= len(s); i++ {
		if s[i]|0x20 == m.text[0]|0x20 && strings.EqualFold(s[i:i+n], m.text) {
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
