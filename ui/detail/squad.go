package detail

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// assistantInfo is what a message, or a member of a squad, says of its assistant.
type assistantInfo struct {
	AssistantName                 string
	AssistantID                   string
	Assistant, AssistantOverrides struct{ Name string }
}

// readAssistant reads what can be read of it.
func readAssistant(raw []byte) (a assistantInfo) {
	_ = json.Unmarshal(raw, &a, json.MatchCaseInsensitiveNames(true), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return a
}

// name is the assistant's own name, or that of its ID, or else the ID.
func (a *assistantInfo) name(byID map[string]string) string {
	return cmp.Or(a.AssistantOverrides.Name, a.Assistant.Name, a.AssistantName, byID[a.AssistantID], a.AssistantID)
}

// squadNames gives for each message of a squad's assistant who that was: a name,
// or an ID of which the session has no name. A message that does not say it is
// from the assistant that had the last one, or to which a tool call handed over.
func squadNames(s *client.Session) []string {
	if len(s.Squad) == 0 && s.SquadID == "" {
		return nil
	}
	names, current := squadMembers(s)
	all := make([]string, len(s.Messages))
	for i := range s.Messages {
		m := &s.Messages[i]
		if !m.Role.Agent() {
			continue
		}
		a := readAssistant(m.Raw)
		current = cmp.Or(a.name(names), current)
		all[i] = current
		for _, call := range m.ToolCalls {
			current = cmp.Or(handoffTarget(&call, names), current)
		}
	}
	return all
}

// squadMembers gives the names of a squad's assistants by their IDs, or by
// themselves, and the first of them.
func squadMembers(s *client.Session) (names map[string]string, first string) {
	names = make(map[string]string)
	for _, member := range client.Members([]byte(memberText(s.Squad, "members"))) {
		a := readAssistant(member)
		name := a.name(nil)
		names[name] = name
		if a.AssistantID != "" {
			names[a.AssistantID] = name
		}
		first = cmp.Or(first, name)
	}
	return names, first
}

// handoffTarget gives the assistant of the squad to which a tool call hands over.
func handoffTarget(call *client.ToolCall, names map[string]string) string {
	to, handoff := strings.CutPrefix(call.Name, "handoff_to_")
	if !handoff && !strings.HasPrefix(strings.ToLower(call.Name), "transfer") {
		return ""
	}
	wanted := []string{to}
	for _, argument := range client.Members([]byte(call.Arguments)) {
		wanted = append(wanted, readableText(argument))
	}
	for _, w := range wanted {
		for _, name := range names {
			if name != "" && lettersAndDigits(name) == lettersAndDigits(w) {
				return name
			}
		}
	}
	return ""
}

// lettersAndDigits are the letters and digits of a name in lower case, for a tool's name
// can have no others.
func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
