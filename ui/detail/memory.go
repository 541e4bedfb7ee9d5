package detail

import (
	"slices"

	"vapi-sessions/client"
)

const (
	maxVisits        = 64        // sessions whose places and folds are remembered
	maxPreviousBytes = 256 << 10 // no session larger than this is kept to be compared
)

// memory is what stays of the sessions that were looked at.
type memory struct {
	visits []*visit // the latest last
}

// visit is a person's places in one session, and what it looked like then.
type visit struct {
	id   string
	tabs [tabCount]tabState
	// previous is the session as it was when it was left, or at first as it was before
	// it changed while it was read; nil when it was too large.
	previous *client.Session
}

// visit gives what is remembered of a session, which is nothing at first.
func (m *memory) visit(id string) *visit {
	i := slices.IndexFunc(m.visits, func(v *visit) bool { return v.id == id })
	v := &visit{id: id}
	if i >= 0 {
		v = m.visits[i]
		m.visits = slices.Delete(m.visits, i, i+1)
	} else if len(m.visits) >= maxVisits {
		m.visits = slices.Delete(m.visits, 0, 1)
	}
	m.visits = append(m.visits, v)
	return v
}

// nilIfLarge returns the session, or nil when it is too large to be kept for the Diff tab.
func nilIfLarge(s *client.Session) *client.Session {
	if len(s.Raw) > maxPreviousBytes {
		return nil
	}
	return s
}
