package detail

import (
	"strings"
	"unicode/utf8"

	"vapi-sessions/theme"
)

// wrap divides the block's text into rows that fit the width. Without softWrap, only
// newlines divide it.
func (b *block) wrap(width int, softWrap bool) {
	b.rows = b.rows[:0]
	lead := min(b.indent, max(0, width-1), max(width/2, 2))
	if b.text == "" {
		b.rows = append(b.rows, row{span{0, len(b.text)}, lead})
		return
	}
	indent := lead
	for from, to := 0, -1; to < len(b.text); from = to + 1 {
		to = len(b.text)
		if n := strings.IndexByte(b.text[from:], '\n'); n >= 0 {
			to = from + n
		}
		for end := to; ; {
			next := to
			if softWrap {
				end, next = breakAt(b.text, from, to, max(1, width-indent))
			}
			b.rows = append(b.rows, row{span{from, end}, indent})
			indent = min(lead+b.hangingIndent, max(lead, width-8), max(0, width-1))
			if next >= to {
				break
			}
			from = next
		}
	}
}

// breakAt returns the end of the row that begins at from, and where the next row begins.
// It breaks at a blank, unless that leaves more than half of the row empty.
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
