package detail

import (
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// fields is a tab of few blocks, all known from the start: labels with values.
type fields struct{ blocks []block }

// labelWidth is how many cells labels take, unless one of their section needs more.
const labelWidth = 13

func (f *fields) count() int                { return len(f.blocks) }
func (f *fields) parent(int) int            { return -1 }
func (f *fields) lastInFold(i int) int      { return i }
func (f *fields) startsFolded(int) bool     { return false }
func (f *fields) block(i int, _ bool) block { return f.blocks[i] }
func (f *fields) text(i int) string         { return f.blocks[i].text }

// addLine adds a block of its own with a text.
func (f *fields) addLine(text string, role theme.Role) {
	var w styledText
	w.add(text, role)
	f.blocks = append(f.blocks, w.block(0, 2))
}

// addError says what could not be read, and why.
func (p *Pane) addError(f *fields, what string, why error) {
	f.addLine(what, theme.Bad)
	f.addLine(words.ShortIDs(oneLine(client.RedactText(why.Error()))), theme.Plain)
	f.addLine(p.keys.Label(keymap.Refresh)+": try again", theme.Dim)
}

// addHeading adds a heading, with a blank line before it unless it is the first.
func (f *fields) addHeading(text string) {
	if len(f.blocks) > 0 {
		f.blocks = append(f.blocks, block{})
	}
	f.addLine(text, theme.Header)
}

// linkRole is the role of a value that is drawn as a link. Only addresses of the
// dashboard and of the server's files have it, never what somebody said.
const linkRole = theme.Info

// entry is a label with a value, and what FilterByThis takes from it.
type entry struct {
	label, value string
	role         theme.Role
	filterBy     filter.Criterion
}

// addEntries adds entries below one another. An entry without a value is left out.
func (f *fields) addEntries(all ...entry) {
	width := labelWidth
	for _, one := range all {
		width = max(width, theme.Width(one.label)+1)
	}
	for _, one := range all {
		if one.value == "" {
			continue
		}
		var w styledText
		w.add(one.label, theme.Dim)
		w.pad(width)
		if one.role == linkRole && !strings.Contains(one.value, client.Mask) {
			w.link = one.value
		}
		w.add(one.value, one.role)
		b := w.block(1, width)
		b.filterBy = one.filterBy
		f.blocks = append(f.blocks, b)
	}
}

// addSection adds entries under a heading, unless none of them has a value.
func (f *fields) addSection(heading string, all ...entry) {
	if slices.ContainsFunc(all, func(one entry) bool { return one.value != "" }) {
		f.addHeading(heading)
		f.addEntries(all...)
	}
}
