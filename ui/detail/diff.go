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

// These bound the Diff tab of two sessions that have little in common.
const (
	maxChanges    = 500
	maxValueBytes = 400
)

// diffFields makes the Diff tab. It compares with the session that Compare was given, or
// else with this session as it was before.
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

// differ collects the differences of two sessions, secrets masked.
type differ struct {
	*fields
	pane    *Pane
	changes int
}

// full reports whether there are more changes than the tab shows.
func (d *differ) full() bool { return d.changes > maxChanges }

// addChange adds a change: the path of a value, the old text and the new one. An empty
// text says that the value is not there. name is the last member name in the path.
func (d *differ) addChange(path, name, old, fresh string) {
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
		if d.pane.private && !shownInPrivate(name) {
			text = words.Mask(text)
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

// compareSessions compares two sessions member by member, and skips what is equal byte
// for byte.
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

// compareMessages compares messages that have the same index.
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

// messageText returns the text of a message, or its JSON where it has none.
func messageText(m *client.Message) string {
	return client.RedactText(cmp.Or(m.Text, string(m.Raw)))
}

// compareValues compares two JSON values, and the members of objects and lists one by
// one. name is the last member name in the path.
func (d *differ) compareValues(path, name string, old, fresh jsontext.Value) {
	kind := fresh.Kind()
	switch {
	case d.full() || bytes.Equal(old, fresh):
	case kind == old.Kind() && kind == '{':
		for _, p := range pairMembers(old, fresh) {
			d.compareValues(path+"."+p.name, p.name, p.old, p.fresh)
		}
	case kind == old.Kind() && kind == '[':
		for _, p := range pairMembers(old, fresh) {
			d.compareValues(path+p.name, name, p.old, p.fresh)
		}
	default:
		d.addChange(path, name, valueText(old), valueText(fresh))
	}
}

// valueText spells a JSON value for the Diff tab. It is empty only for a value that is
// not there.
func valueText(v []byte) string {
	if t := readableText(v); t != "" || len(v) == 0 {
		return t
	}
	return `""`
}

// pair is one member of two objects, or one element of two lists. A side that does not
// have it is nil.
type pair struct {
	name       string
	old, fresh []byte
}

// pairMembers pairs the members of two values by name: first those of fresh in their
// order, then those that only old has.
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
