package demo

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// answer is what a request gets.
type answer struct {
	status int
	body   []byte
	header header // besides that of a JSON answer, or in its place
}

type header map[string]string

// maxBody is the largest request body that is read.
const maxBody = 10 << 20

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serial := s.serial.Add(1)
	w.Header().Set("X-Request-Id", drawUUID(s.o.Seed, saltRequest, serial))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	fault := s.inject.draw(serial, r.Method)
	s.log.add(r, body, s.now())
	if !wait(r.Context(), s.o.Latency+fault.delay) {
		panic(http.ErrAbortHandler)
	}
	a, instead := fault.instead(w, r)
	switch {
	case instead:
	case err != nil:
		a = problem(http.StatusRequestEntityTooLarge, "request entity too large")
	default:
		s.arrive()
		a = s.route(r, body)
	}
	fault.send(w, r, a)
}

const asJSON = "application/json; charset=utf-8"

// worthZipping is how large a body must be to be compressed.
const worthZipping = 1400

// send writes an answer, compressed when the client takes it and it pays. A
// client that goes away meanwhile is no fault of ours.
func (a answer) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", asJSON)
	h.Set("Vary", "Accept-Encoding")
	for name, value := range a.header {
		h.Set(name, value)
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(a.body) >= worthZipping && a.header == nil {
		a.body = zip(a.body)
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

var zippers = sync.Pool{New: func() any { z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed); return z }} // a level that there is

// zip compresses a body.
func zip(body []byte) []byte {
	var out bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&out)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}

// wait lets a delay pass. It is false when the client went away or the server
// was closed, in which case nobody waits for an answer.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// operation answers one kind of request; id is of the path.
type operation func(id, query string, body []byte) answer

// operations are all that there are, by method and path.
func (s *Server) operations() map[string]operation {
	all := map[string]operation{
		"GET session":         func(_, query string, _ []byte) answer { return s.list(query) },
		"POST session":        func(_, _ string, body []byte) answer { return s.create(body) },
		"GET session/{id}":    func(id, _ string, _ []byte) answer { return s.read(id) },
		"PATCH session/{id}":  func(id, _ string, body []byte) answer { return s.update(id, body) },
		"DELETE session/{id}": func(id, _ string, _ []byte) answer { return s.remove(id) },
		"GET chat":            func(_, query string, _ []byte) answer { return s.chats(query) },
	}
	for _, kind := range []string{kindAssistant, kindSquad, kindWorkflow, kindPhone} {
		all["GET "+kind+"/{id}"] = func(id, _ string, _ []byte) answer {
			t, ok := s.g.cat.find(kind, strings.ToLower(id))
			if !ok {
				return problem(http.StatusNotFound, kind+" not found: "+id)
			}
			return answer{status: http.StatusOK, body: t.json}
		}
	}
	return all
}

// route finds who answers. An unknown route is told before the key is asked for.
func (s *Server) route(r *http.Request, body []byte) answer {
	path, id, one := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	if one {
		path += "/{id}"
	}
	do := s.does[r.Method+" "+path]
	if do == nil || strings.Contains(id, "/") {
		return problem(http.StatusNotFound, "Cannot "+r.Method+" "+r.URL.Path)
	}
	if refused, ok := s.admit(r); !ok {
		return refused
	}
	if one && !isUUID(id) { // sessions that a test inserted may have any ID
		if s.lookup(id) == nil {
			return problem(http.StatusBadRequest, "Validation failed (uuid is expected)")
		}
	}
	return do(id, r.URL.RawQuery, body)
}

// admit asks for the bearer.
func (s *Server) admit(r *http.Request) (answer, bool) {
	given := r.Header.Get("Authorization")
	scheme, token, _ := strings.Cut(given, " ")
	switch {
	case s.o.Token == "", strings.EqualFold(scheme, "Bearer") && strings.TrimSpace(token) == s.o.Token:
		return answer{}, true
	case given == "":
		return problem(http.StatusUnauthorized, "Missing Authorization Header."), false
	}
	return problem(http.StatusUnauthorized, messageOf(http.StatusUnauthorized)), false
}

// problem is an error answer in the API's shape. The message is one text, or the
// list of all that is wrong with a request.
func problem(status int, message any) answer {
	return answer{status: status, body: encode(struct {
		Message    any    `json:"message"`
		Error      string `json:"error,omitempty"`
		StatusCode int    `json:"statusCode"`
	}{message, http.StatusText(status), status})}
}

// invalid is a 400 that lists every fault of a request.
func invalid(faults []string) answer { return problem(http.StatusBadRequest, faults) }

// messages are what the API says with a status.
var messages = map[int]string{
	http.StatusTooManyRequests:     "Rate limit exceeded",
	http.StatusUnauthorized:        "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.",
	http.StatusPaymentRequired:     "Purchase credits to use chat.",
	http.StatusInternalServerError: "Internal server error",
}

func messageOf(status int) string {
	return cmp.Or(messages[status], http.StatusText(status), "Error "+strconv.Itoa(status))
}
