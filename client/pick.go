package client

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// picker is a compiled Pick, and its state while the rows of a page are read.
type picker struct {
	paths   [][]step
	pattern *regexp.Regexp // nil for none
	role    Role

	session      Session         // the last one that was read; the next one uses its memory again
	metadataKeys map[string]bool // see Page.MetadataKeys
}

// step is one part of a JSON path: a member's name, or an index when name is "".
type step struct {
	name  string
	index int
}

func newPicker(p Pick) *picker {
	k := &picker{role: p.Role, metadataKeys: map[string]bool{}}
	for _, path := range p.Paths {
		k.paths = append(k.paths, parsePath(path))
	}
	if p.Text != "" {
		k.pattern = regexp.MustCompile("(?i)" + regexp.QuoteMeta(strings.ToValidUTF8(p.Text, "\uFFFD")))
	}
	return k
}

// stepText matches one step of a path: an index, a name in quotes, or a name.
var stepText = regexp.MustCompile(`^\.?(?:\[([0-9]+)\]|\[("[^\]]+")\]|([^.\[]+))`)

// parsePath parses ".customer.number", ".costs[0].cost" or `.metadata["odd
// name"]`. For other text it returns nil, which finds nothing.
func parsePath(path string) (steps []step) {
	for path != "" {
		m := stepText.FindStringSubmatch(path)
		if m == nil {
			return nil
		}
		index, tooLarge := strconv.Atoi(m[1])
		quoted, odd := strconv.Unquote(m[2])
		if m[1] != "" && tooLarge != nil || m[2] != "" && (odd != nil || quoted == "") {
			return nil
		}
		steps = append(steps, step{name: m[3] + quoted, index: index})
		path = path[len(m[0]):]
	}
	return steps
}

// lookup is the text at a path: the value of a string, or else short JSON.
// Secrets are masked as Redact masks them.
func lookup(raw jsontext.Value, path []step) string {
	const longest = 200
	var reg region
	for _, s := range path {
		if s.name != "" {
			reg = reg.enter([]byte(s.name))
		}
		raw = s.find(raw)
	}
	if len(path) == 0 || len(raw) == 0 || raw.Kind() == 'n' {
		return ""
	}
	if reg&inSecret != 0 {
		return Mask
	}
	r := NewRedactor(raw)
	r.nextRegion = reg
	masked := jsontext.Value(r.maskRest())
	switch {
	case masked.Kind() == '"':
		return text[string](masked)
	case len(masked) > longest:
		masked = append(masked[:longest:longest], "…"...)
	}
	return strings.ToValidUTF8(string(masked), "\uFFFD")
}

// find is the member or element of v for this step; nil when there is none. Of
// members with one name the last counts.
func (s *step) find(v jsontext.Value) (found jsontext.Value) {
	if s.name == "" && v.Kind() != '[' {
		return nil
	}
	i := 0
	for name, v := range Members(v) {
		if name == s.name && (name != "" || i == s.index) {
			found = v
		}
		i++
	}
	return found
}

// excerpt is the text around the first match, or "". Secrets are masked first,
// so that they cannot match.
func (k *picker) excerpt(message string) string {
	const context = 30 // characters
	if !k.pattern.MatchString(message) {
		return ""
	}
	text := redactText([]byte(message))
	at := k.pattern.FindIndex(text)
	if at == nil {
		return ""
	}
	start, end := at[0], at[1]
	for range context {
		_, n := utf8.DecodeLastRune(text[:start])
		start -= n
		_, n = utf8.DecodeRune(text[end:])
		end += n
	}
	hit := clean(strings.Join(strings.Fields(string(text[start:end])), " "))
	if start > 0 {
		hit = "…" + hit
	}
	if end < len(text) {
		hit += "…"
	}
	return hit
}
