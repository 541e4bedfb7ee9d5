package detail

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// previewDelay is how long the list's cursor must rest on a row before its session is
// fetched, so that a key that is held down sends no requests.
const previewDelay = 150 * time.Millisecond

// maxBodies is how many whole sessions are kept; the oldest goes first.
const maxBodies = 8

// Model is the pane and the fetching of what it shows. At most one request for a
// session is in flight. The zero value is not ready; use [NewModel].
type Model struct {
	*Pane
	ctx      context.Context //nolint:containedctx // ends with the program, and with it every command
	api      API
	store    *store.Store
	exactNow time.Time // Pane.now has whole seconds only

	pendingID     string    // under the list's cursor; shown once the cursor has rested
	showPendingAt time.Time // when pendingID is shown; zero for none
	fetchAt       time.Time // when the body is to be fetched; zero when no fetch is due
	lastRequest   int       // number of the latest request; answers to others are dropped
	cancelFetch   context.CancelFunc
	fetchErr      error             // why the last fetch failed, or nil
	refetchedFor  time.Time         // updatedAt of the row that caused the last fetch: one fetch for each change
	bodies        []*client.Session // in the order in which they came, newest last
	afterFetch    afterFetch
}

// afterFetch is what is to be done once the body of a session has arrived.
type afterFetch struct {
	id            string
	interruptible bool                          // a key press drops it, for it opens something on the screen
	run           func(*client.Session) tea.Cmd // nil for nothing
}

// NewModel returns a pane that reads sessions from the server. Until a session has
// arrived it shows what the store's row tells of it.
func NewModel(ctx context.Context, api API, st *store.Store, o Options) *Model {
	return &Model{Pane: New(o), ctx: ctx, api: api, store: st}
}

// SetServer makes the pane read from another server.
func (m *Model) SetServer(api API) { m.api = api }

// SetNow sets the time.
func (m *Model) SetNow(now time.Time) {
	m.exactNow = now
	m.Pane.SetNow(now)
}

// Body returns a whole session that is still kept, or nil.
func (m *Model) Body(id string) *client.Session {
	if i := slices.IndexFunc(m.bodies, func(s *client.Session) bool { return s.ID == id }); i >= 0 {
		return m.bodies[i]
	}
	return nil
}

// Keeps reports whether a session is shown, or can be shown without being fetched.
func (m *Model) Keeps(id string) bool { return id == m.id || m.Body(id) != nil }

// AddBody keeps a whole session and merges it into the store. sent is when the request
// was sent that the server answered with it.
func (m *Model) AddBody(s *client.Session, sent time.Time) {
	m.dropBody(s.ID)
	m.bodies = append(m.bodies, s)
	m.bodies = slices.Delete(m.bodies, 0, max(0, len(m.bodies)-maxBodies))
	m.store.Reconcile(s, sent)
}

// dropBody removes a kept session that has changed.
func (m *Model) dropBody(id string) {
	m.bodies = slices.DeleteFunc(m.bodies, func(s *client.Session) bool { return s.ID == id })
}

// Refetch reads the session that is shown again.
func (m *Model) Refetch() { m.Written([]string{m.id}) }

// Written drops the kept bodies of sessions that were written to, and fetches the one
// that is shown again.
func (m *Model) Written(ids []string) {
	for _, id := range ids {
		m.dropBody(id)
		if id != "" && id == m.id {
			m.fetchAt = m.exactNow
		}
	}
}

// Deleted drops sessions that were deleted, also from the screen.
func (m *Model) Deleted(ids []string) {
	for _, id := range ids {
		m.dropBody(id)
		if id == m.id {
			m.Clear()
		}
	}
}

// stopFetch cancels the request in flight, if any.
func (m *Model) stopFetch() {
	if m.cancelFetch != nil {
		m.cancelFetch()
		m.cancelFetch = nil
	}
}

// ShowSelected shows the session under the list's cursor once the cursor has rested for
// previewDelay, or at once where the pane is empty. It shows nothing where allowed is
// false: the pane is hidden, or a person reads in it. The ID is empty where the row
// under the cursor is not loaded.
func (m *Model) ShowSelected(id string, allowed bool) {
	defer m.updateHeading()
	switch {
	case !allowed || id == m.id:
		m.showPendingAt = time.Time{}
	case m.id == "":
		m.open(id, m.exactNow)
	case m.showPendingAt.IsZero() || id != m.pendingID:
		m.pendingID, m.showPendingAt = id, m.exactNow.Add(previewDelay)
	case !m.exactNow.Before(m.showPendingAt):
		m.showPendingAt = time.Time{}
		m.open(id, m.exactNow)
	}
}

