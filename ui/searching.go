package ui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// setTerm replaces a setting of the filter, such as its sort.
func (m *Model) setTerm(key, value string) {
	parsed, problems := filter.Parse(key+":"+value, m.now.In(m.o.Zone))
	if len(problems) > 0 {
		m.complain(problems[0].Message)
		return
	}
	next := m.filter.parsed
	for i := next.Len() - 1; i >= 0 && key == "sort"; i-- {
		if next.Terms(m.now)[i].Key == "order" {
			next = next.Without(i)
		}
	}
	for _, t := range parsed.Terms(m.now) {
		next = next.With(t)
	}
	m.find(next.String())
}

// narrow adds a term for a value that is on the screen.
func (m *Model) narrow(key, value string, id bool) {
	next, ok := m.filter.parsed.Narrow(key, value, id, m.now.In(m.o.Zone))
	if !ok {
		m.complain("this value cannot be filtered by")
		return
	}
	m.find(next.String())
	m.say("filtered by " + key + ", u goes back")
}

// dropLoosest takes the term out of the filter that an empty result named.
func (m *Model) dropLoosest() {
	if m.empty.drop == nil {
		return
	}
	text := m.empty.drop.Text
	m.find(m.empty.drop.Rest.String())
	m.say("dropped " + text + ", u brings it back")
}

// empty is what is known about why a list has no rows.
type empty struct {
	generation int
	counts     map[string]int // how many rows the filter without a term gives, by its text
	drop       *filter.Drop
}

// explainEmpty says why there are no rows, and what would bring some.
func (m *Model) explainEmpty() {
	if m.shown == nil || m.shown.pager.Len() > 0 {
		return
	}
	st := m.shown.pager.Stats()
	switch {
	case !m.shown.landed && m.shown.halted:
		m.list.SetEmpty([]string{"  no sessions were read", "", "  r tries again"})
		return
	case !m.shown.landed:
		m.list.SetEmpty([]string{"  asking for sessions"})
		return
	case m.shown.err != nil:
		m.list.SetEmpty([]string{"  no sessions could be read", "", "  r tries again"})
		return
	case !st.Complete && m.shown.filter.Local():
		m.list.SetEmpty([]string{fmt.Sprintf("  searched %s sessions, none matches yet", words.Count(st.Searched))})
		return
	case m.shown.filter.IsZero():
		m.list.SetEmpty([]string{"  There are no sessions.", "", "  a adds one"})
		return
	}
	lines := []string{"  No session matches this filter.", "", "    " + m.shown.filter.String(), ""}
	if d := m.empty.drop; d != nil && m.empty.generation == m.shown.generation {
		lines = append(lines, fmt.Sprintf("  Loosest part to drop: %s, then %s", d.Text, words.Plural(d.Rows, "session")), "",
			"    backspace drops it    / edits    0 shows all")
	} else {
		lines = append(lines, "    / edits    0 shows all")
	}
	m.list.SetEmpty(lines)
}

// countDrops asks how many rows each shorter filter would give, for as far as
// the server can say.
func (m *Model) countDrops() tea.Cmd {
	if m.shown == nil || !m.shown.landed || m.shown.err != nil || m.shown.pager.Len() > 0 || m.shown.filter.IsZero() ||
		m.empty.generation == m.shown.generation {
		return nil
	}
	m.empty = empty{generation: m.shown.generation, counts: map[string]int{}}
	var cmds []tea.Cmd
	f := m.shown.filter
	for i, t := range f.Terms(m.now) {
		rest := f.Without(i)
		if t.Setting || rest.Local() {
			continue
		}
		ctx := client.WithPriority(m.shown.ctx, client.Prefetch)
		cmds = append(cmds, fetchCount(ctx, m.server.API, rest.String(), rest.Params(m.now.In(m.o.Zone))))
	}
	return batch(cmds)
}

// countArrived takes in how many rows a shorter filter would give.
func (m *Model) countArrived(msg countLoaded) {
	if m.empty.counts == nil || m.shown == nil {
		return
	}
	m.empty.counts[msg.key] = msg.total
	drop, ok := filter.Loosest(m.shown.filter, func(f filter.Filter) (int, bool) {
		n, known := m.empty.counts[f.String()]
		return n, known && n >= 0
	})
	if ok {
		m.empty.drop = &drop
	}
	m.explainEmpty()
}

