package demo

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// answer is what a request gets, before anything goes wrong with it.
type answer struct {
	status int
	body   []byte
	pooled bool // whether body came from the pool and goes back when it was sent
}

// bodies are the buffers of lists, some megabytes each.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// release gives a sent answer's buffer back.
func (a answer) release() {
	if a.pooled {
		bodies.Put(&a.body)
	}
}

// maxBody is the largest request body that is read.
const maxBody = 10 << 20

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serial := s.serial.Add(1)
	w.Header().Set("X-Request-Id", makeUUID(hash(s.o.Seed, saltRequest, 2*serial), hash(s.o.Seed, saltRequest, 2*serial+1)).String())
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	entry := s.log.open(r, body, s.now())
	mishap := s.trick.draw(serial, r.Method)
	defer func() { s.log.close(entry, mishap.kind) }()
	if !s.wait(r, mishap.delay) {
		panic(http.ErrAbortHandler)
	}
	if mishap.instead(s, w, r, entry) {
		return
	}
	s.welcome()
	a := problem(http.StatusRequestEntityTooLarge, "request entity too large")
	if err == nil {
		a = s.route(r, body)
	}
	entry.status.Store(int32(a.status))
	if !mishap.after(s, w, r, a) {
		s.send(w, r, a)
	}
	a.release()
}

// wait lets a delay pass. It is false when the client went away or the server
// was closed, in which case nobody waits for an answer.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	d += s.o.Latency
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.closed:
	}
	return false
}

// route finds who answers. An unknown route is told before the key is asked for.
func (s *Server) route(r *http.Request, body []byte) answer {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	kind, id, deeper := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	var handle func() answer
	switch {
	case strings.Contains(id, "/"):
	case kind == "session" && !deeper:
		switch method {
		case http.MethodGet:
			handle = func() answer { return s.list(r.URL.RawQuery) }
		case http.MethodPost:
			handle = func() answer { return s.create(body) }
		}
	case kind == "session":
		handle = s.one(method, id, body)
	case deeper && method == http.MethodGet && isThing(kind):
		handle = func() answer { return s.thing(kind, strings.ToLower(id)) }
	}
	if handle == nil {
		return problem(http.StatusNotFound, "Cannot "+r.Method+" "+r.URL.Path)
	}
	if refused, ok := s.admit(r); !ok {
		return refused
	}
	return handle()
}

func isThing(kind string) bool {
	return kind == kindAssistant || kind == kindSquad || kind == kindWorkflow || kind == kindPhone
}

// one is the operation on a single session, nil when there is no such method.
func (s *Server) one(method, id string, body []byte) func() answer {
	var do func() answer
	switch method {
	case http.MethodGet:
		do = func() answer { return s.read(id) }
	case http.MethodPatch:
		do = func() answer { return s.update(id, body) }
	case http.MethodDelete:
		do = func() answer { return s.remove(id) }
	default:
		return nil
	}
	return func() answer {
		// Sessions that a test inserted may have any ID; the rest must be UUIDs.
		if _, known := s.lookup(id); !known && !isUUID(id) {
			return problem(http.StatusBadRequest, "Validation failed (uuid is expected)")
		}
		return do()
	}
}

// admit asks for the bearer.
func (s *Server) admit(r *http.Request) (answer, bool) {
	if s.o.Token == "" {
		return answer{}, true
	}
	given := r.Header.Get("Authorization")
	if given == "" {
		return problem(http.StatusUnauthorized, "Missing Authorization Header."), false
	}
	scheme, token, _ := strings.Cut(given, " ")
	if !strings.EqualFold(scheme, "Bearer") || strings.TrimSpace(token) != s.o.Token {
		return problem(http.StatusUnauthorized,
			"Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa."), false
	}
	return answer{}, true
}

// problem is an error answer in the API's shape. More than one text, or a
// fault of validation, makes a list; see invalid.
func problem(status int, message string) answer { return failure(status, message) }

// invalid is a 400 that lists every fault of a request.
func invalid(faults []string) answer { return failure(http.StatusBadRequest, faults) }

func failure(status int, message any) answer {
	return answer{status: status, body: encode(struct {
		Message    any    `json:"message"`
		Error      string `json:"error,omitempty"`
		StatusCode int    `json:"statusCode"`
	}{message, http.StatusText(status), status})}
}

// list answers GET /session.
func (s *Server) list(rawQuery string) answer {
	q, faults := parseQuery(rawQuery)
	if faults != nil {
		return invalid(faults)
	}
	rows, total, beyond := s.look(&q)
	body := append((*bodies.Get().(*[]byte))[:0], `{"results":[`...)
	var last row
	for n, r := range rows {
		if n > 0 {
			body = append(body, ',')
		}
		body = s.append(body, r)
		last = r
	}
	body = append(body, `],"metadata":`...)
	body = s.appendMetadata(body, &q, last, len(rows), total, beyond)
	return answer{http.StatusOK, append(body, '}'), true}
}

// appendMetadata writes what the answer says about the whole list. A limit of 0
// asks for it alone: no rows, no pages, the total.
func (s *Server) appendMetadata(dst []byte, q *query, last row, rows, total int, beyond bool) []byte {
	pages, more := 0, false
	if q.limit > 0 {
		pages = (total + q.limit - 1) / q.limit
		more = q.page < pages
	}
	dst = append(dst, `{"itemsPerPage":`...)
	dst = appendInt(dst, int64(q.limit))
	dst = appendCount(dst, "totalItems", total)
	dst = appendCount(dst, "currentPage", q.page)
	dst = appendCount(dst, "totalPages", pages)
	dst = append(dst, `,"hasNextPage":`...)
	dst = strconv.AppendBool(dst, more)
	if more && rows > 0 {
		at := append(s.createdOf(last), s.idOf(last)...)
		dst = member(dst, "nextCursor", base64.RawURLEncoding.EncodeToString(at))
	}
	if q.ascending {
		dst = append(dst, `,"sortOrder":"ASC"`...)
	} else {
		dst = append(dst, `,"sortOrder":"DESC"`...)
	}
	dst = append(dst, `,"itemsBeyondRetention":`...)
	dst = strconv.AppendBool(dst, beyond)
	if q.le != maxTime {
		dst = appendInstant(append(dst, `,"createdAtLe":`...), q.le)
	}
	switch {
	case beyond:
		dst = appendInstant(append(dst, `,"createdAtGe":`...), s.oldest())
	case q.ge != minTime:
		dst = appendInstant(append(dst, `,"createdAtGe":`...), q.ge)
	}
	return append(dst, '}')
}

func (s *Server) createdOf(r row) []byte {
	if r.guest != nil {
		return appendInstant(nil, r.guest.created)
	}
	return appendInstant(nil, s.g.created(r.index))
}

func (s *Server) idOf(r row) string {
	if r.guest != nil {
		return r.guest.id
	}
	return s.g.id(r.index).String()
}

// thing answers GET /assistant/{id} and its like.
func (s *Server) thing(kind, id string) answer {
	if !isUUID(id) {
		return problem(http.StatusBadRequest, "Validation failed (uuid is expected)")
	}
	t, ok := s.g.cat.find(kind, id)
	if !ok {
		return problem(http.StatusNotFound, kind+" not found: "+id)
	}
	return answer{status: http.StatusOK, body: t.json}
}

// worthZipping is how large a body must be to be compressed.
const worthZipping = 1400

var zippers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic("demo: making a gzip writer: " + err.Error())
	}
	return z
}}

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

// send writes an answer, compressed when the client takes it and it pays.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	if len(a.body) >= worthZipping && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		a.body = zip(a.body)
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that went away is no fault of ours
}
