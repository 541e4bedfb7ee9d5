package dialog

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// TrashRow is one deleted session.
type TrashRow struct {
	ID   string
	Name string
	When string // when it was deleted, in words
	Note string // such as its assistant
}

// TrashOptions configure a Trash.
type TrashOptions struct {
	Rows                   []TrashRow // the newest first
	Show, Export, Recreate func(id string) tea.Cmd
}

// Trash lists deleted sessions. Typing searches, the arrows choose a row, and tab
// chooses what enter does with it.
type Trash struct {
	form
	rows  []TrashRow
	shown []TrashRow
}

// NewTrash returns the dialog.
func NewTrash(l Base, o TrashOptions) *Trash {
	t := &Trash{form: form{Base: l, title: "Trash: " + pluralOf(len(o.Rows), "copy", "copies"), maxWidth: 76, scopes: typingScopes()}, rows: o.Rows}
	t.list = &list{query: &field.Field{}, label: "search: ", emptyText: "Nothing here.", drawEntry: t.entry}
	chosen := func() string { return t.shown[t.list.chosen].ID }
	recreate := button("recreate", "Re-create as a new session", "", staying(with(o.Recreate, chosen)))
	recreate.hidden = l.ReadOnly
	t.begin(t, button("show", "Show", "", staying(with(o.Show, chosen))), button("export", "Export", "", staying(with(o.Export, chosen))),
		recreate, button("cancel", "Close", keymap.Cancel, t.cancel))
	return t
}

// afterChange lists the rows that match the search.
func (t *Trash) afterChange() outcome {
	t.shown = slices.DeleteFunc(slices.Clone(t.rows), func(r TrashRow) bool { return !containsWords(r.Name+" "+r.ID+" "+r.Note, t.list.query.Value()) })
	t.list.setCount(len(t.shown))
	for _, name := range []string{"show", "export", "recreate"} {
		t.control(name).disabled = len(t.shown) == 0
	}
	return outcome{}
}

func (t *Trash) entry(box *boxBuilder, i int) []row {
	r := t.shown[i]
	name, right := cmp.Or(r.Name, "(no name)"), words.ShortIDs(r.ID)+"  "+r.When
	if box.width >= 56 {
		name = box.fit(name, box.width/2-4) + " " + r.Note
	}
	wide := box.width - 3 - theme.Width(right)
	return box.listRow(box.width, firstRowTarget+i, i == t.list.chosen, column{[]string{box.elide(name, wide)}, wide, theme.Plain}, column{[]string{right}, 0, theme.Plain})
}
