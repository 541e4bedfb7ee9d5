package client

import (
	"bufio"
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
	gz   *gzip.Reader // nil when the answer is not compressed
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
	err  error // the first failure that is not the end
	done bool  // whether the end came
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
	switch {
	case err == io.EOF:
		w.done = true
	case err != nil && w.err == nil:
		w.err = err
	}
	return n, err
}

// newBody reads resp with silences of at most stall, which wait enforces.
func newBody(resp *http.Response, limit int64, stall time.Duration, wait func(time.Duration)) *body {
	came := func() { wait(stall) }
	return &body{resp: resp, max: limit, wait: wait, wire: wireReader{src: resp.Body, came: came}}
}

// open looks at the beginning: compression, byte-order mark, emptiness.
func (b *body) open() error {
	const size = 16 << 10
	b.buf = bufio.NewReaderSize(countReader{b}, size)
	switch enc := strings.ToLower(strings.TrimSpace(b.resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		if err := b.unzip(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("the answer is compressed in a way (%s) that was not asked for", safeText(enc, 20))
	}
	if bom, err := b.buf.Peek(3); err == nil && string(bom) == "\uFEFF" {
		_, _ = b.buf.Discard(len(bom)) // they were just peeked
	}
	_ = b.skipSpace()
	if head, err := b.buf.Peek(1); err == nil {
		b.top = string(head)
		return nil // rows may be had even where the rest cannot; reading meets the error again
	}
	return b.err
}

// unzip starts decompression. An empty body need not be compressed to be empty.
func (b *body) unzip() error {
	src := bufio.NewReader(&b.wire)
	if _, err := src.Peek(1); err == io.EOF {
		return nil
	}
	gz, err := gzip.NewReader(src)
	if err != nil {
		b.fail(err)
		return b.err
	}
	gz.Multistream(false) // what follows the first stream is not part of the answer
	b.gz = gz
	return nil
}

// skipSpace moves to the first byte that is not white space.
func (b *body) skipSpace() error {
	for {
		c, err := b.buf.ReadByte()
		if err != nil {
			return err
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return b.buf.UnreadByte()
		}
	}
}

// empty reports whether nothing but white space came.
func (b *body) empty() bool { return b.top == "" && b.err == nil }

// html reports whether the body begins as a web page does.
func (b *body) html() bool { return b.top == "<" }

func (b *body) Read(p []byte) (int, error) { return b.buf.Read(p) }

// fail keeps the first failure. What the network did comes before what that
// did to the decompression.
func (b *body) fail(err error) {
	switch {
	case b.err != nil:
	case b.wire.err != nil:
		b.err = b.wire.err
	case b.gz != nil || b.buf != nil && b.resp.Header.Get("Content-Encoding") != "":
		b.err = errCorrupt
	default:
		b.err = err
	}
}

// countReader is the body below its buffer: it decompresses, counts and bounds.
type countReader struct{ b *body }

func (c countReader) Read(p []byte) (int, error) {
	b := c.b
	if b.err != nil {
		return 0, b.err
	}
	var src io.Reader = &b.wire
	if b.gz != nil {
		src = b.gz
	}
	n, err := src.Read(p)
	b.n += int64(n)
	if b.n > b.max {
		b.err = errTooBig
		return 0, b.err
	}
	if err != nil && err != io.EOF {
		b.fail(err)
		err = b.err
	}
	return n, err
}

// close ends the body. A short rest is read so that the connection can be used
// again; a long one costs the connection instead.
func (b *body) close() {
	const rest, patience = 64 << 10, 200 * time.Millisecond
	if b.err == nil && !b.wire.done {
		b.wire.came = func() {}
		b.wait(patience)
		_, _ = io.CopyN(io.Discard, &b.wire, rest) // best effort
	}
	_ = b.resp.Body.Close() // nothing more is wanted of it
}
