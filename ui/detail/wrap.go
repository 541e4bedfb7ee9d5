package detail

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// runeAt gives the length in bytes and the width in cells of the character of
// a clean text that begins at i.
func runeAt(s string, i int) (size, cells int) {
	if s[i] < utf8.RuneSelf {
		return 1, 1
	}
	_, size = utf8.DecodeRuneInString(s[i:])
	return size, ansi.StringWidthWc(s[i : i+size])
}

// wrap divides the block's text into rows that fit the width. Without folding
// lines only newlines divide it.
func (l *block) wrap(width int, lines bool) {
	l.rows = l.rows[:0]
	lead := min(l.lead, max(0, width-1), max(width/2, 2))
	if l.text == "" {
		l.rows = append(l.rows, row{span{0, len(l.text)}, lead})
		return
	}
	indent := lead
	for from, to := 0, -1; to < len(l.text); from = to + 1 {
		to = len(l.text)
		if n := strings.IndexByte(l.text[from:], '\n'); n >= 0 {
			to = from + n
		}
		for end := to; ; {
			next := to
			if lines {
				end, next = breakAt(l.text, from, to, max(1, width-indent))
			}
			l.rows = append(l.rows, row{span{from, end}, indent})
			indent = min(lead+l.hang, max(lead, width-8), max(0, width-1))
			if next >= to {
				break
			}
			from = next
		}
	}
}

// breakAt finds the end of the row that begins at from, and where the next one
// begins. It breaks at a blank unless that would leave more than half of the
// row empty.
func breakAt(s string, from, to, room int) (end, next int) {
	cells, blank, filled := 0, -1, 0
	for i := from; i < to; {
		size, c := runeAt(s, i)
		if cells+c > room && i > from {
			switch {
			case s[i] == ' ':
				return i, i + 1
			case filled > room/2:
				return blank, blank + 1
			}
			return i, i
		}
		if s[i] == ' ' {
			blank, filled = i, cells
		}
		cells += c
		i += size
	}
	return to, to
}
