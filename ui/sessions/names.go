package sessions

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// namesAtOnce is how many names are asked for at the same time.
const namesAtOnce = 2

// knownName is what is known of the name behind an ID.
type knownName struct {
	filter.Name
	asked bool // it was requested, and is not requested again to be shown
}

// nameCache holds the names behind IDs. A name is requested once, when its ID is on the
// screen or a filter compares it.
type nameCache struct {
	known     map[filter.Ref]knownName
	inFlight  int
	askedRows rowRange // rows whose names were all requested
	refused   bool     // the server denies names to this key: IDs are shown
}

func newNames() nameCache { return nameCache{known: map[filter.Ref]knownName{}} }

// lookup is a filter.Names.
func (n *nameCache) lookup(ref filter.Ref) filter.Name { return n.known[ref].Name }

// neededFor returns which names must be read before a page can be filtered.
func (n *nameCache) neededFor(f filter.Filter, api API) pageNames {
	namer, ok := api.(Namer)
	if !ok || n.refused || !f.ComparesNames() {
		return pageNames{}
	}
	need := pageNames{api: namer, filter: f, known: make(map[filter.Ref]bool, len(n.known))}
	for ref, k := range n.known {
		need.known[ref] = k.Known
	}
	return need
}

// rowRange is a range of positions in one version of a list. It saves scans of the rows
// on the screen after each key, which double what a key costs (BenchmarkKey).
type rowRange struct {
	rows        rowSource
	version     uint64
	first, last int
}

// forget empties the cache, so that names are requested again.
func (n *nameCache) forget() { *n = nameCache{known: map[filter.Ref]knownName{}, inFlight: n.inFlight} }

// fetchVisibleNames requests the names of the rows on the screen, namesAtOnce at a time.
func (m *Model) fetchVisibleNames() tea.Cmd {
	namer, ok := m.api.(Namer)
	if !ok || m.names.refused {
		return nil
	}
	var cmds []tea.Cmd
	ask := func(ref filter.Ref) {
		if ref.ID == "" || m.names.inFlight >= namesAtOnce || m.names.known[ref].asked {
			return
		}
		k := m.names.known[ref]
		k.asked = true
		m.names.known[ref] = k
		m.names.inFlight++
		cmds = append(cmds, fetchName(client.WithPriority(m.o.Context, client.Prefetch), namer, ref))
	}
	was, visible := m.names.askedRows, m.visibleRows()
	same := was.rows == visible.rows && was.version == visible.version
	for i := visible.first; i <= visible.last && m.names.inFlight < namesAtOnce; i++ {
		if same && i >= was.first && i <= was.last {
			continue
		}
		s := m.rows.Cell(i).Row.Summary
		ask(filter.Ref{Kind: client.AssistantName, ID: s.AssistantID})
		ask(filter.Ref{Kind: client.SquadName, ID: s.SquadID})
		ask(filter.Ref{Kind: client.PhoneNumberName, ID: s.PhoneNumberID})
	}
	if m.names.inFlight < namesAtOnce {
		m.names.askedRows = visible
	}
	for _, ref := range m.o.Host.NamesWanted() {
		ask(ref)
	}
	return tea.Batch(cmds...)
}

// nameArrived stores a name. One that could not be read is requested again by a refresh
// of names, or when a filter compares it.
func (m *Model) nameArrived(msg nameLoaded) {
	m.names.inFlight--
	m.names.refused = m.names.refused || msg.refused
	m.learnNames(readNames{names: msg.names})
}

// noNames says why a filter by name finds nothing.
const noNames = "this key may not read names: filter by ID"

// learnNames stores names that were read for a filter.
func (m *Model) learnNames(read readNames) {
	if read.refused {
		m.names.refused = true
		m.o.Host.Complain(noNames)
	}
	if len(read.names) > 0 {
		maps.Copy(m.names.known, read.names)
		m.namesChanged()
	}
}

// namesChanged sorts and draws again everything that shows names.
func (m *Model) namesChanged() {
	for _, l := range m.lists() {
		l.resort(m.now)
	}
	m.sync()
	m.o.Host.NamesChanged()
}

// Known returns what the filter's text can be completed by: IDs in the order of their
// names, the names and the values of metadata. Private mode leaves only the IDs.
func (m *Model) Known() filter.Known {
	byName := func(a, b filter.Ref) int {
		nameOf := func(ref filter.Ref) string { return strings.ToLower(m.names.known[ref].Text) }
		return cmp.Or(cmp.Compare(nameOf(a), nameOf(b)), cmp.Compare(a.ID, b.ID))
	}
	var k filter.Known
	for _, ref := range slices.SortedFunc(maps.Keys(m.names.known), byName) {
		entry := filter.Named{ID: ref.ID, Name: m.names.known[ref].Text}
		switch {
		case entry.Name == "":
			continue
		case m.private:
			entry.Name = ""
		}
		switch ref.Kind {
		case client.AssistantName:
			k.Assistants = append(k.Assistants, entry)
		case client.SquadName:
			k.Squads = append(k.Squads, entry)
		case client.PhoneNumberName:
			k.PhoneNumbers = append(k.PhoneNumbers, entry)
		}
	}
	if !m.private {
		k.Metadata = m.knownMetadata()
	}
	return k
}

// knownMetadata returns the keys of metadata read so far, with the values in the first
// rows of the list.
func (m *Model) knownMetadata() map[string][]string {
	const rows = 500
	known := map[string][]string{}
	for key := range m.metadataKeys {
		known[key] = nil
	}
	for at, path := range m.shown.pick.Paths {
		key, meta := strings.CutPrefix(path, ".metadata.")
		for i := 0; meta && i < min(rows, m.shown.pager.Len()); i++ {
			row, _ := m.store.Row(m.shown.pager.At(i).ID)
			if s := row.Summary; at < len(s.Extra) && s.Extra[at] != "" && !slices.Contains(known[key], s.Extra[at]) {
				known[key] = append(known[key], s.Extra[at])
			}
		}
	}
	return known
}
