package detail

import (
	"cmp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"vapi-sessions/client"
)

// item is what a transcript folds as one: a turn, or a tool call with its answer.
type item struct {
	*client.Message
	previousTime time.Time        // of the message before; the session's creation where that is not known
	call         *client.ToolCall // nil for a turn
	answer       *client.Message  // the tool message that answers the call, or nil
	first, last  int              // indexes of its parts, from first up to last
	startsFolded bool
	speakerName  string      // the assistant's or the person's name; may be empty
	failed       func() bool // whether a tool's answer is an error; decoded at the first call
}

// part is one block of a transcript.
type part struct {
	item *item // nil in a session without messages
	kind partKind
	text string // as the server sent it
}

type partKind uint8

const (
	partHead partKind = iota
	partText          // a piece of what was said
	partRefusal
	partArguments // of a tool call
	partAnswer
	partRaw // a message of unknown shape, as JSON
	partWaiting
	partEmpty // a session without messages
)

// turns is a session's messages, divided into items and parts.
type turns struct {
	items []*item
	parts []part
}

// Instructions to a model are folded at first when they have as many bytes or more
// newlines.
const (
	foldMinBytes = 240
	foldMinLines = 3
)

// newTurns divides a session's messages. It only looks for places to divide a text, and
// leaves the rest until a part is shown.
func newTurns(s *client.Session) *turns {
	t := &turns{items: make([]*item, 0, len(s.Messages)), parts: make([]part, 0, 2*len(s.Messages)+1)}
	squad := squadNames(s)
	answers, called := make(map[string]*client.Message), make(map[*client.Message]bool)
	for i := range s.Messages {
		if m := &s.Messages[i]; m.ToolCallID != "" && m.Role.IsTool() {
			answers[m.ToolCallID] = m
		}
	}
	for i := range s.Messages {
		for _, call := range s.Messages[i].ToolCalls {
			called[answers[call.ID]] = true
		}
	}
	before := s.CreatedAt
	for i := range s.Messages {
		m := &s.Messages[i]
		if !called[m] {
			who := m.Name
			if who == "" && squad != nil {
				who = squad[i]
			}
			t.addTurn(&item{Message: m, previousTime: before, speakerName: who})
			for c := range m.ToolCalls {
				call := &m.ToolCalls[c]
				t.addToolCall(&item{Message: m, previousTime: before, call: call, answer: answers[call.ID]})
			}
		}
		if before = s.CreatedAt; !m.Time.IsZero() {
			before = m.Time
		}
	}
	if len(t.items) == 0 {
		t.addPart(partEmpty, "")
	} else if awaitsReply(s) {
		t.addPart(partWaiting, "")
	}
	return t
}

func (t *turns) addPart(kind partKind, text string) {
	p := part{kind: kind, text: text}
	if n := len(t.items); n > 0 {
		p.item = t.items[n-1]
	}
	t.parts = append(t.parts, p)
}

// addItem adds an item and its head. The answer of a tool call says whether it failed.
func (t *turns) addItem(it *item) {
	it.first = len(t.parts)
	answer := it.Message
	if it.call != nil {
		answer = cmp.Or(it.answer, &client.Message{})
	}
	it.failed = sync.OnceValue(answer.Failed)
	t.items = append(t.items, it)
	t.addPart(partHead, "")
}

// addTurn adds a message as a turn, unless it only calls tools.
func (t *turns) addTurn(it *item) {
	m := it.Message
	if len(m.ToolCalls) > 0 && m.Text == "" && m.Refusal == "" && !m.Filtered && len(m.Threats) == 0 && !m.Unknown {
		return
	}
	t.addItem(it)
	switch {
	case m.Unknown:
		t.addText(partRaw, string(m.Raw))
	case m.Text != "":
		t.addText(partText, m.Text)
	}
	if m.Refusal != "" {
		t.addPart(partRefusal, m.Refusal)
	}
	it.last = len(t.parts)
	switch {
	case m.Role == client.RoleSystem, m.Role == client.RoleDeveloper:
		it.startsFolded = len(m.Text) > foldMinBytes || strings.Count(m.Text, "\n") >= foldMinLines
	case m.Role.IsTool():
		it.startsFolded = true
	}
}

// addToolCall adds a tool call with its answer.
func (t *turns) addToolCall(it *item) {
	t.addItem(it)
	it.startsFolded = true
	t.addText(partArguments, it.call.Arguments)
	if it.answer != nil {
		t.addText(partAnswer, it.answer.Text)
	}
	it.last = len(t.parts)
}

// addText adds a long text as several parts, divided at newlines or blanks. JSON stays
// in one part, because its secrets are masked as a whole.
func (t *turns) addText(kind partKind, text string) {
	for whole := looksJSON(text); ; {
		n := len(text)
		if n > maxBlockBytes && !whole {
			n = splitPoint(text)
		}
		t.addPart(kind, text[:n])
		if text = text[n:]; text == "" {
			return
		}
	}
}

// splitPoint returns where the first part of a long text ends.
func splitPoint(text string) int {
	near := maxBlockBytes - maxBlockBytes/4
	for _, sign := range "\n " {
		if n := strings.LastIndexByte(text[near:maxBlockBytes], byte(sign)); n >= 0 {
			return near + n + 1
		}
	}
	// a word as long as this may be a URL: its secrets must stay in one part
	limit := min(len(text), 5*maxBlockBytes)
	if n := strings.IndexAny(text[maxBlockBytes:limit], " \n"); n >= 0 {
		return maxBlockBytes + n + 1
	}
	for limit < len(text) && !utf8.RuneStart(text[limit]) {
		limit++
	}
	return limit
}

// awaitsReply reports whether the caller spoke last in an active session.
func awaitsReply(s *client.Session) bool {
	m := lastSpokenMessage(s)
	return s.Status == client.StatusActive && m != nil && m.Role == client.RoleUser
}

// lastSpokenMessage returns the last message of the caller or the assistant, or nil.
func lastSpokenMessage(s *client.Session) *client.Message {
	for i := len(s.Messages) - 1; i >= 0; i-- {
		if r := s.Messages[i].Role; r == client.RoleUser || r.IsAgent() {
			return &s.Messages[i]
		}
	}
	return nil
}

// duration returns how long a tool call took, if both ends have a time.
func (it *item) duration() (time.Duration, bool) {
	switch {
	case it.answer == nil:
	case !it.Time.IsZero() && !it.answer.Time.IsZero():
		return it.answer.Time.Sub(it.Time), true
	case it.Timed && it.answer.Timed && it.Time.IsZero() && it.answer.Time.IsZero():
		return it.answer.Offset - it.Offset, true
	}
	return 0, false
}
