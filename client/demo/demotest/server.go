// Package demotest is the embedded server of client/demo as tests use it: with a
// log of its requests, faults that change while it runs, and direct access to its
// sessions. Only tests may import it.
package demotest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"vapi-sessions/client/demo"
)

// Server is a demo.Server for tests. New makes one.
type Server struct {
	*demo.Server
	options demo.Options

	mu       sync.Mutex // guards the fields below
	faults   demo.Faults
	queue    []demo.FaultKind // for the next requests, instead of the rates of faults
	requests []Request
	names    map[string]string // what Name has found, by path
}

// New makes a server. The faults of the options are those of SetFaults.
func New(o demo.Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, names: map[string]string{}}
	if o.Faults != nil {
		s.faults = o.Faults(nil)
	}
	o.Faults = s.receive
	s.Server = demo.New(o)
	return s
}

// Faults is the value of Options.Faults for the text of a --fault flag. It panics
// when the text is wrong.
func Faults(text string) func(*http.Request) demo.Faults {
	f, err := demo.ParseFaults(text)
	if err != nil {
		panic(err)
	}
	return func(*http.Request) demo.Faults { return f }
}

// SetFaults replaces the faults from the next request on.
func (s *Server) SetFaults(f demo.Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

// FailNext makes the next requests meet these faults, one each, in this order,
// whatever their method. An empty kind lets a request through.
func (s *Server) FailNext(kinds ...demo.FaultKind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = append(s.queue, kinds...)
}

// Request is one request that the server received.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Header http.Header
	Body   []byte    // its first 64 kB
	Time   time.Time // by the server's clock
}

// maxRequests is how many requests are kept, maxLoggedBody how many bytes of each body.
const (
	maxRequests   = 4096
	maxLoggedBody = 64 << 10
)

// receive logs a request and returns the faults that it may meet.
func (s *Server) receive(r *http.Request) demo.Faults {
	body, _ := io.ReadAll(io.LimitReader(r.Body, maxLoggedBody)) // of memory
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) == maxRequests {
		s.requests = slices.Clone(s.requests[maxRequests/4:])
	}
	s.requests = append(s.requests, Request{r.Method, r.URL.Path, r.URL.Query(), r.Header.Clone(), body, s.options.Now()})
	f := s.faults
	if len(s.queue) > 0 {
		f.Methods, f.Rates = nil, []demo.Rate{{Share: 1, Kind: s.queue[0]}}
		s.queue = s.queue[1:]
	}
	return f
}

// Requests are the requests received, oldest first; of more than 4096 only the
// last are kept.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// answer answers a request that meets no fault and is not logged.
func (s *Server) answer(method, path string) (status int, body []byte) {
	r, err := http.NewRequestWithContext(context.Background(), method, path, nil)
	if err != nil {
		panic(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.options.Token)
	return s.Answer(r)
}

// Count is how many sessions the server holds now.
func (s *Server) Count() int { return len(s.IDs()) }

// Sessions are up to count sessions from offset, newest first, as JSON.
func (s *Server) Sessions(offset, count int) (all []json.RawMessage) {
	ids := s.IDs()[offset:]
	for _, id := range ids[:min(count, len(ids))] {
		if one, there := s.Lookup(id); there {
			all = append(all, one)
		}
	}
	return all
}

// Lookup returns the session with this ID as JSON, and whether there is one.
func (s *Server) Lookup(id string) (session json.RawMessage, there bool) {
	if status, body := s.answer(http.MethodGet, "/session/"+url.PathEscape(id)); status == http.StatusOK {
		return body, true
	}
	return nil, false
}

// Remove deletes a session as another client would, and reports whether it was
// there.
func (s *Server) Remove(id string) bool {
	status, _ := s.answer(http.MethodDelete, "/session/"+url.PathEscape(id))
	return status == http.StatusOK
}

// Insert adds a session, or replaces the one with the same ID, and returns its
// ID. The session is JSON ([]byte) or a value that encodes as an object; see
// demo.Server.Put.
func (s *Server) Insert(session any) (id string, err error) {
	text, ok := session.([]byte)
	if !ok {
		if text, err = json.Marshal(session); err != nil {
			return "", fmt.Errorf("inserting a session: %w", err)
		}
	}
	return s.Put(text)
}

// Touch sets members of a session as another client would, updates its
// updatedAt, and reports whether the session was there. A member set to nil is
// removed, and so is one that was null. Without members only updatedAt changes.
func (s *Server) Touch(id string, members map[string]any) (there bool, err error) {
	raw, there := s.Lookup(id)
	if !there {
		return false, nil
	}
	var old struct{ UpdatedAt time.Time }
	_ = json.Unmarshal(raw, &old) // a session that was inserted may have any
	updated := s.options.Now()
	if next := old.UpdatedAt.Add(time.Millisecond); updated.Before(next) {
		updated = next
	}
	all := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &all); err != nil {
		return true, fmt.Errorf("touching session %s: %w", id, err)
	}
	set := map[string]any{"updatedAt": updated.UTC().Format("2006-01-02T15:04:05.000Z")}
	maps.Copy(set, members)
	for name, v := range set {
		if all[name], err = json.Marshal(v); err != nil {
			return true, fmt.Errorf("touching session %s: %w", id, err)
		}
	}
	var doc bytes.Buffer
	e := json.NewEncoder(&doc)
	e.SetEscapeHTML(false) // the other members stay as they are
	if err := e.Encode(all); err != nil {
		return true, fmt.Errorf("touching session %s: %w", id, err)
	}
	_, err = s.Put(doc.Bytes())
	return true, err
}

// Name is the name of a resource; empty when there is none, as for a deleted one.
// Kind is the name of its endpoint, such as "phone-number".
func (s *Server) Name(kind, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := "/" + kind + "/" + id
	if _, known := s.names[path]; !known {
		var resource struct{ Name string }
		if status, body := s.answer(http.MethodGet, path); status == http.StatusOK {
			_ = json.Unmarshal(body, &resource) // it is JSON of the server
		}
		s.names[path] = resource.Name
	}
	return s.names[path]
}
