package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// namesAtOnce is how many names are asked for at the same time.
const namesAtOnce = 2

// named is what is known of an ID: its name, that nothing has it any more, or
// that it was asked for.
type named struct {
	name   string
	orphan bool
	asked  bool
}

// nameKey is an ID with what it belongs to.
type nameKey struct{ kind, id string }

// names remembers the names behind IDs. Each is asked for once, and only when
// its ID is on the screen.
type names struct {
	known    map[nameKey]named
	complete span // where every name was asked for
	inFlight int
	failed   bool // the server has no such endpoint, or refuses: IDs are shown
}

func newNames() names { return names{known: map[nameKey]named{}} }

// lookup gives what panes show for an ID.
func (n *names) lookup(kind, id string) (name string, orphan bool) {
	k := n.known[nameKey{kind, id}]
	return k.name, k.orphan
}

// forget makes every name be asked for again.
func (n *names) forget() { *n = names{known: map[nameKey]named{}, inFlight: n.inFlight} }

// span is positions of the list, from the first to before the last.
type span struct {
	version  uint64 // of the rows
	from, to int
}

// wantNames asks for the names of what is on the screen, a few at a time.
func (m *Model) wantNames() tea.Cmd {
	namer, ok := m.server.API.(Namer)
	if !ok || m.names.failed || m.shown == nil || m.names.inFlight >= namesAtOnce {
		return nil
	}
	view, done := m.shown.rows(), &m.names.complete
	if v := view.Version(); v != done.version {
		*done = span{version: v}
	}
	var cmds []tea.Cmd
	first, last := m.list.Window()
	last = min(last, view.Len()-1)
	for i := first; i <= last; i++ {
		if i >= done.from && i < done.to {
			continue
		}
		if !m.askNames(namer, &cmds, view.Cell(i).Row.Summary) {
			return batch(cmds)
		}
	}
	if first > done.to || last < done.from-1 {
		done.from, done.to = first, first
	}
	done.from, done.to = min(done.from, first), max(done.to, last+1)
	return batch(cmds)
}

// askNames asks for the names in a row that were not asked for, and reports
// whether none is left.
func (m *Model) askNames(namer Namer, cmds *[]tea.Cmd, s client.Summary) bool {
	for _, k := range [...]nameKey{
		{string(client.AssistantName), s.AssistantID},
		{string(client.SquadName), s.SquadID},
		{string(client.PhoneNumberName), s.PhoneNumberID},
	} {
		switch {
		case k.id == "" || m.names.known[k].asked:
			continue
		case m.names.inFlight >= namesAtOnce:
			return false
		}
		m.names.known[k] = named{asked: true}
		m.names.inFlight++
		ctx := client.WithPriority(m.ctx, client.Prefetch)
		*cmds = append(*cmds, fetchName(ctx, namer, client.NameKind(k.kind), k.id))
	}
	return true
}

// nameArrived remembers a name. One that could not be had is asked for again
// when names are refreshed, not before.
func (m *Model) nameArrived(msg nameLoaded) {
	m.names.inFlight--
	defer m.namesChanged()
	k := nameKey{string(msg.kind), msg.id}
	switch {
	case errors.Is(msg.err, client.ErrNotFound):
		m.names.known[k] = named{asked: true, orphan: true}
	case errors.Is(msg.err, client.ErrUnauthorized), errors.Is(msg.err, client.ErrForbidden):
		m.names.failed = true
	case msg.err == nil:
		name, _ := client.Clean(msg.name)
		m.names.known[k] = named{asked: true, name: name}
	}
}

// namesChanged makes everything be drawn anew that shows names.
func (m *Model) namesChanged() {
	for _, l := range m.lists() {
		l.changed(m.now.In(m.o.Zone)) // what is put in order here may stand in another
	}
	m.list.Sync()
	m.list.NamesChanged()
	m.detail.SetNames(m.names.lookup)
}

// knownNames is what the filter can complete.
func (m *Model) knownNames() filter.Known {
	var k filter.Known
	for key, n := range m.names.known {
		if n.name == "" {
			continue
		}
		entry := filter.Named{ID: key.id, Name: n.name}
		switch client.NameKind(key.kind) {
		case client.AssistantName:
			k.Assistants = append(k.Assistants, entry)
		case client.SquadName:
			k.Squads = append(k.Squads, entry)
		case client.PhoneNumberName:
			k.PhoneNumbers = append(k.PhoneNumbers, entry)
		}
	}
	return k
}
