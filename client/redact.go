package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Mask stands where a secret was.
const Mask = "[hidden]"

const quotedMask = `"` + Mask + `"`

// Redact masks secrets in raw JSON: every value below a member whose name is
// that of a secret ([SecretKey]); a tool's code and its fixed parameters; below
// variable values, metadata, arguments and results also what names such as pin,
// cvv, otp or iban stand for; credentials in URLs and in text; and all of these
// in JSON inside strings. Names, nulls and layout stay as they are. Of JSON that
// is damaged or cut off, the rest is masked as text. When nothing is masked the
// result is raw itself.
func Redact(raw []byte) []byte {
	_, masked := NewRedactor(raw).Next(len(raw) + 1)
	return masked
}

// RedactText is [Redact] for a text of any kind: JSON, or words with
// credentials in them.
func RedactText(s string) string {
	in := []byte(s)
	if out := redactText(in); !bytes.Equal(out, in) {
		return string(out)
	}
	return s
}

// Redactor masks a document as Redact does, piece by piece.
type Redactor struct {
	raw    []byte
	dec    *jsontext.Decoder
	open   []region // of the objects and lists that are open, the outermost first
	next   region   // of the value that comes
	at     int      // where the next piece begins
	copied int      // how much of raw was decided on
	out    []byte   // what the piece became so far; nil while nothing was masked
	text   []byte   // what a string with escapes stands for
}

// NewRedactor makes a Redactor for a document, which must not change.
func NewRedactor(raw []byte) *Redactor {
	return &Redactor{raw: raw, dec: newDecoder(raw)}
}

// Next gives the next piece of the document, as it is and masked; nothing at
// the end. A piece ends after the first comma between values that comes after
// size bytes, or with the document.
func (r *Redactor) Next(size int) (raw, masked []byte) {
	from := r.at
	r.out, r.copied = nil, from
	for r.at = len(r.raw); r.step(); {
		if end := int(r.dec.InputOffset()); end-from >= size {
			if rest := bytes.TrimLeft(r.raw[end:], blanks); len(rest) > 0 && rest[0] == ',' {
				r.at = len(r.raw) - len(rest) + 1
				break
			}
		}
	}
	if r.out == nil {
		return r.raw[from:r.at], r.raw[from:r.at]
	}
	return r.raw[from:r.at], append(r.out, r.raw[r.copied:r.at]...)
}

// step decides on one token. It reports false at the end, or where the JSON is
// damaged and the rest was decided on as a whole.
func (r *Redactor) step() bool {
	was := int(r.dec.InputOffset())
	switch kind := r.dec.PeekKind(); kind {
	case '{', '[':
		if _, err := r.dec.ReadToken(); err != nil {
			r.rest(was)
			return false
		}
		r.open = append(r.open, r.next)
	case '}', ']':
		if _, err := r.dec.ReadToken(); err != nil {
			r.rest(was)
			return false
		}
		r.open = r.open[:len(r.open)-1]
		r.next = r.around()
	default:
		parent, n := r.dec.StackIndex(r.dec.StackDepth())
		value, err := r.dec.ReadValue()
		if err != nil {
			r.rest(was)
			return false
		}
		to := int(r.dec.InputOffset())
		if parent == '{' && n%2 == 0 {
			r.next = r.around().enter(unquote(value, &r.text))
			return true
		}
		r.scalar(to-len(value), to, kind)
	}
	return true
}

// around is the region of the innermost object or list that is open.
func (r *Redactor) around() region {
	if n := len(r.open); n > 0 {
		return r.open[n-1]
	}
	return 0
}

// scalar decides on a string, number or word.
func (r *Redactor) scalar(from, to int, kind jsontext.Kind) {
	switch {
	case r.next&inSecret != 0:
		if kind != 'n' {
			r.replace(from, to, quotedMask)
		}
	case kind == '"':
		text := unquote(r.raw[from:to], &r.text)
		if masked := redactText(text); !bytes.Equal(masked, text) {
			quoted, _ := jsontext.AppendQuote(nil, masked) // likewise
			r.replace(from, to, string(quoted))
		}
	}
}

// rest decides on what is damaged, from there to the end.
func (r *Redactor) rest(from int) {
	rest := r.raw[from:]
	if r.next&^inData != 0 {
		if skip := len(rest) - len(bytes.TrimLeft(rest, " \t\r\n:,")); skip < len(rest) {
			r.replace(from+skip, len(r.raw), quotedMask)
		}
		return
	}
	if masked := maskText(rest, true); !bytes.Equal(masked, rest) {
		r.replace(from, len(r.raw), string(masked))
	}
}

// replace puts with in the place of raw[from:to].
func (r *Redactor) replace(from, to int, with string) {
	if r.out == nil {
		r.out = make([]byte, 0, to-r.copied+len(with))
	}
	r.out = append(append(r.out, r.raw[r.copied:from]...), with...)
	r.copied = to
}

// redactText masks what a string stands for.
func redactText(text []byte) []byte {
	start := bytes.TrimLeft(text, " \t\r\n")
	likeJSON := len(start) > 0 && (start[0] == '{' || start[0] == '[')
	if likeJSON && wellFormed(text) {
		r := NewRedactor(text)
		r.next = inData
		_, masked := r.Next(len(text) + 1)
		return masked
	}
	return maskText(text, likeJSON)
}
