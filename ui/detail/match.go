package detail

// matcher finds a text without regard to the case of ASCII letters, by
// Horspool's way: it looks at every n-th byte of what it searches, where n is
// the length of what it looks for.
type matcher struct {
	want string // in lower case
	fold [256]byte
	skip [256]int
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
		m.skip[i] = n
	}
	for i, c := range low[:n-1] {
		m.skip[c] = n - 1 - i
	}
	for c := byte('A'); c <= 'Z'; c++ {
		m.skip[c] = m.skip[m.fold[c]]
	}
	return m
}

// index gives the first match in s at or after from, or -1.
func index[T string | []byte](m *matcher, s T, from int) int {
	n := len(m.want)
	last := m.want[n-1]
	for i := from + n - 1; i < len(s); {
		c := s[i]
		if m.fold[c] == last {
			j := 0
			for j < n-1 && m.fold[s[i-n+1+j]] == m.want[j] {
				j++
			}
			if j == n-1 {
				return i - n + 1
			}
		}
		i += m.skip[c]
	}
	return -1
}

// count gives the number of matches in s that do not overlap.
func (m *matcher) count(s string) int {
	total := 0
	for i := index(m, s, 0); i >= 0; i = index(m, s, i+len(m.want)) {
		total++
	}
	return total
}

// all gives the matches in s that do not overlap.
func (m *matcher) all(s string) []span {
	var spans []span
	for i := index(m, s, 0); i >= 0; i = index(m, s, i+len(m.want)) {
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

func (t *transcript) search(m *matcher, step, budget int) (found []hit, next int, over bool) {
	for ; step < len(t.parts) && budget > 0; step++ {
		p := t.parts[step]
		text := t.raw(p)
		if p.kind == partHead && p.item >= 0 {
			if it := t.items[p.item]; it.call >= 0 {
				text = t.s.Messages[it.message].ToolCalls[it.call].Name
			}
		}
		budget -= len(text) + 16
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
	k := 0
	for i := index(m, p.masked, 0); i >= 0; {
		for k+1 < len(p.marks) && p.marks[k+1].off <= i {
			k++
		}
		n, end := x.lineHolding(p, k, i)
		inLine := 0
		for ; i >= 0 && i < end; i = index(m, p.masked, i+len(m.want)) {
			inLine++
		}
		if inLine == 0 { // between two lines: nothing there is shown
			i = index(m, p.masked, i+1)
			continue
		}
		found = append(found, hit{n, inLine})
	}
	return found
}

// lineHolding gives the line of a piece that holds a byte, at or after the
// k-th mark, and where the line ends.
func (x *jsonIndex) lineHolding(p *piece, k, off int) (n, end int) {
	at := p.marks[k]
	for n = p.first + k*markEvery; ; n++ {
		l, next, ok := scanLine(p.masked, at)
		if !ok || l.value.to > off || next.off > off {
			return n, l.value.to
		}
		at = next
	}
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