// markAll marks what matches: what is loaded, or everything, which is then
// loaded first.
func (m *Model) markAll() {
	if m.shown == nil || m.shown.pager.Len() == 0 {
		m.say("nothing to mark")
		return
	}
	st := m.shown.pager.Stats()
	if st.Complete {
		m.markLoaded()
		return
	}
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Mark all matching",
		Text: []string{"Not all sessions are loaded."},
		Items: []dialog.Item{
			{Key: "l", Label: "the loaded ones", Note: words.Count(st.Loaded)},
			{Key: "a", Label: "all: load the rest first", Note: "of " + words.Count(st.Total)},
		}}), dialog.OnChoice(m.markAllChosen))
}

func (m *Model) markAllChosen(key string) tea.Cmd {
	switch key {
	case "l":
		m.markLoaded()
	case "a":
		if m.shown != nil && m.shown.pager.Stats().Complete { // since the menu opened
			m.markLoaded()
			break
		}
		m.markWhenLoaded = true
		m.loadAll()
	}
	return nil
}

// markLoaded marks every row that is loaded.
func (m *Model) markLoaded() {
	ids := m.shown.loaded()
	m.store.Mark(ids, m.now)
	m.say(words.Plural(len(ids), "session") + " marked, u takes it back")
}

// markMatching marks the loaded rows that a filter matches, once the names that
// it compares are known.
func (m *Model) markMatching(text string) tea.Cmd {
	f, problems := filter.Parse(text, m.now.In(m.o.Zone))
	if len(problems) > 0 {
		m.complain("mark: " + problems[0].Message)
		return nil
	}
	if need := m.names.neededFor(f, m.server.API); need.api != nil {
		m.say(readingNames)
		return fetchNames(m.ctx, need, m.loadedRows(), text)
	}
	m.markNow(f)
	return nil
}

// readingNames is the note while names are read.
const readingNames = "reading the names to mark by"

// namesArrived marks what the names were read for.
func (m *Model) namesArrived(msg namesRead) {
	if m.note.text == readingNames {
		m.note = note{}
	}
	m.learnNames(msg.names)
	if msg.err != nil {
		m.complain("nothing marked: " + msg.err.Error())
		return
	}
	f, _ := filter.Parse(msg.mark, m.now.In(m.o.Zone))
	m.markNow(f)
}

// markNow marks the loaded rows that a filter matches.
func (m *Model) markNow(f filter.Filter) {
	var ids []string
	matcher, rows := f.Whole(m.now.In(m.o.Zone), m.names.shown), m.loadedRows()
	for i := range rows {
		if rows[i].Bad == nil && matcher.Match(&rows[i]) {
			ids = append(ids, rows[i].ID)
		}
	}
	m.store.Mark(ids, m.now)
	m.say(fmt.Sprintf("%s marked, of %s loaded", words.Plural(len(ids), "session"), words.Count(len(rows))))
}

// loadedRows are the rows of the list that are loaded, in order.
func (m *Model) loadedRows() []client.Summary {
	if m.shown == nil {
		return nil
	}
	ids := m.shown.loaded()
	rows := make([]client.Summary, 0, len(ids))
	for _, id := range ids {
		if row, ok := m.store.Row(id); ok {
			rows = append(rows, row.Summary)
		}
	}
	return rows
}

// loadAll goes on loading to the end of the list. The status line tells how far
// it is and what stops it, for as long as it lasts.
func (m *Model) loadAll() {
	if m.shown == nil {
		return
	}
	if st := m.shown.pager.Stats(); st.Complete {
		m.say(words.Plural(st.Loaded, "session") + " loaded already, no more to load")
		return
	}
	m.shown.loadAll(true)
}

// remedy says what a person can do about an error.
func remedy(err error) string {
	switch {
	case errors.Is(err, client.ErrUnauthorized):
		return "r retry   esc hide   the key in $VAPI_API_KEY was refused: a private key of this organisation and region is needed"
	case errors.Is(err, client.ErrForbidden):
		return "r retry   esc hide   the server, or what protects it, refuses this client"
	case errors.Is(err, client.ErrPaymentRequired):
		return "r retry   esc hide   the organisation must settle its billing first"
	case errors.Is(err, client.ErrRateLimited):
		return "r retry   esc hide   too many requests for this organisation"
	case errors.Is(err, client.ErrInvalid):
		return "r retry   / edit the filter   esc hide"
	case errors.Is(err, client.ErrNetwork):
		return "r retry   esc hide   check the network, VPN or proxy"
	}
	return "r retry   @ requests   esc hide"
}
