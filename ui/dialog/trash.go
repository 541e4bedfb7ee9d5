package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// TrashRow is one deleted session.
type TrashRow struct {
	ID   string
	Name string
	When string // how long ago, or at what time
	Note string // such as its assistant
}

// Trash lists deleted sessions. Typing searches; the arrows choose a row and tab
// chooses what enter does with it.
type Trash struct {
	form
	rows  []TrashRow
	shown []int
	query field.Field
	list  list
}

// NewTrash makes the list, the newest row first.
func NewTrash(l Look, rows []TrashRow) *Trash {
	t := &Trash{form: form{Look: l}, query: field.New("")}
	t.controls = []control{
		button("show", "Show", ""), button("export", "Export", ""),
		button("recreate", "Re-create as a new session", ""), button("cancel", "Close", "esc"),
	}
	t.SetRows(rows)
	return t
}

// SetRows shows other rows.
func (t *Trash) SetRows(rows []TrashRow) {
	t.rows = rows
	t.find()
}

func (t *Trash) find() {
	t.shown = t.shown[:0:0]
	for i, r := range t.rows {
		if contains(r.Name+" "+r.ID+" "+r.Note, t.query.Value()) {
			t.shown = append(t.shown, i)
		}
	}
	t.list.resize(len(t.shown))
	for _, name := range []string{"show", "export", "recreate"} {
		t.control(name).off = len(t.shown) == 0
	}
	if t.focused().off {
		t.focusOn("cancel")
	}
}

// listBase keeps the rows' click targets apart from the buttons'.
const listBase = 1000

func (t *Trash) picture(maxW, maxH int) picture {
	s := newSheet(t.Look, "Trash: "+plural(len(t.rows), "copy", "copies"), 76, maxW)
	s.search("search: ", &t.query, "")
	t.buttons(s)
	from, to := t.list.window(s.room(maxH))
	if len(t.shown) == 0 {
		s.say(theme.Dim, "Nothing here.")
		to = from
	}
	for i := from; i < to; i++ {
		r := t.rows[t.shown[i]]
		name, _ := client.Clean(r.Name)
		if name == "" {
			name = "(no name)"
		}
		note, _ := client.Clean(r.Note)
		if s.w >= 56 {
			name = fit(s, name, s.w/2-4) + " " + note
		}
		s.choice(listBase+i, i == t.list.at, theme.Plain, name, short(r.ID)+"  "+r.When)
	}
	return s.draw(maxH, nil)
}

// Scopes implements Dialog: letters go to the search.
func (t *Trash) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
}

// Hints implements Dialog.
func (t *Trash) Hints() []keymap.Action {
	return []keymap.Action{keymap.Down, keymap.NextPane, keymap.Accept, keymap.Cancel}
}

// Key implements Dialog.
func (t *Trash) Key(msg tea.KeyPressMsg) Intent {
	if t.query.Key(msg) {
		t.find()
	}
	return nil
}

// Paste implements Dialog.
func (t *Trash) Paste(s string) {
	t.query.Insert(s)
	t.find()
}

// Do implements Dialog.
func (t *Trash) Do(a keymap.Action) Intent {
	if t.list.do(a) {
		return nil
	}
	return t.answer(t.do(a), a)
}

func (t *Trash) answer(pressed string, a keymap.Action) Intent {
	if pressed == "cancel" {
		return Cancel{}
	}
	if len(t.shown) == 0 {
		return outside(a)
	}
	switch id := t.rows[t.shown[t.list.at]].ID; pressed {
	case "show":
		return TrashShow{id}
	case "export":
		return TrashExport{id}
	case "recreate":
		return TrashRecreate{id}
	}
	return outside(a)
}

// press implements Dialog.
func (t *Trash) press(target int) Intent {
	if target >= listBase {
		t.list.at = target - listBase
		return nil
	}
	return t.answer(t.click(target), "")
}
