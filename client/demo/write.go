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

func noSession(id string) answer {
	return problem(http.StatusNotFound, "Couldn't Get Session. `sessionId` "+id+" Does Not Exist.")
}

// read answers GET /session/{id}.
func (s *Server) read(id string) answer {
	r := s.lookup(id)
	if r == nil {
		return noSession(id)
	}
	return answer{status: http.StatusOK, body: s.append(nil, r)}
}

// create answers POST /session.
func (s *Server) create(body []byte) answer {
	m, refused := check(body, createRules)
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
	fill := func(name, value string) {
		if m[name] == nil {
			m[name] = json.RawMessage(value)
		}
	}
	fill("status", `"active"`)
	fill("expirationSeconds", "86400")
	if isNull(m["name"]) {
		delete(m, "name")
	}
	g, err := s.newRecord(m)
	if err != nil {
		return problem(http.StatusBadRequest, err.Error())
	}
	s.put(g)
	return answer{status: http.StatusCreated, body: g.doc}
}

// checkReferences refuses IDs of things that are not there.
func (s *Server) checkReferences(m fields) (answer, bool) {
	for _, ref := range []struct{ field, kind, what string }{
		{"assistantId", kindAssistant, "Assistant"}, {"squadId", kindSquad, "Squad"}, {"phoneNumberId", kindPhone, "Phone Number"},
	} {
		id, given := asString(m[ref.field])
		if !given {
			continue
		}
		if _, ok := s.g.cat.find(ref.kind, strings.ToLower(id)); !ok {
			return problem(http.StatusBadRequest, fmt.Sprintf("Couldn't Get %s. `%s` %s Does Not Exist.", ref.what, ref.field, id)), false
		}
	}
	return answer{}, true
}

// update answers PATCH /session/{id}.
func (s *Server) update(id string, body []byte) answer {
	m, refused := check(body, updateRules)
	if m == nil {
		return refused
	}
	g := s.change(id, m)
	if g == nil {
		return noSession(id)
	}
	return answer{status: http.StatusOK, body: g.doc}
}

// change sets members of a session, moves its updatedAt on, and puts it in the
// overlay. A member that is null is taken away. It is nil for a session that is
// not there.
func (s *Server) change(id string, m fields) *record {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.find(id)
	if old == nil {
		return nil
	}
	updated := max(s.now().UnixMilli(), old.updated+1)
	set := fields{"updatedAt": quote(nil, stamp(updated))}
	maps.Copy(set, m)
	g := &record{doc: edit(s.append(nil, old), set), key: old.key, place: old.place}
	s.over.take(old)
	g.facts = factsFrom(g.doc)
	g.traits[byWorkflow] = old.traits[byWorkflow] // which the JSON does not name
	if g.created != old.created || g.id != old.id {
		g.key = keyOf(g.id)
		g.place = s.g.place(g.created, g.key)
	}
	s.over.put(g)
	return g
}

// remove answers DELETE /session/{id} with the session that was.
func (s *Server) remove(id string) answer {
	r := s.take(id)
	if r == nil {
		return noSession(id)
	}
	return answer{status: http.StatusOK, body: s.append(nil, r)}
}

// take removes the session with an ID and gives it, or nil.
func (s *Server) take(id string) *record {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.find(id)
	if r != nil {
		s.over.take(r)
	}
	return r
}

// put adds a session, or replaces one that was added with the same ID.
func (s *Server) put(g *record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over.put(g)
}

// newRecord makes a session of members: an ID, the organisation and the times
// are added where they are missing.
func (s *Server) newRecord(m fields) (*record, error) {
	now := s.now().UnixMilli()
	s.mu.Lock()
	s.made++
	n := s.made
	s.mu.Unlock()
	set := fields{"id": quote(nil, drawUUID(s.o.Seed, saltInsert, n)), "orgId": quote(nil, s.g.cat.orgID), "createdAt": quote(nil, stamp(now))}
	maps.Copy(set, m)
	if set["updatedAt"] == nil {
		set["updatedAt"] = set["createdAt"]
	}
	g := &record{doc: edit([]byte("{}"), set)}
	if !json.Valid(g.doc) {
		return nil, fmt.Errorf("making a session: not a JSON object")
	}
	g.facts = factsFrom(g.doc)
	if g.id == "" {
		return nil, fmt.Errorf("making a session: its id is not a string")
	}
	g.key = keyOf(g.id)
	g.place = s.g.place(g.created, g.key)
	return g, nil
}

// keyOf is the place of an ID among equal createdAt; one that is no UUID has
// its first sixteen bytes.
func keyOf(id string) uuid.UUID {
	u, err := uuid.Parse(id)
	if err != nil {
		copy(u[:], id)
	}
	return u
}

// memberOrder is how a session's members are written; others follow by name.
var memberOrder = []string{
	"id", "orgId", "createdAt", "updatedAt", "name", "status", "expirationSeconds", "cost", "costs", "assistantId", "assistant",
	"assistantOverrides", "squadId", "squad", "messages", "customer", "customerId", "phoneNumberId", "phoneNumber", "metadata", "artifact",
}

// edit sets members of a JSON object, and drops those set to null, leaving the
// rest as they are. doc must be an object.
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

// factsFrom reads the facts of a session's JSON, each as far as it is of the
// kind that the API has.
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
