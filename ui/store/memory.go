package store

import (
	"time"

	"vapi-sessions/client"
)

// writtenFor is how long a version that we wrote is known.
const writtenFor = time.Hour

// memory keeps late answers from undoing what was written. An ID that was deleted
// is known until a list that was asked for afterwards has it, at some 100 bytes
// each. The versions that our edits led to are known for an hour.
type memory struct {
	deleted map[string]time.Time // when its delete was answered
	written map[string]version
	byTime  []writtenAt // of wrote, by time
	// forgottenUntil is when the newest version that is no longer known was written.
	// Answers to requests sent until then may be older, so they bring no rows
	// that are not held.
	forgottenUntil time.Time
}

// version is what our own write led to.
type version struct {
	updatedAt time.Time // readings older than this are too old
	at        time.Time // when it was written
	spokeAt   time.Time // when somebody had spoken last before it; zero where that is not known
	// guessed says that the server did not tell which version it is: updated is
	// the one before, and readings of it that were sent earlier are too old.
	guessed bool
}

type writtenAt struct {
	id string
	at time.Time
}

func newMemory() memory {
	return memory{deleted: map[string]time.Time{}, written: map[string]version{}}
}

// rememberDeleted remembers that an ID is no more.
func (m *memory) rememberDeleted(id string, now time.Time) { m.deleted[id] = now }

// remember keeps the version that our own write led to.
func (m *memory) remember(id string, v version) {
	m.written[id] = v
	m.byTime = append(m.byTime, writtenAt{id, v.at})
}

// isStale reports whether a reading, whose request was sent then, must not be
// taken, whatever is held.
func (m *memory) isStale(r *client.Summary, sent time.Time) bool {
	v := m.written[r.ID]
	return !sent.After(m.deleted[r.ID]) || r.UpdatedAt.Before(v.updatedAt) ||
		v.guessed && r.UpdatedAt.Equal(v.updatedAt) && sent.Before(v.at)
}

// mayBeOlder reports whether an answer to a request sent then may hold a
// version that was replaced by one no longer known.
func (m *memory) mayBeOlder(sent time.Time) bool {
	return !sent.After(m.forgottenUntil)
}

// forget lets go of what was written more than an hour ago.
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
