package detail

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/store"
)

// rest is how long the cursor must stand still before its session is fetched,
// so that holding a key sends nothing.
const rest = 150 * time.Millisecond

// kept is how many whole sessions are kept around the cursor.
const kept = 8

// Model is the pane with what keeps it filled: the session that is shown is read
// from the server, by one request at a time. The zero value is not ready; use [NewModel].
type Model struct {
	*Pane
	ctx   context.Context //nolint:containedctx // ends with the program, and with it every command
	api   API
	store *store.Store
	clock time.Time // exact; the pane's own moves by the second

	next     string    // under the cursor, and wanted once it rests
	followAt time.Time // when next is wanted
	fetchAt  time.Time // when the body is to be fetched; zero when it is or was
	request  int
	cancel   context.CancelFunc
	fetchErr error             // why the session could not be read last
	version  time.Time         // the updatedAt of the row that the session was last read for
	bodies   []*client.Session // the latest, newest last
	then     afterBody
}

// afterBody is what is to be done with a session once its body is here.
type afterBody struct {
	id    string
	opens bool // something comes up by itself
	do    func(*client.Session) tea.Cmd
}

// NewModel returns a pane that reads sessions from the server, and shows the
// store's rows until they are here.
func NewModel(ctx context.Context, api API, st *store.Store, o Options) *Model {
	return &Model{Pane: New(o), ctx: ctx, api: api, store: st}
}

// SetServer goes on with another server.
func (m *Model) SetServer(api API) { m.api = api }

// SetNow tells the time.
func (m *Model) SetNow(now time.Time) {
	m.clock = now
	m.Pane.SetNow(now)
}

// Body gives a whole session that is still kept, or nil.
func (m *Model) Body(id string) *client.Session {
	if i := slices.IndexFunc(m.bodies, func(s *client.Session) bool { return s.ID == id }); i >= 0 {
		return m.bodies[i]
	}
	return nil
}

// Learn takes a whole session that the server gave to a request sent then.
func (m *Model) Learn(s *client.Session, sent time.Time) {
	m.forget(s.ID)
	m.bodies = append(m.bodies, s)
	m.bodies = slices.Delete(m.bodies, 0, max(0, len(m.bodies)-kept))
	m.store.Reconcile(s, sent)
}

// show shows a session that was read. Its row knows since when nobody spoke: an
// edit of the session is not said.
func (m *Model) show(s *client.Session) {
	m.Show(s)
	if row, ok := m.store.Row(s.ID); ok && row.UpdatedAt.Equal(s.UpdatedAt) {
		m.sum.SpokeAt = row.SpokeAt
	}
}

// forget lets a whole session go that has changed.
func (m *Model) forget(id string) {
	m.bodies = slices.DeleteFunc(m.bodies, func(s *client.Session) bool { return s.ID == id })
}

// Refetch reads the session again.
func (m *Model) Refetch() { m.Written([]string{m.id}) }

// Written takes note of sessions that were written to.
func (m *Model) Written(ids []string) {
	for _, id := range ids {
		m.forget(id)
		if id != "" && id == m.id {
			m.fetchAt = m.clock
		}
	}
}

// Deleted takes sessions out of the pane that are no more.
func (m *Model) Deleted(ids []string) {
	for _, id := range ids {
		m.forget(id)
		if id == m.id {
			m.Clear()
		}
	}
}

// stop ends the request in flight, if any.
func (m *Model) stop() {
	if m.cancel != nil {
		m.cancel()
		m.cancel = nil
	}
}

// Follow shows the session under the list's cursor, while the pane is seen and
// only looked at, and once the cursor has come to rest: holding a key neither
// draws the pane nor sends anything. The ID is empty where no row is loaded.
func (m *Model) Follow(id string, seen bool) {
	switch {
	case !seen || id == m.id:
		m.followAt = time.Time{}
	case m.id == "":
		m.read(id, m.clock)
	case m.followAt.IsZero() || id != m.next:
		m.next, m.followAt = id, m.clock.Add(rest)
	case m.clock.Before(m.followAt):
	default:
		m.followAt = time.Time{}
		m.read(id, m.clock)
	}
}

// Read shows a session at once. Its body is fetched now, unless it is kept and
// no older than its row.
func (m *Model) Read(id string) {
	if id != m.id {
		m.read(id, m.clock)
	} else if !m.fetchAt.IsZero() {
		m.fetchAt = m.clock
	}
}

// Skim shows a session at once, and fetches its body when the cursor rests.
func (m *Model) Skim(id string) {
	if id == m.id {
		return
	}
	m.read(id, m.clock.Add(rest))
}

// read shows a session, and fetches its body at the given moment unless it is
// kept and no older than its row. Nothing is shown without an ID: no other
// session's words stand beside a row that is not loaded.
func (m *Model) read(id string, fetchAt time.Time) {
	m.stop()
	m.fetchAt, m.fetchErr, m.version = time.Time{}, nil, time.Time{}
	if id == "" {
		m.Clear()
		return
	}
	row, ok := m.store.Row(id)
	switch {
	case ok:
		m.ShowSummary(&row.Summary)
	case id != m.id: // no other session's words stand in its place
		m.become(content{id: id})
	}
	body := m.Body(id)
	if body != nil {
		m.show(body)
	}
	if body == nil || ok && row.UpdatedAt.After(body.UpdatedAt) {
		m.fetchAt = fetchAt
	}
}

// RowsChanged reads the session again after an answer to the list: when its row
// moved on or is gone, or when it could not be read before and the server can be
// reached again.
func (m *Model) RowsChanged() {
	row, ok := m.store.Row(m.id)
	if !ok || m.cancel != nil || !m.fetchAt.IsZero() {
		return
	}
	body, missing := m.Body(m.id), errors.Is(m.fetchErr, client.ErrNotFound)
	newer := body != nil && row.UpdatedAt.After(body.UpdatedAt) && !row.UpdatedAt.Equal(m.version)
	if newer || row.Gone && !missing || m.fetchErr != nil && !missing {
		m.fetchAt, m.version = m.clock, row.UpdatedAt
	}
}

// Await reads a session and then does with it what was asked, or with nil where it
// cannot be read. What would open something by itself ends with Interrupt: the
// person went on.
func (m *Model) Await(id string, opens bool, then func(*client.Session) tea.Cmd) {
	m.then = afterBody{id: id, opens: opens, do: then}
	m.read(id, m.clock)
	m.fetchAt = m.clock
}

// Interrupt gives up what would open by itself.
func (m *Model) Interrupt() {
	if m.then.opens {
		m.then = afterBody{}
	}
}

// CompareWith shows a session and how another differs from it. What is not here
// of the two is read first.
func (m *Model) CompareWith(shown, other string) tea.Cmd {
	if m.Body(shown) == nil {
		m.Await(shown, false, m.compareOnce(shown, other))
		return nil
	}
	if s := m.Body(other); s != nil {
		m.Compare(s)
		return nil
	}
	m.Await(other, false, m.compareOnce(other, shown))
	return nil
}

// compareOnce compares two sessions when the first is read, if it can be.
func (m *Model) compareOnce(read, with string) func(*client.Session) tea.Cmd {
	return func(s *client.Session) tea.Cmd {
		if s == nil {
			return nil
		}
		return m.CompareWith(read, with)
	}
}

// WakeAt lists the moments at which the pane changes by itself; zero ones are none.
func (m *Model) WakeAt() []time.Time { return []time.Time{m.fetchAt, m.followAt, m.HideAt()} }
