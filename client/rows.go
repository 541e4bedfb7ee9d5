package client

import (
	"bytes"
	"errors"
	"math"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// summaryRows makes summaries. It keeps few allocations: what repeats in a
// page is kept once, and the texts that do not share one block per batch.
type summaryRows struct {
	list   []Summary
	pick   picker
	known  map[string]string // what repeats: raw text to cleaned
	texts  []byte            // IDs and names of the rows of this batch
	batch  []textEnds        // where each row's end in texts
	reader summaryMembers    // of the row at hand
	cursor cursor            // over the row
	inner  cursor            // over a value in it that is looked at once more
}

// textEnds are offsets into a batch's texts.
type textEnds struct{ id, name int }

// batchRows is how many rows share a block: enough to save allocations, few
// enough that a row which outlives its page holds little.
const batchRows = 64

func newSummaryRows(pick Pick, limit int) *summaryRows {
	const usual = 100
	if limit <= 0 {
		limit = usual
	}
	return &summaryRows{
		list:  make([]Summary, 0, min(limit, MaxLimit)),
		pick:  newPicker(pick),
		known: map[string]string{},
	}
}

// rows ends the last batch and lets go of room for rows that did not come.
func (r *summaryRows) rows() []Summary {
	r.endBatch()
	if cap(r.list) > len(r.list)+len(r.list)/16 {
		r.list = append(make([]Summary, 0, len(r.list)), r.list...)
	}
	return r.list
}

// endBatch gives the batch's rows their texts.
func (r *summaryRows) endBatch() {
	texts := string(r.texts)
	first := len(r.list) - len(r.batch)
	from := 0
	for i, end := range r.batch {
		s := &r.list[first+i]
		s.ID, s.Name = texts[from:end.id], texts[end.id:end.name]
		from = end.name
	}
	r.texts, r.batch = r.texts[:0], r.batch[:0]
}

func (r *summaryRows) add(raw jsontext.Value, fault error) {
	from := len(r.texts)
	s := Summary{Cost: math.NaN(), Bytes: size(len(raw))}
	ends := textEnds{from, from}
	if fault == nil || errors.Is(fault, errTooDeep) {
		var own error
		if ends, own = r.row(&s, raw); fault == nil {
			fault = own
		}
	}
	if fault != nil {
		s = Summary{Cost: math.NaN(), Bytes: s.Bytes, Bad: &BadRow{Err: fault, Raw: bytes.Clone(raw)}}
		ends.name = ends.id
		r.texts = r.texts[:ends.id]
	}
	r.list = append(r.list, s)
	if r.batch = append(r.batch, ends); len(r.batch) == batchRows {
		r.endBatch()
	}
}

// row reads one row. Its ID and name go to the batch's texts.
func (r *summaryRows) row(s *Summary, raw jsontext.Value) (textEnds, error) {
	from := len(r.texts)
	r.cursor = cursor{b: raw, scratch: r.cursor.scratch}
	c := &r.cursor
	if !c.into('{') {
		return textEnds{from, from}, errNoObj
	}
	m := &r.reader
	*m = summaryMembers{r: r, s: s, id: m.id[:0], name: m.name[:0]}
	for c.more() {
		m.member(c)
	}
	fault := rowFault(string(m.id), c.deep)
	if fault != nil {
		m.name = m.name[:0]
		if !goodID(string(m.id)) {
			m.id = m.id[:0]
		}
	}
	s.Expiration = lifetime(m.seconds)
	if m.assistant {
		s.inline()
	}
	if fault == nil {
		r.pick.extras(s, raw, r.intern)
	}
	r.texts = append(r.texts, m.id...)
	idEnd := len(r.texts)
	r.texts = append(r.texts, m.name...)
	return textEnds{idEnd, len(r.texts)}, fault
}

// intern gives the cleaned text of b, the same string for the same text.
func (r *summaryRows) intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := r.known[string(b)]; ok {
		return s
	}
	s := clean(strings.ToValidUTF8(string(b), "\uFFFD"))
	r.known[string(b)] = s
	return s
}
