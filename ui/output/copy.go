package output

import (
	"bytes"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

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
	one, many string                                  // what it is called; many follows a number
	text      func(w Writers, id, name string) string // of what the list knows
	format    string                                  // of the whole session
}

var copyables = []copyable{
	{key: "y", action: keymap.CopyID, one: "the ID", many: " IDs", text: func(_ Writers, id, _ string) string { return id }},
	{key: "n", action: keymap.CopyName, one: "the name", many: " names", text: func(_ Writers, _, name string) string { return client.Copyable(name) }},
	{key: "j", action: keymap.CopyJSON, one: "the session as JSON, secrets hidden,", many: " sessions as JSON, secrets hidden,", format: "json"},
	{key: "t", action: keymap.CopyTranscript, one: "the transcript", many: " transcripts", format: "txt"},
	{key: "m", action: keymap.CopyMarkdown, one: "the session as Markdown", many: " sessions as Markdown", format: "md"},
	{key: "c", action: keymap.CopyCurl, one: "the curl command", many: " curl commands", text: func(w Writers, id, _ string) string { return w.Curl(id) }},
	{key: "l", action: keymap.CopyLink, one: "the link to the session list"},
}

// TextOf gives what can be copied of a session by the name of its action, such as
// "id" for that of [keymap.CopyID], and what it is called.
func TextOf(name string, w Writers, s *client.Session) (what, text string, ok bool) {
	for _, c := range copyables {
		switch {
		case string(c.action) != "copy-"+name:
		case c.format != "":
			return c.one, string(formatOf(c.format).write(w, s)), true
		case c.text != nil:
			return c.one, c.text(w, s.ID, s.Name), true
		}
	}
	return "", "", false
}

// Texts names what [TextOf] knows, for a sentence.
func Texts() string {
	var all []string
	for _, c := range copyables {
		if c.format != "" || c.text != nil {
			all = append(all, strings.TrimPrefix(string(c.action), "copy-"))
		}
	}
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

// openCopyMenu offers what can be copied.
func (m *Model) openCopyMenu(s Subject) {
	look := m.o.Host.Look()
	by := map[string]copyable{}
	var items []dialog.Item
	for _, c := range copyables {
		by[c.key] = c
		items = append(items, dialog.Item{Key: c.key, Label: look.Keys.Help(c.action)})
	}
	m.o.Host.Open(dialog.NewMenu(look, dialog.MenuOptions{Title: "Copy", Items: items}),
		dialog.OnChoice(func(key string) tea.Cmd { return m.copy(by[key], s) }))
}

// copy copies the same of each session.
func (m *Model) copy(c copyable, s Subject) tea.Cmd {
	n, what := len(s.All), c.one
	if n > 1 {
		what = words.Count(n) + c.many
	}
	switch {
	case n == 0:
		m.o.Host.Say("no session under the cursor")
		return nil
	case c.action == keymap.CopyLink && m.o.Dashboard == "":
		m.o.Host.Say(noDashboard)
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
		return s.ReadAll(func(whole *client.Session) tea.Cmd {
			return m.Copy(what, string(formatOf(c.format).write(m.o.Writers(), whole)))
		})
	case n > maxCopies:
		m.o.Host.Complain(fmt.Sprintf("more than %d sessions are not copied: :export writes them to a file", maxCopies))
		return nil
	}
	if m.busy() {
		return nil
	}
	var text bytes.Buffer
	return m.begin(&export{doing: "copying", left: s.All, Encoder: Encoder{To: &text, Format: c.format}, end: func(done int, lacking string) tea.Cmd {
		switch {
		case done == 0:
			m.o.Host.Complain("nothing is copied: " + lacking)
			return nil
		case lacking != "":
			what += " (" + lacking + ")"
		}
		return m.Copy(what, text.String())
	}})
}

// Copy puts text on the clipboard; what names it in the note that follows.
func (m *Model) Copy(what, text string) tea.Cmd { return copyText(m.o.Context, what, text, m.o.Clip) }
