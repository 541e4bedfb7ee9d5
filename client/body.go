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

// errCorrupt says that a body cannot be decompressed.
var errCorrupt = errors.New("the answer's compression is damaged")

// body reads an answer: it decompresses, limits the size and detects silence.
type body struct {
	resp         *http.Response
	wire         wireReader
	src          io.Reader // &wire, or its decompressor
	buf          *bufio.Reader
	size         int64 // bytes read after decompression
	maxSize      int64
	err          error               // the first error except io.EOF
	firstByte    string              // the first byte that is not white space; "" for none
	allowSilence func(time.Duration) // sets how long the network may be silent from now
}

// wireReader reads from the network and calls onData as data comes.
type wireReader struct {
	src        io.Reader
	onData     func()
	unreported int   // bytes since the last call of onData
	err        error // the first error, or io.EOF
}

// minReported is how many bytes must come before a silence is over: an answer
// that comes byte by byte counts as silent.
const minReported = 256

func (w *wireReader) Read(p []byte) (int, error) {
	n, err := w.src.Read(p)
	if w.unreported += n; w.unreported >= minReported {
		w.unreported = 0
		w.onData()
	}
	w.err = cmp.Or(w.err, err)
	return n, err
}

// newBody reads resp with silences of at most stall, which allowSilence
// enforces.
func newBody(resp *http.Response, maxSize int64, stall time.Duration, allowSilence func(time.Duration)) *body {
	b := &body{resp: resp, maxSize: maxSize, allowSilence: allowSilence, wire: wireReader{src: resp.Body, onData: func() { allowSilence(stall) }}}
	b.src = &b.wire
	b.buf = bufio.NewReaderSize(countReader{b}, 16<<10)
	return b
}

// open reads the beginning: compression, byte-order mark, white space.
func (b *body) open() error {
	switch enc := strings.ToLower(strings.TrimSpace(b.resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		gz, err := gzip.NewReader(&b.wire)
		if err == nil {
			gz.Multistream(false) // what follows the first stream is not part of the answer
			b.src = gz
		} else if !errors.Is(err, io.EOF) { // an empty body need not be compressed to be empty
			return b.keepError()
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
			b.firstByte = string(head)
			return nil // the rows may be readable even when the rest is not; reading meets the error again
		}
		_, _ = b.buf.Discard(1) // it was just peeked
	}
}

// empty reports whether the body is only white space.
func (b *body) empty() bool { return b.firstByte == "" && b.err == nil }

// html reports whether the body begins as a web page does.
func (b *body) html() bool { return b.firstByte == "<" }

func (b *body) Read(p []byte) (int, error) { return b.buf.Read(p) }

// keepError keeps and returns the error of a read. An error of the network is
// kept rather than the decompressor's, which follows from it.
func (b *body) keepError() error {
	if b.err = b.wire.err; b.err == nil || errors.Is(b.err, io.EOF) {
		b.err = errCorrupt
	}
	return b.err
}

// countReader reads from body.src and enforces the size limit; body.buf reads
// from it.
type countReader struct{ b *body }

func (c countReader) Read(p []byte) (int, error) {
	b := c.b
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.src.Read(p)
	b.size += int64(n)
	if b.size > b.maxSize {
		b.err = errTooBig
		return 0, b.err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = b.keepError()
	}
	return n, err
}

// close closes the body. It first reads a short rest, so that the connection
// can be used again; with a long rest the connection is closed.
func (b *body) close() {
	const rest, patience = 64 << 10, 200 * time.Millisecond
	if b.err == nil && b.wire.err == nil {
		b.wire.onData = func() {}
		b.allowSilence(patience)
		_, _ = io.CopyN(io.Discard, &b.wire, rest) // best effort
	}
	_ = b.resp.Body.Close() // nothing more is read from it
}
