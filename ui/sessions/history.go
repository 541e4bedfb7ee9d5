package sessions

import (
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// listing is what the list shows: the filter with its sort, the view that it began from,
// and the columns.
type listing struct {
	text    string
	view    config.View
	columns []Column
}

func (m *Model) currentListing() listing {
	return listing{m.filter.text, m.filter.view, slices.Clone(m.Columns())}
}

// Step is a change from one filter, sort or view to another, for undo.
type Step struct{ from, to listing }

// SetFilter applies a filter as a step that can be undone. A filter that cannot be read
// changes nothing.
func (m *Model) SetFilter(text string) {
	if _, problems := filter.Parse(text, m.now); len(problems) > 0 {
		m.o.Host.Complain("filter: " + problems[0].Message)
		return
	}
	from := m.currentListing()
	m.apply(text)
	m.rememberStep(from)
}

// rememberStep records the step from a listing to the current one for undo. A change of
// columns alone is no step.
func (m *Model) rememberStep(from listing) {
	to := m.currentListing()
	if to.text == from.text && sameView(to.view, from.view) {
		return
	}
	if slices.Equal(from.columns, to.columns) {
		from.columns, to.columns = nil, nil // undo leaves the columns as they are then
	}
	m.store.Remember(Step{from, to})
	if m.loading == nil {
		m.store.CommitSteps()
	}
}

// isStep reports whether a step of the history is one of the list's.
func isStep(external any) bool {
	_, is := external.(Step)
	return is
}

// TakeBack undoes a step, or does it again if redo is set, and says what is listed then.
func (m *Model) TakeBack(t Step, redo bool) string {
	to, said := t.from, "back to "
	if redo {
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

// restoreListing shows a listing again. A filter that is being typed stays.
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

// words names the listing for the status line.
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
