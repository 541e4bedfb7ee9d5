package sessions

import (
	"slices"
	"time"

	"vapi-sessions/ui/filter"
)

// maxPreviousAge is how long a list can be gone back to: what it says of times, such
// as -7d, was worked out when it began.
const maxPreviousAge = 5 * time.Minute

// replaceShown keeps the list on the screen for when another takes its place. What
// is tried out while it is typed does not take the place of where that began,
// nor does a list that is only read anew.
func (m *Model) replaceShown(next *list) {
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

// lists are all that hold rows.
func (m *Model) lists() []*list {
	return slices.DeleteFunc([]*list{m.loading, m.shown, m.previous}, func(l *list) bool { return l == nil })
}

// dropRows forgets those of the rows that no list holds.
func (m *Model) dropRows(ids []string) {
	lists := m.lists()
	m.store.Drop(slices.DeleteFunc(ids, func(id string) bool {
		return slices.ContainsFunc(lists, func(l *list) bool { return l.holds(id) })
	}))
}

// returnToListing lists a place again: as it was left, when that was the last one and not
// long ago.
func (m *Model) returnToListing(text string) {
	if m.loading != nil && m.shown.listing.text == text {
		m.abandonLoading() // it was not left yet
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
