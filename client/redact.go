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
	var looked [64]lookedUp
	r := redactor{in: raw, looked: &looked}
	return r.run()
}

// redactor goes over the bytes once.
type redactor struct {
	in     []byte
	out    []byte // what was decided so far, once something was masked
	copied int    // how much of in is in out
	nested int    // how deep in JSON inside strings
	looked *[64]lookedUp
}

// lookedUp is a name that was looked up, which many members of a document have.
type lookedUp struct {
	name   []byte
	secret bool
}

// secretName is secretKey, which it asks once for a name that comes again.
func (r *redactor) secretName(name []byte) bool {
	if len(name) == 0 {
		return false
	}
	at := &r.looked[(len(name)*7+int(name[0])+int(name[len(name)-1])*3)%len(r.looked)]
	if !bytes.Equal(at.name, name) {
		*at = lookedUp{name, secretKey(name)}
	}
	return at.secret
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
				next = here.region.enter(name, r.secretName(name))
			} else {
				r.text(i, end, next)
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
	if r.out == nil {
		return in
	}
	return append(r.out, in[r.copied:]...)
}

// replace puts with in the place of in[from:to].
func (r *redactor) replace(from, to int, with string) {
	if r.out == nil {
		r.out = make([]byte, 0, len(r.in)+len(r.in)/8)
	}
	r.out = append(append(r.out, r.in[r.copied:from]...), with...)
	r.copied = to
}

// text decides about a string value, in[from:to] with its quotes.
func (r *redactor) text(from, to int, where region) {
	if where == secret {
		r.replace(from, to, quotedMask)
		return
	}
	body := r.in[from+1 : to]
	if n := len(body); n > 0 && body[n-1] == '"' {
		body = body[:n-1]
	}
	if nestedJSON(body) {
		r.inside(from, to)
		return
	}
	colon := bytes.IndexByte(body, ':')
	if colon < 0 {
		return
	}
	switch {
	case bytes.IndexByte(body, '\\') < 0:
		if bytes.Contains(body[colon:], []byte("://")) {
			if masked := maskURLs(body); len(masked) != len(body) || !bytes.Equal(masked, body) {
				r.replace(from+1, from+1+len(body), string(masked))
			}
		}
	case bytes.Contains(body, []byte("://")), bytes.Contains(body, []byte(`:\`)):
		r.inside(from, to)
	}
}

// inside masks in what a string with escapes stands for.
func (r *redactor) inside(from, to int) {
	const deepest = 3
	if r.nested == deepest {
		return
	}
	text, _ := jsontext.AppendUnquote(nil, r.in[from:to]) // damaged text gives what can be read of it
	var masked []byte
	if t := bytes.TrimLeft(text, " \t\r\n"); len(t) > 0 && (t[0] == '{' || t[0] == '[') {
		n := redactor{in: text, nested: r.nested + 1, looked: r.looked}
		masked = n.run()
	} else {
		masked = maskURLs(text)
	}
	if bytes.Equal(masked, text) {
		return
	}
	quoted, _ := jsontext.AppendQuote(nil, masked) // invalid UTF-8 becomes U+FFFD
	r.replace(from, to, string(quoted))
}

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

// plainName is a member's name without quotes and escapes.
func plainName(quoted []byte) []byte {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return bytes.Trim(quoted, `"`)
	}
	name, _ := jsontext.AppendUnquote(nil, quoted) // what can be read of it decides
	return name
}

// colonAt reports whether a colon comes next.
func colonAt(b []byte, i int) bool {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i < len(b) && b[i] == ':'
}

// stringEnd is where the string that begins at i ends, past its quote.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		i += n
		escapes := i - 1
		for escapes >= 0 && b[escapes] == '\\' {
			escapes--
		}
		i++
		if (i-escapes)%2 == 0 {
			return i
		}
	}
	return len(b)
}

// scalarEnd is where a number or literal ends; it is past i.
func scalarEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case ' ', '\t', '\r', '\n', ',', ':', ']', '}', '[', '{', '"':
			return i
		}
	}
	return i
}
