package demo

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"syscall"
)

// Transport answers requests by this server without a socket, whatever host
// they name. It works inside a testing/synctest bubble, where delays pass in
// the bubble's time. Like a real connection it streams, ends with the request's
// context, and breaks in the ways of the faults. It does not decompress: only a
// client that asks for gzip gets it, and has to undo it.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s *Server }

// RoundTrip answers one request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	body := io.NopCloser(http.NoBody)
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }()
		body = r.Body
	}
	ctx, cancel := context.WithCancel(r.Context())
	in := r.Clone(ctx)
	in.Body, in.RequestURI, in.RemoteAddr = body, r.URL.RequestURI(), "127.0.0.1:0"
	pr, pw := io.Pipe()
	w := &pipeWriter{header: http.Header{}, ready: make(chan struct{}), out: pw, request: r}
	go func() {
		defer w.end()
		t.s.ServeHTTP(w, in)
	}()
	select {
	case <-w.ready:
	case <-r.Context().Done():
		cancel()
		_ = pw.CloseWithError(r.Context().Err())
		return nil, r.Context().Err()
	}
	if w.err != nil {
		cancel()
		return nil, w.err
	}
	stop := context.AfterFunc(r.Context(), func() { _ = pw.CloseWithError(r.Context().Err()) })
	w.response.Body = &pipeBody{pr, func() { stop(); cancel() }}
	return w.response, nil
}

// pipeWriter is a response writer whose other end is a response.
type pipeWriter struct {
	header  http.Header
	request *http.Request
	out     *io.PipeWriter

	once     sync.Once
	ready    chan struct{} // closed when response or err is set
	response *http.Response
	err      error
}

// Header is the header to be sent.
func (w *pipeWriter) Header() http.Header { return w.header }

// WriteHeader hands the response over; the body follows through the pipe.
func (w *pipeWriter) WriteHeader(status int) {
	w.once.Do(func() {
		length, err := strconv.ParseInt(w.header.Get("Content-Length"), 10, 64)
		if err != nil {
			length = -1
		}
		w.response = &http.Response{
			Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
			Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: w.header.Clone(), ContentLength: length, Request: w.request,
		}
		close(w.ready)
	})
}

// Write sends a part of the body once the client reads it.
func (w *pipeWriter) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	n, err := w.out.Write(b)
	if err != nil {
		return n, fmt.Errorf("answering in process: %w", err)
	}
	return n, nil
}

// Flush does nothing: what is written is on its way.
func (w *pipeWriter) Flush() {}

// fail ends the exchange with an error, in the place of an answer or in the
// midst of one.
func (w *pipeWriter) fail(err error) {
	w.once.Do(func() {
		w.err = err
		close(w.ready)
	})
	_ = w.out.CloseWithError(err)
}

// reset breaks the exchange as a reset connection would.
func (w *pipeWriter) reset() {
	w.fail(&net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)})
}

// end is the end of the handler, whether it returned or gave up.
func (w *pipeWriter) end() {
	switch p := recover(); p {
	case nil:
		w.WriteHeader(http.StatusOK)
		_ = w.out.Close()
	case http.ErrAbortHandler:
		err := w.request.Context().Err() // who gave up first: the client, or else the server
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		w.fail(err)
	default:
		panic(p)
	}
}

// pipeBody is a response's body.
type pipeBody struct {
	*io.PipeReader
	done func()
}

// Close ends the exchange, read to its end or not.
func (b *pipeBody) Close() error {
	b.done()
	return b.PipeReader.Close()
}
