package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Mask stands where a secret was.
const Mask = "[hidden]"

const quotedMask = `"` + Mask + `"`

// SecretKey reports whether a JSON member of this name holds a secret, by the
// rule of Redact. Case, hyphens and underscores do not count.
func SecretKey(name string) bool { return secretKey(name) }

// secretKey folds the name and looks it up. Bare "key" and "tokens" are not
// secrets (promptCacheKey, promptTokens), nor are credential IDs.
func secretKey[T string | []byte](name T) bool {
	var room [64]byte
	low := room[:0]
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			low = append(low, c+'a'-'A')
		case c != '_' && c != '-' && c != ' ':
			low = append(low, c)
		}
	}
	switch string(low) {
	case "credentials", "headers", "token", "pem", "environmentvariables", "connectionstring",
		"webhookurl", "gcpkey", "authenticationplan", "authenticationsession", "encryptionplan", "authorization":
		return true
	}
	for i, c := range low {
		if secretAt(low[i:], c) {
			return true
		}
	}
	return false
}

// secretAt reports whether one of the words that make a name secret begins here.
func secretAt(s []byte, first byte) bool {
	begins := func(word string) bool { return len(s) >= len(word) && string(s[:len(word)]) == word }
	switch first {
	case 'a':
		return begins("apikey") || begins("authtoken") || begins("accesstoken") || begins("accesskey") || begins("accountsid")
	case 'c':
		return begins("clientid")
	case 'o':
		return begins("openaikey")
	case 'p':
		return begins("password") || begins("privatekey") || begins("presigned")
	case 'r':
		return begins("refreshtoken")
	case 's':
		return begins("secret") || begins("subscriptionkey")
	}
	return false
}

// region is where in a document the redactor is.
type region uint8

const (
	plain  region = iota
	secret        // every value from here down is masked
	tools         // a list of tools or one of them: its code, parameters and body can hold secrets
	values        // a tool's parameters or body: what is under value and default is masked
)

// enter is the region of a member of that name, which may be a secret's.
func (r region) enter(name []byte, isSecret bool) region {
	if r == secret || isSecret {
		return secret
	}
	switch {
	case r == values:
		if string(name) == "value" || string(name) == "default" {
			return secret
		}
		return values
	case string(name) == "tools":
		return tools
	case r == tools && string(name) == "code":
		return secret
	case r == tools && (string(name) == "parameters" || string(name) == "body"):
		return values
	}
	return plain
}

// Redact masks secrets in raw JSON: every value under a member whose name is
// that of a secret (SecretKey), a tool's code and its fixed parameters,
// credentials and tokens in URLs, and all of these in JSON inside strings.
// Names, nulls and layout stay as they are. It does its best with JSON that is
// damaged or cut off. When nothing is masked the result is raw itself.
func Redact(raw []byte) []byte {
	names := knownNames.Get().(*nameTable)
	defer knownNames.Put(names)
	r := redactor{in: raw, names: names}
	return r.run()
}

// redactor goes over the bytes once.
type redactor struct {
	in     []byte
	out    []byte // what was decided so far
	copied int    // how much of in is in out; 0 as long as nothing was masked
	nested int    // how deep in JSON inside strings
	names  *nameTable
	text   []byte    // what a string with escapes stands for
	within *redactor // for JSON inside strings
}

// scope is one open object or array.
type scope struct {
	region region
	array  bool
}

func (r *redactor) run() []byte {
	var (
		stack []scope
		here  scope  // the innermost
		next  region // of the value that comes
	)
	in := r.in
	for i := 0; i < len(in); {
		switch c := in[i]; c {
		case '{', '[':
			stack = append(stack, here)
			here = scope{next, c == '['}
			i++
		case '}', ']':
			if n := len(stack); n > 0 {
				here, stack = stack[n-1], stack[:n-1]
			}
			next = here.region
			i++
		case '"':
			end := stringEnd(in, i)
			if !here.array && colonAt(in, end) {
				name := plainName(in[i:end])
				next = here.region.enter(name, r.names.secret(name))
			} else {
				r.value(i, end, next, true)
			}
			i = end
		case ' ', '\t', '\r', '\n', ':':
			i++
		case ',':
			next = here.region
			i++
		default:
			end := scalarEnd(in, i)
			if next == secret && !bytes.HasPrefix(in[i:], []byte("null")) {
				r.replace(i, end, quotedMask)
			}
			i = end
		}
	}
	return r.upTo(len(in))
}

