package sessions

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// typingRest is the debounce of the filter that is being typed.
const typingRest = 250 * time.Millisecond

// filterState is the filter in force, the view that it began from, and the filter that is
// being typed.
type filterState struct {
	text         string // the filter that is applied, in its canonical form
	parsed       filter.Filter
	view         config.View
	typedText    string
	applyAt      time.Time // when typedText is applied; zero when it was, or was given up
	textBefore   string    // the filter that esc goes back to while the bar is open
	history      []string
	views        []config.View
	ownViews     []config.View // saved in the program; kept between runs
	defaultOrder string        // value of sort: for filters without one
}

func newFilterState(o Options, now time.Time) filterState {
	f := filterState{history: o.State.History, ownViews: o.State.Views, defaultOrder: o.Settings.Sort, views: Views(o.Settings, o.State, now)}
	f.view = f.viewNamed(o.State.View)
	f.text = f.view.Filter
	if _, set := o.Settings.Where("sort"); !set {
		f.text = sortedAs(f.text, o.State.Sort, now)
	}
	if o.Filter != "" {
		f.text = o.Filter
	}
	return f
}

// Views returns the views by number: the built-in ones, replaced by those saved in the
// program, replaced by those of the settings. Each filter includes its sort.
func Views(s config.Settings, last config.State, now time.Time) []config.View {
	f := filterState{defaultOrder: s.Sort}
	for _, v := range slices.Concat(builtInViews(), last.Views, s.Views) {
		f.putView(v, now)
	}
	return f.views
}

// builtInViews returns the views that exist without settings.
func builtInViews() []config.View {
	return []config.View{
		{Number: 0, Name: "all"},
		{Number: 1, Name: "recent", Filter: "idle:<24h"},
		{Number: 2, Name: "stale", Filter: "status:expired"},
		{Number: 3, Name: "today", Filter: "created:today"},
		{Number: 4, Name: "waiting", Filter: "last:user status=active"},
		{Number: 5, Name: "costly", Filter: "sort:cost order:desc"},
	}
}

// putView adds a view, or replaces the one of its number. Its filter gets its sort, or
// else that of the settings.
func (f *filterState) putView(v config.View, now time.Time) {
	if parsed, problems := filter.Parse(v.Filter, now); len(problems) == 0 {
		v.Filter = SortedBy(SortedBy(parsed, v.Sort, now), f.defaultOrder, now).String()
	}
	f.views = config.PutView(f.views, v)
}

// viewNamed returns the view of that name, or the first view.
func (f *filterState) viewNamed(name string) config.View {
	return f.views[max(0, slices.IndexFunc(f.views, func(v config.View) bool { return v.Name == name }))]
}

// differsFromView reports whether the filter is another than the view's own.
func (f *filterState) differsFromView() bool { return f.text != f.view.Filter }

// showsView reports whether the filter has all terms of the view. Its sort may have been
// replaced by another.
func (f *filterState) showsView(now time.Time) bool {
	if !f.differsFromView() {
		return true
	}
	own, problems := filter.Parse(f.view.Filter, now)
	terms, sorted := f.parsed.Terms(now), !f.parsed.Order().IsZero()
	return len(problems) == 0 && !slices.ContainsFunc(own.Terms(now), func(t filter.Term) bool {
		return (!t.Setting || !sorted) && !slices.ContainsFunc(terms, func(in filter.Term) bool { return in.Text == t.Text })
	})
}

// drawLine draws the filter while it is not being typed: each term with the place where
// it runs. pending says that its list is not on the screen yet.
func (f *filterState) drawLine(t *theme.Theme, w int, pending bool, now time.Time) string {
	if f.parsed.IsZero() && f.text != "" {
		shown, _ := client.Clean(f.text)
		return t.Fit(" / "+shown+t.Style(theme.Bad).Render("  cannot be read"), w)
	}
	if f.parsed.IsZero() {
		return t.Fit(t.Style(theme.Dim).Render(" / filter: none"), w)
	}
	var b strings.Builder
	b.WriteString(" / ")
	for _, term := range f.parsed.Terms(now) {
		b.WriteString(term.Text + t.Style(theme.Dim).Render(" "+term.Where.String()) + "  ")
	}
	if pending {
		b.WriteString(t.Style(theme.Dim).Render("(asking)"))
	}
	return t.Fit(b.String(), w)
}

// apply lists the sessions that match a filter. The list on the screen stays until the
// first page of the new one arrives.
func (m *Model) apply(text string) {
	parsed, problems := filter.Parse(text, m.now)
	if len(problems) > 0 {
		m.showRefused(text, problems[0].Message)
		return
	}
	if parsed.ComparesNames() && m.names.refused {
		m.o.Host.Complain(noNames)
	}
	m.useFilter(SortedBy(parsed, m.filter.defaultOrder, m.now))
	m.loading = m.newList(m.filter.parsed)
	if !m.shown.answered && m.shown.refused == "" { // there are no rows to show meanwhile
		m.showList(m.loading)
		m.loading = nil
	}
}

// setOrder sorts the list by a term of the filter language, such as sort:cost.
func (m *Model) setOrder(term string) {
	by, problems := filter.Parse(term, m.now)
	if len(problems) > 0 {
		m.o.Host.Complain(problems[0].Message)
		return
	}
	m.SetFilter(m.filter.inOrder(by, m.now).String())
}

