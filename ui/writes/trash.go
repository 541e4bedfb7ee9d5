package writes

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// trashListed answers listTrash.
type trashListed struct {
	copies []trash.Copy
	err    error
}

func listTrash(t *trash.Trash) tea.Cmd {
	return func() tea.Msg {
		copies, err := t.List()
		return trashListed{copies, err}
	}
}

// trashRead answers readTrash.
type trashRead struct {
	id   string
	use  func(*Model, trashRead)
	text []byte
	file string // where it was written, to export it
	err  error
}

// readTrash reads a copy, for the function use of the Model.
func readTrash(t *trash.Trash, id string, use func(*Model, trashRead)) tea.Cmd {
	return func() tea.Msg {
		text, err := t.Read(id)
		return trashRead{id: id, use: use, text: text, err: err}
	}
}

// exportTrash reads a copy and writes it to a new file.
func exportTrash(t *trash.Trash, id, dir string) tea.Cmd {
	return func() tea.Msg {
		text, err := t.Read(id)
		msg := trashRead{id: id, use: (*Model).copyExported, err: err}
		if err == nil {
			msg.file = filepath.Join(dir, "session-"+fileName(id)+".json")
			msg.err = config.WriteNew(msg.file, text)
		}
		return msg
	}
}

// fileName is an ID as part of a file's name. Characters that could change the folder,
// or a terminal, are replaced.
func fileName(id string) string {
	const longest = 100
	name := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, id)
	return name[:min(len(name), longest)]
}

// openTrash lists what was deleted.
func (m *Model) openTrash() tea.Cmd {
	if m.o.Trash == nil {
		m.o.Host.Say("there is no trash in this run")
		return nil
	}
	return listTrash(m.o.Trash)
}

func (m *Model) trashArrived(msg trashListed) {
	if msg.err != nil {
		m.o.Host.Complain("reading the trash: " + msg.err.Error())
		return
	}
	list := make([]dialog.TrashRow, len(msg.copies))
	for i, c := range msg.copies {
		list[i] = dialog.TrashRow{ID: c.ID, Name: c.Name, When: words.Ago(m.clock, c.Deleted) + " ago"}
		if m.o.Host.Private() {
			list[i].Name = "(private)"
		}
		if c.Account != m.o.Server.Account {
			list[i].Note = c.Account
		}
		if !c.Confirmed {
			list[i].Note = strings.TrimPrefix(list[i].Note+", perhaps not sent", ", ")
		}
	}
	m.o.Host.Open(dialog.NewTrash(m.o.Host.DialogBase(), dialog.TrashOptions{Rows: list,
		Show: func(id string) tea.Cmd {
			if m.o.Host.Private() {
				m.o.Host.Complain(blockedInPrivateMode)
				return nil
			}
			return readTrash(m.o.Trash, id, (*Model).showCopy)
		},
		Export:   func(id string) tea.Cmd { return exportTrash(m.o.Trash, id, m.o.Output.Path("")) },
		Recreate: func(id string) tea.Cmd { return readTrash(m.o.Trash, id, (*Model).askRecreate) }}))
}

func (m *Model) trashReadArrived(msg trashRead) {
	if msg.err != nil {
		m.o.Host.Complain("the trash: " + msg.err.Error())
		return
	}
	msg.use(m, msg)
}

func (m *Model) copyExported(msg trashRead) { m.o.Host.Say("written to " + m.o.InHome(msg.file)) }

// showCopy shows a deleted session as it was kept.
func (m *Model) showCopy(msg trashRead) {
	raw := jsontext.Value(slices.Clone(client.Redact(msg.text)))
	if err := raw.Indent(); err != nil {
		m.o.Host.Complain("the copy cannot be read: " + err.Error())
		return
	}
	var lines []string
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		lines = append(lines, string(line))
		if len(lines) == 2000 {
			lines = append(lines, "... more: export it")
			break
		}
	}
	m.showText("Deleted session "+msg.id, lines)
}

// askRecreate asks before a copy of a deleted session is created, with a new ID.
func (m *Model) askRecreate(msg trashRead) {
	s, err := client.DecodeSession(msg.text)
	if err != nil {
		m.o.Host.Complain("the copy cannot be read: " + err.Error())
		return
	}
	name := s.Name
	if m.o.Host.Private() || name == "" {
		name = "session " + s.ID
	}
	body, left := s.Copy()
	left = append(body.DropMasked(), left...)
	warn := []string{"It gets a new ID: whatever holds the old one does not find it.", "It fires the webhook session.created."}
	if len(left) > 0 {
		warn = append(warn, dialog.LeftOutText(left))
	}
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Re-create as a new session?",
		Name: name, Text: []string{"id " + s.ID}, Warnings: warn,
		Buttons: []dialog.Button{{Label: "Re-create", Press: func() tea.Cmd { return m.create("the session", body, dialog.FormValues{}) }, YesKey: true}},
		DryRun:  func() tea.Cmd { return m.dryRun(request{"POST", "", body}) }}))
}
