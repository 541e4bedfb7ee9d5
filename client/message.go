package client

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// messageList reads messages of either family. What is neither is kept raw and says
// so.
type messageList struct {
	all   []Message
	wants func(Role) bool // whose texts are kept; nil for all
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (l *messageList) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	l.all = l.all[:0]
	if dec.PeekKind() != '[' {
		return dec.SkipValue()
	}
	var w wireMessage
	_, err := dec.ReadToken()
	for err == nil && dec.PeekKind() != ']' {
		l.all = append(l.all, Message{})
		w = wireMessage{Message: &l.all[len(l.all)-1]}
		w.Raw, err = readObject(dec, &w)
		w.complete(l.wants == nil || l.wants(w.Role))
	}
	if err == nil {
		_, err = dec.ReadToken()
	}
	return err
}

// wireMessage is what is in a message of either family beside what a Message has
// under the same name.
type wireMessage struct {
	*Message
	Content  object[part]      `json:"content"`
	Spoken   object[part]      `json:"message"`
	Result   object[part]      `json:"result"`
	Calls    objects[wireCall] `json:"tool_calls"`
	CallsToo objects[wireCall] `json:"toolCalls"`
	CallID   string            `json:"toolCallId"`
	Seconds  *float64          `json:"secondsFromStart"`
	Threats  jsontext.Value    `json:"detectedThreats"`
}

// part is one part of what was said.
type part struct {
	Text    jsontext.Value `json:"text"`
	Refusal jsontext.Value `json:"refusal"`
	Content jsontext.Value `json:"content"`
}

// wireCall is a tool call; what is called is in it, or in its function.
type wireCall struct {
	ToolCall
	Arguments jsontext.Value `json:"arguments"`
	Function  object[struct {
		Name      string         `json:"name"`
		Arguments jsontext.Value `json:"arguments"`
	}] `json:"function"`
}

// complete fills in what a Message has under another name or in another form.
func (w *wireMessage) complete(withText bool) {
	m := w.Message
	if m.Raw.Kind() == '"' {
		w.Content.raw = m.Raw
	}
	if withText {
		m.Text = w.said()
	}
	for _, c := range append(w.Calls, w.CallsToo...) {
		f := c.as.Function.as
		m.ToolCalls = append(m.ToolCalls, ToolCall{ID: c.as.ID, Type: c.as.Type, Name: cmp.Or(f.Name, c.as.Name),
			Arguments: cmp.Or(textOrJSON(f.Arguments), textOrJSON(c.as.Arguments))})
	}
	m.ToolCallID = cmp.Or(m.ToolCallID, w.CallID)
	m.Threats = texts(w.Threats)
	m.Timed = !m.Time.IsZero()
	if s := w.Seconds; s != nil && math.Abs(*s) < math.MaxInt64/float64(time.Second) {
		m.Offset, m.Timed = time.Duration(*s*float64(time.Second)), true
	}
	speaks := w.Content.raw != nil || w.Spoken.raw != nil || w.Result.raw != nil || m.Refusal != "" // null counts
	m.Unknown = m.Role == "" || !speaks && len(m.ToolCalls) == 0
}

// said is the text of the first member that has one: a string, an object with a
// text, or a list of these, whose texts are joined.
func (w *wireMessage) said() string {
	for _, whole := range []object[part]{w.Content, w.Spoken, w.Result} {
		parts := []object[part]{whole}
		if whole.raw.Kind() == '[' {
			var list []object[part]
			_ = unmarshal(whole.raw, &list) // it was read before
			parts = list
		}
		var found []string
		for _, p := range parts {
			all := []jsontext.Value{p.raw, p.as.Text, p.as.Refusal, p.as.Content}
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

// texts is a list of texts; elements that are objects are kept as JSON.
func texts(v jsontext.Value) (list []string) {
	if v.Kind() != '[' {
		if t := textOrJSON(v); t != "" && t != "false" {
			return []string{t}
		}
	}
	for v := range elements(v) {
		if t := textOrJSON(v); t != "" {
			list = append(list, t)
		}
	}
	return list
}

// Failed reports whether the message is a tool's answer that tells of an
// error, by the rule of Summary.ToolErrors.
func (m *Message) Failed() bool { return m.Role.IsTool() && reportsError(m.Text) }

// Tool reports whether the message is a tool's answer, in either family.
func (r Role) IsTool() bool { return r == RoleTool || r == "tool_call_result" }

// Agent reports whether the role is the assistant's; calls name it "bot".
func (r Role) IsAgent() bool { return r == RoleAssistant || r == "bot" }
