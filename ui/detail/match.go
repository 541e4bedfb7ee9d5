package detail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// matcher is a text to search for, in lower case, and never empty when it is used.
type matcher string

func newMatcher(text string) matcher { return matcher(lower(text)) }

// lower returns s in lower case. Every character keeps its number of bytes, so that
// offsets in the result hold in s.
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

// count returns how many matches s has that do not overlap.
func (m matcher) count(s string) int { return strings.Count(lower(s), string(m)) }

// find returns the matches in s that do not overlap.
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