// updateHeading shows in the heading what the row has where the body is no newer: the
// row knows what is being saved, and when somebody last spoke.
func (m *Model) updateHeading() {
	if row, ok := m.store.Row(m.id); ok && !row.UpdatedAt.Before(m.summary.UpdatedAt) {
		m.summary = row.Summary
	}
}

// Open shows a session at once, and fetches its body at once where that is needed.
func (m *Model) Open(id string) {
	if id != m.id {
		m.open(id, m.exactNow)
	} else if !m.fetchAt.IsZero() {
		m.fetchAt = m.exactNow
	}
}

// Preview shows a session at once, and fetches its body after previewDelay.
func (m *Model) Preview(id string) {
	if id != m.id {
		m.open(id, m.exactNow.Add(previewDelay))
	}
}

// open shows a session, and fetches its body at the given moment unless a body is
// kept that is no older than the row. An empty ID clears the pane, so that no other
// session stands beside a row that is not loaded.
func (m *Model) open(id string, fetchAt time.Time) {
	m.stopFetch()
	m.fetchAt, m.fetchErr, m.refetchedFor = time.Time{}, nil, time.Time{}
	if id == "" {
		m.Clear()
		return
	}
	row, ok := m.store.Row(id)
	switch {
	case ok:
		m.ShowSummary(&row.Summary)
	case id != m.id: // also here no other session stays on the screen
		m.setContent(content{id: id})
	}
	body := m.Body(id)
	if body != nil {
		m.Show(body)
	}
	if body == nil || ok && row.UpdatedAt.After(body.UpdatedAt) {
		m.fetchAt = fetchAt
	}
}

// RowsChanged fetches the session again after the list was read: when its row has a
// newer updatedAt, or is gone from the server, or when the last fetch failed (the
// list's answer shows that the server can be reached).
func (m *Model) RowsChanged() {
	row, ok := m.store.Row(m.id)
	if !ok || m.cancelFetch != nil || !m.fetchAt.IsZero() {
		return
	}
	body, missing := m.Body(m.id), errors.Is(m.fetchErr, client.ErrNotFound)
	newer := body != nil && row.UpdatedAt.After(body.UpdatedAt) && !row.UpdatedAt.Equal(m.refetchedFor)
	if newer || row.Gone && !missing || m.fetchErr != nil && !missing {
		m.fetchAt, m.refetchedFor = m.exactNow, row.UpdatedAt
	}
}

// FetchThen shows and fetches a session, and then calls then with it, or with nil where
// the session cannot be read. With interruptible, Interrupt drops that call.
func (m *Model) FetchThen(id string, interruptible bool, then func(*client.Session) tea.Cmd) {
	m.afterFetch = afterFetch{id: id, interruptible: interruptible, run: then}
	m.open(id, m.exactNow)
	m.fetchAt = m.exactNow
}

// Interrupt drops what would open something on the screen when its session arrives:
// the person has pressed a key meanwhile.
func (m *Model) Interrupt() {
	if m.afterFetch.interruptible {
		m.afterFetch = afterFetch{}
	}
}

// CompareWith compares the session that is shown with another. Whichever of the two is
// not kept is shown and fetched first, unless it cannot be read.
func (m *Model) CompareWith(shown, other string) {
	kept := m.Body(other)
	switch {
	case m.Body(shown) != nil && kept != nil:
		m.Compare(kept)
		return
	case m.Body(shown) != nil:
		shown, other = other, shown
	}
	m.FetchThen(shown, false, func(s *client.Session) tea.Cmd {
		if s != nil {
			m.CompareWith(shown, other)
		}
		return nil
	})
}

// WakeAt lists the moments at which the pane changes without a key; a zero one is none.
func (m *Model) WakeAt() []time.Time {
	return []time.Time{m.fetchAt, m.showPendingAt, m.hideAt, words.WholeSecond(m.nextChange())}
}
