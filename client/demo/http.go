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
	"time"
)

// response is the answer to a request.
type response struct {
	status int
	body   []byte
	header header // added to the header of a JSON answer, or replacing it
}

type header map[string]string

// maxBody is the largest request body that is read, in bytes.
const maxBody = 10 << 20

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serial := s.requestCount.Add(1)
	w.Header().Set("X-Request-Id", drawUUID(s.options.Seed, saltRequest, serial))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	r.Body = io.NopCloser(bytes.NewReader(body))
	var faults Faults
	if s.options.Faults != nil {
		faults = s.options.Faults(r)
	}
	fault := faults.draw(s.options.Seed, serial, r.Method)
	if !sleep(r.Context(), s.options.Latency+fault.delay) {
		panic(http.ErrAbortHandler)
	}
	fault.answer(w, r, func() response {
		if err != nil {
			return errorResponse(http.StatusRequestEntityTooLarge, "request entity too large")
		}
		return s.route(r, body)
	})
}

const contentTypeJSON = "application/json; charset=utf-8"

// minGzipSize is the smallest body that is compressed, in bytes.
const minGzipSize = 1400

// send writes a response, compressed when the client accepts that and the body
// is large enough. Errors of a client that went away are ignored.
func (a response) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", contentTypeJSON)
	h.Set("Vary", "Accept-Encoding")
	for name, value := range a.header {
		h.Set(name, value)
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(a.body) >= minGzipSize && a.header == nil {
		a.body = gzipBody(a.body)
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

func gzipBody(body []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed) // the level is valid
	_, _ = z.Write(body)                              // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}

// sleep waits for a delay. It is false when the client went away or the server
// was closed, so that no answer is needed.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// operation answers one kind of request; id is the last part of the path.
type operation func(id, query string, body []byte) response

// newOperations are all operations, by method and path.
func (s *Server) newOperations() map[string]operation {
	all := map[string]operation{
		"GET session":         func(_, query string, _ []byte) response { return s.list(query) },
		"POST session":        func(_, _ string, body []byte) response { return s.create(body) },
		"GET session/{id}":    func(id, _ string, _ []byte) response { return s.read(id) },
		"PATCH session/{id}":  func(id, _ string, body []byte) response { return s.update(id, body) },
		"DELETE session/{id}": func(id, _ string, _ []byte) response { return s.remove(id) },
		"GET chat":            func(_, query string, _ []byte) response { return s.chats(query) },
	}
	for _, kind := range []string{kindAssistant, kindSquad, kindWorkflow, kindPhone} {
		all["GET "+kind+"/{id}"] = func(id, _ string, _ []byte) response {
			t, ok := s.gen.catalog.find(kind, strings.ToLower(id))
			if !ok {
				return errorResponse(http.StatusNotFound, kind+" not found: "+id)
			}
			return response{status: http.StatusOK, body: t.json}
		}
	}
	return all
}

// route finds the operation for a request. Unknown routes are refused before
// the token is checked.
func (s *Server) route(r *http.Request, body []byte) response {
	path, id, one := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	if one {
		path += "/{id}"
	}
	do := s.operations[r.Method+" "+path]
	if do == nil || strings.Contains(id, "/") {
		return errorResponse(http.StatusNotFound, "Cannot "+r.Method+" "+r.URL.Path)
	}
	if refused, ok := s.admit(r); !ok {
		return refused
	}
	if one && !isUUID(id) { // inserted sessions may have any ID
		if s.lookup(id) == nil {
			return errorResponse(http.StatusBadRequest, "Validation failed (uuid is expected)")
		}
	}
	return do(id, r.URL.RawQuery, body)
}

// Answer answers a request at once, without faults and delays. It is for tests.
func (s *Server) Answer(r *http.Request) (status int, body []byte) {
	a := s.route(r, nil)
	return a.status, a.body
}

// admit checks the bearer token.
func (s *Server) admit(r *http.Request) (response, bool) {
	given := r.Header.Get("Authorization")
	scheme, token, _ := strings.Cut(given, " ")
	switch {
	case s.options.Token == "", strings.EqualFold(scheme, "Bearer") && strings.TrimSpace(token) == s.options.Token:
		return response{}, true
	case given == "":
		return errorResponse(http.StatusUnauthorized, "Missing Authorization Header."), false
	}
	return errorResponse(http.StatusUnauthorized, messageOf(http.StatusUnauthorized)), false
}

// errorResponse is an error in the API's shape. The message is one text, or the
// list of all problems of a request.
func errorResponse(status int, message any) response {
	return response{status: status, body: encode(object{"message": message, "error": http.StatusText(status), "statusCode": status})}
}

// invalid is a 400 that lists all problems of a request.
func invalid(problems []string) response { return errorResponse(http.StatusBadRequest, problems) }

// messages are the API's messages for a status.
var messages = map[int]string{
	http.StatusTooManyRequests:     "Rate limit exceeded",
	http.StatusUnauthorized:        "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.",
	http.StatusPaymentRequired:     "Purchase credits to use chat.",
	http.StatusInternalServerError: "Internal server error",
}

func messageOf(status int) string {
	return cmp.Or(messages[status], http.StatusText(status), "Error "+strconv.Itoa(status))
}
