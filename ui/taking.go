package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/paint"
)

// actTake copies, opens elsewhere, and exports.
func (m *Model) actTake(a keymap.Action) (tea.Cmd, bool) {
	switch a {
	case keymap.CopyID, keymap.CopyName, keymap.CopyJSON, keymap.CopyTranscript, keymap.CopyMarkdown, keymap.CopyCurl, keymap.CopyLink,
		keymap.OpenWeb, keymap.OpenAssistant:
	case keymap.Copy:
		m.openCopyMenu()
		return nil, true
	case keymap.Export:
		m.askExport(m.targets())
		return nil, true
	default:
		return nil, false
	}
	id, ok := m.current()
	if !ok && a != keymap.OpenWeb {
		m.say("no session under the cursor")
		return nil, true
	}
	row, _ := m.store.Row(id)
	switch a {
	case keymap.CopyID:
		return copyText(m.ctx, "the ID", id, m.clip), true
	case keymap.CopyName:
		return m.copyShown("the name", row.Name), true
	case keymap.CopyCurl:
		return copyText(m.ctx, "the curl command", detail.Curl(m.server.BaseURL, id), m.clip), true
	case keymap.CopyLink:
		return copyText(m.ctx, "the link", m.o.Settings.Dashboard, m.clip), true
	case keymap.OpenWeb:
		m.say("opening the dashboard's sessions: " + m.o.Settings.Dashboard)
		return openURL(m.o.Settings.Dashboard), true
	case keymap.OpenAssistant:
		return m.openAssistant(row.AssistantID), true
	}
	return m.takeBody(a, id), true
}

// copyShown copies what the list shows; in private mode that stays hidden.
func (m *Model) copyShown(what, text string) tea.Cmd {
	if m.private {
		m.complain("private mode is on: " + what + " is not copied")
		return nil
	}
	return copyText(m.ctx, what, text, m.clip)
}

// current is the session that an action is about: the one that is read, or the
// one under the cursor.
func (m *Model) current() (string, bool) {
	if m.focus == onDetail && m.reading.want != "" {
		return m.reading.want, true
	}
	return m.list.Selected()
}

func (m *Model) openAssistant(id string) tea.Cmd {
	if id == "" {
		m.say("this session names no assistant")
		return nil
	}
	url := assistantURL(m.o.Settings.Dashboard, id)
	m.say("opening " + url)
	return openURL(url)
}

// assistantURL is an assistant's page beside the dashboard's session list.
func assistantURL(dashboard, id string) string {
	base := dashboard
	if scheme, rest, ok := strings.Cut(dashboard, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		base = scheme + "://" + host
	}
	return base + "/assistants/" + id
}

// takeBody copies what needs the whole session, which is fetched first when it
// is not here.
func (m *Model) takeBody(a keymap.Action, id string) tea.Cmd {
	body := m.reading.body(id)
	if body == nil {
		m.waitForBody(id, false, func(s *client.Session) tea.Cmd { return m.copyBody(a, s) })
		m.say("reading the session to copy it")
		return nil
	}
	return m.copyBody(a, body)
}

// waitForBody reads a session and then does with it what was asked. What would
// open something by itself ends with the next key: the person went on.
func (m *Model) waitForBody(id string, opens bool, then func(*client.Session) tea.Cmd) {
	m.reading.then = afterBody{id: id, opens: opens, do: then}
	m.read(id, m.now)
	m.reading.fetchAt = m.now
}

// copyArrived says how a text left, and lets the terminal take it when no
// program of this machine did.
func (m *Model) copyArrived(msg copied) tea.Cmd {
	if msg.err != nil {
		m.complain(msg.err.Error())
		return nil
	}
	m.say(msg.note)
	if msg.text == "" {
		return nil
	}
	return paint.Write(ansi.SetSystemClipboard(msg.text))
}

// copyRequest copies a line of the activity as a command.
func (m *Model) copyRequest(index int) tea.Cmd {
	lines := m.activity.lines()
	if index < 0 || index >= len(lines) {
		return nil
	}
	return copyText(m.ctx, "the line", lines[index].Text, m.clip)
}

// compare shows the difference between two marked sessions, or between the
// marked one and the one under the cursor.
func (m *Model) compare() tea.Cmd {
	ids := m.targets()
	if id, ok := m.current(); ok && len(ids) == 1 && ids[0] != id {
		ids = append(ids, id)
	}
	if len(ids) != 2 {
		m.say("mark two sessions to compare them")
		return nil
	}
	m.openSession(ids[0])
	return m.compareBodies(ids[0], ids[1])
}

// compareBodies shows a session and how another differs from it. What is not
// here of the two is read first.
func (m *Model) compareBodies(shown, other string) tea.Cmd {
	if m.reading.body(shown) == nil {
		m.waitForBody(shown, false, func(*client.Session) tea.Cmd { return m.compareBodies(shown, other) })
		return nil
	}
	if s := m.reading.body(other); s != nil {
		m.detail.Compare(s)
		return nil
	}
	m.waitForBody(other, false, func(*client.Session) tea.Cmd { return m.compareBodies(other, shown) })
	return nil
}

// afterBody is what is to be done with a session once its body is here.
type afterBody struct {
	id    string
	opens bool // something comes up by itself
	do    func(*client.Session) tea.Cmd
}

func (m *Model) copyBody(a keymap.Action, s *client.Session) tea.Cmd {
	o := detail.ExportOptions{Location: m.o.Zone, Private: m.private}
	switch a {
	case keymap.CopyJSON:
		return copyText(m.ctx, "the session as JSON, secrets hidden,", string(detail.JSON(s, o)), m.clip)
	case keymap.CopyTranscript:
		return copyText(m.ctx, "the transcript", string(detail.Transcript(s, o)), m.clip)
	default:
		return copyText(m.ctx, "the session as Markdown", string(detail.Markdown(s, o)), m.clip)
	}
}

// askExport asks where the sessions are to be written.
func (m *Model) askExport(ids []string) {
	what := "this session"
	if len(ids) == 0 {
		m.say("nothing to export")
		return
	}
	if len(ids) > 1 {
		what = plural(len(ids), "session")
	}
	m.open(dialog.NewPrompt(m.look(), dialog.PromptOptions{Title: "Export " + what,
		Label: "File", Text: "sessions-" + m.now.In(m.o.Zone).Format("2006-01-02-150405") + ".ndjson",
		Help: "The ending chooses the format: .json .ndjson .csv .md"}),
		onSubmit(func(path string) tea.Cmd { return m.export(ids, path, false) }))
}

// targets are the sessions that an action is about: the marked ones, or else
// the one under the cursor.
func (m *Model) targets() []string {
	if marks := m.store.Marked(); len(marks) > 0 && m.focus == onList {
		ids := make([]string, len(marks))
		for i := range marks {
			ids[i] = marks[i].ID
		}
		return ids
	}
	if id, ok := m.current(); ok {
		return []string{id}
	}
	return nil
}
