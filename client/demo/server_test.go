package demo_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// newServer is a server of odd sessions with a clock that stands still.
func newServer(t testing.TB, o Options) *demotest.Server {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return Instant }
	}
	o.Odd = true
	s := demotest.New(o)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// reply is an answer as a test looks at it.
type reply struct {
	status  int
	header  http.Header
	body    []byte
	Results []session
	Meta    meta `json:"metadata"`
}

type meta struct {
	ItemsPerPage, TotalItems, CurrentPage, TotalPages int
	HasNextPage                                       bool
	NextCursor, SortOrder                             string
	ItemsBeyondRetention                              bool
	CreatedAtLe, CreatedAtGe                          string
}

type session struct {
	ID, Name, Status, AssistantID, SquadID, PhoneNumberID string
	CreatedAt, UpdatedAt                                  time.Time
	Cost                                                  *float64
	ExpirationSeconds                                     int
	Customer                                              struct{ Number, Name string }
	Messages                                              []json.RawMessage
}

func (r reply) ids() []string {
	out := []string{}
	for _, s := range r.Results {
		out = append(out, s.ID)
	}
	return out
}

// ask sends a request without a socket.
func ask(t testing.TB, s *demotest.Server, method, target, body string) reply {
	t.Helper()
	var in io.Reader
	if body != "" {
		in = jsonBody(body)
	}
	r := httptest.NewRequest(method, target, in)
	r.Header.Set("Authorization", "Bearer demo")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	out := reply{status: w.Code, header: w.Header(), body: w.Body.Bytes()}
	if w.Code == http.StatusOK && r.URL.Path == "/session" {
		if err := json.Unmarshal(out.body, &out); err != nil {
			t.Fatalf("%s %s: %v", method, target, err)
		}
	} else if !json.Valid(out.body) {
		t.Fatalf("%s %s: answered no JSON: %.200s", method, target, out.body)
	}
	return out
}

func list(t testing.TB, s *demotest.Server, query string) reply {
	t.Helper()
	r := ask(t, s, http.MethodGet, "/session?"+query, "")
	if r.status != http.StatusOK {
		t.Fatalf("listing %s: %d %s", query, r.status, r.body)
	}
	return r
}

func TestSessionsLookReal(t *testing.T) {
	s := newServer(t, Options{Sessions: 2500, Seed: 1})
	if all := s.IDs(); len(all) != 2500 || s.Count() != 2500 {
		t.Fatalf("%d sessions, counted %d; want 2500", len(all), s.Count())
	}
	all := s.Sessions(0, 1000)
	sizes := make([]int, 0, len(all))
	large := 0
	for i, b := range all {
		if !json.Valid(b) {
			t.Fatalf("session %d is no JSON: %s", i, b)
		}
		sizes = append(sizes, len(b))
		if len(b) > 1_500_000 {
			large++
			if i < 100 {
				t.Errorf("session %d of %d bytes is on the first page", i, len(b))
			}
		}
	}
	slices.Sort(sizes)
	t.Logf("bytes: min %d, median %d, p90 %d, max %d", sizes[0], sizes[500], sizes[900], sizes[999])
	if m := sizes[500]; m < 6_000 || m > 16_000 {
		t.Errorf("median session has %d bytes, want 6 to 16 kB", m)
	}
	if large != 1 {
		t.Errorf("%d huge sessions, want one", large)
	}
}
