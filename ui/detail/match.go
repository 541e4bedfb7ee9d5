package detail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// matcher finds a text in any case. It is kept in lower case; none is empty.
type matcher string

func newMatcher(text string) matcher { return matcher(lower(text)) }

// lower gives a text in lower case, of which each character takes as many bytes
// as before.
func lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if low := unicode.ToLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
			return low
		}
		return r
	}, s)
}

// count gives the number of matches in s that do not overlap.
func (m matcher) count(s string) int { return strings.Count(lower(s), string(m)) }

// all gives the matches in s that do not overlap.
func (m matcher) all(s string) []span {
	var spans []span
	s = lower(s)
	for from := 0; ; from = spans[len(spans)-1].to {
		i := strings.Index(s[from:], string(m))
		if i < 0 {
			return spans
		}
		spans = append(spans, span{from + i, from + i + len(m)})
	}
}

// hit is a block with matches.
type hit struct{ block, count int }

// searchable is a source that can be searched in steps. A search begins at
// step 0; each call goes through about budget bytes and gives the step to go on
// from, which is the same again while no more of the content is known. over
// tells that everything was searched.
type searchable interface {
	search(m matcher, step, budget int) (found []hit, next int, over bool)
}

// maskingCost is how much longer masking a text and searching it takes than
// searching it alone.
const maskingCost = 8

func (t *transcript) search(m matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(t.parts) && budget > 0; step++ {
		p := t.parts[step]
		text := t.raw(p)
		budget -= maskingCost*len(text) + 16
		if p.kind == partHead && p.item >= 0 {
			if it := t.items[p.item]; it.call >= 0 {
				text = t.s.Messages[it.message].ToolCalls[it.call].Name
			}
		}
		if n := m.count(text); n > 0 {
			found = append(found, hit{step, n})
		}
	}
	return found, step, step >= len(t.parts)
}

func (v *jsonView) search(m matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(v.x.lines) && budget > 0; step++ {
		text := string(v.x.text(step))
		if key := v.x.key(step); len(key) > 0 {
			text = string(key) + ": " + text
		}
		budget -= len(text) + 16
		if n := m.count(text); n > 0 {
			found = append(found, hit{step, n})
		}
	}
	return found, step, v.x.done && step >= len(v.x.lines)
}

func (s *sheet) search(m matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(s.blocks) && budget > 0; step++ {
		text := s.blocks[step].text
		budget -= len(text) + 16
		if n := m.count(text); n > 0 {
			found = append(found, hit{step, n})
		}
	}
	return found, step, step >= len(s.blocks)
}
