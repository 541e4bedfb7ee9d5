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

// retain is how many rows a list holds before it drops those far from the cursor.
const retain = 4000

// list is one list: a filter, its pager, and its requests in flight. Answers carry the
// generation of the list that they belong to.
type list struct {
	generation int
	filter     filter.Filter
	refused    string      // why the filter cannot be read: the list is empty; else ""
	pick       client.Pick // fields and texts that rows carry
	pager      *pager.Pager
	store      *store.Store
	names      *nameCache
	ctx        context.Context //nolint:containedctx // the list's requests end with it
	cancel     context.CancelFunc
	requests   map[int]requestInFlight // requests in flight, by the pager's number
	answered   bool                    // the first page arrived or failed
	err        error
	sortedHere *sortedRows // nil when the server sorts
	due        dueRows
	speed      speed
	loadingAll bool // the person asked for the whole list
	stopped    bool // the person stopped loading: nothing is requested
	dropCounts dropCounts

	markWhenLoaded bool // mark all rows when the whole list is loaded

	listing listing   // set when it is shown
	spot    spot      // cursor and scroll position when it left the screen
	leftAt  time.Time // when it left the screen
}

// newList begins a list for a filter.
func (m *Model) newList(f filter.Filter) *list {
	m.generation++
	l := &list{generation: m.generation, filter: f, pick: m.pick(f), store: m.store, names: &m.names, requests: map[int]requestInFlight{}, due: dueRows{next: map[string]dueRow{}}}
	l.ctx, l.cancel = context.WithCancel(m.o.Context)
	if f.Sort().Where == filter.Here {
		l.sortedHere = &sortedRows{store: m.store, names: m.names.lookup, paths: l.pick.Paths}
		l.sortedHere.gone = func(id string) bool { return l.pager.Gone(id) }
	}
	l.pager = pager.New(f.Params(m.now), pager.Options{MaxInFlight: m.o.Settings.Parallel, PageStart: m.o.Settings.PageSize, Retain: retain, Scan: f.Local()})
	return l
}

// pick returns the fields and texts that a filter compares and that columns show.
func (m *Model) pick(f filter.Filter) client.Pick {
	return f.Pick(SortPaths(Paths(m.Columns()), f.Sort())...)
}

// SortPaths adds to the paths of fields the one that rows are sorted by.
func SortPaths(paths []string, by filter.Sort) []string {
	for _, p := range Paths([]Column{{Name: by.Key}}) {
		if !slices.Contains(paths, p) {
			paths = append(slices.Clip(paths), p)
		}
	}
	return paths
}

// close cancels the list's requests.
func (l *list) close() { l.cancel() }

// rows returns the list for the pane.
func (l *list) rows() rowSource {
	if l.sortedHere != nil {
		return l.sortedHere
	}
	return pagerRows{l.pager, l.store}
}

// resort sorts the rows again, unless the server sorts them.
func (l *list) resort(now time.Time) {
	if l.sortedHere != nil {
		s := l.filter.Sort()
		l.sortedHere.resort(l.pager.IDs(), s.Key, s.Order == client.Descending, now)
	}
}

// setVisible tells the pager which rows are on the screen. Positions of a list that is
// sorted here are not the pager's, so the pager then gets the IDs of the rows, and loads
// from the start.
func (l *list) setVisible(first, last, cursor int, now time.Time) {
	l.speed.noteMove(cursor, now)
	v := pager.View{First: first, Last: last, Cursor: cursor, Velocity: l.speed.at(now)}
	if l.sortedHere != nil {
		v.IDs = l.sortedHere.idsBetween(first, last)
		v.First, v.Last, v.Cursor, v.Velocity = 0, last-first, 0, 0
	}
	l.pager.SetView(v)
}

// searching reports whether the person waits for rows: the first page, or pages that a
// local filter scans.
func (l *list) searching() bool {
	st := l.pager.Stats()
	return !l.stopped && st.InFlight > 0 && !st.Complete && (!l.answered || l.filter.Local())
}

// stop cancels the requests. Nothing more is requested until a refresh.
func (l *list) stop() {
	l.stopped = true
	for _, c := range l.requests {
		c.cancel()
	}
}

// fetchPages sends the requests that the pager plans, and cancels those that it no longer
// needs.
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

// matcher is the part of the filter that runs here.
func (l *list) matcher(now time.Time) *filter.Matcher {
	return l.filter.Matcher(now, l.names.lookup, l.pick.Paths...)
}

// mergePage merges a page into the list and the store, and returns the changes to both.
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
	matcher := l.matcher(now)
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

// loadAll begins to load the whole list, or stops that.
func (l *list) loadAll(on bool) {
	l.loadingAll, l.stopped = on, false
	l.pager.LoadAll(on)
}

// loaded lists the IDs of the loaded rows that are not gone, in the order shown.
func (l *list) loaded() []string { return slices.DeleteFunc(l.rowIDs(), l.pager.Gone) }

// rowIDs lists the IDs of all loaded rows, in the order shown.
func (l *list) rowIDs() []string {
	if l.sortedHere != nil {
		return slices.Clone(l.sortedHere.ids)
	}
	return l.pager.IDs()
}

// holds reports whether the list needs what the store has of a session: it is loaded,
// buffered, or may come to match by time alone.
func (l *list) holds(id string) bool {
	_, due := l.due.next[id]
	return due || l.pager.Holds(id)
}

// heldIDs lists those sessions, some of them twice.
func (l *list) heldIDs() []string {
	return slices.AppendSeq(l.pager.Held(), maps.Keys(l.due.next))
}

// between lists the IDs of the loaded rows between two positions, both included.
func (l *list) between(first, last int) []string {
	rows := l.rows()
	return slices.DeleteFunc(l.rowIDs(), func(id string) bool {
		i, _ := rows.Index(id)
		return i < first || i > last
	})
}
