package store

import (
	"time"

	"vapi-sessions/client"
)

// remembered is how long a deleted ID and a written version are known by name.
const remembered = time.Hour

// memory keeps late answers from undoing what was written: deleted IDs, and
// the version that a successful edit led to, whether its row is held or not.
type memory struct {
	of    map[string]trace
	order []traceAt // by time
	// forgotten is when the newest trace that is no longer kept was made.
	// Requests sent until then may bring such an ID, so they bring no new ones.
	forgotten time.Time
}

type trace struct {
	at    time.Time
	dead  bool
	floor time.Time // the updatedAt below which readings are too old
	// guessed says that the server did not tell which version our write led to:
	// floor is the one before it, and readings of it sent earlier are too old.
	guessed bool
}

type traceAt struct {
	id string
	at time.Time
}

// bury remembers that an ID is no more.
func (m *memory) bury(id string, now time.Time) { m.put(id, trace{at: now, dead: true}) }

// wrote remembers the version that our own write led to, or, guessed, the one
// that it replaced.
func (m *memory) wrote(id string, updated time.Time, guessed bool, now time.Time) {
	if !m.of[id].dead {
		m.put(id, trace{at: now, floor: updated, guessed: guessed})
	}
}

func (m *memory) put(id string, t trace) {
	m.of[id] = t
	m.order = append(m.order, traceAt{id, t.at})
}

// refuses reports whether a reading must not be taken.
func (m *memory) refuses(r *client.Summary, sent time.Time) bool {
	t, ok := m.of[r.ID]
	return ok && (t.dead || r.UpdatedAt.Before(t.floor) || t.guessed && r.UpdatedAt.Equal(t.floor) && sent.Before(t.at))
}

// mayBeForgotten reports whether an answer to a request sent at that moment
// may hold an ID that was deleted, or a version that was replaced, and is no
// longer known by name.
func (m *memory) mayBeForgotten(sent time.Time) bool {
	return !m.forgotten.IsZero() && !sent.After(m.forgotten)
}

// forget lets go of what is older than an hour.
func (m *memory) forget(now time.Time) {
	n := 0
	for ; n < len(m.order) && now.Sub(m.order[n].at) > remembered; n++ {
		o := m.order[n]
		if t := m.of[o.id]; t.at.Equal(o.at) {
			delete(m.of, o.id)
			m.forgotten = o.at
		}
	}
	m.order = m.order[n:]
}
