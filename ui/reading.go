package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

// rest is how long the cursor must stand still before its session is fetched,
// so that holding a key sends nothing.
const rest = 150 * time.Millisecond

// kept is how many whole sessions are kept around the cursor.
const kept = 8

// reading is the session in the detail pane: which is wanted, which is there,
// and what is under way for it.
type reading struct {
	want     string
	next     string    // under the cursor, and wanted once it rests
	followAt time.Time // when next is wanted
	fetchAt  time.Time // when the body of want is to be fetched; zero when it is or was
	request  int
	cancel   context.CancelFunc
	err      error             // why want could not be read last
	version  time.Time         // the updatedAt of the row that want was last read for
	bodies   []*client.Session // the latest, newest last
	then     afterBody         // what is to be done with the body once it is here
}

// refetch makes the body be read again.
func (r *reading) refetch(now time.Time) {
	if r.want != "" {
		r.drop(r.want)
		r.fetchAt = now
	}
}

// body gives a whole session that is still kept.
func (r *reading) body(id string) *client.Session {
	for i := len(r.bodies) - 1; i >= 0; i-- {
		if r.bodies[i].ID == id {
			return r.bodies[i]
		}
	}
	return nil
}

// keep remembers a whole session, and lets the oldest go.
func (r *reading) keep(s *client.Session) {
	r.drop(s.ID)
	r.bodies = append(r.bodies, s)
	if len(r.bodies) > kept {
		r.bodies = append([]*client.Session(nil), r.bodies[len(r.bodies)-kept:]...)
	}
}

// drop forgets a session that has changed.
func (r *reading) drop(id string) {
	for i, s := range r.bodies {
		if s.ID == id {
			r.bodies = append(r.bodies[:i], r.bodies[i+1:]...)
			return
		}
	}
}

// stop ends the request under way, if any.
func (r *reading) stop() {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
}

// nothing stands for a row that is not loaded.
const nothing = "\x00"

// follow shows the session under the cursor in the detail pane, when that is
// on the screen and the cursor has come to rest: holding a key neither draws
// the pane nor sends anything.
func (m *Model) follow() {
	r := &m.reading
	id, ok := m.list.Selected()
	if !ok {
		id = nothing
	}
	switch {
	case m.focus == onDetail || m.layout.detail.h == 0 || id == r.want || !ok && r.want == "":
		r.next, r.followAt = "", time.Time{}
	case ok && r.want == "":
		m.read(id, m.now)
	case id != r.next:
		r.next, r.followAt = id, m.now.Add(rest)
	case !m.now.Before(r.followAt):
		m.rested(id)
	}
}

// rested shows what the cursor came to rest on. A row that is not loaded shows
// nothing: no other session's words stand beside it.
func (m *Model) rested(id string) {
	m.reading.next, m.reading.followAt = "", time.Time{}
	if id != nothing {
		m.read(id, m.now)
		return
	}
	m.reading.stop()
	m.reading.want = ""
	m.detail.Clear()
}

// read shows a session, and fetches its body at the given moment unless it is
// kept and no older than its row.
func (m *Model) read(id string, fetchAt time.Time) {
	m.reading.stop()
	m.reading.want, m.reading.fetchAt = id, time.Time{}
	m.reading.err, m.reading.version = nil, time.Time{}
	row, ok := m.store.Row(id)
	if ok {
		m.detail.ShowSummary(&row.Summary)
	}
	body := m.reading.body(id)
	if body != nil {
		m.detail.Show(body)
	}
	if body == nil || ok && row.UpdatedAt.After(body.UpdatedAt) {
		m.reading.fetchAt = fetchAt
	}
}

// followRow reads the session in the detail pane again after an answer to the
// list: when its row moved on or is gone, or when it could not be read before
// and the server can be reached again.
func (m *Model) followRow() {
	r := &m.reading
	row, ok := m.store.Row(r.want)
	if !ok || r.cancel != nil || !r.fetchAt.IsZero() || m.layout.detail.h == 0 {
		return
	}
	body, missing := r.body(r.want), errors.Is(r.err, client.ErrNotFound)
	newer := body != nil && row.UpdatedAt.After(body.UpdatedAt) && !row.UpdatedAt.Equal(r.version)
	if newer || row.Gone && !missing || r.err != nil && !missing {
		r.fetchAt, r.version = m.now, row.UpdatedAt
	}
}

// fetchBody asks for the body that is wanted, once its moment has come.
func (m *Model) fetchBody() tea.Cmd {
	r := &m.reading
	if r.fetchAt.IsZero() || m.now.Before(r.fetchAt) || m.server.API == nil {
		return nil
	}
	r.fetchAt = time.Time{}
	r.stop()
	r.request++
	ctx, cancel := context.WithCancel(m.ctx)
	r.cancel = cancel
	return fetchSession(ctx, m.server.API, r.request, r.want)
}

// bodyArrived shows the session that was asked for last; others came too late.
func (m *Model) bodyArrived(msg sessionLoaded) tea.Cmd {
	if msg.request != m.reading.request || msg.id != m.reading.want {
		return nil
	}
	m.reading.stop()
	then := m.reading.then
	m.reading.then = afterBody{}
	m.reading.err = msg.err
	if msg.err != nil {
		m.detail.ShowError(msg.id, msg.err)
		return nil
	}
	m.learn(msg.session, msg.sent)
	m.detail.Show(msg.session)
	if then.do != nil && then.id == msg.id {
		return then.do(msg.session)
	}
	return nil
}

// learn takes a whole session that the server gave to a request sent then.
func (m *Model) learn(s *client.Session, sent time.Time) {
	m.reading.keep(s)
	m.store.Reconcile(s, sent)
}

// later puts off what is due; what is not stays so.
func later(at, until time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return until
}
