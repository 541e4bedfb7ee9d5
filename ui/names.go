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
func (n *names) forget() { n.known, n.failed = map[nameKey]named{}, false }

// want asks for the names of what is on the screen, a few at a time.
func (m *Model) wantNames() tea.Cmd {
	namer, ok := m.server.API.(Namer)
	if !ok || m.names.failed || m.shown == nil || m.names.inFlight >= namesAtOnce {
		return nil
	}
	var cmds []tea.Cmd
	first, last := m.list.Window()
	view := m.shown.rows()
	for i := first; i <= min(last, view.Len()-1) && m.names.inFlight < namesAtOnce; i++ {
		s := view.Cell(i).Row.Summary
		for _, k := range []nameKey{
			{string(client.AssistantName), s.AssistantID},
			{string(client.SquadName), s.SquadID},
			{string(client.PhoneNumberName), s.PhoneNumberID},
		} {
			if k.id == "" || m.names.known[k].asked || m.names.inFlight >= namesAtOnce {
				continue
			}
			m.names.known[k] = named{asked: true}
			m.names.inFlight++
			ctx := client.WithPriority(m.ctx, client.Prefetch)
			cmds = append(cmds, fetchName(ctx, namer, client.NameKind(k.kind), k.id))
		}
	}
	return batch(cmds)
}

// nameArrived remembers a name. One that could not be had is asked for again
// when names are refreshed, not before.
func (m *Model) nameArrived(msg nameLoaded) {
	m.names.inFlight--
	m.list.NamesChanged()
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
