package detail

import "vapi-sessions/theme"

// fields is a tab of few blocks, all of them known: labels with values.
type fields struct {
	blocks []block
	terms  map[int]FilterBy
}

// labelWidth is how wide the labels are set.
const labelWidth = 13

func (f *fields) count() int                { return len(f.blocks) }
func (f *fields) parent(int) int            { return -1 }
func (f *fields) last(i int) int            { return i }
func (f *fields) long(int) bool             { return false }
func (f *fields) block(i int, _ bool) block { return f.blocks[i] }
func (f *fields) text(i int) string         { return f.blocks[i].text }

// line adds a block of its own.
func (f *fields) line(text string, role theme.Role) {
	var w styledText
	w.add(text, role)
	f.blocks = append(f.blocks, w.block(0, 2))
}

// heading adds a heading, with a blank line before it unless it is the first.
func (f *fields) heading(text string) {
	if len(f.blocks) > 0 {
		f.blocks = append(f.blocks, block{})
	}
	f.line(text, theme.Header)
}

// value adds a label with a value, unless there is none.
func (f *fields) value(label, value string, role theme.Role) {
	if value == "" {
		return
	}
	f.parts(label, func(w *styledText) { w.add(value, role) })
}

// parts adds a label with a value of several roles.
func (f *fields) parts(label string, write func(w *styledText)) {
	var w styledText
	w.add(padded(label+" ", labelWidth), theme.Dim)
	write(&w)
	f.blocks = append(f.blocks, w.block(1, labelWidth))
}

// term says what the last block filters by.
func (f *fields) term(by FilterBy) {
	if by.Value == "" {
		return
	}
	if f.terms == nil {
		f.terms = make(map[int]FilterBy)
	}
	f.terms[len(f.blocks)-1] = by
}

// byID is a filter by what has an ID.
func byID(key, id string) FilterBy { return FilterBy{Key: key, Value: id, ID: true} }
