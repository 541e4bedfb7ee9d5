package store

import (
	"time"

	"vapi-sessions/client"
)

// writtenFor is how long the versions that we wrote are remembered.
const writtenFor = time.Hour

// memory is what we wrote lately: late answers from before a write must not replace it.
// Versions of edits are remembered for writtenFor. A deleted ID, of about 100 bytes, is
// remembered until a later request lists it.
type memory struct {
	deleted map[string]time.Time // by ID: when the delete was answered
	written map[string]version
	byTime  []writtenAt // the entries of written, the oldest first
	// forgottenUntil is when the newest forgotten version was written. An answer to a
	// request from before may be older than that, so it adds no rows.
	forgottenUntil time.Time
}

// version is the version of a session that our own write made.
type version struct {
	updatedAt time.Time // older readings are stale
	at        time.Time // when it was written
	spokeAt   time.Time // the last message before the write; zero when not known
	// guessed is set when the server did not tell the version. updatedAt is then that
	// before the write, and readings of it that were sent before the write are stale.
	guessed bool
}

type writtenAt struct {
	id string
	at time.Time
}

// remember remembers the version that our own write made.
func (m *memory) remember(id string, v version) {
	m.written[id] = v
	m.byTime = append(m.byTime, writtenAt{id, v.at})
}

// isStale reports whether a reading from before our own write must not be merged. sent
// is when its request was sent.
func (m *memory) isStale(r *client.Summary, sent time.Time) bool {
	v := m.written[r.ID]
	return !sent.After(m.deleted[r.ID]) || r.UpdatedAt.Before(v.updatedAt) ||
		v.guessed && r.UpdatedAt.Equal(v.updatedAt) && sent.Before(v.at)
}

// forget drops versions that were written longer ago than writtenFor.
func (m *memory) forget(now time.Time) {
	n := 0
	for ; n < len(m.byTime) && now.Sub(m.byTime[n].at) > writtenFor; n++ {
		o := m.byTime[n]
		if m.written[o.id].at.Equal(o.at) {
			delete(m.written, o.id)
			m.forgottenUntil = o.at
		}
	}
	m.byTime = m.byTime[n:]
}
