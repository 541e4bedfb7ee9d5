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
}

// step is one part of a JSON path: a member's name, or an index when name is "".
type step struct {
	name  string
	index int
}

func newPicker(p Pick) picker {
	k := picker{role: p.Role}
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

// extras fills in the values of the paths.
func (k *picker) extras(s *Summary, raw jsontext.Value, intern func([]byte) string) {
	if len(k.paths) == 0 {
		return
	}
	s.Extra = make([]string, len(k.paths))
	for i, path := range k.paths {
		s.Extra[i] = intern(lookup(raw, path))
	}
}

// lookup is the text at a path: a string's own, otherwise short JSON. Secrets
// are masked as Redact masks them.
func lookup(raw jsontext.Value, path []step) []byte {
	const longest = 200
	c := newCursor(raw)
	var where region
	for _, s := range path {
		if s.name != "" {
			where = where.enter([]byte(s.name))
		}
		if !s.find(c) {
			return nil
		}
	}
	if len(path) == 0 || c.kind() == 'n' {
		return nil
	}
	if where&inSecret != 0 {
		return []byte(Mask)
	}
	r := NewRedactor(c.raw())
	r.open, r.next = []region{where}, where
	masked := r.rest()
	if masked[0] == '"' {
		return unquote(masked, new([]byte))
	}
	if len(masked) > longest {
		return append(masked[:longest:longest], "…"...)
	}
	return masked
}

// find moves to the member or element, and reports whether there is one.
func (s *step) find(c *cursor) bool {
	if s.name != "" {
		if !c.into('{') {
			return false
		}
		for c.more() {
			if string(c.unquoted()) == s.name {
				return true
			}
			c.skip()
		}
		return false
	}
	if !c.into('[') {
		return false
	}
	for i := 0; c.more(); i++ {
		if i == s.index {
			return true
		}
		c.skip()
	}
	return false
}

// wants reports whether a message of that role is still to be searched.
func (k *picker) wants(s *Summary, role Role) bool {
	return len(k.pattern) > 0 && s.Hit == "" && (k.role == "" || k.role == role)
}

// find gives the text around the first match, or "". Only what is shown of a
// text counts: its secrets are masked.
func (k *picker) find(text []byte) string {
	const context = 30 // characters
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
