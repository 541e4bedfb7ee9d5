package detail

import (
	"slices"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// styledText builds the text of a block, or a line of the screen, with its roles.
type styledText struct {
	b    strings.Builder
	runs []styledRun
	link string // address for the text that is added next; empty for none
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

// addRemoved adds how many characters were replaced, if any.
func (w *styledText) addRemoved(n int) {
	if n > 0 {
		w.add(" ["+words.Plural(n, "control character")+" removed]", theme.Dim)
	}
}

// block returns the text as a block.
func (w *styledText) block(indent, hangingIndent int) block {
	return block{text: w.b.String(), runs: w.runs, indent: indent, hangingIndent: hangingIndent}
}

// text returns the text so far.
func (w *styledText) text() string { return w.b.String() }

// pad adds blanks until the text has n cells.
func (w *styledText) pad(n int) {
	w.add(strings.Repeat(" ", max(0, n-theme.Width(w.text()))), theme.Plain)
}

// elide shortens the text to n cells, with an ellipsis where it was cut. Blanks at the
// end do not count.
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

// line draws the text as a line of the given width, in the style of a row. Half of a
// wide character at its end becomes a blank.
func (w *styledText) line(t *theme.Theme, width int, row theme.Role) string {
	style := func(r theme.Role) theme.Style {
		if row == theme.Plain || r == theme.Match || r == theme.MatchCurrent {
			return t.Style(r)
		}
		return t.InRow(r, row)
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

// elidedLine is line with an ellipsis where the text is too long.
func (w *styledText) elidedLine(t *theme.Theme, width int) string {
	w.elide(width, t.Glyph(theme.GlyphEllipsis))
	return w.line(t, width, theme.Plain)
}
