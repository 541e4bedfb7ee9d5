package client

import (
	"bytes"
	"io"
)

// window buffers the part of some JSON that was read and not yet used: a few
// values, or one that is large. It finds where a value ends by its brackets and
// quotes alone, so that a value which is damaged inside does not affect those
// that follow.
type window struct {
	src  io.Reader
	buf  []byte
	next int // index in buf of the next byte to use
}

// newWindow has room for several rows, so that few of them cross its end.
func newWindow(src io.Reader) window {
	const size = 128 << 10
	return window{src: src, buf: make([]byte, 0, size)}
}

// readMore reads on. Bytes before next are discarded.
func (w *window) readMore() error {
	if w.next > 0 {
		w.buf = w.buf[:copy(w.buf, w.buf[w.next:])]
		w.next = 0
	}
	if len(w.buf) == cap(w.buf) {
		w.buf = append(make([]byte, 0, 2*cap(w.buf)), w.buf...)
	}
	n, err := io.ReadAtLeast(w.src, w.buf[len(w.buf):cap(w.buf)], 1)
	w.buf = w.buf[:len(w.buf)+n]
	if err == io.EOF {
		return errEnded
	}
	return err
}

// peek returns the next byte after white space.
func (w *window) peek() (byte, error) {
	for {
		for w.next < len(w.buf) {
			switch c := w.buf[w.next]; c {
			case ' ', '\t', '\r', '\n':
				w.next++
			default:
				return c, nil
			}
		}
		if err := w.readMore(); err != nil {
			return 0, err
		}
	}
}

// value returns the next value, which ends with its closing bracket, or before
// the comma, colon or bracket that follows it. It is valid until the next call.
func (w *window) value() ([]byte, error) {
	var e valueScanner
	for at := w.next; ; {
		end, done := e.scan(w.buf[w.next:], at-w.next)
		if done {
			raw := w.buf[w.next : w.next+end : w.next+end]
			w.next += end
			return bytes.TrimRight(raw, blanks), nil
		}
		if err := w.readMore(); err != nil {
			return nil, err
		}
		at = w.next + end
	}
}

// valueScanner finds the end of a value.
type valueScanner struct {
	quoted  bool
	depth   int
	deepest int
}

// scan continues at i in a value that begins at b[0]. It returns where it
// stopped, and whether the value ended there.
func (e *valueScanner) scan(b []byte, i int) (int, bool) {
	for i < len(b) {
		if e.quoted {
			n := bytes.IndexByte(b[i:], '"')
			if n < 0 {
				return len(b), false
			}
			e.quoted = escaped(b, i+n)
			i += n + 1
			continue
		}
		switch b[i] {
		case '"':
			e.quoted = true
		case '{', '[':
			e.depth++
			e.deepest = max(e.deepest, e.depth)
		case '}', ']':
			e.depth--
			if e.depth < 0 {
				return i, true
			}
			if e.depth == 0 {
				return i + 1, true
			}
		case ',', ':':
			if e.depth == 0 {
				return i, true
			}
		}
		i++
	}
	return i, false
}

// escaped reports whether the quote at i has an odd number of backslashes
// before it.
func escaped(b []byte, i int) bool {
	n := 0
	for i > n && b[i-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}
