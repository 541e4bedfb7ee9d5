package filter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
)

// prompt stands before the text.
const prompt = " / "

// PopupColumn is the cell at which the popup belongs, below the bar.
func (b *Bar) PopupColumn() int {
	at := b.line.at
	if b.chosen < len(b.choices) {
		at = b.choices[0].From
	}
	return max(0, len(prompt)+b.line.column(at)-2)
}

// Lines draws the bar.
func (b *Bar) Lines() []string {
	lines := make([]string, 0, b.h)
	if b.h > 0 {
		lines = append(lines, b.input())
	}
	if b.h > 1 {
		lines = append(lines, b.explanation())
	}
	for len(lines) < b.h {
		lines = append(lines, strings.Repeat(" ", b.w))
	}
	return lines
}

// input draws the text, with its cursor when the bar has the keyboard and
// otherwise with where its terms run.
func (b *Bar) input() string {
	room := b.w - len(prompt) - 1
	if room < 1 {
		return strings.Repeat(" ", b.w)
	}
	p := newPen(b.theme, b.w)
	p.put(theme.Accent, prompt)
	if b.focused {
		b.line.scroll(room)
		p.field(&b.line, room, true, b.roleAt)
		return p.done()
	}
	p.put(theme.Plain, cell(b.line.text, b.theme, room))
	if places := b.places(); places != "" && b.h < 2 {
		if gap := b.w - p.w - ansi.StringWidthWc(places) - 1; gap >= 2 {
			p.put(theme.Plain, strings.Repeat(" ", gap))
			p.put(theme.Dim, places)
		}
	}
	return p.done()
}

// roleAt gives the style of a byte of the text: problems, then keys.
func (b *Bar) roleAt(at int) theme.Role {
	for i := range b.problems {
		if p := &b.problems[i]; !p.Incomplete && p.From <= at && at < max(p.To, p.From+1) {
			return theme.Bad
		}
	}
	for i := range b.terms {
		t := &b.terms[i]
		if t.From <= at && at < t.To {
			if sep := strings.IndexAny(b.line.text[t.From:t.To], ":=<>"); !t.term.free && at <= t.From+sep {
				return theme.Key
			}
			return theme.Plain
		}
	}
	return theme.Plain
}

// places names the terms by where they run.
func (b *Bar) places() string { return places(b.terms) }

func places(terms []Term) string {
	var there, here []string
	for i := range terms {
		t := &terms[i]
		name := t.Text
		if !t.term.free {
			name = strings.Repeat("-", len(t.term.sign())) + t.Key
		}
		if t.Where == Server {
			there = append(there, name)
		} else {
			here = append(here, name)
		}
	}
	var parts []string
	if len(there) > 0 {
		parts = append(parts, "server: "+strings.Join(there, ", "))
	}
	if len(here) > 0 {
		parts = append(parts, "here: "+strings.Join(here, ", "))
	}
	return strings.Join(parts, "   ")
}

// explanation draws the second line: what is wrong and where, or what the term
// at the cursor means, or where the terms run.
func (b *Bar) explanation() string {
	p := newPen(b.theme, b.w)
	if pr := b.problemAt(); pr != nil {
		b.complaint(p, pr)
		return p.done()
	}
	if b.focused {
		for i := range b.terms {
			if t := &b.terms[i]; t.From <= b.line.at && b.line.at <= t.To {
				p.put(theme.Plain, strings.Repeat(" ", len(prompt)))
				p.put(theme.Info, t.Where.String())
				p.put(theme.Dim, " "+t.Explain)
				return p.done()
			}
		}
	}
	p.put(theme.Plain, strings.Repeat(" ", len(prompt)))
	p.put(theme.Dim, b.places())
	return p.done()
}

// complaint points at the problem with a caret; the message stands behind it
// or, where that is too narrow, before it.
func (b *Bar) complaint(p *pen, pr *Problem) {
	role, message := theme.Bad, pr.Message
	if pr.Incomplete {
		role = theme.Dim
	}
	at := len(prompt) + min(b.line.column(pr.From), max(0, b.w-len(prompt)-2))
	need := ansi.StringWidthWc(message) + 3
	switch {
	case at+need <= b.w:
		p.put(theme.Plain, strings.Repeat(" ", at))
		p.put(role, "^ "+message)
	case need <= at:
		p.put(theme.Plain, strings.Repeat(" ", at-need+1))
		p.put(role, message+" ^")
	default:
		p.put(role, " "+column(pr)+message)
	}
}
