package sessions

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// askingDrops is the note while it is not known which term to drop.
const askingDrops = "not known yet which term to drop: asking"

// dropLoosest removes the term without which most sessions match, or says why it does
// not.
func (m *Model) dropLoosest() {
	e := &m.shown.dropCounts
	switch drop := filter.Loosest(e.drops); {
	case m.shown.filter.IsZero():
		m.o.Host.Say("there is no term to drop")
	case m.shown.pager.Len() > 0:
		m.o.Host.Say("the filter matches: a term is dropped when nothing does")
	case !e.asked || drop == nil && e.unanswered > 0:
		m.o.Host.Say(askingDrops)
	case drop == nil:
		m.o.Host.Say("dropping one term would not help, as far as is known: " + m.o.Keys.Label(keymap.Filter) + " edits")
	default:
		m.SetFilter(drop.Rest.String())
		m.o.Host.Say("dropped " + drop.Text + ", " + m.o.Keys.Label(keymap.Undo) + " brings it back")
	}
}

// dropCounts counts, for an empty list, the sessions that match without each term.
type dropCounts struct {
	asked      bool // the counts were requested
	unanswered int  // counts still in flight
	drops      []filter.Drop
}

// whyEmpty returns the lines that say why there are no rows, and what would bring some.
func (m *Model) whyEmpty() []string {
	st, l := m.shown.pager.Stats(), m.shown
	again := "  " + m.o.Keys.Label(keymap.Refresh) + " tries again"
	other := "    " + m.o.Keys.Label(keymap.Filter) + " edits    " + m.o.Keys.Label(keymap.View(0)) + " shows all"
	switch {
	case m.api == nil:
		return []string{"  no key: nothing is asked"}
	case l.refused != "":
		return []string{"  This filter cannot be read, so nothing is listed.", "", "    " + oneLine(m.filter.text), "    " + oneLine(l.refused), "", other}
	case !l.answered && l.stopped:
		return []string{"  no sessions were read", "", again}
	case !l.answered:
		return []string{"  asking for sessions"}
	case l.err != nil:
		return []string{"  no sessions could be read", "", again}
	case !st.Complete && l.filter.Local():
		return []string{fmt.Sprintf("  searched %s sessions, none matches yet", words.Count(st.Searched))}
	case l.filter.IsZero():
		return []string{"  There are no sessions.", "", "  " + m.o.Keys.Label(keymap.Add) + " adds one"}
	}
	lines := []string{"  No session matches this filter.", "", "    " + l.filter.String(), ""}
	if d := filter.Loosest(l.dropCounts.drops); d != nil {
		return append(lines, fmt.Sprintf("  Loosest part to drop: %s, then %s", d.Text, words.Plural(d.Rows, "session")), "",
			"    "+m.o.Keys.Label(keymap.DropLoosest)+" drops it"+other)
	}
	return append(lines, other)
}

// countDrops requests, once for an empty list, how many sessions match without each term,
// where the server can count them.
func (m *Model) countDrops() tea.Cmd {
	l, e := m.shown, &m.shown.dropCounts
	if !l.answered || l.err != nil || l.pager.Len() > 0 || l.filter.IsZero() || e.asked {
		return nil
	}
	e.asked, e.drops = true, l.filter.Drops()
	e.unanswered = len(e.drops)
	var cmds []tea.Cmd
	for i := range e.drops {
		cmds = append(cmds, fetchCount(client.WithPriority(l.ctx, client.Prefetch), m.api, l.generation, i, e.drops[i].Rest.Params(m.now)))
	}
	return tea.Batch(cmds...)
}

// countArrived stores the answer to one of these requests.
func (m *Model) countArrived(msg countLoaded) {
	if msg.generation != m.shown.generation {
		return
	}
	e := &m.shown.dropCounts
	e.unanswered--
	e.drops[msg.drop].Rows = msg.total
	if m.o.Host.Noted() == askingDrops && e.unanswered == 0 {
		m.o.Host.Say("")
	}
}
