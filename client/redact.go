package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Mask stands where a secret was.
const Mask = "[hidden]"

const quotedMask = `"` + Mask + `"`

// Redact masks secrets in raw JSON: every value below a member whose name is
// that of a secret; a tool's code and its fixed parameters; below
// variable values, metadata, arguments and results also what names such as pin,
// cvv, otp or iban stand for; credentials in URLs and in text; and all of these
// in JSON inside strings. Names, nulls and layout stay as they are. Of JSON that
// is damaged or cut off, the rest is masked as text. When nothing is masked the
// result is raw itself.
func Redact(raw []byte) []byte { return NewRedactor(raw).rest() }

// RedactText is [Redact] for a text of any kind: JSON, or words with
// credentials in them.
func RedactText(s string) string {
	in := []byte(s)
	if out := redactText(in); !bytes.Equal(out, in) {
		return string(out)
	}
	return s
}

// Redactor masks a document as Redact does, token by token.
type Redactor struct {
	raw  []byte
	dec  *jsontext.Decoder
	open []region // of the objects and lists that are open, the outermost first
	next region   // of the value that comes
	done bool
}

// NewRedactor makes a Redactor for a document, which must not change.
func NewRedactor(raw []byte) *Redactor {
	return &Redactor{raw: raw, dec: jsontext.NewDecoder(bytes.NewBuffer(raw), lenient)}
}

// Token is a token of a document.
type Token struct {
	Kind     jsontext.Kind // invalid for what is left of JSON that is damaged
	Name     bool          // it is the name of a member
	From, To int           // where it stands in the document
	Masked   []byte        // what stands for it; nil where nothing is masked
}

// Next gives the next token, and whether there was one.
func (r *Redactor) Next() (Token, bool) {
	if r.done {
		return Token{}, false
	}
	was := int(r.dec.InputOffset())
	t := Token{Kind: r.dec.PeekKind()}
	parent, n := r.dec.StackIndex(r.dec.StackDepth())
	length := 1
	var err error
	switch t.Kind {
	case '{', '[', '}', ']':
		_, err = r.dec.ReadToken()
	default:
		var value jsontext.Value
		value, err = r.dec.ReadValue()
		length = len(value)
		t.Name = parent == '{' && n%2 == 0
	}
	t.To = int(r.dec.InputOffset())
	t.From = t.To - length
	switch {
	case err != nil:
		return r.damaged(was)
	case t.Kind == '{', t.Kind == '[':
		r.open = append(r.open, r.next)
	case t.Kind == '}', t.Kind == ']':
		r.open = r.open[:len(r.open)-1]
		r.next = r.enclosing()
	case t.Name:
		r.next = r.enclosing().enter(unquote(r.raw[t.From:t.To]))
	default:
		t.Masked = r.scalar(t)
	}
	return t, true
}

// enclosing is the region of the innermost object or list that is open.
func (r *Redactor) enclosing() region {
	if n := len(r.open); n > 0 {
		return r.open[n-1]
	}
	return 0
}

// scalar gives what stands for a string, number or word that is masked, or nil.
func (r *Redactor) scalar(t Token) []byte {
	switch {
	case r.next&inSecret != 0:
		if t.Kind != 'n' {
			return []byte(quotedMask)
		}
	case t.Kind == '"':
		text := unquote(r.raw[t.From:t.To])
		if masked := redactText(text); !bytes.Equal(masked, text) {
			quoted, _ := jsontext.AppendQuote(nil, masked) // invalid UTF-8 becomes U+FFFD
			return quoted
		}
	}
	return nil
}

// unquote is what a JSON string stands for.
func unquote(quoted []byte) []byte {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	text, _ := jsontext.AppendUnquote(make([]byte, 0, len(quoted)), quoted) // invalid UTF-8 becomes U+FFFD
	return text
}

// damaged decides on what is no JSON, from there to the end, as a whole.
func (r *Redactor) damaged(from int) (Token, bool) {
	r.done = true
	rest := bytes.TrimLeft(r.raw[from:], blanks+":,")
	t := Token{From: len(r.raw) - len(rest), To: len(r.raw)}
	if r.next&^inData != 0 {
		t.Masked = []byte(quotedMask)
	} else if masked := maskText(rest, true); !bytes.Equal(masked, rest) {
		t.Masked = masked
	}
	return t, len(rest) > 0
}

// rest is what is left of the document, masked.
func (r *Redactor) rest() []byte {
	var out []byte
	from := int(r.dec.InputOffset())
	for t, ok := r.Next(); ok; t, ok = r.Next() {
		if t.Masked != nil {
			out = append(append(out, r.raw[from:t.From]...), t.Masked...)
			from = t.To
		}
	}
	if out == nil {
		return r.raw[from:]
	}
	return append(out, r.raw[from:]...)
}

// redactText masks what a string stands for.
func redactText(text []byte) []byte {
	start := bytes.TrimLeft(text, blanks)
	likeJSON := len(start) > 0 && (start[0] == '{' || start[0] == '[')
	if likeJSON && wellFormed(text) {
		r := NewRedactor(text)
		r.next = inData
		return r.rest()
	}
	return maskText(text, likeJSON)
}
