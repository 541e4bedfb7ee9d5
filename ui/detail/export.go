package detail

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// Texts make of a session what leaves the program: secrets are masked, and what
// drives a terminal is replaced.
type Texts struct {
	Location *time.Location // for times; UTC when nil
	Private  bool           // mask names, numbers, addresses and words
	BaseURL  string         // of the API, for Curl
	Now      time.Time      // which says what has expired
	Names    filter.NameOf  // of assistants and squads; nil for none
}

func (o *Texts) zone() *time.Location { return cmp.Or(o.Location, time.UTC) }

// text makes text from a session safe to paste anywhere, and private when asked.
func (o *Texts) text(s string) string {
	t := client.Copyable(s)
	if o.Private {
		return words.Hide(t)
	}
	return t
}

func (o *Texts) line(s string) string {
	return strings.ReplaceAll(o.text(s), "\n", " ")
}

// Markdown gives the session as a Markdown document: a heading with its facts,
// then the turns. Secrets are masked and control characters replaced.
func (o Texts) Markdown(s *client.Session) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", inert(cmp.Or(o.line(s.Name), "Session "+o.line(s.ID))))
	for _, f := range o.facts(s) {
		if f[1] != "" {
			fmt.Fprintf(&b, "- %s: %s\n", f[0], inert(f[1]))
		}
	}
	t := newTurns(s)
	for _, it := range t.items {
		fmt.Fprintf(&b, "\n%s\n\n", inert(o.headline(it, "**", "`")))
		for _, p := range t.parts[it.first:it.last] {
			markdownPart(&b, p, &o)
		}
	}
	return b.Bytes()
}

// headline tells who a turn is from, or which tool was called, and when, with signs
// around the speaker and the tool.
func (o *Texts) headline(it *item, strong, code string) string {
	name, _ := it.speaker()
	line := strong + name + strong
	if it.call != nil {
		line += " " + code + strings.ReplaceAll(o.line(it.call.Name), "`", "'") + code
	} else if who := it.who; who != "" {
		line += " " + o.line(o.named(client.AssistantName, who))
	}
	return strings.TrimSuffix(line+" "+it.when(o.zone()), " ")
}

// markdownPart writes what a part says; data as code.
func markdownPart(b *bytes.Buffer, p part, o *Texts) {
	text := o.text(p.text)
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	switch p.kind {
	case partHead, partWaiting, partEmpty:
	case partText:
		b.WriteString("> " + strings.ReplaceAll(inert(text), "\n", "\n> ") + "\n")
	case partRefusal:
		b.WriteString("> Refused: " + strings.ReplaceAll(inert(text), "\n", "\n> ") + "\n")
	default:
		if text != "" {
			fmt.Fprintf(b, "%s\n%s\n%s\n", fence, text, fence)
		}
	}
}

// inert keeps a text's HTML and images from taking effect where the Markdown
// is shown.
func inert(s string) string {
	return strings.NewReplacer("<", "&lt;", "![", `!\[`).Replace(s)
}

// Transcript gives what was said as plain text, a paragraph for each turn.
// Secrets are masked and control characters replaced.
func (o Texts) Transcript(s *client.Session) []byte {
	var b bytes.Buffer
	t := newTurns(s)
	for i, it := range t.items {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(o.headline(it, "", "") + "\n")
		for _, p := range t.parts[it.first:it.last] {
			text := o.text(p.text)
			if text == "" {
				continue
			}
			if p.kind == partRefusal {
				text = "refused: " + text
			}
			b.WriteString("  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n")
		}
	}
	return b.Bytes()
}

// Title is a line that says which session a transcript is of, and from when.
func (o Texts) Title(s *client.Session) []byte {
	line := cmp.Or(o.line(s.Name), "(no name)")
	for _, f := range o.facts(s) {
		switch f[0] {
		case "ID", "Created", "Updated":
			line += ", " + f[0] + " " + f[1]
		}
	}
	return []byte(line + "\n\n")
}

