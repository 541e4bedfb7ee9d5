package detail

import (
	"bytes"
	"cmp"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// most bounds what the Diff tab shows of two sessions that have little in common.
const (
	maxChanges    = 500
	maxValueBytes = 400 // bytes of a value
)

// diffFields makes the Diff tab.
func (p *Pane) diffFields() source {
	d := &differ{fields: new(fields), pane: p}
	base, what := p.compareTo, "since you last looked"
	if base != nil {
		what = "compared with " + cmp.Or(p.personalText(base.Name), "(no name)") + ", id " + oneLine(base.ID)
	} else if base = p.memory.visit(p.id).previous; base != nil && !base.UpdatedAt.IsZero() {
		what += " (as it was at " + exactTime(base.UpdatedAt, p.zone) + ")"
	}
	if base == nil {
		d.addLine("Nothing to compare with: this session was not seen before.", theme.Dim)
		d.addLine("Two marked sessions can be compared with each other.", theme.Dim)
		return d.fields
	}
	d.addHeading("Changed " + what)
	d.compareSessions(base, p.session)
	switch {
	case d.full():
		d.addLine("and more", theme.Dim)
	case d.changes == 0:
		d.addLine("nothing", theme.Dim)
	}
	return d.fields
}

// differ tells what differs between two sessions, secrets masked.
type differ struct {
	*fields
	pane    *Pane
	changes int
}

// full reports whether there is more than is shown.
func (d *differ) full() bool { return d.changes > maxChanges }

// addChange adds a change: its path, what was, and what is. Empty stands for what is
// not there. last is the last name of the path.
func (d *differ) addChange(path, last, old, fresh string) {
	if d.changes++; d.full() {
		return
	}
	d.addLine(oneLine(path), theme.Strong)
	for _, side := range []struct {
		sign, text string
		role       theme.Role
	}{{"- ", old, theme.Bad}, {"+ ", fresh, theme.Good}} {
		if side.text == "" {
			continue
		}
		text, removed := cleaned(truncateBytes(side.text, maxValueBytes))
		if d.pane.private && !shownInPrivate(last) {
			text = words.Hide(text)
		}
		if len(side.text) > maxValueBytes {
			text += " " + d.pane.ellipsis()
		}
		var w styledText
		w.add(side.sign+text, side.role)
		w.addRemoved(removed)
		d.blocks = append(d.blocks, w.block(1, 2))
	}
}

// compareSessions compares two sessions. What is byte for byte the same is not read.
func (d *differ) compareSessions(old, fresh *client.Session) {
	for _, p := range pairMembers(old.Raw, fresh.Raw) {
		switch {
		case d.full() || bytes.Equal(p.old, p.fresh):
		case p.name == "messages":
			d.compareMessages(old.Messages, fresh.Messages)
		default:
			d.compareValues(p.name, p.name, redactMember(p.name, p.old), redactMember(p.name, p.fresh))
		}
	}
}

// compareMessages compares turn by turn.
func (d *differ) compareMessages(old, fresh []client.Message) {
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
		case o.Text == f.Text && o.Role == f.Role:
			d.compareValues(path, "", client.Redact(o.Raw), client.Redact(f.Raw))
		default:
			d.addChange(path+", "+string(cmp.Or(f.Role, o.Role)), "", messageText(o), messageText(f))
		}
	}
}

// messageText is what a message says, or all of it when that is nothing.
func messageText(m *client.Message) string {
	return client.RedactText(cmp.Or(m.Text, string(m.Raw)))
}

// compareValues compares two values, and goes into objects and lists.
func (d *differ) compareValues(path, last string, old, fresh jsontext.Value) {
	kind := fresh.Kind()
	switch {
	case d.full() || bytes.Equal(old, fresh):
	case kind == old.Kind() && kind == '{':
		for _, p := range pairMembers(old, fresh) {
			d.compareValues(path+"."+p.name, p.name, p.old, p.fresh)
		}
	case kind == old.Kind() && kind == '[':
		for _, p := range pairMembers(old, fresh) {
			d.compareValues(path+p.name, last, p.old, p.fresh)
		}
	default:
		d.addChange(path, last, valueText(old), valueText(fresh))
	}
}

// valueText is a value as the Diff tab shows it; nothing stands for what is not there.
func valueText(v []byte) string {
	if t := readableText(v); t != "" || len(v) == 0 {
		return t
	}
	return `""`
}

// pair is a member of two objects, or an element of two lists; nil where one
// does not have it.
type pair struct {
	name       string
	old, fresh []byte
}

// pairMembers puts the members of two values together: those of the fresh one in
// their order, then what it does not have.
func pairMembers(old, fresh []byte) []pair {
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
