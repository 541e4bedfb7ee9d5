package client

import (
	"bytes"
	"maps"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	maxErrorBody = 64 << 10 // bytes of an error's body that are read
	maxMessage   = 300      // characters of one message
	maxMessages  = 50
)

// htmlTitle matches the title of a web page, where proxies put their reason.
var htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title`)

// safe makes text from outside safe to print and to keep: cleaned, without the
// client's key or anything that looks like a secret.
func (c *Client) safe(s string) string {
	const tooShort = 6 // a shorter key would mask common words
	if len(c.options.Token) >= tooShort {
		s = strings.ReplaceAll(s, c.options.Token, Mask)
	}
	return safeText(s, len(s))
}

// safeText cleans s, masks secrets in it, and shortens it to at most n
// characters.
func safeText(s string, n int) string {
	return shorten(clean(string(maskText([]byte(s), false))), n)
}

// shorten cuts s after n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// messages reads the messages in the body of an error: {message: string or
// list}, some related shapes, the title of an HTML page, or a short plain text.
func (c *Client) messages(raw []byte) []string {
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))
	var found []string
	switch {
	case len(raw) == 0:
	case wellFormed(raw):
		found = jsonMessages(Redact(raw), 0)
	case raw[0] == '<':
		if title := htmlTitle.FindSubmatch(raw); title != nil {
			found = []string{string(title[1])}
		}
	case raw[0] != '{' && raw[0] != '[' && len(raw) <= maxMessage && !bytes.ContainsAny(raw, "\n\r"):
		found = []string{string(raw)}
	}
	cleaned := found[:0]
	for _, m := range found {
		m = strings.Join(strings.Fields(m), " ")
		if m = shorten(c.safe(m), maxMessage); m != "" && len(cleaned) < maxMessages {
			cleaned = append(cleaned, m)
		}
	}
	return cleaned
}

// jsonMessages finds the messages in a valid JSON value: in an object, those of
// the first of some members that has any, or of all members of its constraints:
// {"isUuid": "must be a UUID", …}.
func jsonMessages(raw jsontext.Value, depth int) (all []string) {
	const deepest = 5
	addFrom := func(v jsontext.Value) { all = append(all, jsonMessages(v, depth+1)...) }
	switch kind := raw.Kind(); {
	case kind == '"':
		return []string{text[string](raw)}
	case depth >= deepest:
	case kind == '[':
		for _, v := range Members(raw) {
			addFrom(v)
		}
	case kind == '{':
		byName := maps.Collect(Members(raw))
		for _, name := range []string{"message", "messages", "errors", "error_description", "error", "detail", "title"} {
			if addFrom(byName[name]); len(all) > 0 {
				return all
			}
		}
		for _, v := range Members(byName["constraints"]) {
			addFrom(v)
		}
	}
	return all
}
