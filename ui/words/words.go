// Package words has what is the same wherever a person reads or types: numbers,
// durations and sizes in words, finding a text within another, and the word that was
// probably meant. It imports nothing of ours.
//
//	words.go    numbers with nouns, masked and shortened texts
//	show.go     durations and sizes as they are shown
//	duration.go durations as they are typed
//	match.go    finding a text
//	nearest.go  the nearest word
package words

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count formats a number with separated thousands: 1,284.
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

// Plural formats a number with its noun: 1 mark, 1,204 marks.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}

// AndMore returns the first of some texts and, where there are more in total, one that
// says how many.
func AndMore(first []string, total int) []string {
	if more := total - len(first); more > 0 {
		return append(slices.Clip(first), "... and "+Count(more)+" more")
	}
	return first
}

// GoneLabel is shown for the ID of something that no longer exists. The word comes
// first, because the end of a text is cut where room is short.
func GoneLabel(id string) string { return "gone " + id }

// Mask hides a text in private mode: every letter and digit becomes a star, so that
// only the shape of words and numbers is left.
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

// fullID matches a full ID; its first group is the beginning.
var fullID = regexp.MustCompile(`\b([0-9a-fA-F]{8})(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`)

// ShortIDs cuts the IDs in a text to their beginnings, for a line without room.
func ShortIDs(s string) string { return fullID.ReplaceAllString(s, "$1") }
