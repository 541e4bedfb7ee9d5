package client

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// summaryReader makes summaries of rows. It keeps few allocations: what repeats
// in a page is kept once.
type summaryReader struct {
	pick   picker
	known  map[string]string // what repeats: raw text to cleaned
	cursor cursor
	inner  cursor // over a value that is looked at once more

	metadata map[string]bool // paths of values in the metadata
	path     []byte          // of the one at hand

	// Of the row at hand.
	s         Summary
	seconds   int64
	assistant bool // whether there is an inline one
}

func newSummaryReader(pick Pick) *summaryReader {
	return &summaryReader{pick: newPicker(pick), known: map[string]string{}, metadata: map[string]bool{}}
}

// read implements rowReader.
func (m *summaryReader) read(raw jsontext.Value) (Summary, bool) {
	m.seconds, m.assistant = 0, false
	m.s = Summary{Cost: math.NaN(), Bytes: size(len(raw))}
	if fault := m.row(raw); fault != nil {
		id := m.s.ID
		if errors.Is(fault, errMalformed) || !goodID(id) {
			id = ""
		}
		m.s = Summary{ID: id, Cost: math.NaN(), Bytes: size(len(raw)), Bad: &BadRow{Err: fault, Raw: bytes.Clone(raw)}}
	}
	return m.s, m.s.ID != ""
}

// row reads a row.
func (m *summaryReader) row(raw jsontext.Value) error {
	c := &m.cursor
	c.reset(raw)
	if !c.members(func(name []byte) { m.member(c, name) }) {
		return cmp.Or(c.end(), errNoObj)
	}
	if fault := cmp.Or(c.end(), idFault(m.s.ID)); fault != nil {
		return fault
	}
	m.s.Expiration, m.s.NoExpiration = lifetime(m.seconds), m.seconds <= 0
	if m.assistant {
		m.s.inline()
	}
	m.s.spoke()
	m.pick.extras(&m.s, raw, m.intern)
	return nil
}

// intern gives the cleaned text of b, the same string for the same text.
func (m *summaryReader) intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := m.known[string(b)]; ok {
		return s
	}
	raw := string(b)
	s := clean(strings.ToValidUTF8(raw, "\uFFFD"))
	m.known[raw] = s
	return s
}
