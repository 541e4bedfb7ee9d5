package filter

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/field"
)

// line is the text of an input, in the field of the whole program. A filter is
// no session's text: what does not belong on a screen is cleaned as it is typed.
type line struct {
	field field.Field
	text  string // of the field
	at    int    // the cursor, a byte column at the start of a cluster
}

// tidy makes outside text fit for one line.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	s, _ = client.Clean(s)
	return s
}

// set replaces the text and puts the cursor behind it.
func (l *line) set(s string) {
	l.field.Set(tidy(s))
	l.read()
}

// put replaces the text and the cursor.
func (l *line) put(text string, at int) {
	l.field.Put(text, at)
	l.read()
}

// insert puts text in at the cursor.
func (l *line) insert(s string) {
	l.field.Insert(tidy(s))
	l.read()
}

// key edits. It reports whether the text changed, and whether the key was one
// of the field's at all.
func (l *line) key(msg tea.KeyPressMsg) (changed, mine bool) {
	before := l.text
	msg.Text = tidy(msg.Text)
	mine = l.field.Key(msg)
	l.read()
	return l.text != before, mine
}

func (l *line) read() { l.text, l.at = l.field.Value(), l.field.Cursor() }
