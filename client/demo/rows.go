package demo

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// row is one session of a list: the generated session with this index, or, below
// zero, the record at ^row of Server.written.
//
// The methods below need Server.lock. A record is never changed once it is
// written, only replaced, so a reader may keep it after the lock is released.
type row int32

// record is one session, written or generated.
type record struct {
	facts
	key   uuid.UUID // orders it among sessions of the same createdAt
	json  []byte    // nil for a session that is generated from index
	index int       // of a generated session or an arrival
}

// recordOf is the record of a row.
func (s *Server) recordOf(r row) *record {
	if r < 0 {
		return s.written[^r]
	}
	return s.gen.record(int(r), s.gen.created(int(r)), s.gen.updated(int(r)))
}

// created is createdAt of a row in Unix milliseconds.
func (s *Server) created(r row) int64 {
	if r < 0 {
		return s.written[^r].created
	}
	return s.gen.created(int(r))
}

// updated is updatedAt of a row in Unix milliseconds.
func (s *Server) updated(r row) int64 {
	if r < 0 {
		return s.written[^r].updated
	}
	return s.gen.updated(int(r))
}

func (s *Server) key(r row) uuid.UUID {
	if r < 0 {
		return s.written[^r].key
	}
	return s.gen.id(int(r))
}

// trait is a trait of a row; empty when the session does not have it.
func (s *Server) trait(r row, t int) string {
	if r < 0 {
		return s.written[^r].traits[t]
	}
	return traitValue[t](s.gen.catalog, s.gen.traitBits(int(r)))
}

// compare orders rows as in a list: createdAt falling, then ID falling.
func (s *Server) compare(a, b row) int {
	return cmp.Or(cmp.Compare(s.created(b), s.created(a)), compareUUID(s.key(b), s.key(a)), cmp.Compare(a, b))
}

// find returns the place in the list of the session with this ID, in upper or
// lower case.
func (s *Server) find(id string) (at int, found bool) {
	r, found := s.byID[id]
	if !found {
		r, found = s.byID[strings.ToLower(id)]
	}
	if !found {
		if !isUUID(id) {
			return 0, false
		}
		i, ok := s.gen.index(uuid.MustParse(id))
		if !ok || i < 0 || i >= s.gen.count {
			return 0, false
		}
		r = row(i)
	}
	return slices.BinarySearchFunc(s.rows, r, s.compare)
}

// put adds a session, or replaces the one with the same ID.
func (s *Server) put(r *record) {
	if old := s.drop(r.id); old != nil {
		r.traits[byWorkflow] = old.traits[byWorkflow] // which the JSON does not name
	}
	n := ^row(len(s.written))
	s.written = append(s.written, r)
	s.byID[r.id] = n
	at, _ := slices.BinarySearchFunc(s.rows, n, s.compare)
	s.rows, s.kept = slices.Insert(s.rows, at, n), nil
}

// drop removes the session with this ID and returns it, or nil.
func (s *Server) drop(id string) *record {
	at, found := s.find(id)
	if !found {
		return nil
	}
	old := s.rows[at]
	r := s.recordOf(old)
	s.rows, s.kept = slices.Delete(s.rows, at, at+1), nil
	if old < 0 {
		s.written[^old] = nil
		delete(s.byID, r.id)
	}
	return r
}
