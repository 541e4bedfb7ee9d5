package demo

import (
	"encoding/json"
	"fmt"
	"strings"
)

// These methods are for tests and for programs that embed the server: they reach its
// sessions without HTTP, key, delays, faults or validation.

// Count is how many sessions the server holds now.
func (s *Server) Count() int {
	s.lock()
	defer s.mu.Unlock()
	return len(s.rows)
}

// IDs are the IDs of all sessions, newest first.
func (s *Server) IDs() []string {
	s.lock()
	defer s.mu.Unlock()
	out := make([]string, 0, len(s.rows))
	for _, r := range s.rows {
		out = append(out, s.recordOf(r).id)
	}
	return out
}

// Sessions are up to count sessions from offset, newest first, as JSON.
func (s *Server) Sessions(offset, count int) []json.RawMessage {
	s.lock()
	defer s.mu.Unlock()
	rows := s.rows[min(max(offset, 0), len(s.rows)):]
	out := []json.RawMessage{}
	for _, r := range rows[:min(max(count, 0), len(rows))] {
		out = append(out, s.appendJSON(nil, s.recordOf(r)))
	}
	return out
}

// Lookup returns the session with this ID as JSON, and whether there is one.
func (s *Server) Lookup(id string) (json.RawMessage, bool) {
	r := s.lookup(id)
	if r == nil {
		return nil, false
	}
	return s.appendJSON(nil, r), true
}

// Insert adds a session, or replaces the one with the same ID, and returns its
// ID. The session is JSON ([]byte) or a value that encodes as an object.
// Nothing is validated, except that id must be a string: members may be of any
// kind. Missing id, orgId, createdAt and updatedAt are added.
func (s *Server) Insert(session any) (string, error) {
	doc, ok := session.([]byte)
	if !ok {
		var err error
		if doc, err = json.Marshal(session); err != nil {
			return "", fmt.Errorf("inserting a session: %w", err)
		}
	}
	var m fields
	if err := json.Unmarshal(doc, &m); err != nil {
		return "", fmt.Errorf("inserting a session: %w", err)
	}
	r, err := s.newRecord(m)
	if err != nil {
		return "", fmt.Errorf("inserting a session: %w", err)
	}
	s.lock()
	defer s.mu.Unlock()
	s.put(r)
	return r.id, nil
}

// Remove deletes a session as another client would, and reports whether it was
// there.
func (s *Server) Remove(id string) bool {
	s.lock()
	defer s.mu.Unlock()
	return s.drop(id) != nil
}

// Touch sets members of a session as another client would, updates its
// updatedAt, and reports whether the session was there. A member set to nil is
// removed. Without members only updatedAt changes.
func (s *Server) Touch(id string, members map[string]any) (bool, error) {
	m := fields{}
	for name, v := range members {
		b, err := json.Marshal(v)
		if err != nil {
			return false, fmt.Errorf("touching session %s: %w", id, err)
		}
		m[name] = b
	}
	return s.change(id, m) != nil, nil
}

// Names are the names of the resources of a kind by ID. Kind is the name of
// their endpoint, such as "phone-number". A deleted resource, of which each
// kind has one, is left out.
func (s *Server) Names(kind string) map[string]string {
	names := map[string]string{}
	for key, t := range s.gen.catalog.byID {
		if k, id, _ := strings.Cut(key, "/"); k == kind && !t.deleted {
			names[id] = t.name
		}
	}
	return names
}
