package client

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// errCorrupt marks a body that cannot be decompressed.
var errCorrupt = errors.New("the answer's compression is damaged")

// body reads an answer: decompressed, bounded, watched for stalls.
type body struct {
	resp *http.Response
	wire wireReader
	src  io.Reader // the wire, or what decompresses it
	buf  *bufio.Reader
	n    int64 // bytes read after decompression
	max  int64
	err  error               // the first failure that is not the end
	top  string              // the first byte that is not white space, if there is one
	wait func(time.Duration) // sets how long the network may stay silent
}

// wireReader reads what comes over the network and reports that it comes.
type wireReader struct {
	src  io.Reader
	came func()
	few  int   // bytes that came since that was reported
	err  error // the first failure, or the end
}

// fewest is how many bytes must come before a silence is over: an answer that
// drips byte by byte counts as silent.
const fewest = 256

func (w *wireReader) Read(p []byte) (int, error) {
	n, err := w.src.Read(p)
	if w.few += n; w.few >= fewest {
		w.few = 0
		w.came()
	}
	w.err = cmp.Or(w.err, err)
	return n, err
}

// newBody reads resp with silences of at most stall, which wait enforces.
func newBody(resp *http.Response, limit int64, stall time.Duration, wait func(time.Duration)) *body {
	b := &body{resp: resp, max: limit, wait: wait, wire: wireReader{src: resp.Body, came: func() { wait(stall) }}}
	b.src = &b.wire
	b.buf = bufio.NewReaderSize(countReader{b}, 16<<10)
	return b
}

// open looks at the beginning: compression, byte-order mark, emptiness.
func (b *body) open() error {
	switch enc := strings.ToLower(strings.TrimSpace(b.resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		gz, err := gzip.NewReader(&b.wire)
		if err == nil {
			gz.Multistream(false) // what follows the first stream is not part of the answer
			b.src = gz
		} else if !errors.Is(err, io.EOF) { // an empty body need not be compressed to be empty
			return b.fail()
		}
	default:
		return fmt.Errorf("the answer is compressed in a way (%s) that was not asked for", safeText(enc, 20))
	}
	if bom, err := b.buf.Peek(3); err == nil && string(bom) == "\uFEFF" {
		_, _ = b.buf.Discard(len(bom)) // they were just peeked
	}
	for {
		head, err := b.buf.Peek(1)
		if err != nil {
			return b.err
		}
		if !strings.Contains(blanks, string(head)) {
			b.top = string(head)
			return nil // rows may be had even where the rest cannot; reading meets the error again
		}
		_, _ = b.buf.Discard(1) // it was just peeked
	}
}

// empty reports whether nothing but white space came.
func (b *body) empty() bool { return b.top == "" && b.err == nil }

// html reports whether the body begins as a web page does.
func (b *body) html() bool { return b.top == "<" }

func (b *body) Read(p []byte) (int, error) { return b.buf.Read(p) }

// fail keeps and gives the failure of a read. What the network did comes before
// what that did to the decompression.
func (b *body) fail() error {
	if b.err = b.wire.err; b.err == nil || errors.Is(b.err, io.EOF) {
		b.err = errCorrupt
	}
	return b.err
}

// countReader is the body below its buffer: it decompresses, counts and bounds.
type countReader struct{ b *body }

func (c countReader) Read(p []byte) (int, error) {
	b := c.b
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.src.Read(p)
	b.n += int64(n)
	if b.n > b.max {
		b.err = errTooBig
		return 0, b.err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = b.fail()
	}
	return n, err
}

// close ends the body. A short rest is read so that the connection can be used
// again; a long one costs the connection instead.
func (b *body) close() {
	const rest, patience = 64 << 10, 200 * time.Millisecond
	if b.err == nil && b.wire.err == nil {
		b.wire.came = func() {}
		b.wait(patience)
		_, _ = io.CopyN(io.Discard, &b.wire, rest) // best effort
	}
	_ = b.resp.Body.Close() // nothing more is wanted of it
}
