package detail

// matcher finds a text without regard to the case of ASCII letters, by
// Horspool's way: it looks at every n-th byte of what it searches, where n is
// the length of what it looks for.
type matcher struct {
	want string // in lower case
	fold [256]byte
	skip [256]uint16
}

// newMatcher makes a matcher for a text that is not empty.
func newMatcher(want string) *matcher {
	m := &matcher{}
	for i := range m.fold {
		m.fold[i] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		m.fold[c] = c + 'a' - 'A'
	}
	low := []byte(want)
	for i, c := range low {
		low[i] = m.fold[c]
	}
	m.want = string(low)
	n := len(low)
	for i := range m.skip {
		m.skip[i] = uint16(n)
	}
	for i, c := range low[:n-1] {
		m.skip[c] = uint16(n - 1 - i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		m.skip[c] = m.skip[m.fold[c]]
	}
	return m
}

// index gives the first match in s at or after from, or -1.
func (m *matcher) index(s string, from int) int {
	n := len(m.want)
	last := m.want[n-1]
	for i := from + n - 1; i < len(s); {
		c := s[i]
		if m.fold[c] == last && m.matches(s[i-n+1:]) {
			return i - n + 1
		}
		i += int(m.skip[c])
	}
	return -1
}

// matches reports whether a text, which is long enough, begins with a match.
func (m *matcher) matches(s string) bool {
	for j := range len(m.want) {
		if m.fold[s[j]] != m.want[j] {
			return false
		}
	}
	return true
}

// count gives the number of matches in s that do not overlap.
func (m *matcher) count(s string) int {
	total := 0
	for i := m.index(s, 0); i >= 0; i = m.index(s, i+len(m.want)) {
		total++
	}
	return total
}

// all gives the matches in s that do not overlap.
func (m *matcher) all(s string) []span {
	var spans []span
	for i := m.index(s, 0); i >= 0; i = m.index(s, i+len(m.want)) {
		spans = append(spans, span{i, i + len(m.want)})
	}
	return spans
}

// hit is a block with matches.
type hit struct{ block, count int }

// searchable is a source that can be searched in steps. A search begins at
// step 0; each call goes through about budget bytes and gives the step to go on
// from, which is the same again while no more of the content is known. over
// tells that everything was searched.
type searchable interface {
	search(m *matcher, step, budget int) (found []hit, next int, over bool)
}

// maskingCost is how much longer masking a text and searching it takes than
// searching it alone.
const maskingCost = 8

func (t *transcript) search(m *matcher, step, budget int) (found []hit, next int, over bool) {
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

func (v *jsonView) search(m *matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(v.x.pieces) && budget > 0; step++ {
		p := &v.x.pieces[step]
		budget -= len(p.masked)
		found = v.x.find(m, p, found)
	}
	return found, step, v.x.done() && step >= len(v.x.pieces)
}

// find adds the lines of a piece that hold a match.
func (x *jsonIndex) find(m *matcher, p *piece, found []hit) []hit {
	text := string(p.masked)
	n, mark := p.first, 0
	at := lineAt{}
	if len(p.marks) > 0 {
		at = p.marks[0]
	}
	for i := m.index(text, 0); i >= 0; {
		for mark+1 < len(p.marks) && p.marks[mark+1].off <= i {
			mark++
			if first := p.first + mark*markEvery; first > n {
				n, at = first, p.marks[mark]
			}
		}
		l, next, ok := scanLine(p.masked, at)
		for ; ok && next.off <= i; l, next, ok = scanLine(p.masked, at) {
			n, at = n+1, next
		}
		if !ok {
			break
		}
		count := 0
		for ; i >= 0 && i < next.off; i = m.index(text, i+len(m.want)) {
			if i < l.value.to {
				count++
			}
		}
		if count > 0 {
			found = append(found, hit{n, count})
		}
	}
	return found
}

func (s *sheet) search(m *matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(s.blocks) && budget > 0; step++ {
		text := s.blocks[step].text
		budget -= len(text) + 16
		if n := m.count(text); n > 0 {
			found = append(found, hit{step, n})
		}
	}
	return found, step, step >= len(s.blocks)
}
