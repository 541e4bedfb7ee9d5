// Package words has what is the same wherever a person reads or types: how a
// number is spelt, whether a text holds another, and which word was probably
// meant. It imports nothing of ours.
package words

import (
	"strconv"
	"strings"
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
