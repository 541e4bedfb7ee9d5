package filter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// formWidth is the widest that the form gets; labelWidth the column of labels.
const (
	formWidth  = 76
	labelWidth = 15
)

// Box draws the form in a border, at most as large as given, at least enough
// to type in. It is empty when there is no room for that.
func (f *Form) Box(maxW, maxH int) []string {
	if maxW < 24 || maxH < 5 {
		return nil
	}
	w := min(maxW, formWidth)
	foot := f.foot(w, maxH)
	room := min(maxH-2-len(foot), len(f.rows()))
	lines := []string{edge(f.theme, w, "Filter", true)}
	lines = append(lines, f.inputs(w, room)...)
	lines = append(lines, foot...)
	return append(lines, edge(f.theme, w, f.help(), false))
}

// rows lists what the inputs' part shows, line by line: the number of a field,
// or below zero a heading before field -n-1.
func (f *Form) rows() []int {
	var rows []int
	for i := range f.docs {
		if f.docs[i].group != "" {
			rows = append(rows, -i-1)
		}
		rows = append(rows, i)
	}
	return rows
}

// inputs draws the part with the inputs, scrolled to the active one.
func (f *Form) inputs(w, room int) []string {
	rows := f.rows()
	at := 0
	for i, r := range rows {
		if r == f.active {
			at = i
		}
	}
	first := at
	if at > 0 && rows[at-1] < 0 {
		first = at - 1 // its heading too, when there is room
	}
	if first < f.top {
		f.top = first
	}
	f.top = max(f.top, at-room+1)
	f.top = max(0, min(f.top, len(rows)-room))
	var lines []string
	for i := f.top; i < f.top+room; i++ {
		p := framed(f.theme, w)
		if rows[i] < 0 {
			p.put(theme.Header, " "+f.docs[-rows[i]-1].group)
		} else {
			f.input(p, rows[i])
		}
		lines = append(lines, p.closeWith(f.scrollSign(i, room, len(rows))))
	}
	return lines
}

// scrollSign marks the first and the last line when there is more beyond them.
func (f *Form) scrollSign(i, room, all int) string {
	switch {
	case i == f.top && f.top > 0:
		return f.theme.Glyph(theme.GlyphMoreUp)
	case i == f.top+room-1 && f.top+room < all:
		return f.theme.Glyph(theme.GlyphMoreDown)
	}
	return ""
}

// input draws one input: a sign, its label, its text.
func (f *Form) input(p *boxed, i int) {
	x, d, active := &f.fields[i], &f.docs[i], i == f.active
	sign, role := " ", theme.Plain
	switch {
	case x.problem != nil && !x.problem.Incomplete:
		sign, role = f.theme.Glyph(theme.GlyphAttention), theme.Bad
	case active:
		sign, role = f.theme.Glyph(theme.GlyphCursor), theme.Accent
	}
	p.put(role, sign)
	label := theme.Plain
	if active {
		label = theme.Strong
	}
	p.put(label, padded(d.label, labelWidth))
	room := p.max - p.w - 3
	style := theme.Field
	if active {
		style = theme.FieldFocus
	}
	if !active {
		if x.line.text == "" {
			p.put(theme.Dim, cell("("+d.hint+")", p.theme, room))
			return
		}
		p.put(style, cell(x.line.text, p.theme, room))
		return
	}
	rest := f.suggestion()
	if x.line.text == "" {
		rest = "(" + d.hint + ")"
	}
	if rest != "" && x.line.at == len(x.line.text) && fits(x.line.text+rest, room-1) {
		p.put(style, x.line.text)
		first, _ := ansi.FirstGraphemeCluster(rest, ansi.WcWidth)
		p.cursor(first)
		p.put(theme.Dim, rest[len(first):])
		return
	}
	p.field(&x.line, room, func(int) theme.Role { return style })
}

// foot draws what is below the inputs: what the active input means or what is
// wrong, what no input shows, and the whole as text.
func (f *Form) foot(w, maxH int) []string {
	var lines []string
	add := func(r theme.Role, s string) {
		p := framed(f.theme, w)
		p.put(r, " "+s)
		lines = append(lines, p.close())
	}
	p := framed(f.theme, w)
	lines = append(lines, p.close())
	role := theme.Dim
	var text string
	switch x := &f.fields[f.active]; {
	case x.problem != nil:
		role, text = theme.Bad, x.problem.Message
	case len(f.problems) > 0:
		role, text = theme.Bad, f.problems[0].Message
	default:
		text = f.meaning()
	}
	most := 1
	if maxH >= 14 {
		most = 2
	}
	said := wrap(text, w-4, most)
	for i := range most { // always as many, so that the box keeps its height
		if i < len(said) {
			add(role, said[i])
		} else {
			add(role, "")
		}
	}
	if rest := f.also(); rest != "" {
		add(theme.Plain, "also: "+rest)
	}
	if maxH >= 12 {
		add(theme.Plain, "/ "+f.text)
	}
	if room := maxH - 2 - 1; len(lines) > room {
		lines = lines[:room]
	}
	return lines
}

// meaning explains the term of the active input, or its key.
func (f *Form) meaning() string {
	d := &f.docs[f.active]
	mine := f.written(f.active)
	if mine == "" {
		s, _ := lookup(d.key)
		return s.Help
	}
	for _, t := range f.filter.Terms(f.now) {
		if f.text[t.From:t.To] == mine {
			return t.Where.String() + ": " + t.Explain
		}
	}
	return ""
}

// help names the keys of the form.
func (f *Form) help() string {
	var parts []string
	for _, k := range []struct {
		action keymap.Action
		scope  keymap.Scope
		word   string
	}{{keymap.NextPane, keymap.ScopeDialog, "next"}, {keymap.Accept, keymap.ScopeDialog, "apply"}, {keymap.Cancel, keymap.ScopeDialog, "cancel"}} {
		if keys := f.keys.Keys(k.action, k.scope); len(keys) > 0 {
			parts = append(parts, keymap.Label(keys[0])+" "+k.word)
		}
	}
	return strings.Join(parts, "  ")
}
