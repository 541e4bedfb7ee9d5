package detail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// matcher finds a text in any case. It is kept in lower case; none is empty.
type matcher string

func newMatcher(text string) matcher { return matcher(lower(text)) }

// lower gives a text in lower case, of which each character takes as many bytes
// as before.
func lower(s string) string {
	if len(s) == utf8.RuneCountInString(s) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if low := unicode.ToLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
			return low
		}
		return r
	}, s)
}

// count gives the number of matches in s that do not overlap.
func (m matcher) count(s string) int { return strings.Count(lower(s), string(m)) }

// find gives the matches in s that do not overlap.
func (m matcher) find(s string) []span {
	var spans []span
	s = lower(s)
	for from := 0; ; from = spans[len(spans)-1].to {
		i := strings.Index(s[from:], string(m))
		if i < 0 {
			return spans
		}
		spans = append(spans, span{from + i, from + i + len(m)})
	}
}
