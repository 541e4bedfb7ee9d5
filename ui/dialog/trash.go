package dialog

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

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
	picker
	rows  []TrashRow
	shown []int
	query field.Field
}

// NewTrash makes the list, the newest row first.
func NewTrash(l Look, rows []TrashRow) *Trash {
	t := &Trash{picker: picker{form: form{Look: l, wide: 76}}, rows: rows}
	t.begin(t, button("show", "Show", ""), button("export", "Export", ""),
		button("recreate", "Re-create as a new session", ""), button("cancel", "Close", keymap.Cancel))
	t.control("recreate").hidden = l.ReadOnly
	return t
}

// SetRows shows other rows.
func (t *Trash) SetRows(rows []TrashRow) {
	t.rows = rows
	t.checked()
}

// check lists what the search leaves.
func (t *Trash) check() Intent {
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
	return nil
}

func (t *Trash) picture(maxW, maxH int) picture {
	s := newSheet(t.Look, "Trash: "+plural(len(t.rows), "copy", "copies"), t.wide, maxW)
	s.searchLine("search: ", &t.query, "")
	t.foot(s)
	from, to := t.list.window(s.room(maxH))
	if len(t.shown) == 0 {
		s.say(theme.Dim, "Nothing here.")
		to = from
	}
	for i := from; i < to; i++ {
		r := t.rows[t.shown[i]]
		name := cmp.Or(r.Name, "(no name)")
		if s.w >= 56 {
			name = fit(s, name, s.w/2-4) + " " + r.Note
		}
		s.choice(listBase+i, i == t.list.at, theme.Plain, name, short(r.ID)+"  "+r.When)
	}
	return s.draw(maxH, nil)
}

// Scopes implements Dialog: letters go to the search.
func (t *Trash) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
}

// Key implements Dialog.
func (t *Trash) Key(msg tea.KeyPressMsg) Intent {
	t.query.Key(msg)
	return t.checked()
}

// Paste implements Dialog.
func (t *Trash) Paste(s string) Intent {
	t.query.Insert(s)
	return t.checked()
}

func (t *Trash) pressed(button string) Intent {
	switch id := t.rows[t.shown[t.list.at]].ID; button {
	case "export":
		return TrashExport{id}
	case "recreate":
		return TrashRecreate{id}
	default:
		return TrashShow{id}
	}
}
