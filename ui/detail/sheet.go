package detail

import "vapi-sessions/theme"

// sheet is a tab of few blocks, all of them known: labels with values.
type sheet struct {
	blocks []laid
	terms  map[int]FilterBy
}

// labelWidth is how wide the labels of a sheet are set.
const labelWidth = 13

func (s *sheet) first() int {
	if len(s.blocks) == 0 {
		return -1
	}
	return 0
}

func (s *sheet) last() int { return len(s.blocks) - 1 }

func (s *sheet) next(i int) int {
	if i+1 >= len(s.blocks) {
		return -1
	}
	return i + 1
}

func (s *sheet) prev(i int) int { return i - 1 }

func (s *sheet) lay(i int) laid { return s.blocks[i] }

func (s *sheet) visible(i int) int { return max(min(0, s.last()), min(i, s.last())) }

func (s *sheet) share(i int) float64 { return float64(i) / float64(max(1, len(s.blocks)-1)) }

// line adds a block of its own.
func (s *sheet) line(text string, role theme.Role) {
	var w writing
	w.add(text, role)
	s.blocks = append(s.blocks, w.laid(0, 2))
}

// heading adds a heading, with a blank line before it unless it is the first.
func (s *sheet) heading(text string) {
	if len(s.blocks) > 0 {
		s.blocks = append(s.blocks, laid{})
	}
	s.line(text, theme.Header)
}

// value adds a label with a value, unless there is none.
func (s *sheet) value(label, value string, role theme.Role) {
	if value == "" {
		return
	}
	s.parts(label, func(w *writing) { w.add(value, role) })
}

// parts adds a label with a value of several roles.
func (s *sheet) parts(label string, write func(w *writing)) {
	var w writing
	w.add(padded(label+" ", labelWidth), theme.Dim)
	write(&w)
	s.blocks = append(s.blocks, w.laid(1, labelWidth))
}

// term says what the last block filters by.
func (s *sheet) term(by FilterBy) {
	if by.Value == "" {
		return
	}
	if s.terms == nil {
		s.terms = make(map[int]FilterBy)
	}
	s.terms[s.last()] = by
}

// byID is a filter by what has an ID.
func byID(key, id string) FilterBy { return FilterBy{Key: key, Value: id, ID: true} }