// upTo is what became of the beginning of in: in itself when nothing was
// masked, otherwise the redactor's own.
func (r *redactor) upTo(end int) []byte {
	if r.copied == 0 {
		return r.in[:end]
	}
	r.out = append(r.out, r.in[r.copied:end]...)
	return r.out
}

// replace puts with in the place of in[from:to].
func (r *redactor) replace(from, to int, with string) {
	if cap(r.out) == 0 {
		r.out = make([]byte, 0, len(r.in)+len(r.in)/8)
	}
	r.out = append(append(r.out, r.in[r.copied:from]...), with...)
	r.copied = to
}

// value decides about a string value, in[from:to] with its quotes, which may
// have escapes.
func (r *redactor) value(from, to int, where region, escapes bool) {
	if where == secret {
		r.replace(from, to, quotedMask)
		return
	}
	body := r.in[from+1 : to]
	if n := len(body); n > 0 && body[n-1] == '"' {
		body = body[:n-1]
	}
	colon := bytes.IndexByte(body, ':')
	switch {
	case nestedJSON(body):
		r.inside(from, to)
	case escapes && bytes.IndexByte(body, '\\') >= 0:
		if mayHoldURL(body, colon) {
			r.inside(from, to)
		}
	case colon >= 0 && bytes.Contains(body[colon:], []byte("://")):
		if masked := maskURLs(body); len(masked) != len(body) || !bytes.Equal(masked, body) {
			r.replace(from+1, from+1+len(body), string(masked))
		}
	}
}

// mayHoldURL reports whether a string's body with escapes can stand for text
// with "://", each sign of which may be escaped. The first colon is given.
func mayHoldURL(body []byte, colon int) bool {
	rest := body
	for colon >= 0 && colon+2 < len(rest) {
		rest = rest[colon+1:]
		if a, b := rest[0], rest[1]; a == '/' && (b == '/' || b == '\\') || a == '\\' && (b == '/' || b == 'u') {
			return true
		}
		colon = bytes.IndexByte(rest, ':')
	}
	const escaped = "003" // of \u003a: rarer than a backslash, and found faster
	for rest = body; ; rest = rest[len(escaped):] {
		at := bytes.Index(rest, []byte(escaped))
		if at < 0 || at+len(escaped) == len(rest) {
			return false
		}
		if rest = rest[at:]; rest[len(escaped)]|0x20 == 'a' {
			return true
		}
	}
}

// inside masks in what a string with escapes stands for.
func (r *redactor) inside(from, to int) {
	const deepest = 3
	if r.nested == deepest {
		return
	}
	r.text, _ = jsontext.AppendUnquote(r.text[:0], r.in[from:to]) // damaged text gives what can be read of it
	var masked []byte
	if t := bytes.TrimLeft(r.text, " \t\r\n"); len(t) > 0 && (t[0] == '{' || t[0] == '[') {
		if r.within == nil {
			r.within = &redactor{nested: r.nested + 1, names: r.names}
		}
		r.within.begin(r.text)
		masked = r.within.run()
	} else {
		masked = maskURLs(r.text)
	}
	if bytes.Equal(masked, r.text) {
		return
	}
	quoted, _ := jsontext.AppendQuote(nil, masked) // invalid UTF-8 becomes U+FFFD
	r.replace(from, to, string(quoted))
}

// begin makes ready for something else, in the same room.
func (r *redactor) begin(in []byte) { r.in, r.out, r.copied = in, r.out[:0], 0 }

// nestedJSON reports whether a string's body looks like an object or a list
// with strings in it.
func nestedJSON(body []byte) bool {
	for _, c := range body {
		switch c {
		case ' ':
		case '{', '[':
			return bytes.Contains(body, []byte(`\"`)) || bytes.Contains(body, []byte(`\u0022`))
		case '\\':
			return bytes.Contains(body, []byte(`\"`)) && bytes.ContainsAny(body, "{[")
		default:
			return false
		}
	}
	return false
}
