package sessions

import (
	"slices"
	"time"

	"vapi-sessions/ui/filter"
)

// previousList is the list that was left last, and where one was in it: whoever goes
// back finds it as it was.
type previousList struct {
	list  *List
	place listed
	spot  Spot
	at    time.Time // when it was left
}

// PreviousFor is how long a list can be gone back to: what it says of times, such
// as -7d, was worked out when it began.
const PreviousFor = 5 * time.Minute

// keepPrevious keeps the list on the screen for when another takes its place. What
// is tried out while it is typed does not take the place of where that began,
// nor does a list that is only read anew.
func (m *Model) keepPrevious(next *List) {
	if m.previous.list == next {
		m.previous = previousList{}
	}
	left, old := m.shown, m.previous
	typing := m.bar != nil || m.inForm
	kept := typing && old.list != nil && old.place.text == m.filter.before
	if !kept && m.filter.at.text != m.filter.text {
		m.previous = previousList{list: left, place: m.filter.at, spot: m.Spot(), at: m.clock}
		left = old.list
	}
	m.shown = next
	if left != nil {
		left.close()
		m.drop(left.Pager.IDs())
	}
}

// lists are all that hold rows.
func (m *Model) lists() []*List {
	return slices.DeleteFunc([]*List{m.loading, m.shown, m.previous.list}, func(l *List) bool { return l == nil })
}

// drop forgets rows that no list holds.
func (m *Model) drop(ids []string) {
	lists := m.lists()
	m.store.Drop(slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return slices.ContainsFunc(lists, func(l *List) bool {
			_, held := l.Pager.Index(id)
			return held
		})
	}))
}

// goBack lists a place again: as it was left, when that was the last one and not
// long ago.
func (m *Model) goBack(text string) {
	if m.loading != nil && m.shown != nil && m.filter.at.text == text {
		m.stay() // it was not left yet
		return
	}
	a := m.previous
	parsed, problems := filter.Parse(text, m.clock)
	if a.list == nil || len(problems) > 0 || a.place.text != parsed.String() || m.clock.Sub(a.at) > PreviousFor ||
		!slices.Equal(a.list.paths, SortPaths(Paths(m.Columns()), parsed.Sort())) {
		m.apply(text)
		return
	}
	m.turnTo(parsed)
	m.show(a.list)
	m.Return(a.spot)
	a.list.Pager.Poll()
}
