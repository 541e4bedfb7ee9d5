package client

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// messageList decodes messages of either family. A message of neither has
// Unknown set.
type messageList struct {
	all       []Message
	wantsText func(Role) bool // whether texts of a role are decoded; nil for all
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (l *messageList) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	l.all = l.all[:0]
	if dec.PeekKind() != '[' {
		return dec.SkipValue()
	}
	var w wireMessage
	return each(dec, func(string) (err error) {
		l.all = append(l.all, Message{})
		w = wireMessage{Message: &l.all[len(l.all)-1]}
		w.Raw, err = readObject(dec, &w)
		w.complete(l.wantsText == nil || l.wantsText(w.Role))
		return err
	})
}

// wireMessage has the members of either family that differ in name or form from
// the fields of Message.
type wireMessage struct {
	*Message
	Content  object[textPart]  `json:"content"`
	Spoken   object[textPart]  `json:"message"`
	Result   object[textPart]  `json:"result"`
	Calls    objects[wireCall] `json:"tool_calls"`
	CallsToo objects[wireCall] `json:"toolCalls"`
	CallID   string            `json:"toolCallId"`
	Seconds  *float64          `json:"secondsFromStart"`
	Threats  jsontext.Value    `json:"detectedThreats"`
}

// textPart is one part of a message's content.
type textPart struct {
	Text    jsontext.Value `json:"text"`
	Refusal jsontext.Value `json:"refusal"`
	Content jsontext.Value `json:"content"`
}

// wireCall is a tool call; name and arguments are in it, or in its function.
type wireCall struct {
	ToolCall
	Arguments jsontext.Value `json:"arguments"`
	Function  object[struct {
		Name      string         `json:"name"`
		Arguments jsontext.Value `json:"arguments"`
	}] `json:"function"`
}

// complete fills in the fields of Message from the other members.
func (w *wireMessage) complete(withText bool) {
	m := w.Message
	if m.Raw.Kind() == '"' {
		w.Content.raw = m.Raw
	}
	if withText {
		m.Text = w.spokenText()
	}
	for _, c := range append(w.Calls, w.CallsToo...) {
		f := c.value.Function.value
		m.ToolCalls = append(m.ToolCalls, ToolCall{ID: c.value.ID, Name: cmp.Or(f.Name, c.value.Name),
			Arguments: cmp.Or(textOrJSON(f.Arguments), textOrJSON(c.value.Arguments))})
	}
	m.ToolCallID = cmp.Or(m.ToolCallID, w.CallID)
	m.Threats = textList(w.Threats)
	m.Timed = !m.Time.IsZero()
	if s := w.Seconds; s != nil && math.Abs(*s) < math.MaxInt64/float64(time.Second) {
		m.Offset, m.Timed = time.Duration(*s*float64(time.Second)), true
	}
	hasText := w.Content.raw != nil || w.Spoken.raw != nil || w.Result.raw != nil || m.Refusal != "" // null counts
	m.Unknown = m.Role == "" || !hasText && len(m.ToolCalls) == 0
}

// spokenText is the text of the first of content, message and result that has
// one: a string, an object with a text, or a list of these, whose texts are
// joined.
func (w *wireMessage) spokenText() string {
	for _, whole := range []object[textPart]{w.Content, w.Spoken, w.Result} {
		parts := []object[textPart]{whole}
		if whole.raw.Kind() == '[' {
			var list []object[textPart]
			_ = unmarshal(whole.raw, &list) // it was read before
			parts = list
		}
		var found []string
		for _, p := range parts {
			all := []jsontext.Value{p.raw, p.value.Text, p.value.Refusal, p.value.Content}
			if i := slices.IndexFunc(all, func(v jsontext.Value) bool { return v.Kind() == '"' }); i >= 0 {
				found = append(found, text[string](all[i]))
			}
		}
		if found != nil {
			return strings.Join(found, "\n")
		}
	}
	return ""
}

// textList is a list of texts; elements that are objects are kept as JSON.
func textList(v jsontext.Value) (list []string) {
	if v.Kind() != '[' {
		if t := textOrJSON(v); t != "" && t != "false" {
			return []string{t}
		}
	}
	for _, v := range Members(v) {
		if t := textOrJSON(v); t != "" {
			list = append(list, t)
		}
	}
	return list
}

// Failed reports whether the message is a tool's answer that reports an error,
// by the rule of Summary.ToolErrors.
func (m *Message) Failed() bool { return m.Role.IsTool() && reportsError(m.Text) }

// IsTool reports whether the role is that of a tool's answer, in either family.
func (r Role) IsTool() bool { return r == RoleTool || r == "tool_call_result" }

// IsAgent reports whether the role is the assistant's, which the call family
// names "bot".
func (r Role) IsAgent() bool { return r == RoleAssistant || r == "bot" }