// facts are the fields that head a Markdown document.
func (o *Texts) facts(s *client.Session) [][2]string {
	sum := client.Summarize(s)
	status, _, _ := status(&sum, o.Now)
	assistant, ref := filter.AssistantOf(&sum)
	if assistant = o.line(assistant); ref.ID != "" {
		assistant = o.named(client.AssistantName, s.AssistantID)
	}
	return [][2]string{
		{"ID", oneLine(s.ID)}, {"Status", status}, {"Created", exact(s.CreatedAt, o.zone())}, {"Updated", exact(s.UpdatedAt, o.zone())},
		{"Assistant", withID(assistant, s.AssistantID)}, {"Squad", withID(o.named(client.SquadName, s.SquadID), s.SquadID)},
		{"Customer", o.line(sum.Customer)}, {"Cost", amount(s.Cost)},
	}
}

// named is what is shown for an ID, or nothing without one.
func (o *Texts) named(kind client.NameKind, id string) string {
	if id == "" {
		return ""
	}
	text, _ := nameShown(o.Names, filter.Ref{Kind: kind, ID: id}, o.line)
	return text
}

// withID adds an ID to what is shown for it, unless it is a part of that.
func withID(shown, id string) string {
	if id == "" || strings.HasSuffix(shown, oneLine(id)) {
		return shown
	}
	return shown + ", ID " + oneLine(id)
}

// JSON gives the session's JSON with the layout that the server sent, secrets
// masked. With o.Private every text and number in it is masked but for IDs, times
// and words of a fixed set.
func (o Texts) JSON(s *client.Session) []byte {
	if o.Private {
		return privateJSON(s.Raw)
	}
	return bytes.Clone(client.Redact(s.Raw))
}

// JSONLine is JSON on one line, with a newline at its end, as NDJSON has it.
func (o Texts) JSONLine(s *client.Session) []byte {
	v := jsontext.Value(o.JSON(s))
	_ = v.Compact(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true)) // it was read as JSON
	return append(v, '\n')
}

// privateJSON masks secrets, and what private mode hides.
func privateJSON(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	from, name := 0, ""
	r := client.NewRedactor(raw)
	for t, ok := r.Next(); ok; t, ok = r.Next() {
		text := raw[t.From:t.To]
		if t.Masked != nil {
			text = t.Masked
		}
		switch {
		case t.Name:
			name = asText(text)
		case t.Kind == jsontext.KindInvalid:
			text = strconv.AppendQuote(nil, client.Mask)
		case t.Kind == '"' && !openName(name):
			text = strconv.AppendQuote(nil, words.Hide(asText(text)))
		case t.Kind == '0' && !openName(name):
			text = []byte{'0'}
		}
		if !t.Name {
			name = ""
		}
		out = append(append(out, raw[from:t.From]...), text...)
		from = t.To
	}
	return append(out, raw[from:]...)
}

// openName reports whether the value of a JSON member may be shown in private
// mode: what is of a fixed set, a time, or an ID that means nothing elsewhere.
func openName(name string) bool {
	switch name {
	case "id", "orgId", "assistantId", "squadId", "phoneNumberId", "customerId", "toolCallId", "tool_call_id",
		"status", "role", "type", "provider", "model", "analysisType", "createdAt", "updatedAt", "finish_reason":
		return true
	}
	return false
}

// Curl gives a command that reads the session.
func (o Texts) Curl(id string) string { return CurlRequest(o.BaseURL, "", id, "") }

// CurlRequest gives a command that sends a request for a session, or for a new
// one where the ID is empty, with the key taken from the environment when it
// runs. An empty method reads, and an empty body is none.
func CurlRequest(baseURL, method, id, body string) string {
	address := strings.TrimRight(baseURL, "/") + "/session"
	if id != "" {
		address += "/" + url.PathEscape(id)
	}
	line := "curl -sS "
	if method != "" {
		line += "-X " + method + " "
	}
	line += `-H "Authorization: Bearer $VAPI_API_KEY" ` + quoted(address)
	if body != "" {
		line += " -H 'Content-Type: application/json' --data " + quoted(body)
	}
	return line
}

// quoted quotes a word for a shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
