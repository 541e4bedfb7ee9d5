package client

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// picker is a Pick made ready.
type picker struct {
	paths   [][]step
	pattern []rune // folded
	role    Role

	row      Session         // the last that was read; the next one uses its room again
	metadata map[string]bool // paths of values in the metadata of the rows that were read
}

// step is one part of a JSON path: a member's name, or an index when name is "".
type step struct {
	name  string
	index int
}

func newPicker(p Pick) *picker {
	k := &picker{role: p.Role, metadata: map[string]bool{}}
	for _, path := range p.Paths {
		k.paths = append(k.paths, parsePath(path))
	}
	for _, r := range p.Text {
		k.pattern = append(k.pattern, fold(r))
	}
	return k
}

// parsePath reads ".customer.number", ".costs[0].cost" or `.metadata["odd name"]`.
// What it cannot read gives nil, which finds nothing.
func parsePath(path string) []step {
	var steps []step
	for path != "" {
		switch {
		case path[0] == '.' && len(path) > 1 && path[1] == '[':
			path = path[1:]
		case path[0] == '[':
			end := strings.IndexByte(path, ']')
			if end < 0 {
				return nil
			}
			inner := path[1:end]
			path = path[end+1:]
			if name, err := strconv.Unquote(inner); err == nil && name != "" {
				steps = append(steps, step{name: name})
				continue
			}
			n, err := strconv.Atoi(inner)
			if err != nil || n < 0 {
				return nil
			}
			steps = append(steps, step{index: n})
		default:
			path = strings.TrimPrefix(path, ".")
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			if end == 0 {
				return nil
			}
			steps = append(steps, step{name: path[:end]})
			path = path[end:]
		}
	}
	return steps
}

// lookup is the text at a path: a string's own, otherwise short JSON. Secrets
// are masked as Redact masks them.
func lookup(raw jsontext.Value, path []step) string {
	const longest = 200
	var where region
	for _, s := range path {
		if s.name != "" {
			where = where.enter([]byte(s.name))
		}
		raw = s.within(raw)
	}
	if len(path) == 0 || len(raw) == 0 || raw.Kind() == 'n' {
		return ""
	}
	if where&inSecret != 0 {
		return Mask
	}
	r := NewRedactor(raw)
	r.next = where
	masked := jsontext.Value(r.rest())
	switch {
	case masked.Kind() == '"':
		return text[string](masked)
	case len(masked) > longest:
		masked = append(masked[:longest:longest], "…"...)
	}
	return strings.ToValidUTF8(string(masked), "\uFFFD")
}

// within is the member or element of v; nil when there is none. Of members of one
// name the last counts.
func (s *step) within(v jsontext.Value) (found jsontext.Value) {
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

// find gives the text around the first match, or "". Only what is shown of a
// text counts: its secrets are masked.
func (k *picker) find(said string) string {
	const context = 30 // characters
	text := []byte(said)
	if from, _ := k.match(text); from < 0 {
		return ""
	}
	text = redactText(text)
	from, to := k.match(text)
	if from < 0 {
		return ""
	}
	start, end := from, to
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

// match finds the pattern, letter case aside.
func (k *picker) match(text []byte) (from, to int) {
	first := k.pattern[0]
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		if r == first || fold(r) == first {
			if length := k.matchAt(text[i:]); length > 0 {
				return i, i + length
			}
		}
		i += n
	}
	return -1, -1
}

// matchAt is how many bytes of text the pattern takes at its beginning, or 0.
func (k *picker) matchAt(text []byte) int {
	end := 0
	for _, want := range k.pattern {
		r, n := utf8.DecodeRune(text[end:])
		if n == 0 || fold(r) != want {
			return 0
		}
		end += n
	}
	return end
}

// fold gives the same rune for every case of a letter.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if least < utf8.RuneSelf {
		return fold(least)
	}
	return least
}
