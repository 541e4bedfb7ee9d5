package detail

import (
	"strings"
	"unicode/utf8"

	"vapi-sessions/theme"
)

// wrap divides the block's text into rows that fit the width. Without folding
// lines only newlines divide it.
func (l *block) wrap(width int, lines bool) {
	l.rows = l.rows[:0]
	lead := min(l.indent, max(0, width-1), max(width/2, 2))
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
			indent = min(lead+l.hangingIndent, max(lead, width-8), max(0, width-1))
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
	fits, _ := theme.Split(s[from:to], room)
	if fits == 0 { // wider than the row
		_, fits = utf8.DecodeRuneInString(s[from:to])
	}
	end = from + fits
	blank := from + strings.LastIndexByte(s[from:end], ' ')
	switch {
	case end == to:
		return to, to
	case s[end] == ' ':
		return end, end + 1
	case blank >= from && theme.Width(s[from:blank]) > room/2:
		return blank, blank + 1
	}
	return end, end
}
