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

// Exporter makes of a session what leaves the program: Markdown, a transcript, CSV, JSON
// and a curl command. Secrets are masked, and control characters replaced.
type Exporter struct {
	Location *time.Location // for times; UTC when nil
	Private  bool           // mask names, numbers, addresses and what was said
	BaseURL  string         // of the API, for Curl
	Now      time.Time      // decides what has expired
	Names    filter.Names   // of assistants and squads; nil shows their IDs
}

func (e *Exporter) zone() *time.Location { return cmp.Or(e.Location, time.UTC) }

// cleanText makes a text of a session safe to paste anywhere, and masks it when Private.
func (e *Exporter) cleanText(s string) string {
	t := client.CleanForCopy(s)
	if e.Private {
		return words.Mask(t)
	}
	return t
}

func (e *Exporter) cleanLine(s string) string {
	return strings.ReplaceAll(e.cleanText(s), "\n", " ")
}

// Markdown returns the session as a Markdown document: its facts, then the turns.
func (e Exporter) Markdown(s *client.Session) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", escapeMarkdown(cmp.Or(e.cleanLine(s.Name), "Session "+e.cleanLine(s.ID))))
	for _, f := range e.facts(s) {
		if f[1] != "" {
			fmt.Fprintf(&b, "- %s: %s\n", f[0], escapeMarkdown(f[1]))
		}
	}
	t := newTurns(s)
	for _, it := range t.items {
		fmt.Fprintf(&b, "\n%s\n\n", escapeMarkdown(e.headline(it, "**", "`")))
		for _, p := range t.parts[it.first:it.last] {
			writeMarkdownPart(&b, p, &e)
		}
	}
	return b.Bytes()
}

// headline names the speaker of a turn or the tool that was called, and the time. strong
// and code are the signs to put around the speaker and the tool.
func (e *Exporter) headline(it *item, strong, code string) string {
	name, _ := it.speaker()
	line := strong + name + strong
	if it.call != nil {
		line += " " + code + strings.ReplaceAll(e.cleanLine(it.call.Name), "`", "'") + code
	} else if who := it.speakerName; who != "" {
		line += " " + e.cleanLine(e.shownName(client.AssistantName, who))
	}
	return strings.TrimSuffix(line+" "+it.timeText(e.zone()), " ")
}

// writeMarkdownPart writes one part of a turn: words as a quotation, data as code.
func writeMarkdownPart(b *bytes.Buffer, p part, e *Exporter) {
	text := e.cleanText(p.text)
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

// escapeMarkdown keeps HTML and images in a text from taking effect in a Markdown
// viewer.
func escapeMarkdown(s string) string {
	return strings.NewReplacer("<", "&lt;", "![", `!\[`).Replace(s)
}

// Transcript returns what was said as plain text, one paragraph for each turn.
func (e Exporter) Transcript(s *client.Session) []byte {
	var b bytes.Buffer
	t := newTurns(s)
	for i, it := range t.items {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.headline(it, "", "") + "\n")
		for _, p := range t.parts[it.first:it.last] {
			text := e.cleanText(p.text)
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

// Title returns the line above a transcript: the session's name, ID and times.
func (e Exporter) Title(s *client.Session) []byte {
	return []byte(cmp.Or(e.cleanLine(s.Name), "(no name)") + ", ID " + oneLine(s.ID) +
		", Created " + exactTime(s.CreatedAt, e.zone()) + ", Updated " + exactTime(s.UpdatedAt, e.zone()) + "\n\n")
}

// facts returns the labels and values at the top of a Markdown document.
func (e *Exporter) facts(s *client.Session) [][2]string {
	sum := client.Summarize(s)
	status, _, _ := status(&sum, e.Now)
	assistant, ref := filter.AssistantOf(&sum)
	if assistant = e.cleanLine(assistant); ref.ID != "" {
		assistant = e.shownName(client.AssistantName, s.AssistantID)
	}
	return [][2]string{
		{"ID", oneLine(s.ID)}, {"Status", status}, {"Created", exactTime(s.CreatedAt, e.zone())}, {"Updated", exactTime(s.UpdatedAt, e.zone())},
		{"Assistant", withID(assistant, s.AssistantID)}, {"Squad", withID(e.shownName(client.SquadName, s.SquadID), s.SquadID)},
		{"Customer", e.cleanLine(sum.Customer)}, {"Cost", optionalDollars(s.Cost)},
	}
}

// shownName returns the name behind an ID, or the ID where it has none; "" without an
// ID.
func (e *Exporter) shownName(kind client.NameKind, id string) string {
	if id == "" {
		return ""
	}
	text, _ := displayName(e.Names, filter.Ref{Kind: kind, ID: id}, e.cleanLine)
	return text
}

// withID adds an ID to a name, unless the name ends with it.
func withID(shown, id string) string {
	if id == "" || strings.HasSuffix(shown, oneLine(id)) {
		return shown
	}
	return shown + ", ID " + oneLine(id)
}

// JSON returns the session's JSON as the server laid it out, secrets masked. With
// Private, every text and number is masked, too, except where shownInPrivate allows it.
func (e Exporter) JSON(s *client.Session) []byte {
	if e.Private {
		return privateJSON(s.Raw)
	}
	return bytes.Clone(client.Redact(s.Raw))
}

// JSONLine returns JSON on one line that ends with a newline, as NDJSON requires.
func (e Exporter) JSONLine(s *client.Session) []byte {
	v := jsontext.Value(e.JSON(s))
	_ = v.Compact(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true)) // cannot fail: it was decoded before
	return append(v, '\n')
}

// privateJSON masks secrets and what private mode hides.
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
			text = strconv.AppendQuote(nil, words.Mask(readableText(text)))
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

// shownInPrivate reports whether private mode shows the value of a JSON member with this
// name: a word of a fixed set, a time, or an ID that means nothing elsewhere.
func shownInPrivate(name string) bool {
	switch name {
	case "id", "orgId", "assistantId", "squadId", "phoneNumberId", "customerId", "toolCallId", "tool_call_id",
		"status", "role", "type", "provider", "model", "analysisType", "createdAt", "updatedAt", "finish_reason":
		return true
	}
	return false
}

// Curl returns a shell command that reads the session.
func (e Exporter) Curl(id string) string { return CurlRequest(e.BaseURL, "", id, "") }

// CurlRequest returns a shell command that sends a request about a session, or about a
// new one where id is empty. The shell takes the API key from the environment. An empty
// method stands for GET, and an empty body for none. Without a base URL there is no
// command: it is empty.
func CurlRequest(baseURL, method, id, body string) string {
	if baseURL == "" {
		return ""
	}
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

// shellQuoted quotes a text as one word of a shell command.
func shellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
