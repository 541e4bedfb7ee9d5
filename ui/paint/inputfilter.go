package paint

import (
	"bytes"
	"regexp"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// inputFilter stands between the terminal and Bubble Tea's reader, and gives
// that reader only whole sequences that it can read.
//
// For the authors of that reader (ultraviolet's TerminalReader): in a bracketed
// paste it goes on decoding the content as keys and sequences. An OSC, DCS or
// APC that begins there, a raw byte 9D or 9F, CSI M, or half a UTF-8 character
// takes the end mark for its own content. PasteEndEvent never comes, and every
// key from then on is appended to the paste. The content of a paste should be
// searched for the bytes of the end mark and for nothing else. Outside of a
// paste an answer that arrives in two pieces more than EscTimeout apart becomes
// keys, an OSC or DCS without data keeps back whatever follows it, and ESC
// before a control character hides that key.
//
// The filter therefore keeps the beginning of a sequence until it is whole, and
// drops it when it is not continued; it looks for the end of a paste in the raw
// bytes; it drops what is no UTF-8, and sequences that no key makes and nobody
// asked for.
type inputFilter struct {
	buffered  []byte    // beginning of a sequence, of a character, or of the end mark of a paste
	passedOn  int       // bytes of buffered that the reader has already
	inPaste   bool      // the start mark of a bracketed paste came, and not its end mark
	lastInput time.Time // when bytes last arrived

	// eager passes on ESC, and ESC with the first character of a sequence, at once.
	// It is set where nobody calls expire; the reader then has its own timeout.
	eager bool
}

const (
	escWait   = 50 * time.Millisecond  // for the bytes after ESC
	restWait  = 500 * time.Millisecond // for the rest of any other sequence
	pasteWait = time.Second            // for more of a paste

	maxSequence = 1000 // most bytes of a sequence; answers to our queries are shorter

	pasteBegins, pasteEnds = "\x1b[200~", "\x1b[201~"

	// escKey is the key Esc in the kitty protocol, which the reader decodes without a
	// timeout.
	escKey = "\x1b[27u"
)

// wait is the time without input after which expire must be called; 0 for never.
func (f *inputFilter) wait() time.Duration {
	switch {
	case f.inPaste:
		return pasteWait
	case len(f.buffered) == 0:
		return 0
	case len(f.buffered) <= 2 && f.buffered[0] == esc:
		return escWait
	}
	return restWait
}

// expire ends the wait for more bytes, and returns the buffered bytes that are keys.
func (f *inputFilter) expire() (out []byte) {
	rest := f.buffered[f.passedOn:]
	switch {
	case f.inPaste:
		out = append(out, pasteEnds...)
	case f.passedOn > 0 || len(f.buffered) == 0:
	case len(f.buffered) == 1 && f.buffered[0] == esc:
		out = append(out, escKey...)
	case len(f.buffered) == 2 && f.buffered[0] == esc, f.buffered[len(f.buffered)-1] == '$':
		out = append(out, rest...) // alt with a key, or a key of rxvt
	}
	f.buffered, f.passedOn, f.inPaste = f.buffered[:0], 0, false
	return out
}

// feed takes bytes from the terminal and returns those that the reader may see now.
func (f *inputFilter) feed(b []byte, now time.Time) (out []byte) {
	if w := f.wait(); w > 0 && now.Sub(f.lastInput) >= w || f.inPaste && now.Sub(f.lastInput) >= escWait && isKeyPress(b) {
		out = f.expire()
	}
	f.lastInput = now
	f.buffered = append(f.buffered, b...)
	rest := f.buffered
	for len(rest) > 0 {
		unit := f.nextUnit
		if f.inPaste {
			unit = f.nextPasted
		}
		n, pass := unit(rest)
		if n == 0 {
			break
		}
		if f.passedOn > 0 && len(pass) > 0 && n >= f.passedOn && bytes.HasPrefix(pass, rest[:f.passedOn]) {
			pass = pass[f.passedOn:] // the reader has these bytes already
		}
		f.passedOn = max(0, f.passedOn-n)
		out = append(out, pass...)
		rest = rest[n:]
	}
	f.buffered = append(f.buffered[:0], rest...)
	if n := len(f.buffered); f.eager && !f.inPaste && n > 0 && n <= 2 && f.buffered[0] == esc && f.passedOn < n {
		out = append(out, f.buffered[f.passedOn:]...)
		f.passedOn = n
	}
	return out
}

// isKeyPress reports whether bytes that arrived together are a key that no paste
// contains: ctrl-c, Esc, or a sequence that is not the end mark.
func isKeyPress(b []byte) bool {
	switch {
	case len(b) == 1:
		return b[0] < ' ' && b[0] != '\t' && b[0] != '\r' && b[0] != '\n'
	case len(b) > 1 && b[0] == esc:
		return !bytes.HasPrefix(b, []byte(pasteEnds)) && !bytes.HasPrefix([]byte(pasteEnds), b)
	}
	return false
}

// nextPasted splits the first part off pasted bytes: n is its length, pass what the
// reader gets of it. n is 0 if more bytes are needed.
func (f *inputFilter) nextPasted(b []byte) (n int, pass []byte) {
	switch c := b[0]; {
	case bytes.HasPrefix(b, []byte(pasteEnds)):
		f.inPaste = false
		return len(pasteEnds), b[:len(pasteEnds)]
	case bytes.HasPrefix([]byte(pasteEnds), b):
		return 0, nil
	case c == '\t' || c == '\r' || c == '\n' || c >= ' ' && c < del:
		return 1, b[:1]
	case c < utf8.RuneSelf:
		return 1, nil
	}
	return utf8Character(b)
}

const (
	esc = 0x1b
	del = 0x7f
	can = 0x18
	sub = 0x1a
)

// utf8Character splits the first non-ASCII character off b, as nextUnit does. It drops
// invalid UTF-8, and C1 control characters, which the reader does not decode.
func utf8Character(b []byte) (n int, pass []byte) {
	if !utf8.FullRune(b) {
		return 0, nil
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError || r < 0xa0 {
		return n, nil
	}
	return n, b[:n]
}

// nextUnit splits the first key, character or sequence off b: n is its length, pass
// what the reader gets of it. n is 0 if more bytes are needed.
func (f *inputFilter) nextUnit(b []byte) (n int, pass []byte) {
	switch {
	case b[0] >= utf8.RuneSelf:
		return utf8Character(b)
	case b[0] != esc:
		return 1, b[:1]
	case len(b) == 1:
		return 0, nil
	}
	switch c := b[1]; {
	case c == 'O':
		return ss3(b)
	case bytes.IndexByte([]byte("[]P_^X"), c) >= 0:
		return f.controlSequence(b)
	case c == esc, c < ' ' && c != '\r' && c != '\n' && c != '\t' && c != '\b':
		return 1, []byte(escKey) // Esc alone; the other key follows
	case c >= utf8.RuneSelf:
		n, pass := utf8Character(b[1:])
		if n == 0 {
			return 0, nil
		}
		if pass == nil {
			return 1 + n, []byte(escKey)
		}
		return 1 + n, b[:1+n]
	}
	return 2, b[:2] // alt with a key
}

// oscAnswer matches an OSC that the reader can decode: with a number and data.
var oscAnswer = regexp.MustCompile(`^\x1b\][0-9]{1,5};[ -~]+(\x07|\x1b\\)$`)

// controlSequence splits off a CSI, OSC, DCS, APC, PM or SOS sequence; see nextUnit.
func (f *inputFilter) controlSequence(b []byte) (n int, pass []byte) {
	const maxParams, mouse = 16, len("\x1b[M") + 3
	seq, _, n, state := ansi.DecodeSequence(b, ansi.NormalState, nil)
	switch final := seq[len(seq)-1]; {
	case n > maxSequence:
		return maxSequence, nil
	case state != ansi.NormalState:
		return 0, nil
	case b[1] != '[' && n < len(b) && (b[n] == can || b[n] == sub): // CAN or SUB cancelled the sequence
		return n + 1, nil
	case b[1] != '[':
		return n, oscAnswer.Find(seq)
	case string(seq) == "\x1b[M": // an X10 mouse report with three bytes, which is never switched on
		for n < len(b) && n < mouse && b[n] >= ' ' {
			n++
		}
		if n == len(b) && n < mouse {
			return 0, nil
		}
		return n, nil
	case len(seq) == 2 || final < '@' || final == '_' || final == 't' || string(seq) == pasteEnds,
		bytes.Count(seq, []byte(";"))+bytes.Count(seq, []byte(":")) > maxParams:
		return n, nil // dropped; the byte that ended an incomplete one is decoded by itself
	}
	f.inPaste = string(seq) == pasteBegins
	return n, seq
}

// ss3 splits off a key of the application keypad (SS3); see nextUnit.
func ss3(b []byte) (n int, pass []byte) {
	i := 2
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i > maxSequence:
		return i, nil
	case i == len(b):
		return 0, nil
	case b[i] <= ' ' || b[i] >= del:
		return i, nil
	}
	return i + 1, b[:i+1]
}
