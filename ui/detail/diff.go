package detail

import (
	"bytes"
	"cmp"
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// most bounds what the Diff tab shows of two sessions that have little in common.
const (
	mostChanges = 500
	mostOfValue = 400 // bytes of a value
)

// change is a value that differs. Empty stands for what is not there.
type change struct {
	path       string
	last       string // the last name of the path
	old, fresh string
}

// diffFields makes the Diff tab.
func (p *Pane) diffFields() source {
	s := newFields()
	base := p.other
	var what string
	switch {
	case base != nil:
		name := cmp.Or(p.personal(base.Name), "(no name)")
		what = "compared with " + name + ", id " + oneLine(base.ID)
	default:
		base = p.kept.visit(p.id).before
		what = "since you last looked"
		if base != nil && !base.UpdatedAt.IsZero() {
			what += " (as it was at " + exact(base.UpdatedAt, p.zone) + ")"
		}
	}
	if base == nil {
		s.line("Nothing to compare with: this session was not seen before.", theme.Dim)
		s.line("Two marked sessions can be compared with each other.", theme.Dim)
		return s
	}
	changes := differences(base, p.s)
	s.heading("Changed " + what)
	if len(changes) == 0 {
		s.line("nothing", theme.Dim)
	}
	for i, c := range changes {
		if i == mostChanges {
			s.line("and more", theme.Dim)
			break
		}
		p.changed(s, &c)
	}
	return s
}

// changed adds one change: its path, what was, and what is.
func (p *Pane) changed(s *fields, c *change) {
	s.line(oneLine(c.path), theme.Strong)
	side := func(sign, text string, role theme.Role) {
		if text == "" {
			return
		}
		t, n := cleaned(head(text, mostOfValue))
		if p.private && !openName(c.last) {
			t = words.Hide(t)
		}
		if len(text) > mostOfValue {
			t += " " + p.ellipsis()
		}
		var w styledText
		w.add(sign+" ", role)
		w.add(t, role)
		if n > 0 {
			w.add(" "+removedNote(n), theme.Dim)
		}
		s.blocks = append(s.blocks, w.block(1, 2))
	}
	side("-", c.old, theme.Bad)
	side("+", c.fresh, theme.Good)
}

// differences lists what differs between two sessions, secrets masked. What is
// byte for byte the same is not read.
func differences(old, fresh *client.Session) []change {
	d := &differ{}
	for _, p := range pairs(old.Raw, fresh.Raw) {
		switch {
		case d.full() || bytes.Equal(p.old, p.fresh):
		case p.name == "messages":
			d.messages(old.Messages, fresh.Messages)
		default:
			d.values(p.name, p.name, masked(p.name, p.old), masked(p.name, p.fresh))
		}
	}
	return d.out
}

// pair is a member of two objects, or an element of two lists; nil where one
// does not have it.
type pair struct {
	name       string
	old, fresh []byte
}

// pairs puts the members of two values together: those of the fresh one in
// their order, then what it does not have.
func pairs(old, fresh []byte) []pair {
	var all []pair
	places := make(map[string]int)
	for _, m := range members(fresh) {
		places[m.name] = len(all)
		all = append(all, pair{name: m.name, fresh: m.value})
	}
	for _, m := range members(old) {
		i, ok := places[m.name]
		if !ok {
			i = len(all)
			all = append(all, pair{name: m.name})
		}
		all[i].old = m.value
	}
	return all
}

type differ struct{ out []change }

// full reports whether there is more than can be shown.
func (d *differ) full() bool { return len(d.out) > mostChanges }

// messages compares turn by turn.
func (d *differ) messages(old, fresh []client.Message) {
	at := func(all []client.Message, i int) *client.Message {
		if i < len(all) {
			return &all[i]
		}
		return &client.Message{}
	}
	for i := range max(len(old), len(fresh)) {
		o, f, path := at(old, i), at(fresh, i), "message "+strconv.Itoa(i+1)
		switch {
		case d.full() || bytes.Equal(o.Raw, f.Raw):
		case len(o.Raw) > 0 && len(f.Raw) > 0 && o.Text == f.Text && o.Role == f.Role:
			d.values(path, "", client.Redact(o.Raw), client.Redact(f.Raw))
		default:
			d.add(path+", "+string(cmp.Or(f.Role, o.Role)), "", spoken(o), spoken(f))
		}
	}
}

// spoken is what a message says, or all of it when that is nothing.
func spoken(m *client.Message) string {
	if m.Text == "" {
		return string(client.Redact(m.Raw))
	}
	return client.RedactText(m.Text)
}

func (d *differ) add(path, last, old, fresh string) {
	d.out = append(d.out, change{path, last, old, fresh})
}

// values compares two values, and goes into objects and lists.
func (d *differ) values(path, last string, old, fresh []byte) {
	switch {
	case d.full() || bytes.Equal(old, fresh):
	case opens(old, '{') && opens(fresh, '{'), opens(old, '[') && opens(fresh, '['):
		for _, p := range pairs(old, fresh) {
			if opens(fresh, '{') {
				d.values(path+"."+p.name, p.name, p.old, p.fresh)
			} else {
				d.values(path+p.name, last, p.old, p.fresh)
			}
		}
	default:
		d.add(path, last, display(old), display(fresh))
	}
}

func opens(v []byte, bracket byte) bool { return len(v) > 0 && v[0] == bracket }

// display is a value as the Diff tab shows it; nothing stands for what is not there.
func display(v []byte) string {
	if t := asText(v); t != "" || len(v) == 0 {
		return t
	}
	return `""`
}
