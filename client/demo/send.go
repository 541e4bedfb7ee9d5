package demo

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// worthZipping is how large a body must be to be compressed.
const worthZipping = 1400

// chunk is how much of a list is composed before it is sent.
const chunk = 64 << 10

var (
	zippers = sync.Pool{New: func() any {
		z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		if err != nil {
			panic("demo: making a gzip writer: " + err.Error())
		}
		return z
	}}
	chunks = sync.Pool{New: func() any { b := make([]byte, 0, 2*chunk); return &b }}
)

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

// send writes an answer, compressed when the client takes it and it pays. A
// client that goes away meanwhile is no fault of ours.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	zipped := strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
	if len(a.rows) > 0 {
		s.stream(w, a, zipped)
		return
	}
	body := s.whole(a)
	if zipped && len(body) >= worthZipping {
		body = zip(body)
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(body)
	if a.kept != nil {
		chunks.Put(a.kept)
	}
}

// stream sends the rows of a list while it composes them.
func (s *Server) stream(w http.ResponseWriter, a answer, zipped bool) {
	var out io.Writer = w
	if zipped {
		w.Header().Set("Content-Encoding", "gzip")
		z := zippers.Get().(*gzip.Writer)
		defer zippers.Put(z)
		z.Reset(w)
		defer func() { _ = z.Close() }()
		out = z
	}
	w.WriteHeader(a.status)
	kept := chunks.Get().(*[]byte)
	defer chunks.Put(kept)
	*kept = s.compose(a, (*kept)[:0], func(part []byte) error {
		_, err := out.Write(part)
		return err
	})
}

// compose writes an answer piece by piece, in a buffer that is used again for
// each, and stops at the first error of emit. It returns the buffer, which may
// have grown.
func (s *Server) compose(a answer, buf []byte, emit func([]byte) error) []byte {
	buf = append(buf, a.body...)
	for n, r := range a.rows {
		if n > 0 {
			buf = append(buf, ',')
		}
		buf = s.append(buf, r)
		if len(buf) < chunk {
			continue
		}
		if emit(buf) != nil {
			return buf
		}
		buf = buf[:0]
	}
	buf = append(buf, a.tail...)
	_ = emit(buf) // nothing follows that an error could stop
	return buf
}

// whole is all of an answer at once.
func (s *Server) whole(a answer) []byte {
	if len(a.rows) == 0 && a.tail == nil {
		return a.body
	}
	var all []byte
	s.compose(a, nil, func(part []byte) error { // this emit has no errors
		all = append(all, part...)
		return nil
	})
	return all
}
