package sessions

import (
	"slices"
	"time"

	"vapi-sessions/ui/filter"
)

// maxPreviousAge is how long the person can go back to the previous list: relative times
// in its filter, such as -7d, were resolved when it began.
const maxPreviousAge = 5 * time.Minute

// replaceShown makes next the list on the screen and the one before it the previous list.
// While a filter is typed, the previous list stays the one from before the typing; and a
// list with the same filter is no previous one.
func (m *Model) replaceShown(next *list) {
	if m.shown.markWhenLoaded {
		m.o.Host.Say(m.endLoadAll("loading stopped"))
	}
	left, old := m.shown, m.previous
	if old == next {
		old, m.previous = nil, nil
	}
	typing := m.bar != nil || m.inForm
	kept := typing && old != nil && old.listing.text == m.filter.textBefore
	if !kept && left.answered && left.listing.text != m.filter.text {
		left.spot, left.leftAt = m.spot(), m.now
		m.previous, left = left, old
	}
	m.shown = next
	if left != nil {
		left.close()
		m.dropRows(left.heldIDs())
	}
}

// lists returns the lists that hold rows.
func (m *Model) lists() []*list {
	return slices.DeleteFunc([]*list{m.loading, m.shown, m.previous}, func(l *list) bool { return l == nil })
}

// dropRows forgets those of the rows that neither a list holds nor another pane keeps, and
// those that only another pane kept before.
func (m *Model) dropRows(ids []string) {
	lists := m.lists()
	ids = slices.Concat(ids, m.keptElsewhere)
	m.keptElsewhere = nil
	m.store.Drop(slices.DeleteFunc(ids, func(id string) bool {
		if slices.ContainsFunc(lists, func(l *list) bool { return l.holds(id) }) {
			return true
		}
		kept := m.o.Host.Keeps(id)
		if kept && !slices.Contains(m.keptElsewhere, id) {
			m.keptElsewhere = append(m.keptElsewhere, id)
		}
		return kept
	}))
}

// returnToListing applies a filter again: with the previous list and its place, if that
// has the filter and is not too old.
func (m *Model) returnToListing(text string) {
	if m.loading != nil && m.shown.listing.text == text {
		m.store.CommitSteps() // the list of the filter is still on the screen
		m.abandonLoading()
		return
	}
	l := m.previous
	parsed, problems := filter.Parse(text, m.now)
	if l == nil || len(problems) > 0 || l.listing.text != parsed.String() || m.now.Sub(l.leftAt) > maxPreviousAge ||
		!slices.Equal(l.pick.Paths, m.pick(parsed).Paths) {
		m.apply(text)
		return
	}
	m.useFilter(parsed)
	m.showList(l)
	m.returnTo(l.spot)
	l.pager.Poll()
}
