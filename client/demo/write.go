package demo

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

func noSession(id string) response {
	return errorResponse(http.StatusNotFound, "Couldn't Get Session. `sessionId` "+id+" Does Not Exist.")
}

// read answers GET /session/{id}.
func (s *Server) read(id string) response {
	r := s.lookup(id)
	if r == nil {
		return noSession(id)
	}
	return response{status: http.StatusOK, body: s.appendJSON(nil, r)}
}

// create answers POST /session.
func (s *Server) create(body []byte) response {
	m, refused := checkBody(body, createRules)
	if m == nil {
		return refused
	}
	if missing, ok := s.checkReferences(m); !ok {
		return missing
	}
	if m["assistantId"] != nil {
		delete(m, "assistant") // ignored beside an ID, as the API says
	}
	if m["squadId"] != nil {
		delete(m, "squad")
	}
	r, err := s.newRecord(merged(fields{"status": []byte(`"active"`), "expirationSeconds": []byte("86400")}, m))
	if err != nil {
		return errorResponse(http.StatusBadRequest, err.Error())
	}
	s.lock()
	s.put(r)
	s.mu.Unlock()
	return response{status: http.StatusCreated, body: r.json}
}

// checkReferences refuses the IDs of resources that do not exist.
func (s *Server) checkReferences(m fields) (response, bool) {
	for _, ref := range []struct{ field, kind, what string }{
		{"assistantId", kindAssistant, "Assistant"}, {"squadId", kindSquad, "Squad"}, {"phoneNumberId", kindPhone, "Phone Number"},
	} {
		id, given := asString(m[ref.field])
		if !given {
			continue
		}
		if _, ok := s.gen.catalog.find(ref.kind, strings.ToLower(id)); !ok {
			return errorResponse(http.StatusBadRequest, fmt.Sprintf("Couldn't Get %s. `%s` %s Does Not Exist.", ref.what, ref.field, id)), false
		}
	}
	return response{}, true
}

// update answers PATCH /session/{id}.
func (s *Server) update(id string, body []byte) response {
	m, refused := checkBody(body, updateRules)
	if m == nil {
		return refused
	}
	s.lock()
	defer s.mu.Unlock()
	at, found := s.find(id)
	if !found {
		return noSession(id)
	}
	old := s.recordOf(s.rows[at])
	updated := max(s.options.Now().UnixMilli(), old.updated+1)
	set := merged(fields{"updatedAt": quote(nil, formatTime(updated))}, m)
	r := recordFrom(edit(s.appendJSON(nil, old), set))
	s.put(r)
	return response{status: http.StatusOK, body: r.json}
}

// remove answers DELETE /session/{id} with the deleted session.
func (s *Server) remove(id string) response {
	s.lock()
	r := s.drop(id)
	s.mu.Unlock()
	if r == nil {
		return noSession(id)
	}
	return response{status: http.StatusOK, body: s.appendJSON(nil, r)}
}

// Put adds a session, or replaces the one with the same ID, and returns its ID.
// It is for tests: nothing is validated, except that id must be a string, so the
// members may be of any kind. Missing id, orgId, createdAt and updatedAt are added.
func (s *Server) Put(session []byte) (id string, err error) {
	var m fields
	if err := json.Unmarshal(session, &m); err != nil {
		return "", fmt.Errorf("putting a session: %w", err)
	}
	r, err := s.newRecord(m)
	if err != nil {
		return "", err
	}
	s.lock()
	defer s.mu.Unlock()
	s.put(r)
	return r.id, nil
}

// newRecord makes a session of members, and adds the ID, organisation and times
// where they are missing.
func (s *Server) newRecord(m fields) (*record, error) {
	now := s.options.Now().UnixMilli()
	set := merged(fields{"orgId": quote(nil, s.gen.catalog.orgID), "createdAt": quote(nil, formatTime(now))}, m)
	if set["id"] == nil {
		set["id"] = quote(nil, drawUUID(s.options.Seed, saltInsert, s.insertCount.Add(1)))
	}
	if set["updatedAt"] == nil {
		set["updatedAt"] = set["createdAt"]
	}
	r := recordFrom(edit([]byte("{}"), set))
	if r.id == "" {
		return nil, fmt.Errorf("making a session: its id is not a string")
	}
	return r, nil
}

// recordFrom is the record of a session's JSON.
func recordFrom(doc []byte) *record {
	f := factsFrom(doc)
	return &record{json: doc, facts: f, key: keyOf(f.id)}
}

// keyOf is the key of a record: its ID, or the first sixteen bytes of an ID
// that is no UUID.
func keyOf(id string) uuid.UUID {
	u, err := uuid.Parse(id)
	if err != nil {
		copy(u[:], id)
	}
	return u
}

// memberOrder is the order in which a session's members are written; others
// follow by name.
var memberOrder = []string{
	"id", "orgId", "createdAt", "updatedAt", "name", "status", "expirationSeconds", "cost", "costs", "assistantId", "assistant",
	"assistantOverrides", "squadId", "squad", "messages", "customer", "customerId", "phoneNumberId", "phoneNumber", "metadata", "artifact",
}

// edit sets members of a JSON object and removes those set to null. Doc must be
// an object.
func edit(doc []byte, set fields) []byte {
	m := fields{}
	if json.Unmarshal(doc, &m) != nil {
		return nil
	}
	for name, v := range set {
		m[name] = v
		if isNull(v) {
			delete(m, name)
		}
	}
	place := func(name string) int {
		if i := slices.Index(memberOrder, name); i >= 0 {
			return i
		}
		return len(memberOrder)
	}
	out := []byte{'{'}
	for _, name := range slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Or(place(a)-place(b), cmp.Compare(a, b)) }) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(quote(out, name), ':'), bytes.TrimSpace(m[name])...)
	}
	return append(out, '}')
}

// factsFrom reads facts from a session's JSON. A member that is not of the
// API's kind is ignored.
func factsFrom(doc []byte) facts {
	var m fields
	_ = json.Unmarshal(doc, &m) // the document was made or checked by us
	text := func(name string) string { s, _ := asString(m[name]); return s }
	instant := func(name string) int64 {
		t, err := time.Parse(time.RFC3339Nano, text(name))
		if err != nil {
			return 0
		}
		return t.UnixMilli()
	}
	f := facts{id: text("id"), created: instant("createdAt"), updated: instant("updatedAt"), cost: -1}
	f.traits = [traitCount]string{byName: strings.ToLower(text("name")), byAssistant: text("assistantId"), bySquad: text("squadId"),
		byWorkflow: text("workflowId"), byPhone: text("phoneNumberId")}
	var cost *float64
	if json.Unmarshal(m["cost"], &cost) == nil && cost != nil {
		f.cost = int64(math.Round(*cost * 1e6))
	}
	var customer struct{ Number string }
	if json.Unmarshal(m["customer"], &customer) == nil {
		f.traits[byNumber] = customer.Number
	}
	return f
}
