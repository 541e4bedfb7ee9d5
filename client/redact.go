package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Mask stands in the place of a secret.
const Mask = "[hidden]"

const quotedMask = `"` + Mask + `"`

// Redact masks secrets in raw JSON: every value below a member with a secret's
// name; a tool's code and its fixed parameters; below variable values,
// metadata, arguments and results also what names such as pin, cvv, otp or iban
// stand for; credentials in URLs and in text; and all of these in JSON inside
// strings. Names, nulls and layout stay as they are. From the place where JSON
// is damaged or cut off, the rest is masked as text. When nothing is masked the
// result is raw itself.
func Redact(raw []byte) []byte { return NewRedactor(raw).maskRest() }

// RedactText is [Redact] for a text of any kind: JSON, or words with
// credentials in them.
func RedactText(s string) string { return string(redactText([]byte(s))) }

// Redactor masks a document as Redact does, token by token.
type Redactor struct {
	raw         []byte
	dec         *jsontext.Decoder
	openRegions []region // of the enclosing objects and lists, the outermost first
	nextRegion  region   // of the next value
	done        bool
}

// NewRedactor makes a Redactor for a document, which must not change.
func NewRedactor(raw []byte) *Redactor {
	return &Redactor{raw: raw, dec: jsontext.NewDecoder(bytes.NewBuffer(raw), lenientSyntax)}
}

// Token is a token of a document.
type Token struct {
	Kind     jsontext.Kind // invalid for the rest of damaged JSON
	Name     bool          // the token is the name of a member
	From, To int           // its range of bytes in the document
	Masked   []byte        // what replaces it; nil when nothing is masked
}

// Next returns the next token, and whether there was one.
func (r *Redactor) Next() (Token, bool) {
	if r.done {
		return Token{}, false
	}
	start := int(r.dec.InputOffset())
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
		return r.maskDamaged(start)
	case t.Kind == '{', t.Kind == '[':
		r.openRegions = append(r.openRegions, r.nextRegion)
	case t.Kind == '}', t.Kind == ']':
		r.openRegions = r.openRegions[:len(r.openRegions)-1]
		r.nextRegion = r.enclosing()
	case t.Name:
		r.nextRegion = r.enclosing().enter(unquote(r.raw[t.From:t.To]))
	default:
		t.Masked = r.maskScalar(t)
	}
	return t, true
}

// enclosing is the region of the innermost enclosing object or list.
func (r *Redactor) enclosing() region {
	if n := len(r.openRegions); n > 0 {
		return r.openRegions[n-1]
	}
	return 0
}

// maskScalar returns what replaces a string, number or literal, or nil when it
// stays.
func (r *Redactor) maskScalar(t Token) []byte {
	switch {
	case r.nextRegion&inSecret != 0:
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

// unquote is the value of a JSON string.
func unquote(quoted []byte) []byte {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	text, _ := jsontext.AppendUnquote(make([]byte, 0, len(quoted)), quoted) // invalid UTF-8 becomes U+FFFD
	return text
}

// maskDamaged returns the rest of damaged JSON as one token.
func (r *Redactor) maskDamaged(from int) (Token, bool) {
	r.done = true
	rest := bytes.TrimLeft(r.raw[from:], blanks+":,")
	t := Token{From: len(r.raw) - len(rest), To: len(r.raw)}
	if r.nextRegion&^inData != 0 {
		t.Masked = []byte(quotedMask)
	} else if masked := maskText(rest, true); !bytes.Equal(masked, rest) {
		t.Masked = masked
	}
	return t, len(rest) > 0
}

// maskRest is the rest of the document, masked.
func (r *Redactor) maskRest() []byte {
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

// redactText masks secrets in the value of a string.
func redactText(text []byte) []byte {
	start := bytes.TrimLeft(text, blanks)
	likeJSON := len(start) > 0 && (start[0] == '{' || start[0] == '[')
	if likeJSON && wellFormed(text) {
		r := NewRedactor(text)
		r.nextRegion = inData
		return r.maskRest()
	}
	return maskText(text, likeJSON)
}
