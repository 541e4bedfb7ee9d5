package detail

import (
	"strings"
	"sync"
	"time"

	"vapi-sessions/client"
)

// item is what folds as one in a transcript: a turn, or a tool call with its
// answer.
type item struct {
	message     int // index of the message
	call        int // index of the tool call in it, or -1 for a turn
	answer      int // index of the tool message that answers the call, or -1
	first, last int // its parts: first to last, last not included
	long        bool
	failed      func() bool // whether a tool's answer tells of an error; read when it is asked for
}

// part is a block of a transcript.
type part struct {
	item int
	kind partKind
	text span // of the text that the kind speaks of
}

type partKind uint8

const (
	partHead partKind = iota
	partText          // a stretch of what was said
	partRefusal
	partArguments // of a tool call
	partAnswer
	partRaw // a message of unknown shape, as JSON
	partWaiting
	partEmpty // a session without messages
)

// turns are a session's messages as items and parts.
type turns struct {
	s     *client.Session
	items []item
	parts []part
	names []string // of a squad's assistant, for each message
}

// foldFrom is the length in bytes, foldLines the number of lines, from which
// instructions to a model are folded.
const (
	foldFrom  = 240
	foldLines = 3
)

// newTurns divides a session's messages. It reads no more of a text than where
// to divide it.
func newTurns(s *client.Session) *turns {
	t := &turns{s: s, items: make([]item, 0, len(s.Messages)), parts: make([]part, 0, 2*len(s.Messages)+1), names: squadNames(s)}
	answers, claimed := make(map[string]int), make(map[int]bool)
	for i := range s.Messages {
		if m := &s.Messages[i]; m.ToolCallID != "" && m.Role.Tool() {
			answers[m.ToolCallID] = i
		}
	}
	for i := range s.Messages {
		for _, call := range s.Messages[i].ToolCalls {
			if answer, ok := answers[call.ID]; ok {
				claimed[answer] = true
			}
		}
	}
	for i := range s.Messages {
		if claimed[i] {
			continue
		}
		t.turn(i)
		for c, call := range s.Messages[i].ToolCalls {
			answer, ok := answers[call.ID]
			if !ok {
				answer = -1
			}
			t.tool(i, c, answer)
		}
	}
	if len(t.items) == 0 {
		t.parts = append(t.parts, part{item: -1, kind: partEmpty})
	} else if waiting(s) {
		t.parts = append(t.parts, part{item: len(t.items) - 1, kind: partWaiting})
	}
	return t
}

func (t *turns) add(kind partKind, text span) {
	t.parts = append(t.parts, part{item: len(t.items) - 1, kind: kind, text: text})
}

// begin adds an item with its head.
func (t *turns) begin(it item) *item {
	it.first = len(t.parts)
	t.items = append(t.items, it)
	t.add(partHead, span{})
	return &t.items[len(t.items)-1]
}

// turn adds a message as a turn, unless it only calls tools.
func (t *turns) turn(i int) {
	m := &t.s.Messages[i]
	if len(m.ToolCalls) > 0 && m.Text == "" && m.Refusal == "" && !m.Filtered && len(m.Threats) == 0 && !m.Unknown {
		return
	}
	it := t.begin(item{message: i, call: -1, answer: -1, failed: sync.OnceValue(m.Failed)})
	switch {
	case m.Unknown:
		t.texts(partRaw, string(m.Raw))
	case m.Text != "":
		t.texts(partText, m.Text)
	}
	if m.Refusal != "" {
		t.add(partRefusal, span{0, len(m.Refusal)})
	}
	it.last = len(t.parts)
	switch {
	case m.Role == client.RoleSystem, m.Role == client.RoleDeveloper:
		it.long = len(m.Text) > foldFrom || strings.Count(m.Text, "\n") >= foldLines
	case m.Role.Tool():
		it.long = true
	}
}

// tool adds a tool call with its answer.
func (t *turns) tool(i, c, answer int) {
	failed := func() bool { return false }
	if answer >= 0 {
		failed = sync.OnceValue(t.s.Messages[answer].Failed)
	}
	it := t.begin(item{message: i, call: c, answer: answer, long: true, failed: failed})
	t.texts(partArguments, t.s.Messages[i].ToolCalls[c].Arguments)
	if answer >= 0 {
		t.texts(partAnswer, t.s.Messages[answer].Text)
	}
	it.last = len(t.parts)
}

// texts adds a long text as several parts, divided at line ends or blanks.
// JSON stays in one part, for its secrets are masked as a whole.
func (t *turns) texts(kind partKind, text string) {
	if text == "" || looksJSON(text) {
		t.add(kind, span{0, len(text)})
		return
	}
	for from := 0; from < len(text); {
		to := divide(text, from)
		t.add(kind, span{from, to})
		from = to
	}
}

// divide finds where a part of a text that begins at from ends.
func divide(text string, from int) int {
	if len(text)-from <= longest {
		return len(text)
	}
	limit := from + longest
	near := text[limit-longest/4 : limit]
	if n := strings.LastIndexByte(near, '\n'); n >= 0 {
		return limit - len(near) + n + 1
	}
	if n := strings.LastIndexByte(near, ' '); n >= 0 {
		return limit - len(near) + n + 1
	}
	// a word as long as this may be a URL: its secrets must stay in one part
	if n := strings.IndexAny(text[limit:min(len(text), limit+4*longest)], " \n"); n >= 0 {
		return limit + n + 1
	}
	limit = min(len(text), limit+4*longest)
	for limit < len(text) && text[limit]&0xc0 == 0x80 {
		limit++
	}
	return limit
}

// waiting reports whether the caller spoke last in a session that is open.
func waiting(s *client.Session) bool {
	m := lastSpoken(s)
	return s.Status == client.StatusActive && m != nil && m.Role == client.RoleUser
}

// lastSpoken is the last message of the caller or the assistant.
func lastSpoken(s *client.Session) *client.Message {
	for i := len(s.Messages) - 1; i >= 0; i-- {
		if r := s.Messages[i].Role; r == client.RoleUser || r.Agent() {
			return &s.Messages[i]
		}
	}
	return nil
}

// nameOf is the name of who said a turn, beside the role.
func (t *turns) nameOf(it *item) string {
	name := t.s.Messages[it.message].Name
	if name == "" && t.names != nil {
		name = t.names[it.message]
	}
	return name
}

// took is how long a tool call took, when both ends are timed.
func (t *turns) took(it *item) (time.Duration, bool) {
	if it.answer < 0 {
		return 0, false
	}
	call, answer := &t.s.Messages[it.message], &t.s.Messages[it.answer]
	switch {
	case !call.Time.IsZero() && !answer.Time.IsZero():
		return answer.Time.Sub(call.Time), true
	case call.Timed && answer.Timed && call.Time.IsZero() && answer.Time.IsZero():
		return answer.Offset - call.Offset, true
	}
	return 0, false
}

// unmasked is the text of a part as it came.
func (t *turns) unmasked(p part) string {
	if p.item < 0 {
		return ""
	}
	it := &t.items[p.item]
	m := &t.s.Messages[it.message]
	var text string
	switch p.kind {
	case partText:
		text = m.Text
	case partArguments:
		text = m.ToolCalls[it.call].Arguments
	case partAnswer:
		text = t.s.Messages[it.answer].Text
	case partRefusal:
		text = m.Refusal
	case partRaw:
		text = string(m.Raw)
	default:
		return ""
	}
	return text[p.text.from:p.text.to]
}
