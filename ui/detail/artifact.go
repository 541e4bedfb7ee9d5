package detail

import (
	"cmp"
	"strconv"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// infoArtifact adds what the artifact holds besides the messages.
func (p *Pane) infoArtifact(f *fields) {
	sections := map[string]struct{ heading, of string }{
		"structuredOutputs": {"Structured outputs", "result"}, "skippedStructuredOutputs": {"Skipped outputs", "reason"},
		"scorecards": {"Scorecards", "score"}, "variableValues": {"Variables", ""},
	}
	var urls []member
	for _, m := range members(p.session.Artifact) {
		name, isURL := strings.CutSuffix(m.name, "Url")
		switch s, ok := sections[m.name]; {
		case len(m.value) > maxJSONBytes:
		case ok:
			p.infoMembers(f, s.heading, m, s.of)
		case isURL && len(m.value) > 2 && m.value[0] == '"':
			urls = append(urls, member{name, redactMember(m.name, m.value)})
		}
	}
	p.infoValues(f, "Recordings and logs", urls, linkRole)
}

// infoMembers adds the parts of one member of the artifact. A part that is an object is
// labelled by its name instead of its ID, and its member "of" is its value.
func (p *Pane) infoMembers(f *fields, heading string, m member, of string) {
	parts := members(redactMember(m.name, m.value))
	for i, part := range parts {
		if of == "" {
			continue
		}
		parts[i].name = cmp.Or(memberText(part.value, "name"), part.name)
		if v := memberText(part.value, of); v != "" {
			parts[i].value = []byte(v)
		}
	}
	p.infoValues(f, heading, parts, theme.Plain)
}

// infoValues adds names and values under a heading, unless there are none.
func (p *Pane) infoValues(f *fields, heading string, all []member, role theme.Role) {
	var values []entry
	longest := max(labelWidth-1, min(30, p.textWidth()/2))
	for _, m := range all {
		values = append(values, entry{label: p.elide(oneLine(m.name), longest), value: p.personalText(truncateBytes(readableText(m.value), 2000)), role: role})
	}
	f.addSection(heading, values...)
}

// infoOther returns the parts of the session that only other tabs show in full.
func (p *Pane) infoOther() []entry {
	var parts []string
	for _, part := range []member{
		{"assistant", p.session.Assistant}, {"assistantOverrides", p.session.AssistantOverride}, {"squad", p.session.Squad},
		{"phoneNumber", p.session.PhoneNumber}, {"artifact", p.session.Artifact}, {"metadata", p.session.Metadata},
	} {
		if len(part.value) > 0 && string(part.value) != "null" {
			parts = append(parts, part.name+" "+words.Bytes(int64(len(part.value))))
		}
	}
	all := []entry{{label: "JSON", value: strings.Join(parts, ", "), role: theme.Dim}}
	if n := len(p.session.Costs); n > 0 {
		all = append(all, entry{label: "Cost", value: strconv.Itoa(n) + " entries", role: theme.Dim})
	}
	return all
}
