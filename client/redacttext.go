package client

import (
	"bytes"
	"regexp"
)

// bearerText matches a key in a text that repeats its header.
var bearerText = regexp.MustCompile(`(?i)\bbearer\s+([^\s"',;]*[0-9][^\s"',;]*)`)

// maskText masks, in text that is not JSON as a whole, credentials in URLs,
// what follows "Bearer", and what follows a secret's name and a colon or equals
// sign. With likeJSON, which says that the text begins as JSON or is a part of
// it, names are treated as those that people choose.
func maskText(text []byte, likeJSON bool) []byte {
	text = maskURLs(text)
	if bytes.Contains(text, []byte("earer")) || bytes.Contains(text, []byte("EARER")) {
		text = bearerText.ReplaceAll(text, []byte("Bearer "+Mask))
	}
	return maskPairs(text, likeJSON)
}

// maskPairs masks the values of pairs such as `Authorization: Bearer x`,
// `api_key=x` and `'token': 'x'`.
func maskPairs(text []byte, likeJSON bool) []byte {
	var out []byte
	copied := 0
	for i := 0; i < len(text); i++ {
		if text[i] != ':' && text[i] != '=' {
			continue
		}
		name := nameBefore(text[copied:i])
		if name == "" {
			continue
		}
		isContainer := isSecretContainer(name)
		if !isContainer && !isSecretName(name) && (!likeJSON || !isPersonalSecret(name)) {
			continue
		}
		from, to := pairValue(text, i+1, likeJSON, isContainer)
		if from < to {
			out = append(append(out, text[copied:from]...), Mask...)
			copied, i = to, to-1
		}
	}
	if out == nil {
		return text
	}
	return append(out, text[copied:]...)
}

// nameBefore is the name at the end of text, with or without quotes; "" for
// none.
func nameBefore(text []byte) string {
	const longest = 64
	text = bytes.TrimRight(text, " \t")
	text = bytes.TrimRight(text, "\"'`\\")
	from := len(text)
	for from > 0 && nameByte(text[from-1]) {
		from--
	}
	if len(text)-from > longest {
		return ""
	}
	return string(text[from:])
}

func nameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// pairValue finds the value of a pair that begins at i: a word, or an object or
// list, which extends to the end of the line, with likeJSON to the end of the
// text. When from is to, there is nothing to mask.
func pairValue(text []byte, i int, likeJSON, isContainer bool) (from, to int) {
	skip := func(set string) {
		for i < len(text) && bytes.IndexByte([]byte(set), text[i]) >= 0 {
			i++
		}
	}
	skip(" \t\"'`\\>=:")
	switch rest := text[i:]; {
	case len(rest) == 0 || bytes.HasPrefix(rest, []byte(Mask)):
		return i, i
	case rest[0] == '{' || rest[0] == '[':
		if n := bytes.IndexByte(rest, '\n'); n >= 0 && !likeJSON {
			return i, i + n
		}
		return i, len(text)
	case isContainer:
		return i, i
	}
	if n := schemeLength(text[i:]); n > 0 {
		i += n
		skip(" \t")
	}
	if bytes.HasPrefix(text[i:], []byte(Mask)) {
		return i, i
	}
	end := bytes.IndexAny(text[i:], " \t\r\n\"'`,;&<>()[]{}\\")
	if end < 0 {
		end = len(text) - i
	}
	return i, i + end
}

// schemeLength is the length of an authentication scheme at the beginning of
// text that is followed by a space; 0 for none.
func schemeLength(text []byte) int {
	n := bytes.IndexAny(text, " \t")
	if n < 0 {
		return 0
	}
	switch string(bytes.ToLower(text[:n])) {
	case "bearer", "basic", "digest", "token", "apikey", "negotiate":
		return n
	}
	return 0
}
