package detail

import (
	"slices"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// styledText collects the text of a block with its roles.
type styledText struct {
	b    strings.Builder
	runs []styledRun
	link string // address that what is added leads to
}

// add appends clean text in a role.
func (w *styledText) add(text string, role theme.Role) {
	if text == "" {
		return
	}
	w.b.WriteString(text)
	if n := len(w.runs); n > 0 && w.runs[n-1].role == role && w.runs[n-1].link == w.link {
		w.runs[n-1].end = w.b.Len()
		return
	}
	w.runs = append(w.runs, styledRun{w.b.Len(), role, w.link})
}

// addRemoved tells how many characters were replaced, if any.
func (w *styledText) addRemoved(n int) {
	if n > 0 {
		w.add(" ["+words.Plural(n, "control character")+" removed]", theme.Dim)
	}
}

// block gives what was collected.
func (w *styledText) block(lead, hang int) block {
	return block{text: w.b.String(), runs: w.runs, indent: lead, hangingIndent: hang}
}

// text is what was collected.
func (w *styledText) text() string { return w.b.String() }

// pad adds blanks up to n cells.
func (w *styledText) pad(n int) {
	w.add(strings.Repeat(" ", max(0, n-theme.Width(w.text()))), theme.Plain)
}

// elide shortens the text to n cells, with a sign where something is missing; blanks
// at its end are nothing that is.
func (w *styledText) elide(n int, ellipsis string) {
	text := strings.TrimRight(w.text(), " ")
	if theme.Width(text) <= n {
		return
	}
	at := len(theme.Cut(text, max(0, n-theme.Width(ellipsis)), ""))
	w.b.Reset()
	w.b.WriteString(text[:at] + ellipsis)
	k := slices.IndexFunc(w.runs, func(r styledRun) bool { return r.end > at })
	w.runs = append(w.runs[:k], styledRun{end: at, role: w.runs[k].role}, styledRun{end: w.b.Len(), role: theme.Dim})
}

// line draws a text as a line of w cells, in the style of a row. Half of a wide
// character at its end becomes a blank.
func (w *styledText) line(t *theme.Theme, width int, row theme.Role) string {
	style := func(r theme.Role) theme.Style {
		if row == theme.Plain || r == theme.Match || r == theme.MatchCurrent {
			return t.Style(r)
		}
		return t.On(r, row)
	}
	shown := theme.Cut(w.text(), width, "")
	out, from := make([]byte, 0, width+64), 0
	for _, r := range w.runs {
		to := min(r.end, len(shown))
		out = style(r.role).Append(out, t.Link(r.link, shown[from:to]))
		from = to
	}
	return string(style(theme.Plain).Append(out, strings.Repeat(" ", width-theme.Width(shown))))
}

// elidedLine is a line with a sign where it is cut.
func (w *styledText) elidedLine(t *theme.Theme, width int) string {
	w.elide(width, t.Glyph(theme.GlyphEllipsis))
	return w.line(t, width, theme.Plain)
}
