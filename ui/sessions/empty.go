package sessions

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// askingDrops is the note while it is not known which term to drop.
const askingDrops = "not known yet which term to drop: asking"

// dropLoosest takes the term out of the filter that an empty result named, or
// says why there is none.
func (m *Model) dropLoosest() {
	switch e := &m.shown.empty; {
	case m.shown.filter.IsZero():
		m.o.Host.Say("there is no term to drop")
	case m.shown.Pager.Len() > 0:
		m.o.Host.Say("the filter matches: a term is dropped when nothing does")
	case e.counts == nil || e.drop == nil && len(e.counts) < e.asked:
		m.o.Host.Say(askingDrops)
	case e.drop == nil:
		m.o.Host.Say("dropping one term would not help, as far as is known: / edits")
	default:
		text := e.drop.Text
		m.Find(e.drop.Rest.String())
		m.o.Host.Say("dropped " + text + ", u brings it back")
	}
}

// empty is what is known about why a list has no rows.
type empty struct {
	asked  int            // how many counts were asked for
	counts map[string]int // how many rows the filter without a term gives, by its text; nil before they are asked for
	drop   *filter.Drop
}

// whyEmpty says why there are no rows, and what would bring some.
func (m *Model) whyEmpty() []string {
	st, l := m.shown.Pager.Stats(), m.shown
	switch {
	case l.refused != "":
		return []string{"  This filter cannot be read, so nothing is listed.", "", "    " + oneLine(m.filter.text), "    " + oneLine(l.refused), "", "    / edits    0 shows all"}
	case !l.landed && l.halted:
		return []string{"  no sessions were read", "", "  r tries again"}
	case !l.landed:
		return []string{"  asking for sessions"}
	case l.err != nil:
		return []string{"  no sessions could be read", "", "  r tries again"}
	case !st.Complete && l.filter.Local():
		return []string{fmt.Sprintf("  searched %s sessions, none matches yet", words.Count(st.Searched))}
	case l.filter.IsZero():
		return []string{"  There are no sessions.", "", "  a adds one"}
	}
	lines := []string{"  No session matches this filter.", "", "    " + l.filter.String(), ""}
	if d := l.empty.drop; d != nil {
		return append(lines, fmt.Sprintf("  Loosest part to drop: %s, then %s", d.Text, words.Plural(d.Rows, "session")), "",
			"    backspace drops it    / edits    0 shows all")
	}
	return append(lines, "    / edits    0 shows all")
}

// countDrops asks how many rows each shorter filter would give, for as far as
// the server can say.
func (m *Model) countDrops() tea.Cmd {
	e := &m.shown.empty
	if !m.shown.landed || m.shown.err != nil || m.shown.Pager.Len() > 0 || m.shown.filter.IsZero() || e.counts != nil {
		return nil
	}
	e.counts = map[string]int{}
	var cmds []tea.Cmd
	f := m.shown.filter
	for i, t := range f.Terms(m.now) {
		rest := f.Without(i)
		if t.Setting || rest.Local() {
			continue
		}
		ctx := client.WithPriority(m.shown.ctx, client.Prefetch)
		cmds = append(cmds, fetchCount(ctx, m.api, m.shown.generation, rest.String(), rest.Params(m.now)))
	}
	e.asked = len(cmds)
	return tea.Batch(cmds...)
}

// countArrived takes in how many rows a shorter filter would give.
func (m *Model) countArrived(msg countLoaded) {
	if msg.generation != m.shown.generation {
		return
	}
	e := &m.shown.empty
	e.counts[msg.key] = msg.total
	if m.o.Host.Noted() == askingDrops && len(e.counts) == e.asked {
		m.o.Host.Say("")
	}
	drop, ok := filter.BestDrop(m.shown.filter, func(f filter.Filter) (int, bool) {
		n, known := e.counts[f.String()]
		return n, known && n >= 0
	})
	if ok {
		e.drop = &drop
	}
}
