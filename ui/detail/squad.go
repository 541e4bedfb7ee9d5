package detail

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// assistantInfo is what a message, or a member of a squad, says about its assistant.
type assistantInfo struct {
	AssistantName                 string
	AssistantID                   string
	Assistant, AssistantOverrides struct{ Name string }
}

// readAssistant decodes an assistantInfo. What cannot be decoded stays empty.
func readAssistant(raw []byte) (a assistantInfo) {
	_ = json.Unmarshal(raw, &a, json.MatchCaseInsensitiveNames(true), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return a
}

// name returns the assistant's name, also that which byID has for its ID, or else its
// ID.
func (a *assistantInfo) name(byID map[string]string) string {
	return cmp.Or(a.AssistantOverrides.Name, a.Assistant.Name, a.AssistantName, byID[a.AssistantID], a.AssistantID)
}

// squadNames returns for each message of a squad's assistants who said it: a name, or an
// ID without a known name. A message that does not tell is from the assistant of the
// last one, or from the one that a tool call handed over to. Without a squad it returns
// nil.
func squadNames(s *client.Session) []string {
	if len(s.Squad) == 0 && s.SquadID == "" {
		return nil
	}
	names, current := squadMembers(s)
	all := make([]string, len(s.Messages))
	for i := range s.Messages {
		m := &s.Messages[i]
		if !m.Role.IsAgent() {
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

// squadMembers returns the names of a squad's assistants, keyed by ID and by name, and
// the name of the first one.
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

// handoffTarget returns the assistant of the squad that a tool call hands over to, or
// "".
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

// lettersAndDigits drops all other characters, which a tool's name cannot have, and
// returns the rest in lower case.
func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
