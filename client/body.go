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

var (
	errCorrupt = errors.New("the answer's compression is damaged")
	errEmpty   = errors.New("the answer is empty")
	errWebPage = errors.New("the answer is a web page, not JSON")
)

// body reads an answer: it decompresses, limits the size and detects silence.
type body struct {
	resp         *http.Response
	wire         wireReader
	src          io.Reader // &wire, or its decompressor; nil before the first Read
	size         int64     // bytes read after decompression
	maxSize      int64
	err          error               // the first error except io.EOF
	allowSilence func(time.Duration) // sets how long the network may be silent from now
}

// wireReader reads from the network and calls onData as data comes.
type wireReader struct {
	src        io.Reader
	onData     func()
	unreported int   // bytes since the last call of onData
	err        error // the first error except io.EOF
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
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// newBody reads resp with silences of at most stall, which allowSilence
// enforces.
func newBody(resp *http.Response, maxSize int64, stall time.Duration, allowSilence func(time.Duration)) *body {
	return &body{resp: resp, maxSize: maxSize, allowSilence: allowSilence, wire: wireReader{src: resp.Body, onData: func() { allowSilence(stall) }}}
}

// Read implements io.Reader. An error of the network is returned rather than
// the decompressor's, which follows from it.
func (b *body) Read(p []byte) (n int, err error) {
	if b.src == nil {
		b.src, b.err = b.decompressed()
	}
	if b.err != nil {
		return 0, b.err
	}
	n, err = b.src.Read(p)
	b.size += int64(n)
	switch {
	case b.size > b.maxSize:
		n, b.err = 0, errTooBig
	case err != nil && !errors.Is(err, io.EOF):
		b.err = cmp.Or(b.wire.err, errCorrupt)
	default:
		return n, err
	}
	return n, b.err
}

// decompressed is the wire, or its decompressor.
func (b *body) decompressed() (io.Reader, error) {
	switch enc := strings.ToLower(strings.TrimSpace(b.resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
		return &b.wire, nil
	case "gzip", "x-gzip":
		gz, err := gzip.NewReader(&b.wire)
		switch {
		case errors.Is(err, io.EOF): // an empty body need not be compressed to be empty
			return &b.wire, nil
		case err != nil:
			return nil, cmp.Or(b.wire.err, errCorrupt)
		}
		gz.Multistream(false) // what follows the first stream is not part of the answer
		return gz, nil
	default:
		return nil, fmt.Errorf("the answer is compressed in a way (%s) that was not asked for", safeText(enc, 20))
	}
}

// content is the body from its first character that is neither a byte-order mark
// nor white space. It fails for a body without any, and for a web page.
func (b *body) content() (io.Reader, error) {
	in := bufio.NewReaderSize(b, 16<<10)
	for {
		switch r, _, err := in.ReadRune(); {
		case errors.Is(err, io.EOF):
			return nil, errEmpty
		case err != nil:
			return nil, err
		case r == '<':
			return nil, errWebPage
		case !strings.ContainsRune(blanks+"\uFEFF", r):
			return in, in.UnreadRune()
		}
	}
}

// close closes the body. It first reads a short rest, so that the connection
// can be used again; with a long rest the connection is closed.
func (b *body) close() {
	const rest, patience = 64 << 10, 200 * time.Millisecond
	if b.err == nil {
		b.allowSilence(patience)
		_, _ = io.CopyN(io.Discard, b.resp.Body, rest) // best effort
	}
	_ = b.resp.Body.Close() // nothing more is read from it
}
