package output

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// maxCopies is how many whole sessions are read to be copied; more is an export.
const maxCopies = 200

// copyable is something of sessions that can be copied.
type copyable struct {
	key       string // in the menu
	action    keymap.Action
	one, many string                                          // what it is called; many follows a number
	text      func(w Writers, id, name string) string         // of what the list knows
	whole     func(w Writers, session *client.Session) []byte // of the whole session
	join      func([][]byte) []byte
}

func copyables() []copyable {
	return []copyable{
		{key: "y", action: keymap.CopyID, one: "the ID", many: " IDs", text: func(_ Writers, id, _ string) string { return id }},
		{key: "n", action: keymap.CopyName, one: "the name", many: " names", text: func(_ Writers, _, name string) string { return client.Copyable(name) }},
		{key: "j", action: keymap.CopyJSON, one: "the session as JSON, secrets hidden,", many: " sessions as JSON, secrets hidden,", whole: Writers.JSON, join: inArray},
		{key: "t", action: keymap.CopyTranscript, one: "the transcript", many: " transcripts", whole: Writers.Transcript, join: apart},
		{key: "m", action: keymap.CopyMarkdown, one: "the session as Markdown", many: " sessions as Markdown", whole: Writers.Markdown, join: apart},
		{key: "c", action: keymap.CopyCurl, one: "the curl command", many: " curl commands", text: func(w Writers, id, _ string) string { return w.Curl(id) }},
		{key: "l", action: keymap.CopyLink, one: "the link"},
	}
}

// openCopyMenu offers what can be copied.
func (m *Model) openCopyMenu(s Subject) {
	look := m.o.Host.Look()
	by := map[string]copyable{}
	var items []dialog.Item
	for _, c := range copyables() {
		by[c.key] = c
		items = append(items, dialog.Item{Key: c.key, Label: look.Keys.Help(c.action)})
	}
	m.o.Host.Open(dialog.NewMenu(look, dialog.MenuOptions{Title: "Copy", Items: items}),
		dialog.OnChoice(func(key string) tea.Cmd {
			c := by[key]
			return m.copy(&c, s)
		}))
}

// copy copies the same of each session.
func (m *Model) copy(c *copyable, s Subject) tea.Cmd {
	n, what := len(s.All), c.one
	if n > 1 {
		what = words.Count(n) + c.many
	}
	switch {
	case n == 0:
		m.o.Host.Say("no session under the cursor")
		return nil
	case c.action == keymap.CopyLink:
		return m.Copy(c.one, m.o.Dashboard)
	case c.action == keymap.CopyName && m.o.Host.Private():
		m.o.Host.Complain("private mode is on: names are not copied")
		return nil
	case c.text != nil:
		w, lines := m.o.Writers(), make([]string, n)
		for i := range lines {
			lines[i] = c.text(w, s.All[i], s.Names[i])
		}
		return m.Copy(what, strings.Join(lines, "\n"))
	case n == 1:
		return s.ReadAll(func(whole *client.Session) tea.Cmd { return m.Copy(what, string(c.whole(m.o.Writers(), whole))) })
	case n > maxCopies:
		m.o.Host.Complain(fmt.Sprintf("more than %d sessions are not copied: :export writes them to a file", maxCopies))
		return nil
	}
	m.o.Host.Say("reading " + words.Plural(n, "session") + " to copy them")
	return copySessions(m.o.Context, m.api, copies{what, s.All, m.o.Writers(), c, m.o.Clip})
}

// Copy puts text on the clipboard; what names it in the note that follows.
func (m *Model) Copy(what, text string) tea.Cmd { return copyText(m.o.Context, what, text, m.o.Clip) }

// copies says what is to be copied of which sessions.
type copies struct {
	what    string
	ids     []string
	writers Writers
	*copyable
	clip Clipboard
}

// copySessions reads sessions, in pieces, and puts what is made of them on the
// clipboard.
func copySessions(ctx context.Context, api API, c copies) tea.Cmd {
	return func() tea.Msg {
		var all [][]byte
		for left := c.ids; len(left) > 0; {
			n := min(exportBatch, len(left))
			byID, err := readSessions(ctx, api, left[:n])
			if err != nil {
				return Copied{err: fmt.Errorf("copying %s: %w", c.what, err)}
			}
			for _, id := range left[:n] {
				if s := byID[id]; s != nil {
					all = append(all, bytes.TrimSpace(c.whole(c.writers, s)))
				}
			}
			left = left[n:]
		}
		if gone := len(c.ids) - len(all); gone > 0 {
			c.what += " (" + words.Count(gone) + " gone meanwhile)"
		}
		return copyText(ctx, c.what, string(c.join(all)), c.clip)()
	}
}

// readSessions reads whole sessions by their IDs, as far as they still exist.
func readSessions(ctx context.Context, api API, ids []string) (map[string]*client.Session, error) {
	page, err := api.List(ctx, client.ListParams{IDAny: ids, Limit: len(ids)})
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*client.Session, len(ids))
	for i := range page.Rows {
		if page.Rows[i].Err == nil {
			byID[page.Rows[i].ID] = &page.Rows[i].Session
		}
	}
	return byID, nil
}

// apart puts a line between texts.
func apart(texts [][]byte) []byte { return append(bytes.Join(texts, []byte("\n\n---\n\n")), '\n') }

// inArray makes one JSON array of JSON values.
func inArray(values [][]byte) []byte {
	array := jsontext.Value("[" + string(bytes.Join(values, []byte(","))) + "]")
	if err := array.Indent(jsontext.WithIndent("  ")); err != nil {
		return array
	}
	return append(array, '\n')
}
