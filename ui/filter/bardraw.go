package filter

import (
	"fmt"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

const (
	prompt     = " / " // stands before the text
	popupWidth = 60    // the widest that the popup gets
)

// Height returns how many lines the bar needs at a width: the text, and one or two lines
// of explanation.
func (b *Bar) Height(w int) int { return 1 + len(b.explanation(w, 2)) }

// Lines draws the bar in h lines.
func (b *Bar) Lines(w, h int) []string {
	lines := append([]string{b.input(w)}, b.explanation(w, h-1)...)
	for len(lines) < h {
		lines = append(lines, "")
	}
	lines = lines[:max(0, h)]
	for i := range lines {
		lines[i] = b.theme.Fit(lines[i], w)
	}
	return lines
}

func (b *Bar) cut(s string, w int) string {
	return theme.Cut(s, max(0, w), b.theme.Glyph(theme.GlyphEllipsis))
}

// input draws the text with its cursor.
func (b *Bar) input(w int) string {
	s := b.theme.Style(theme.Accent).Render(prompt)
	b.field.Draw(w-len(prompt)-1, func(at int, shown string, cursor bool) {
		if cursor {
			s += "\x1b[7m" + shown + "\x1b[m" // whatever the colours
		} else {
			s += b.theme.Style(b.roleAt(at)).Render(shown)
		}
	})
	return s
}

// roleAt returns the role of a byte of the text: of a problem, a key, or plain.
func (b *Bar) roleAt(at int) theme.Role {
	for i := range b.problems {
		if p := &b.problems[i]; !p.Incomplete && p.From <= at && at < max(p.To, p.From+1) {
			return theme.Bad
		}
	}
	for i := range b.terms {
		if t := &b.terms[i]; t.From <= at && at <= t.term.keyEnd && !t.term.free {
			return theme.Key
		}
	}
	return theme.Plain
}

// explanation draws, in at most that many lines, the problem, or the meaning of the term
// at the cursor, or where the terms run.
func (b *Bar) explanation(w, most int) []string {
	text, role, indent := b.meaning(), theme.Dim, len(prompt)
	if pr := b.problemAt(); pr != nil {
		if !pr.Incomplete {
			role = theme.Bad
		}
		if line, ok := b.caret(pr, w); ok && most > 0 {
			return []string{b.theme.Style(role).Render(line)}
		}
		text, indent = fmt.Sprintf("column %d: %s", pr.From+1, pr.Message), 1
	}
	lines := theme.Wrap(text, w-indent-1)
	if len(lines) > most {
		lines = append(lines[:max(0, most-1)], strings.Join(lines[max(0, most-1):], " "))[:max(0, most)]
	}
	for i := range lines {
		lines[i] = b.theme.Style(role).Render(strings.Repeat(" ", indent) + lines[i])
	}
	return lines
}

// caret points at the problem, with the message behind or before the sign; false
// where the line is too narrow for that.
func (b *Bar) caret(pr *Problem, w int) (string, bool) {
	at := len(prompt) + min(b.field.Column(pr.From), max(0, w-len(prompt)-2))
	switch need := theme.Width(pr.Message) + 3; {
	case at+need <= w:
		return strings.Repeat(" ", at) + "^ " + pr.Message, true
	case need <= at:
		return strings.Repeat(" ", at-need+1) + pr.Message + " ^", true
	}
	return "", false
}

// meaning explains the term at the cursor, or else where the terms run.
func (b *Bar) meaning() string {
	at := b.field.Cursor()
	for i := range b.terms {
		if t := &b.terms[i]; t.From <= at && at <= t.To {
			return t.Where.String() + ": " + t.Explain
		}
	}
	return b.explainPlaces()
}

// explainPlaces names the terms by where they run.
func (b *Bar) explainPlaces() string {
	var names [2]string
	for i := range b.terms {
		t := &b.terms[i]
		name := t.term.sign() + t.Key
		if t.term.free {
			name = t.Text
		}
		if names[t.Where] == "" {
			name = t.Where.String() + ": " + name
		} else {
			name = names[t.Where] + ", " + name
		}
		names[t.Where] = name
	}
	return strings.Trim(names[Server]+"   "+names[Here], " ")
}

// PopupColumn is the cell at which the popup belongs, below the bar.
func (b *Bar) PopupColumn() int {
	at := b.field.Cursor()
	if b.popupOpen() {
		at = b.choices[0].From
	}
	return max(0, len(prompt)+b.field.Column(at)-2)
}

// Popup draws the choices in a border of at most that size, with a line that says where
// the terms run if there is room. It is empty without choices or without room.
func (b *Bar) Popup(maxW, maxH int) []string {
	if !b.popupOpen() || maxW < 16 || maxH < 3 {
		return nil
	}
	w, foot := min(maxW, popupWidth), ""
	rows := maxH - 2
	if maxH >= 8 && b.popup != popupHistory {
		if foot = b.explainPlaces(); foot != "" {
			rows--
		}
	}
	rows = min(rows, len(b.choices))
	top := max(0, min(b.chosen-rows/2, len(b.choices)-rows))
	side := b.theme.VerticalEdge(theme.Border)
	lines := []string{b.theme.HorizontalEdge(w, true, theme.Border, theme.Title, tidy(b.title))}
	for i := top; i < top+rows; i++ {
		lines = append(lines, side+b.theme.Fit(b.choice(i, w-2), w-2)+side)
	}
	if foot != "" {
		lines = append(lines, side+b.theme.Fit(b.theme.Style(theme.Dim).Render(" "+foot), w-2)+side)
	}
	count := ""
	if rows < len(b.choices) {
		count = words.Count(b.chosen+1) + " of " + words.Count(len(b.choices))
	}
	return append(lines, b.theme.HorizontalEdge(w, false, theme.Border, theme.Dim, count))
}

// choice draws one of the choices: its text and, in a column, what it means.
func (b *Bar) choice(i, w int) string {
	c, sign := &b.choices[i], "   "
	text, help := theme.Plain, theme.Dim
	if i == b.chosen {
		sign, text, help = " "+b.theme.Glyph(theme.GlyphCursor)+" ", theme.Strong, theme.Plain
	}
	row := b.theme.Style(theme.Accent).Render(sign)
	if c.Help == "" {
		return row + b.theme.Style(text).Render(b.cut(tidy(c.Text), w-3))
	}
	column := 0
	for i := range b.choices {
		column = max(column, theme.Width(b.choices[i].Text))
	}
	column = min(column, max(10, (w-4)/2))
	shown := b.cut(tidy(c.Text), column)
	gap := strings.Repeat(" ", column-theme.Width(shown)+2)
	return row + b.theme.Style(text).Render(shown) + gap + b.theme.Style(help).Render(tidy(c.Help))
}
