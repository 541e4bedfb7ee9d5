// Package words has what is the same wherever a person reads or types: how a
// number or a length of time is spelt, whether a text holds another, and which
// word was probably meant. It imports nothing of ours.
package words

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count spells a number with its thousands apart: 1,284.
func Count(n int) string {
	digits, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if negative {
		return "-" + digits
	}
	return digits
}

// Plural spells a number with its noun: 1 mark, 1,204 marks.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}

// GoneLabel is what is shown for an ID that nothing has any more. The word comes first:
// where there is no room, the end is cut.
func GoneLabel(id string) string { return "gone " + id }

// Mask hides a text in private mode: every letter and digit becomes a star, so
// that the shape of words and numbers stays and nothing else does.
func Mask(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\n' || r == '+' || r < utf8.RuneSelf && unicode.IsPunct(r):
			return r
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return '*'
	}, s)
}

// fullID is a whole ID, and its beginning.
var fullID = regexp.MustCompile(`\b([0-9a-fA-F]{8})(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`)

// ShortIDs cuts the IDs in a text to their beginnings, where a line has no room
// for whole ones.
func ShortIDs(s string) string { return fullID.ReplaceAllString(s, "$1") }
