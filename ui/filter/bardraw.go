package filter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// prompt stands before the text.
const prompt = " / "

// PopupColumn is the cell at which the popup belongs, below the bar.
func (b *Bar) PopupColumn() int {
	at := b.line.at
	if b.chosen < len(b.choices) {
		at = b.choices[0].From
	}
	return max(0, len(prompt)+b.line.field.Column(at)-2)
}

// Height is how many lines the bar would like to have at a width: one without
// the keyboard, else enough for the explanation, up to three.
func (b *Bar) Height(w int) int {
	if !b.focused {
		return 1
	}
	text := b.meaning()
	if pr := b.problemAt(); pr != nil {
		text = column(pr) + pr.Message
	}
	if !fits(text, w-len(prompt)-1) {
		return 3
	}
	return 2
}

// Lines draws the bar.
func (b *Bar) Lines() []string {
	lines := make([]string, 0, b.h)
	if b.h > 0 {
		lines = append(lines, b.input())
	}
	if b.h > 1 {
		lines = append(lines, b.explanation()...)
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
	p := newLineWriter(b.theme, b.w)
	p.put(theme.Accent, prompt)
	if b.focused {
		p.field(&b.line, room, b.roleAt)
		return p.done()
	}
	p.put(theme.Plain, cell(b.line.text, b.theme, room))
	if b.h < 2 {
		b.note(p)
	}
	return p.done()
}

// note puts what fits to the right of the text: a problem, or where the terms
// run.
func (b *Bar) note(p *lineWriter) {
	role, long, short := theme.Dim, b.places(), tally(b.terms)
	if len(b.problems) > 0 {
		role, long, short = theme.Bad, b.problems[0].Message, "has a problem"
	}
	for _, s := range []string{long, short} {
		if gap := b.w - p.w - ansi.StringWidthWc(s) - 1; s != "" && gap >= 2 {
			p.put(theme.Plain, strings.Repeat(" ", gap))
			p.put(role, s)
			return
		}
	}
	if len(b.problems) > 0 {
		p.put(theme.Plain, strings.Repeat(" ", b.w-p.w-1))
		p.put(role, b.theme.Glyph(theme.GlyphAttention))
	}
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

// tally counts the terms by where they run.
func tally(terms []Term) string {
	there := 0
	for i := range terms {
		there += int(terms[i].Where)
	}
	switch here := len(terms) - there; {
	case len(terms) == 0:
		return ""
	case here == 0:
		return "all server"
	case there == 0:
		return "all here"
	default:
		return words.Count(there) + " server, " + words.Count(here) + " here"
	}
}

// explanation draws what is below the text: what is wrong and where, or what
// the term at the cursor means, or where the terms run.
func (b *Bar) explanation() []string {
	if pr := b.problemAt(); pr != nil {
		return b.complaint(pr)
	}
	text, room := b.meaning(), b.w-len(prompt)-1
	if room < 1 {
		return nil
	}
	var lines []string
	for _, s := range wrap(text, room, b.h-1) {
		p := newLineWriter(b.theme, b.w)
		p.put(theme.Dim, strings.Repeat(" ", len(prompt))+s)
		lines = append(lines, p.done())
	}
	return lines
}

// meaning says what the term at the cursor means, else where the terms run.
func (b *Bar) meaning() string {
	if b.focused {
		for i := range b.terms {
			if t := &b.terms[i]; t.From <= b.line.at && b.line.at <= t.To {
				return t.Where.String() + ": " + t.Explain
			}
		}
	}
	return b.places()
}

// complaint points at the problem with a caret; the message stands behind it
// or before it or, where the line is too narrow for that, names the column.
func (b *Bar) complaint(pr *Problem) []string {
	role, message := theme.Bad, pr.Message
	if pr.Incomplete {
		role = theme.Dim
	}
	p := newLineWriter(b.theme, b.w)
	at := len(prompt) + min(b.line.field.Column(pr.From), max(0, b.w-len(prompt)-2))
	need := ansi.StringWidthWc(message) + 3
	switch {
	case at+need <= b.w:
		p.put(theme.Plain, strings.Repeat(" ", at))
		p.put(role, "^ "+message)
	case need <= at:
		p.put(theme.Plain, strings.Repeat(" ", at-need+1))
		p.put(role, message+" ^")
	default:
		var lines []string
		for _, s := range wrap(column(pr)+message, b.w-2, b.h-1) {
			p := newLineWriter(b.theme, b.w)
			p.put(role, " "+s)
			lines = append(lines, p.done())
		}
		return lines
	}
	return []string{p.done()}
}
