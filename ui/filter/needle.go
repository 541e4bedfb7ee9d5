package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// needle finds a text in others, ignoring case, without allocating.
type needle struct {
	text  string // in lower case
	ascii bool
	rare  int // the place of its rarest byte
	lo    byte
	up    byte
}

// newNeedle makes a text ready to be found. It must not be empty.
func newNeedle(s string) *needle {
	n := &needle{text: lower(s), ascii: true}
	best := -1
	for i := range len(n.text) {
		c := n.text[i]
		if c >= utf8.RuneSelf {
			n.ascii = false
		}
		if r := rarity(c); r > best {
			best, n.rare = r, i
		}
	}
	n.lo = n.text[n.rare]
	n.up = n.lo
	if isLetter(n.lo) {
		n.up -= 'a' - 'A'
	}
	return n
}

// rarity guesses how seldom a byte is in names.
func rarity(c byte) int {
	const common = "etaoinsrhldcumfpgwybvkxjqz"
	if i := strings.IndexByte(common, c); i >= 0 {
		return i
	}
	if c == ' ' || c == '-' || isDigit(c) {
		return 0
	}
	return len(common)
}

// in reports whether the needle is somewhere in s.
func (n *needle) in(s string) bool {
	if !n.ascii {
		return n.folded(s)
	}
	if len(s) < len(n.text) {
		return false
	}
	if n.byRare(s, n.lo) {
		return true
	}
	return n.up != n.lo && n.byRare(s, n.up)
}

// byRare looks where the rarest byte is, which the machine finds fast.
func (n *needle) byRare(s string, c byte) bool {
	last := len(s) - len(n.text) + n.rare // where it can be at the latest
	for at := n.rare; at <= last; {
		i := strings.IndexByte(s[at:last+1], c)
		if i < 0 {
			return false
		}
		at += i
		if n.at(s[at-n.rare:]) {
			return true
		}
		at++
	}
	return false
}

// at reports whether s begins with the needle.
func (n *needle) at(s string) bool {
	for i := range len(n.text) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != n.text[i] {
			return false
		}
	}
	return true
}

// folded compares code point by code point, for needles beyond ASCII.
func (n *needle) folded(s string) bool {
	for i := 0; i < len(s); {
		if begins(s[i:], n.text) {
			return true
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return false
}

func begins(s, text string) bool {
	for _, want := range text {
		r, size := utf8.DecodeRuneInString(s)
		if size == 0 || unicode.ToLower(r) != want {
			return false
		}
		s = s[size:]
	}
	return true
}
