package dialog

import (
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// areaHeight is how many lines of a multi-line text are shown.
const areaHeight = 3

// area returns a control for a multi-line text.
func area(name, label, value string) control {
	a := textarea.New()
	a.Prompt, a.ShowLineNumbers, a.MaxHeight, a.EndOfBufferCharacter = "", false, 0, ' '
	a.SetStyles(textarea.Styles{})
	a.SetVirtualCursor(false)
	a.SetHeight(areaHeight)
	a.SetValue(value)
	a.Focus()
	return control{name: name, label: label, kind: areaControl, area: &a}
}

// editArea gives a message to the text area.
func (c *control) editArea(msg tea.Msg) { *c.area, _ = c.area.Update(msg) }

// moveInArea carries out an action inside the text: Accept begins a new line, Up and
// Down move between lines. It reports false where the cursor would leave the text.
func (c *control) moveInArea(a keymap.Action) bool {
	line, row := c.area.Line(), c.area.LineInfo().RowOffset
	switch a {
	case keymap.Accept:
		c.area.InsertString("\n")
	case keymap.Up:
		c.area.CursorUp()
	case keymap.Down:
		c.area.CursorDown()
	default:
		return false
	}
	c.editArea(nil) // scrolls to the cursor
	return a == keymap.Accept || c.area.Line() != line || c.area.LineInfo().RowOffset != row
}

// addArea adds a multi-line text: its label, and the lines around the cursor.
func (f *form) addArea(box *boxBuilder, c *control, r row, left string, pad int) {
	wide := max(4, box.width-pad-5)
	c.area.SetWidth(wide)
	c.editArea(nil)
	style := theme.Field
	if r.focused {
		style = theme.FieldFocus
	}
	cursor := c.area.Cursor()
	for i, line := range strings.Split(c.area.View(), "\n")[:areaHeight] {
		l := r
		l.text = left + "[" + box.Theme.Style(style).Render(box.fit(ansi.Strip(line), wide)) + "]"
		if r.focused && i == cursor.Y {
			l.cursor = pad + 4 + min(cursor.X, wide-1)
		}
		box.body = append(box.body, l)
		left = strings.Repeat(" ", pad+3)
	}
}
