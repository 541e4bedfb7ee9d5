package client

import (
	"cmp"
	"math"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// decodeMessages reads a list of messages.
func decodeMessages(list jsontext.Value) (messages []Message) {
	for raw := range elements(list) {
		messages = append(messages, decodeMessage(raw))
	}
	return messages
}

// decodeMessage reads one message of either family. What is neither is kept raw
// and says so.
func decodeMessage(raw jsontext.Value) Message {
	var w struct {
		Message
		Content  given          `json:"content"`
		Spoken   given          `json:"message"`
		Result   given          `json:"result"`
		Calls    jsontext.Value `json:"tool_calls"`
		CallsToo jsontext.Value `json:"toolCalls"`
		CallID   string         `json:"toolCallId"`
		Seconds  *float64       `json:"secondsFromStart"`
		Threats  jsontext.Value `json:"detectedThreats"`
	}
	if raw.Kind() == '"' {
		w.Text = text[string](raw)
	}
	_ = unmarshal(raw, &w) // what cannot be read is empty
	m := w.Message
	m.Raw = raw
	for _, v := range []given{w.Result, w.Spoken, w.Content} {
		if said, ok := contentText(jsontext.Value(v)); ok {
			m.Text = said
		}
	}
	m.ToolCalls = append(decodeToolCalls(w.Calls), decodeToolCalls(w.CallsToo)...)
	m.ToolCallID = cmp.Or(m.ToolCallID, w.CallID)
	m.Threats = texts(w.Threats)
	m.Timed = !m.Time.IsZero()
	if s := w.Seconds; s != nil && math.Abs(*s) < math.MaxInt64/float64(time.Second) {
		m.Offset, m.Timed = time.Duration(*s*float64(time.Second)), true
	}
	speaks := w.Content != nil || w.Spoken != nil || w.Result != nil || m.Refusal != "" // null counts
	m.Unknown = m.Role == "" || !speaks && len(m.ToolCalls) == 0
	return m
}

// contentText is what was said: a string, or a list of parts of which the texts
// are joined. It reports false for null and for what holds no text.
func contentText(v jsontext.Value) (string, bool) {
	if v.Kind() != '[' {
		return part(v)
	}
	var parts []string
	for v := range elements(v) {
		if text, ok := part(v); ok {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n"), len(parts) > 0
}

// part is one part of a content list: a string or an object with a text.
func part(v jsontext.Value) (string, bool) {
	if v.Kind() != '{' {
		return text[string](v), v.Kind() == '"'
	}
	var w struct {
		Text    jsontext.Value `json:"text"`
		Refusal jsontext.Value `json:"refusal"`
		Content jsontext.Value `json:"content"`
	}
	_ = unmarshal(v, &w) // what cannot be read is empty
	for _, v := range []jsontext.Value{w.Text, w.Refusal, w.Content} {
		if v.Kind() == '"' {
			return text[string](v), true
		}
	}
	return "", false
}

// decodeToolCalls reads the calls; what is no object is left out.
func decodeToolCalls(list jsontext.Value) (calls []ToolCall) {
	type function struct {
		Name      string         `json:"name"`
		Arguments jsontext.Value `json:"arguments"`
	}
	for raw := range elements(list) {
		var w struct {
			ToolCall
			Arguments jsontext.Value `json:"arguments"`
			Function  jsontext.Value `json:"function"`
		}
		if unmarshal(raw, &w) != nil {
			continue
		}
		f := function{Name: w.Name, Arguments: w.Arguments}
		_ = unmarshal(w.Function, &f) // the function's own come first
		calls = append(calls, ToolCall{ID: w.ID, Type: w.Type, Name: f.Name, Arguments: textOrJSON(f.Arguments)})
	}
	return calls
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
func (m *Message) Failed() bool { return m.Role.Tool() && reportsError(m.Text) }

// Tool reports whether the message is a tool's answer, in either family.
func (r Role) Tool() bool { return r == RoleTool || r == "tool_call_result" }

// Agent reports whether the role is the assistant's; calls name it "bot".
func (r Role) Agent() bool { return r == RoleAssistant || r == "bot" }
