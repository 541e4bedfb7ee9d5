package client

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// summaryRows makes summaries. It keeps few allocations: what repeats in a
// page is kept once, and the texts that do not share one block per batch.
type summaryRows struct {
	list  []Summary
	pick  picker
	known map[string]string // what repeats: raw text to cleaned
	texts []byte            // IDs and names of the rows of this batch
	batch []textEnds        // where each row's end in texts

	// Of the row at hand.
	sum     Summary
	members summaryMembers
	cursor  cursor
	inner   cursor // over a value that is looked at once more
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

func (r *summaryRows) add(raw jsontext.Value) bool {
	if fault := r.row(raw); fault != nil {
		m := &r.members
		if m.name = m.name[:0]; errors.Is(fault, errMalformed) || !goodID(string(m.id)) {
			m.id = m.id[:0]
		}
		r.sum = Summary{Cost: math.NaN(), Bytes: size(len(raw)), Bad: &BadRow{Err: fault, Raw: bytes.Clone(raw)}}
	}
	r.keep()
	return len(r.members.id) > 0
}

// row reads a row.
func (r *summaryRows) row(raw jsontext.Value) error {
	c, m, s := &r.cursor, &r.members, &r.sum
	c.reset(raw)
	*m = summaryMembers{r: r, s: s, id: m.id[:0], name: m.name[:0]}
	*s = Summary{Cost: math.NaN()}
	if !c.members(func(name []byte) { m.member(c, name) }) {
		return cmp.Or(c.end(), errNoObj)
	}
	if fault := cmp.Or(c.end(), idFault(string(m.id))); fault != nil {
		return fault
	}
	s.Bytes = size(len(raw))
	s.Expiration, s.NoExpiration = lifetime(m.seconds), m.seconds <= 0
	if m.assistant {
		s.inline()
	}
	r.pick.extras(s, raw, r.intern)
	return nil
}

// keep adds the row at hand. Its ID and name go to the batch's texts.
func (r *summaryRows) keep() {
	r.list = append(r.list, r.sum)
	r.texts = append(r.texts, r.members.id...)
	idEnd := len(r.texts)
	r.texts = append(r.texts, r.members.name...)
	if r.batch = append(r.batch, textEnds{idEnd, len(r.texts)}); len(r.batch) == batchRows {
		r.endBatch()
	}
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
