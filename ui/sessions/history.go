package sessions

import (
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// listing is what the list shows: a filter, sort and all, the view that it began
// from, and the columns.
type listing struct {
	text    string
	view    config.View
	columns []Column
}

func (m *Model) currentListing() listing {
	return listing{m.filter.text, m.filter.view, slices.Clone(m.Columns())}
}

// Step is a person's step from one filter, sort or view to another, for undo.
type Step struct {
	from, to   listing
	generation int // of the list that was asked for by it
}

// SetFilter lists what a filter leaves, as a step that can be undone. One that cannot
// be read changes nothing.
func (m *Model) SetFilter(text string) {
	if _, problems := filter.Parse(text, m.now); len(problems) > 0 {
		m.o.Host.Complain("filter: " + problems[0].Message)
		return
	}
	from := m.currentListing()
	m.apply(text)
	m.rememberStep(from)
}

// rememberStep remembers a step from a place to where the list is now. What the list
// did by itself is none: a refresh, a column, what is tried out while it is
// typed.
func (m *Model) rememberStep(from listing) {
	to := m.currentListing()
	if to.text == from.text && sameView(to.view, from.view) {
		return
	}
	if slices.Equal(from.columns, to.columns) {
		from.columns, to.columns = nil, nil // they are no part of the step
	}
	m.store.Remember(Step{from, to, m.generation})
}

// forgetUnlistedSteps drops the steps to what was never listed.
func (m *Model) forgetUnlistedSteps() {
	m.store.Forget(func(own any) bool {
		t, is := own.(Step)
		return is && t.generation > m.shown.generation
	})
}

// TakeBack goes back by a step, or makes it again, and says where the list is then.
func (m *Model) TakeBack(t Step, again bool) string {
	to, said := t.from, "back to "
	if again {
		to, said = t.to, "again "
	}
	m.restoreListing(to)
	if !t.sorts(m.now) {
		return said + to.words()
	}
	s := m.filter.parsed.Sort()
	o := sortMethodNamed(s.Key)
	return "sorted by " + o.name + " again, " + o.first(s.Order == client.Ascending)
}

// sorts reports whether a step changed the order alone.
func (t *Step) sorts(now time.Time) bool {
	from, _ := filter.Parse(t.from.text, now)
	to, _ := filter.Parse(t.to.text, now)
	return sameView(t.from.view, t.to.view) && from.Unordered().Equal(to.Unordered())
}

// restoreListing lists a place again. What is being typed stays as it is.
func (m *Model) restoreListing(p listing) {
	m.restoreView(p.view)
	if len(p.columns) > 0 {
		m.showColumns(p.columns)
	}
	m.returnToListing(p.text)
	if m.bar != nil || m.inForm {
		m.filter.textBefore = m.filter.text
	}
}

// words says what is listed at a place.
func (p listing) words() string {
	switch {
	case p.view.Number == 0 && p.view.Filter == "" && p.text == "":
		return "all"
	case p.text == p.view.Filter:
		return "view " + p.view.Name
	case p.text == "":
		return "no filter"
	}
	return "filter " + p.text
}
