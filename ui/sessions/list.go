package sessions

import (
	"context"
	"errors"
	"maps"
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
	names      *nameCache
	ctx        context.Context //nolint:containedctx // the list's requests end with it
	cancel     context.CancelFunc
	requests   map[int]requestInFlight // requests in flight, by the pager's number
	answered   bool                    // a first page has come, or failed
	err        error
	sortedHere *sortedRows // when the order is made here; nil otherwise
	due        dueRows
	speed      speed
	loadingAll bool // the whole list was asked for
	stopped    bool // the person stopped it: nothing more is asked for
	dropCounts dropCounts

	listing listing   // what it shows, once it is on the screen
	spot    spot      // where one was in it when it was left
	leftAt  time.Time // when that was
}

// newList begins a list for a filter.
func (m *Model) newList(f filter.Filter) *list {
	m.generation++
	l := &list{generation: m.generation, filter: f, pick: m.pick(f), store: m.store, names: &m.names, requests: map[int]requestInFlight{}, due: dueRows{next: map[string]int64{}}}
	l.ctx, l.cancel = context.WithCancel(m.o.Context)
	if f.Sort().Where == filter.Here {
		l.sortedHere = &sortedRows{store: m.store, names: m.names.lookup, paths: l.pick.Paths}
		l.sortedHere.gone = func(id string) bool { return l.pager.Gone(id) }
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
func (l *list) close() { l.cancel() }

// rows is the list as the pane sees it.
func (l *list) rows() rowSource {
	if l.sortedHere != nil {
		return l.sortedHere
	}
	return pagerRows{l.pager, l.store}
}

// resort brings the rows in order again, where that is done here.
func (l *list) resort(now time.Time) {
	if l.sortedHere != nil {
		s := l.filter.Sort()
		l.sortedHere.resort(l.pager.IDs(), s.Key, s.Order == client.Descending, now)
	}
}

// setVisible tells the pager what is on the screen. What is ordered here shows no
// place of the pager's: its first rows are loaded, and the rest when that is
// asked for.
func (l *list) setVisible(first, last, cursor int, now time.Time) {
	l.speed.noteMove(cursor, now)
	v := pager.View{First: first, Last: last, Cursor: cursor, Velocity: l.speed.at(now)}
	if l.sortedHere != nil {
		v.IDs = l.sortedHere.idsBetween(first, last)
		v.First, v.Last, v.Cursor, v.Velocity = 0, last-first, 0, 0
	}
	l.pager.SetView(v)
}

// searching reports whether rows are asked for that the person waits for: the
// first ones, or those that a filter here looks through.
func (l *list) searching() bool {
	st := l.pager.Stats()
	return !l.stopped && st.InFlight > 0 && !st.Complete && (!l.answered || l.filter.Local())
}

// stop ends what is under way and asks for nothing more until a refresh.
func (l *list) stop() {
	l.stopped = true
	for _, c := range l.requests {
		c.cancel()
	}
}

// fetchPages sends what the pager wants and cancels what it no longer wants.
func (l *list) fetchPages(api API, now time.Time) tea.Cmd {
	if l.stopped || l.refused != "" {
		return nil
	}
	start, cancel := l.pager.Plan(now)
	for _, id := range cancel {
		l.endRequest(id)
	}
	if len(start) == 0 {
		return nil
	}
	cmds := make([]tea.Cmd, 0, len(start))
	need := l.names.neededFor(l.filter, api)
	for _, r := range start {
		ctx, end := context.WithCancel(l.ctx)
		l.requests[r.ID] = requestInFlight{end, now, r.Poll}
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

// mergePage merges a page, and tells what that changed in the list and in its rows.
func (l *list) mergePage(msg pageLoaded, now time.Time) (change pager.Change, diff store.Diff) {
	l.endRequest(msg.request)
	if errors.Is(msg.err, context.Canceled) {
		return l.pager.Failed(msg.request, msg.err, now), diff // of use only if the pager still wants it
	}
	l.answered = true
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
			if keep[i] = r.Bad != nil || matcher.Match(r); r.Bad == nil {
				l.due.note(r.ID, keep[i], matcher.Until(r))
			}
		}
	}
	diff = l.store.Merge(msg.page.Rows, msg.sent)
	for i, k := range keys {
		if slices.Contains(diff.Relisted, k.ID) && (keep == nil || keep[i]) {
			l.pager.Admit(k)
		}
	}
	change = l.pager.Arrived(msg.request, keys, keep, msg.page.Meta, pager.Transfer{Bytes: msg.page.Bytes, RTT: msg.took}, now)
	for _, id := range change.Dropped {
		delete(l.due.next, id)
	}
	return change, diff
}

// loadAll goes on to the end of the list, or stops doing so.
func (l *list) loadAll(on bool) {
	l.loadingAll, l.stopped = on, false
	l.pager.LoadAll(on)
}

// loaded lists the IDs of the rows that are loaded and not gone, in the order in which
// they are shown.
func (l *list) loaded() []string { return slices.DeleteFunc(l.rowIDs(), l.pager.Gone) }

// rowIDs lists the IDs of all rows that are loaded, in that order.
func (l *list) rowIDs() []string {
	if l.sortedHere != nil {
		return slices.Clone(l.sortedHere.ids)
	}
	return l.pager.IDs()
}

// holds reports whether the list needs what the store has of a session: it is loaded,
// buffered, or may come to match by time alone.
func (l *list) holds(id string) bool { return l.pager.Holds(id) || l.due.next[id] != 0 }

// heldIDs lists those sessions, some of them twice.
func (l *list) heldIDs() []string {
	return slices.AppendSeq(l.pager.Held(), maps.Keys(l.due.next))
}

// between are the IDs of the rows from one position to another, as far as they
// are loaded.
func (l *list) between(first, last int) []string {
	rows := l.rows()
	return slices.DeleteFunc(l.rowIDs(), func(id string) bool {
		i, _ := rows.Index(id)
		return i < first || i > last
	})
}
