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

// Exporter make of a session what leaves the program: secrets are masked, and what
// drives a terminal is replaced.
type Exporter struct {
	Location *time.Location // for times; UTC when nil
	Private  bool           // mask names, numbers, addresses and words
	BaseURL  string         // of the API, for Curl
	Now      time.Time      // which says what has expired
	Names    filter.NameOf  // of assistants and squads; nil for none
}

func (o *Exporter) zone() *time.Location { return cmp.Or(o.Location, time.UTC) }

// cleanText makes text from a session safe to paste anywhere, and private when asked.
func (o *Exporter) cleanText(s string) string {
	t := client.Copyable(s)
	if o.Private {
		return words.Hide(t)
	}
	return t
}

func (o *Exporter) cleanLine(s string) string {
	return strings.ReplaceAll(o.cleanText(s), "\n", " ")
}

// Markdown gives the session as a Markdown document: a heading with its facts,
// then the turns. Secrets are masked and control characters replaced.
func (o Exporter) Markdown(s *client.Session) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", escapeMarkdown(cmp.Or(o.cleanLine(s.Name), "Session "+o.cleanLine(s.ID))))
	for _, f := range o.facts(s) {
		if f[1] != "" {
			fmt.Fprintf(&b, "- %s: %s\n", f[0], escapeMarkdown(f[1]))
		}
	}
	t := newTurns(s)
	for _, it := range t.items {
		fmt.Fprintf(&b, "\n%s\n\n", escapeMarkdown(o.headline(it, "**", "`")))
		for _, p := range t.parts[it.first:it.last] {
			writeMarkdownPart(&b, p, &o)
		}
	}
	return b.Bytes()
}

// headline tells who a turn is from, or which tool was called, and when, with signs
// around the speaker and the tool.
func (o *Exporter) headline(it *item, strong, code string) string {
	name, _ := it.speaker()
	line := strong + name + strong
	if it.call != nil {
		line += " " + code + strings.ReplaceAll(o.cleanLine(it.call.Name), "`", "'") + code
	} else if who := it.speakerName; who != "" {
		line += " " + o.cleanLine(o.shownName(client.AssistantName, who))
	}
	return strings.TrimSuffix(line+" "+it.timeText(o.zone()), " ")
}

// writeMarkdownPart writes what a part says; data as code.
func writeMarkdownPart(b *bytes.Buffer, p part, o *Exporter) {
	text := o.cleanText(p.text)
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	switch p.kind {
	case partHead, partWaiting, partEmpty:
	case partText:
		b.WriteString("> " + strings.ReplaceAll(escapeMarkdown(text), "\n", "\n> ") + "\n")
	case partRefusal:
		b.WriteString("> Refused: " + strings.ReplaceAll(escapeMarkdown(text), "\n", "\n> ") + "\n")
	default:
		if text != "" {
			fmt.Fprintf(b, "%s\n%s\n%s\n", fence, text, fence)
		}
	}
}

// escapeMarkdown keeps a text's HTML and images from taking effect where the Markdown
// is shown.
func escapeMarkdown(s string) string {
	return strings.NewReplacer("<", "&lt;", "![", `!\[`).Replace(s)
}

// Transcript gives what was said as plain text, a paragraph for each turn.
// Secrets are masked and control characters replaced.
func (o Exporter) Transcript(s *client.Session) []byte {
	var b bytes.Buffer
	t := newTurns(s)
	for i, it := range t.items {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(o.headline(it, "", "") + "\n")
		for _, p := range t.parts[it.first:it.last] {
			text := o.cleanText(p.text)
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
func (o Exporter) Title(s *client.Session) []byte {
	line := cmp.Or(o.cleanLine(s.Name), "(no name)")
	for _, f := range o.facts(s) {
		switch f[0] {
		case "ID", "Created", "Updated":
			line += ", " + f[0] + " " + f[1]
		}
	}
	return []byte(line + "\n\n")
}

// facts are the fields that head a Markdown document.
func (o *Exporter) facts(s *client.Session) [][2]string {
	sum := client.Summarize(s)
	status, _, _ := status(&sum, o.Now)
	assistant, ref := filter.AssistantOf(&sum)
	if assistant = o.cleanLine(assistant); ref.ID != "" {
		assistant = o.shownName(client.AssistantName, s.AssistantID)
	}
	return [][2]string{
		{"ID", oneLine(s.ID)}, {"Status", status}, {"Created", exactTime(s.CreatedAt, o.zone())}, {"Updated", exactTime(s.UpdatedAt, o.zone())},
		{"Assistant", withID(assistant, s.AssistantID)}, {"Squad", withID(o.shownName(client.SquadName, s.SquadID), s.SquadID)},
		{"Customer", o.cleanLine(sum.Customer)}, {"Cost", optionalDollars(s.Cost)},
	}
}

// shownName is what is shown for an ID, or nothing without one.
func (o *Exporter) shownName(kind client.NameKind, id string) string {
	if id == "" {
		return ""
	}
	text, _ := displayName(o.Names, filter.Ref{Kind: kind, ID: id}, o.cleanLine)
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
func (o Exporter) JSON(s *client.Session) []byte {
	if o.Private {
		return privateJSON(s.Raw)
	}
	return bytes.Clone(client.Redact(s.Raw))
}

// JSONLine is JSON on one line, with a newline at its end, as NDJSON has it.
func (o Exporter) JSONLine(s *client.Session) []byte {
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
			name = readableText(text)
		case t.Kind == jsontext.KindInvalid:
			text = strconv.AppendQuote(nil, client.Mask)
		case t.Kind == '"' && !shownInPrivate(name):
			text = strconv.AppendQuote(nil, words.Hide(readableText(text)))
		case t.Kind == '0' && !shownInPrivate(name):
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

// shownInPrivate reports whether the value of a JSON member may be shown in private
// mode: what is of a fixed set, a time, or an ID that means nothing elsewhere.
func shownInPrivate(name string) bool {
	switch name {
	case "id", "orgId", "assistantId", "squadId", "phoneNumberId", "customerId", "toolCallId", "tool_call_id",
		"status", "role", "type", "provider", "model", "analysisType", "createdAt", "updatedAt", "finish_reason":
		return true
	}
	return false
}

// Curl gives a command that reads the session.
func (o Exporter) Curl(id string) string { return CurlRequest(o.BaseURL, "", id, "") }

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
	line += `-H "Authorization: Bearer $VAPI_API_KEY" ` + shellQuoted(address)
	if body != "" {
		line += " -H 'Content-Type: application/json' --data " + shellQuoted(body)
	}
	return line
}

// shellQuoted quotes a word for a shell.
func shellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
