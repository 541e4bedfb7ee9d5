package detail

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

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
	who         string      // the name of who said it, beside the role
	failed      func() bool // whether a tool's answer tells of an error; read when it is asked for
}

// part is a block of a transcript.
type part struct {
	item int
	kind partKind
	text string // as it came
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
	t := &turns{s: s, items: make([]item, 0, len(s.Messages)), parts: make([]part, 0, 2*len(s.Messages)+1)}
	squad := squadNames(s)
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
		who := s.Messages[i].Name
		if who == "" && squad != nil {
			who = squad[i]
		}
		t.turn(i, who)
		for c, call := range s.Messages[i].ToolCalls {
			answer, ok := answers[call.ID]
			if !ok {
				answer = -1
			}
			t.tool(i, c, answer)
		}
	}
	if len(t.items) == 0 {
		t.add(partEmpty, "")
	} else if waiting(s) {
		t.add(partWaiting, "")
	}
	return t
}

func (t *turns) add(kind partKind, text string) {
	t.parts = append(t.parts, part{len(t.items) - 1, kind, text})
}

// begin adds an item with its head.
func (t *turns) begin(it item) *item {
	it.first = len(t.parts)
	t.items = append(t.items, it)
	t.add(partHead, "")
	return &t.items[len(t.items)-1]
}

// turn adds a message as a turn, unless it only calls tools.
func (t *turns) turn(i int, who string) {
	m := &t.s.Messages[i]
	if len(m.ToolCalls) > 0 && m.Text == "" && m.Refusal == "" && !m.Filtered && len(m.Threats) == 0 && !m.Unknown {
		return
	}
	it := t.begin(item{message: i, call: -1, answer: -1, who: who, failed: sync.OnceValue(m.Failed)})
	switch {
	case m.Unknown:
		t.texts(partRaw, string(m.Raw))
	case m.Text != "":
		t.texts(partText, m.Text)
	}
	if m.Refusal != "" {
		t.add(partRefusal, m.Refusal)
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
	for whole := looksJSON(text); ; {
		n := len(text)
		if n > longest && !whole {
			n = divide(text)
		}
		t.add(kind, text[:n])
		if text = text[n:]; text == "" {
			return
		}
	}
}

// divide finds where the first part of a long text ends.
func divide(text string) int {
	near := longest - longest/4
	for _, sign := range "\n " {
		if n := strings.LastIndexByte(text[near:longest], byte(sign)); n >= 0 {
			return near + n + 1
		}
	}
	// a word as long as this may be a URL: its secrets must stay in one part
	limit := min(len(text), 5*longest)
	if n := strings.IndexAny(text[longest:limit], " \n"); n >= 0 {
		return longest + n + 1
	}
	for limit < len(text) && !utf8.RuneStart(text[limit]) {
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