// inOrder returns the filter in another order. Where that order is the view's own or the
// default one, the filter is written as it was before the order changed.
func (f *filterState) inOrder(by filter.Filter, now time.Time) filter.Filter {
	next := f.parsed.And(by)
	rest, order := next.Unordered(), next.Sort()
	view, _ := filter.Parse(f.view.Filter, now)
	sort, _ := filter.Parse("sort:"+order.Key, now)
	for _, same := range []filter.Filter{view, SortedBy(rest, f.defaultOrder, now), rest.And(sort)} {
		if same.Unordered().Equal(rest) && same.Sort() == order {
			return same
		}
	}
	return next
}

// FilterBy adds a criterion of a value on the screen to the filter.
func (m *Model) FilterBy(by filter.Criterion) { m.filterBy(by, by.Key) }

// filterBy adds a criterion; said names it in the status line.
func (m *Model) filterBy(by filter.Criterion, said string) {
	next, ok := m.filter.parsed.Narrow(by, m.now)
	if !ok {
		m.o.Host.Complain("this value cannot be filtered by")
		return
	}
	m.SetFilter(next.String())
	m.o.Host.Say("filtered by " + said + ", " + m.o.Keys.Label(keymap.Undo) + " goes back")
}

// showRefused shows an empty list that says why a filter, such as that of a saved view,
// cannot be read. It requests nothing: listing every session would be wrong.
func (m *Model) showRefused(text, why string) {
	m.o.Host.Complain("filter: " + why)
	m.useFilter(filter.Filter{})
	m.filter.text = text
	l := m.newList(filter.Filter{})
	l.refused = why
	m.showList(l)
}

// useFilter makes a filter the one in force, and gives up the list that is loading.
func (m *Model) useFilter(f filter.Filter) {
	m.filter.applyAt = time.Time{}
	m.filter.parsed, m.filter.text = f, f.String()
	if m.loading != nil {
		m.loading.close()
		m.loading = nil
	}
}

// abandonLoading gives up the list that is loading, and the steps to it. The filter and
// the view become again those of the list on the screen.
func (m *Model) abandonLoading() {
	m.store.RollbackSteps(isStep)
	m.loading.close()
	m.loading = nil
	m.restoreView(m.shown.listing.view)
	m.filter.text, m.filter.parsed = m.shown.listing.text, m.shown.filter
}

// showLoaded shows the list that was loading when its first page has arrived, and gives it
// up when that failed. While a name is typed the list waits: the field has its row in the
// list on the screen.
func (m *Model) showLoaded() {
	switch l := m.loading; {
	case l == nil || !l.answered || m.rename != nil:
	case l.pager.Stats().Ready:
		m.loading = nil
		m.showList(l)
	default:
		m.o.Host.Complain(m.currentListing().words() + " could not be read, the list is as before")
		m.abandonLoading()
	}
}

// showList puts a list on the screen.
func (m *Model) showList(l *list) {
	m.store.CommitSteps()
	if m.shown != l {
		m.replaceShown(l)
	}
	l.listing, m.pollPace.lastPoll = m.currentListing(), m.now
	s := l.filter.Sort()
	m.sortKey, m.descending, m.searchText = s.Key, s.Order == client.Descending, l.pick.Text
	m.replan()
	l.resort(m.now)
	m.showRows(l.rows())
	m.judgeDue(false)
}

// useView makes a view the current one and shows its columns, or the columns outside of
// views where it has none.
func (m *Model) useView(v config.View) {
	m.ownColumns = m.columnsOutsideViews()
	m.filter.view = v
	cols := columnsByName(v.Columns, nil)
	if len(cols) == 0 {
		cols = m.ownColumns
	}
	if !slices.Equal(cols, m.Columns()) {
		m.showColumns(cols)
	}
}

// restoreView is useView for a view that may be current already: then the columns stay.
func (m *Model) restoreView(v config.View) {
	if !sameView(v, m.filter.view) {
		m.useView(v)
	}
}

// sameView reports whether a and b are the same view, which may have been saved again
// with another filter.
func sameView(a, b config.View) bool { return a.Number == b.Number && a.Name == b.Name }

// columnsOutsideViews returns the columns of the list where a view has no columns of its
// own.
func (m *Model) columnsOutsideViews() []Column {
	if len(m.filter.view.Columns) > 0 {
		return m.ownColumns
	}
	return m.Columns()
}

// ViewTab is a saved view as the line of views shows it.
type ViewTab struct {
	Number  int
	Name    string
	Count   int // sessions in it; -1 when not known
	Current bool
}

// ViewTabs are the saved views.
func (m *Model) ViewTabs() []ViewTab {
	all, st, in := make([]ViewTab, len(m.filter.views)), m.stats(), m.filter.showsView(m.now)
	for i, v := range m.filter.views {
		all[i] = ViewTab{Number: v.Number, Name: v.Name, Count: -1, Current: in && sameView(v, m.filter.view)}
		if all[i].Current && st.Ready && m.loading == nil && !m.shown.filter.Local() && !m.filter.differsFromView() {
			all[i].Count = st.Total
		}
	}
	return all
}
