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

// maxCopies is how many whole sessions are copied at most.
const maxCopies = 200

// copyable is a text of a session that can be copied. It has text if the list knows
// enough for it, or format if the whole session must be read.
type copyable struct {
	key       string // key in the copy menu
	action    keymap.Action
	one, many string // its name in a note; many follows a number
	text      func(w Writers, id, name string) string
	format    string // one of Formats
}

var copyables = []copyable{
	{key: "y", action: keymap.CopyID, one: "the ID", many: " IDs", text: func(_ Writers, id, _ string) string { return id }},
	{key: "n", action: keymap.CopyName, one: "the name", many: " names", text: func(_ Writers, _, name string) string { return client.CleanForCopy(name) }},
	{key: "j", action: keymap.CopyJSON, one: "the session as JSON, secrets hidden,", many: " sessions as JSON, secrets hidden,", format: "json"},
	{key: "t", action: keymap.CopyTranscript, one: "the transcript", many: " transcripts", format: "txt"},
	{key: "m", action: keymap.CopyMarkdown, one: "the session as Markdown", many: " sessions as Markdown", format: "md"},
	{key: "c", action: keymap.CopyCurl, one: "the curl command", many: " curl commands", text: func(w Writers, id, _ string) string { return w.Curl(id) }},
	{key: "l", action: keymap.CopyLink, one: "the link to the session list"},
}

// CopyableText returns a text of a session by the end of its action's name, such as
// "id" for [keymap.CopyID]. what names the text in a note.
func CopyableText(name string, w Writers, s *client.Session) (what, text string, ok bool) {
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

// CopyableNames lists the names that [CopyableText] knows, for a sentence.
func CopyableNames() string {
	var names []string
	for _, c := range copyables {
		if c.format != "" || c.text != nil {
			names = append(names, strings.TrimPrefix(string(c.action), "copy-"))
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// NoCurl is the note for a server without an address, which the demo is.
const NoCurl = "the demo has no address that curl could ask"

func (m *Model) openCopyMenu(s Subject) {
	look := m.o.Host.DialogBase()
	var items []dialog.Item
	for _, c := range copyables {
		items = append(items, dialog.Item{Key: c.key, Label: look.Keys.Help(c.action), Press: func() tea.Cmd { return m.copy(c, s) }})
	}
	m.o.Host.Open(dialog.NewMenu(look, dialog.MenuOptions{Title: "Copy", Items: items}))
}

// copy copies one text of each session.
func (m *Model) copy(c copyable, s Subject) tea.Cmd {
	n, what := len(s.IDs), c.one
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
	case c.action == keymap.CopyCurl && m.o.Writers().Curl(s.IDs[0]) == "":
		m.o.Host.Say(NoCurl)
		return nil
	case c.action == keymap.CopyName && m.o.Host.Private():
		m.o.Host.Complain("private mode is on: names are not copied")
		return nil
	case c.text != nil:
		w, lines := m.o.Writers(), make([]string, n)
		for i := range lines {
			lines[i] = c.text(w, s.IDs[i], s.Names[i])
		}
		return m.Copy(what, strings.Join(lines, "\n"))
	case n == 1:
		return s.ReadWhole(func(whole *client.Session) tea.Cmd {
			return m.Copy(what, string(formatOf(c.format).write(m.o.Writers(), whole)))
		})
	case n > maxCopies:
		m.o.Host.Complain(fmt.Sprintf("more than %d sessions are not copied: %s writes them to a file", maxCopies, m.o.Host.DialogBase().Keys.Label(keymap.Export)))
		return nil
	}
	if m.sayBusy() {
		return nil
	}
	var text bytes.Buffer
	return m.startExport(&export{verb: "copying", remaining: s.IDs, Encoder: Encoder{To: &text, Format: c.format}, onEnd: func(done int, shortfall string) tea.Cmd {
		switch {
		case done == 0:
			m.o.Host.Complain("nothing is copied: " + shortfall)
			return nil
		case shortfall != "":
			what += " (" + shortfall + ")"
		}
		return m.Copy(what, text.String())
	}})
}

// Copy copies text to the clipboard; what names it in the note that follows.
func (m *Model) Copy(what, text string) tea.Cmd {
	return copyText(m.o.Context, what, text, m.o.Clipboard)
}
