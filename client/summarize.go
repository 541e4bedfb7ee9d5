package client

import (
	"bytes"
	"math"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Summarize is the summary of a whole session, the same as Client.Summaries
// makes of its row. It looks at the fields, not at Raw, except for the size.
func Summarize(s *Session) Summary {
	sum := Summary{
		ID:            clean(s.ID),
		Name:          clean(s.Name),
		Status:        Status(clean(string(s.Status))),
		AssistantID:   clean(s.AssistantID),
		SquadID:       clean(s.SquadID),
		PhoneNumberID: clean(s.PhoneNumberID),
		CreatedAt:     s.CreatedAt,
		UpdatedAt:     s.UpdatedAt,
		Expiration:    lifetime(s.ExpirationSeconds),
		Cost:          math.NaN(),
		Bytes:         size(len(s.Raw)),
	}
	if s.Cost != nil {
		sum.Cost = *s.Cost
	}
	if p := s.Customer; p != nil {
		sum.Customer = clean(firstOf(p.Number, p.Name, p.Email, p.SIPURI, p.ExternalID))
	}
	if c := (cursor{b: s.Assistant}); c.kind() == '{' {
		sum.AssistantName = clean(nameIn(&c))
		sum.inline()
	}
	for i := range s.Messages {
		m := &s.Messages[i]
		sum.count(Role(clean(string(m.Role))), m.Refusal != "", m.Filtered, len(m.Threats) > 0)
		if toolRole(m.Role) && reportsError(m.Text) {
			sum.Flags |= FlagToolError
		}
	}
	return sum
}

// count adds a message.
func (s *Summary) count(role Role, refusal, filtered, threat bool) {
	s.Messages++
	switch role {
	case RoleUser:
		s.Turns++
		s.LastRole = RoleUser
	case RoleAssistant, "bot": // what calls name the assistant
		s.Turns++
		s.LastRole = RoleAssistant
		if refusal {
			s.Flags |= FlagRefusal
		}
	}
	if filtered {
		s.Flags |= FlagFiltered
	}
	if threat {
		s.Flags |= FlagThreat
	}
}

// inline notes an assistant that is carried along and not overruled by a reference.
func (s *Summary) inline() {
	if s.AssistantID == "" {
		s.Flags |= FlagInline
	}
}

// toolRole reports whether the message is a tool's answer, in either family.
func toolRole(r Role) bool { return r == RoleTool || r == "tool_call_result" }

// reportsError guesses whether a tool's answer is a failure: it begins with
// the word, or is an object with an error, errors, isError or success: false.
func reportsError(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) >= len("error") && strings.EqualFold(text[:len("error")], "error") {
		return true
	}
	if !strings.HasPrefix(text, "{") || !wellFormed([]byte(text)) {
		return false
	}
	c := cursor{b: []byte(text)}
	for c.enter(); c.more(); {
		switch name := string(c.key()); name {
		case "error", "errors", "isError", "is_error":
			if v := string(c.raw()); v != "null" && v != "false" && v != `""` && v != "[]" && v != "{}" && v != "0" {
				return true
			}
		case "success", "ok":
			if string(c.raw()) == "false" {
				return true
			}
		default:
			c.skip()
		}
	}
	return false
}

// clean is Clean without the count.
func clean(s string) string {
	s, _ = Clean(s)
	return s
}

func size(n int) int32 { return int32(min(n, math.MaxInt32)) }

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// nameIn takes the name of an object.
func nameIn(c *cursor) string {
	name := ""
	for c.enter(); c.more(); {
		if string(c.key()) == "name" {
			name = c.text()
		} else {
			c.skip()
		}
	}
	return name
}

// summaryRows makes summaries. It keeps few allocations: what repeats in a
// page is kept once, and the texts that do not share one block per batch.
type summaryRows struct {
	list   []Summary
	pick   picker
	known  map[string]string // what repeats: raw text to cleaned
	texts  []byte            // IDs and names of the rows of this batch
	batch  []textEnds        // where each row's end in texts
	cursor cursor
}

// textEnds are offsets into a batch's texts.
type textEnds struct{ id, name int }

// batchRows is how many rows share a block: enough to save allocations, few
// enough that a row which outlives its page holds little.
const batchRows = 32

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
	if fault == nil {
		ends, fault = r.row(&s, raw)
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
	m := summaryMembers{r: r, s: s}
	for c.more() {
		m.member(c)
	}
	fault := rowFault(string(m.id), c.deep)
	if fault != nil {
		m.name = m.name[:0]
		if _, ok := idPath("", string(m.id)); !ok {
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
	raw := strings.ToValidUTF8(string(b), "\uFFFD")
	s := clean(raw)
	r.known[string(b)] = s
	return s
}
