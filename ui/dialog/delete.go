package dialog

import (
	"cmp"
	"strings"
	"time"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// DeleteOptions are the facts about the session to delete.
type DeleteOptions struct {
	ID      string
	Name    string
	Facts   []string
	Active  bool
	Changed string        // what changed since the person looked, or nothing
	Undo    time.Duration // before it is sent
	Keep    time.Duration // how long the trash keeps it; 0 when the trash is off
}

// Delete asks whether to delete one session. Cancel has the focus; y says yes.
type Delete struct {
	form
	o DeleteOptions
}

func (*Delete) asksConsent() bool { return true }

// NewDelete makes the question.
func NewDelete(l Look, o DeleteOptions) *Delete {
	d := &Delete{form{Look: l, title: "Delete 1 session?", writes: true, main: "delete", wide: 60, scopes: []keymap.Scope{keymap.ScopeDialog}}, o}
	d.begin(d, button("cancel", "Cancel", ""), button("delete", "Delete", keymap.Yes))
	return d
}

func (d *Delete) body(s *sheet) {
	s.say(theme.Strong, cmp.Or(d.o.Name, "(no name)"))
	facts := func() {
		s.hang(theme.Plain, "id ", d.o.ID)
		s.say(theme.Dim, strings.Join(d.o.Facts, "   "))
		s.space()
	}
	if !s.low {
		facts()
	}
	if d.o.Active {
		s.hang(theme.Warn, "! ", "Still active: a caller may be in this conversation.")
	}
	s.hang(theme.Warn, "! ", "Vapi cannot restore a deleted session.")
	if d.o.Changed != "" {
		s.hang(theme.Warn, "! ", "Changed since you looked: "+d.o.Changed)
	}
	if s.low {
		facts()
	}
	s.space()
	s.say(theme.Plain, whatHappens(d.o.Undo, d.o.Keep))
}

// whatHappens says when a delete is sent and what is kept.
func whatHappens(undo, keep time.Duration) string {
	when := "Sent at once: there is no undo."
	if undo > 0 {
		when = "Sent in " + words.Length(undo) + ". Until then u undoes it and no delete has left this machine."
	}
	if keep <= 0 {
		return when + " The trash is off: no copy is kept."
	}
	return when + " A copy is kept in the trash for " + words.Length(keep) + "."
}

func (d *Delete) pressed(string) Intent { return ConfirmDelete{[]string{d.o.ID}} }
