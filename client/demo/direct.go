package demo

import (
	"encoding/json"
	"fmt"
	"strings"
)

// What follows is for tests and for programs that embed the server: the same
// sessions without HTTP, with no key, delay, fault or validation.

// Count is how many sessions the server holds now.
func (s *Server) Count() int {
	v, unlock := s.everything()
	defer unlock()
	return v.total()
}

// IDs are the IDs of all sessions, newest first.
func (s *Server) IDs() []string {
	v, unlock := s.everything()
	defer unlock()
	out := make([]string, 0, v.total())
	for _, r := range v.rows(0, v.total()) {
		out = append(out, s.recordOf(r).id)
	}
	return out
}

// Sessions are up to count sessions from offset, newest first, as JSON.
func (s *Server) Sessions(offset, count int) []json.RawMessage {
	v, unlock := s.everything()
	defer unlock()
	out := []json.RawMessage{}
	for _, r := range v.rows(max(offset, 0), max(count, 0)) {
		out = append(out, s.append(nil, s.recordOf(r)))
	}
	return out
}

// everything is the list without a filter; see look.
func (s *Server) everything() (v *view, unlock func()) {
	s.arrive()
	return s.look(&query{filter: filter{from: minTime, to: maxTime}, from: minTime, to: maxTime})
}

// Lookup is the session with this ID as JSON, and whether there is one.
func (s *Server) Lookup(id string) (json.RawMessage, bool) {
	s.arrive()
	r := s.lookup(id)
	if r == nil {
		return nil, false
	}
	return s.append(nil, r), true
}

// Insert adds a session, or replaces the one with the same ID, and returns its
// ID. session is JSON ([]byte, json.RawMessage) or a value that encodes as an
// object. Nothing is validated: members may be of any kind, but for id, which
// must be a string. id, orgId, createdAt and updatedAt are added where missing.
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
	g, err := s.newRecord(m)
	if err != nil {
		return "", fmt.Errorf("inserting a session: %w", err)
	}
	s.take(g.id)
	s.put(g)
	return g.id, nil
}

// Remove deletes a session as somebody else would, and says whether it was there.
func (s *Server) Remove(id string) bool {
	s.arrive()
	return s.take(id) != nil
}

// Touch sets members of a session as somebody else would, moves its updatedAt
// on, and says whether the session was there. A member set to nil is taken
// away. No members at all only moves updatedAt.
func (s *Server) Touch(id string, members map[string]any) (bool, error) {
	m := fields{}
	for name, v := range members {
		b, err := json.Marshal(v)
		if err != nil {
			return false, fmt.Errorf("touching session %s: %w", id, err)
		}
		m[name] = b
	}
	s.arrive()
	return s.change(id, m) != nil, nil
}

// Names are the names of the assistants, squads, workflows or phone numbers by
// their IDs; kind is the name of their endpoint, such as "phone-number". One of
// each kind was deleted: sessions name it, and it is not here.
func (s *Server) Names(kind string) map[string]string {
	names := map[string]string{}
	for key, t := range s.g.cat.byID {
		if k, id, _ := strings.Cut(key, "/"); k == kind && !t.gone {
			names[id] = t.name
		}
	}
	return names
}
