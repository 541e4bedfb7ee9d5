package detail

import (
	"strconv"
	"strings"

	"vapi-sessions/theme"
)

// infoArtifact tells what the artifact holds besides the messages.
func (p *Pane) infoArtifact(s *fields) {
	begun := false
	members(p.s.Artifact, func(name string, value []byte) bool {
		var text string
		switch {
		case name == "structuredOutputs":
			p.structured(s, value)
			return true
		case strings.HasSuffix(name, "Url") && len(value) > 2 && value[0] == '"':
			text = asText(masked(name, value))
		default:
			return true
		}
		if !begun {
			s.heading("Recordings and logs")
			begun = true
		}
		s.value(strings.TrimSuffix(cut(oneLine(name), labelWidth+2), "Url"), p.personal(text), theme.Plain)
		return true
	})
}

// structured tells the structured outputs: the name of each and its result.
func (p *Pane) structured(s *fields, outputs []byte) {
	if len(outputs) > wholeJSON {
		return
	}
	begun := false
	members(masked("structuredOutputs", outputs), func(id string, value []byte) bool {
		name, result := id, string(value)
		members(value, func(key string, v []byte) bool {
			switch key {
			case "name":
				name = asText(v)
			case "result":
				result = asText(v)
			}
			return true
		})
		if !begun {
			s.heading("Structured outputs")
			begun = true
		}
		s.value(cut(oneLine(name), 30), p.personal(head(result, 2000)), theme.Plain)
		return true
	})
}

// infoLinks tells the pages of the dashboard, as text.
func (p *Pane) infoLinks(s *fields, k *known) {
	s.heading("Links")
	s.value("sessions", p.sessionsURL(), theme.Info)
	if k.assistantID != "" {
		s.value("assistant", oneLine(p.assistantURL(k.assistantID)), theme.Info)
	}
}

// infoOther names the parts that only the JSON tab shows in full.
func (p *Pane) infoOther(s *fields) {
	var parts []string
	for _, part := range []struct {
		name string
		raw  []byte
	}{
		{"assistant", p.s.Assistant}, {"assistantOverrides", p.s.AssistantOverride}, {"squad", p.s.Squad},
		{"phoneNumber", p.s.PhoneNumber}, {"artifact", p.s.Artifact}, {"metadata", p.s.Metadata},
	} {
		if len(part.raw) > 0 && string(part.raw) != "null" {
			parts = append(parts, part.name+" "+sizeText(len(part.raw)))
		}
	}
	if len(parts) > 0 {
		s.value("JSON tab", strings.Join(parts, ", "), theme.Dim)
	}
	if n := len(p.s.Costs); n > 0 {
		s.value("Cost tab", strconv.Itoa(n)+" entries", theme.Dim)
	}
}
