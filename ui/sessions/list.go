package sessions

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// retain is how many rows a list keeps before it lets the far ones go.
const retain = 4000

// list is one list: a filter, the pager that keeps it whole, and what is
// under way for it. An answer for another generation is not for this list.
type list struct {
	generation int
	filter     filter.Filter
	refused    string      // why the filter cannot be read; nothing is listed then
	pick       client.Pick // what rows carry
	pager      *pager.Pager
	store      *store.Store
	names      *names
	ctx        context.Context //nolint:containedctx // the list's requests end with it
	end        context.CancelFunc
	calls      map[int]call // requests in flight, by the pager's number
	landed     bool         // a first page has come, or failed
	err        error
	sorted     *sorted // when the order is made here; nil otherwise
	speed      speed
	all        bool // the whole list was asked for
	halted     bool // the person stopped it: nothing more is asked for
	empty      empty

	place listed    // what it shows, once it is on the screen
	spot  spot      // where one was in it when it was left
	left  time.Time // when that was
}

// newList begins a list for a filter.
func (m *Model) newList(f filter.Filter) *list {
	m.generation++
	l := &list{generation: m.generation, filter: f, pick: m.pick(f), store: m.store, names: &m.names, calls: map[int]call{}}
	l.ctx, l.end = context.WithCancel(m.o.Context)
	if f.Sort().Where == filter.Here {
		l.sorted = &sorted{store: m.store, names: m.names.lookup, paths: l.pick.Paths}
	}
	l.pager = pager.New(f.Params(m.now), pager.Options{MaxInFlight: m.o.Settings.Parallel, PageStart: m.o.Settings.PageSize, Retain: retain, Scan: f.Local()})
	return l
}

// pick says what rows carry: what a filter compares, and what columns show.
func (m *Model) pick(f filter.Filter) client.Pick {
	return f.Pick(SortPaths(Paths(m.Columns()), f.Sort())...)
}

// SortPaths are the fields that rows carry, with the one that they are sorted by.
func SortPaths(paths []string, by filter.Sort) []string {
	for _, p := range Paths([]Column{{Name: by.Key}}) {
		if !slices.Contains(paths, p) {
			paths = append(slices.Clip(paths), p)
		}
	}
	return paths
}

// close ends what is under way.
func (l *list) close() { l.end() }

// Rows is the list as the pane sees it.
func (l *list) Rows() Rows {
	if l.sorted != nil {
		return l.sorted
	}
	return rows{l.pager, l.store}
}

// changed brings the rows in order again, where that is done here.
func (l *list) changed(now time.Time) {
	if l.sorted != nil {
		s := l.filter.Sort()
		l.sorted.order(l.pager.IDs(), s.Key, s.Order == client.Descending, now)
	}
}

// look tells the pager what is on the screen. What is ordered here shows no
// place of the pager's: its first rows are loaded, and the rest when that is
// asked for.
func (l *list) look(first, last, cursor int, now time.Time) {
	l.speed.moved(cursor, now)
	v := pager.View{First: first, Last: last, Cursor: cursor, Velocity: l.speed.at(now)}
	if l.sorted != nil {
		v.IDs = l.sorted.between(first, last)
		v.First, v.Last, v.Cursor, v.Velocity = 0, last-first, 0, 0
	}
	l.pager.Look(v)
}

// searching reports whether rows are asked for that the person waits for: the
// first ones, or those that a filter here looks through.
func (l *list) searching() bool {
	st := l.pager.Stats()
	return !l.halted && st.InFlight > 0 && !st.Complete && (!l.landed || l.filter.Local())
}

// halt ends what is under way and asks for nothing more until a refresh.
func (l *list) halt() {
	l.halted = true
	for _, c := range l.calls {
		c.end()
	}
}

// plan sends what the pager wants and cancels what it no longer wants.
func (l *list) plan(api API, now time.Time) tea.Cmd {
	if l.halted || l.refused != "" {
		return nil
	}
	start, cancel := l.pager.Plan(now)
	for _, id := range cancel {
		l.endCall(id)
	}
	if len(start) == 0 {
		return nil
	}
	cmds := make([]tea.Cmd, 0, len(start))
	need := l.names.neededFor(l.filter, api)
	for _, r := range start {
		ctx, end := context.WithCancel(l.ctx)
		l.calls[r.ID] = call{end, now, r.Poll}
		switch {
		case r.Poll:
			ctx = client.WithPriority(ctx, client.Poll)
		case !r.Urgent:
			ctx = client.WithPriority(ctx, client.Prefetch)
		}
		cmds = append(cmds, fetchPage(ctx, api, l.generation, r.ID, r.Params, l.pick, need))
	}
	return tea.Batch(cmds...)
}

// arrived merges a page, and tells what that changed in the list and in its rows.
func (l *list) arrived(msg pageLoaded, now time.Time) (change pager.Change, diff store.Diff) {
	l.endCall(msg.request)
	if errors.Is(msg.err, context.Canceled) {
		return l.pager.Failed(msg.request, msg.err, now), diff // of use only if the pager still wants it
	}
	l.landed = true
	if msg.err != nil {
		l.err = msg.err
		return l.pager.Failed(msg.request, msg.err, now), diff
	}
	l.err = nil
	keys := make([]pager.RowKey, len(msg.page.Rows))
	var keep []bool
	matcher := l.filter.Matcher(now, l.names.lookup, l.pick.Paths...)
	if l.filter.Local() {
		keep = make([]bool, len(msg.page.Rows))
	}
	for i := range msg.page.Rows {
		r := &msg.page.Rows[i]
		keys[i] = pager.RowKey{ID: r.ID, Created: r.CreatedAt}
		if keep != nil {
			keep[i] = r.Bad != nil || matcher.Match(r)
		}
	}
	diff = l.store.Merge(msg.page.Rows, msg.sent)
	for i, k := range keys {
		if slices.Contains(diff.Relisted, k.ID) && (keep == nil || keep[i]) {
			l.pager.Admit(k)
		}
	}
	change = l.pager.Arrived(msg.request, keys, keep, msg.page.Meta, pager.Transfer{Bytes: msg.page.Bytes, RTT: msg.took}, now)
	return change, diff
}

// loadAll goes on to the end of the list, or stops doing so.
func (l *list) loadAll(on bool) {
	l.all, l.halted = on, false
	l.pager.LoadAll(on)
}

// loaded lists the IDs of the rows that are loaded, in the order in which they are
// shown.
func (l *list) loaded() []string {
	if l.sorted != nil {
		return slices.Clone(l.sorted.ids)
	}
	return l.pager.IDs()
}

// between are the IDs of the rows from one position to another, as far as they
// are loaded.
func (l *list) between(first, last int) []string {
	rows := l.Rows()
	return slices.DeleteFunc(l.loaded(), func(id string) bool {
		i, _ := rows.Index(id)
		return i < first || i > last
	})
}
