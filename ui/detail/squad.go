package detail

import (
	"strings"
	"unicode"

	"vapi-sessions/client"
)

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
		if said := assistantOf(members(m.Raw), names); said != "" {
			current = said
		}
		all[i] = current
		for _, call := range m.ToolCalls {
			if to := handedTo(&call, names); to != "" {
				current = to
			}
		}
	}
	return all
}

// squadMembers gives the names of a squad's assistants by their IDs, or by
// themselves, and the first of them.
func squadMembers(s *client.Session) (names map[string]string, first string) {
	names = make(map[string]string)
	for _, m := range members([]byte(get(s.Squad, "members"))) {
		name := assistantOf(members(m.value), nil)
		if id := get(m.value, "assistantId"); id != "" {
			names[id] = name
		}
		names[name] = name
		if first == "" {
			first = name
		}
	}
	return names, first
}

// assistantOf gives the name of the assistant that an object speaks of, or else
// its ID.
func assistantOf(object []member, names map[string]string) string {
	name, id := "", ""
	for _, m := range object {
		switch m.name {
		case "assistantName":
			name = asText(m.value)
		case "assistant", "assistantOverrides":
			if n := get(m.value, "name"); n != "" {
				name = n
			}
		case "assistantId":
			id = asText(m.value)
		}
	}
	switch {
	case name != "" && name != "null":
		return name
	case names[id] != "":
		return names[id]
	case id != "null":
		return id
	}
	return ""
}

// handedTo gives the assistant of the squad to which a tool call hands over.
func handedTo(call *client.ToolCall, names map[string]string) string {
	to, handoff := strings.CutPrefix(call.Name, "handoff_to_")
	if !handoff && !strings.HasPrefix(strings.ToLower(call.Name), "transfer") {
		return ""
	}
	wanted := []string{to}
	for _, m := range members([]byte(call.Arguments)) {
		wanted = append(wanted, asText(m.value))
	}
	for _, w := range wanted {
		for _, name := range names {
			if name != "" && letters(name) == letters(w) {
				return name
			}
		}
	}
	return ""
}

// letters are the letters and digits of a name in lower case, for a tool's name
// can have no others.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
