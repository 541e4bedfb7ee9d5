package detail

import (
	"slices"

	"vapi-sessions/client"
)

const (
	maxVisits        = 64        // sessions whose places and folds are remembered
	maxPreviousBytes = 256 << 10 // a larger session is not kept for the Diff tab
)

// memory is what the pane remembers of the sessions that were shown.
type memory struct {
	visits []*visit // the latest at the end
}

// visit is where a person was in the tabs of one session, and what it looked like then.
type visit struct {
	id   string
	tabs [tabCount]tabState
	// previous is what the Diff tab compares with: the session when another was opened,
	// or before its first change while it was shown; nil when it was too large.
	previous *client.Session
}

// visit returns what is remembered of a session, and makes an empty entry at first.
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
