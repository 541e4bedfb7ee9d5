package client

import (
	"bytes"
	"io"
)

// window holds what was read and not yet taken of some JSON: a few values, or
// one that is large. It finds where a value ends by its brackets and quotes
// alone, so that a value which is damaged inside does not damage what follows.
type window struct {
	src  io.Reader
	buf  []byte
	next int // where the value or byte that comes begins in buf
}

// newWindow has room for several rows, so that few of them lie across its end.
func newWindow(src io.Reader) window {
	const size = 128 << 10
	return window{src: src, buf: make([]byte, 0, size)}
}

// more reads on. What lies before next is let go.
func (w *window) more() error {
	if w.next > 0 {
		w.buf = w.buf[:copy(w.buf, w.buf[w.next:])]
		w.next = 0
	}
	if len(w.buf) == cap(w.buf) {
		w.buf = append(make([]byte, 0, 2*cap(w.buf)), w.buf...)
	}
	const patience = 100 // empty reads in a row
	for range patience {
		n, err := w.src.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
		if n > 0 {
			return nil
		}
		if err == io.EOF {
			return errEnded
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// peek gives the byte that comes after white space.
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
		if err := w.more(); err != nil {
			return 0, err
		}
	}
}

// value takes the value that comes, up to its closing bracket, or to the comma,
// colon or bracket after it. It is valid until the next call.
func (w *window) value() ([]byte, error) {
	var e extent
	for at := w.next; ; {
		end, done := e.scan(w.buf[w.next:], at-w.next)
		if done {
			raw := w.buf[w.next : w.next+end : w.next+end]
			w.next += end
			return bytes.TrimRight(raw, blanks), nil
		}
		if err := w.more(); err != nil {
			return nil, err
		}
		at = w.next + end
	}
}

// extent finds a value's end.
type extent struct {
	quoted  bool
	depth   int
	deepest int
}

// scan goes on at i of a value that begins b. It reports how far it came, and
// whether the value is over there.
func (e *extent) scan(b []byte, i int) (int, bool) {
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
