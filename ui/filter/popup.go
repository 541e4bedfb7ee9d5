package filter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// popupWidth is the widest that the popup gets.
const popupWidth = 60

// Popup draws what can be completed at the cursor, in a border, at most as
// large as given. It is empty when there is nothing to offer or no room.
func (b *Bar) Popup(maxW, maxH int) []string {
	if !b.popupOpen() || maxW < 16 || maxH < 3 {
		return nil
	}
	w := min(maxW, popupWidth)
	foot := b.popupFoot(maxH)
	rows := min(len(b.choices), maxH-2-len(foot))
	if b.chosen < b.top {
		b.top = b.chosen
	}
	b.top = max(b.top, b.chosen-rows+1)
	b.top = min(b.top, len(b.choices)-rows)
	lines := make([]string, 0, rows+2+len(foot))
	lines = append(lines, b.theme.Edge(w, true, theme.Border, theme.Title, tidy(b.popupTitle())))
	wide := b.choiceWidth(w)
	for i := b.top; i < b.top+rows; i++ {
		lines = append(lines, b.popupRow(i, w, wide))
	}
	for _, s := range foot {
		p := newLineWriter(b.theme, w-2)
		p.put(theme.Dim, " "+s)
		lines = append(lines, b.framed(p))
	}
	return append(lines, b.theme.Edge(w, false, theme.Border, theme.Dim, b.popupCount(rows)))
}

func (b *Bar) popupTitle() string {
	switch {
	case b.browsing:
		return "earlier filters"
	case b.choices[0].Help == "correction":
		return "corrections"
	case b.choices[0].Open:
		return "keys"
	}
	head := strings.TrimLeft(b.line.text[:b.choices[0].From], " ")
	if i := strings.LastIndexAny(head, " "); i >= 0 {
		head = head[i+1:]
	}
	return head
}

// popupCount says how many there are when not all are shown.
func (b *Bar) popupCount(rows int) string {
	if rows == len(b.choices) {
		return ""
	}
	return words.Count(b.chosen+1) + " of " + words.Count(len(b.choices))
}

// popupFoot says where the terms run, when there is room.
func (b *Bar) popupFoot(maxH int) []string {
	if s := b.places(); s != "" && maxH >= 8 && !b.browsing {
		return []string{s}
	}
	return nil
}

// choiceWidth is the width of the column of choices.
func (b *Bar) choiceWidth(w int) int {
	wide, help := 0, false
	for _, c := range b.choices {
		wide = max(wide, ansi.StringWidthWc(c.Text))
		help = help || c.Help != ""
	}
	if !help {
		return w - 5
	}
	return min(wide, max(10, (w-6)/2))
}

func (b *Bar) popupRow(i, w, wide int) string {
	c := &b.choices[i]
	p := newLineWriter(b.theme, w-2)
	text, help := theme.Plain, theme.Dim
	sign := "   "
	if i == b.chosen {
		sign, text, help = " "+b.theme.Glyph(theme.GlyphCursor)+" ", theme.Strong, theme.Plain
	}
	p.put(theme.Accent, sign)
	s := cell(tidy(c.Text), b.theme, wide)
	if b.choices[i].Help == "correction" {
		s = cell(tidy(c.Text), b.theme, w-5)
	}
	p.put(text, s)
	if c.Help != "" && c.Help != "correction" {
		p.put(theme.Plain, strings.Repeat(" ", wide-ansi.StringWidthWc(s)+2))
		p.put(help, tidy(c.Help))
	}
	return b.framed(p)
}

// framed puts a line between the sides of the popup.
func (b *Bar) framed(p *lineWriter) string {
	side := b.theme.Side(theme.Border)
	return side + p.done() + side
}
