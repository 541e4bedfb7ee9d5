package output

import (
	"context"
	"net/url"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
)

// Host is the program that this package is a part of.
type Host interface {
	Say(text string)      // shows what happened in the status line
	Complain(text string) // shows what went wrong
	Open(dialog.Dialog)
	DialogBase() dialog.Base
	Now() time.Time // in the person's time zone
	Private() bool  // private mode: names, numbers and words are masked
}

// Writers turn a session into text that may leave the program: with secrets masked,
// and in private mode names, numbers and words, too. Any goroutine may call them.
type Writers interface {
	JSON(*client.Session) []byte
	JSONLine(*client.Session) []byte // a line of NDJSON
	Transcript(*client.Session) []byte
	Title(*client.Session) []byte // heading of a transcript in a file of several
	Markdown(*client.Session) []byte
	CSVHeader() []byte
	CSV(*client.Session) []byte
	Curl(id string) string // shell command that reads the session
}

// Options are what a Model is made with.
type Options struct {
	Context   context.Context //nolint:containedctx // ends with the program, and with it every command
	Host      Host
	Writers   func() Writers // writers for the settings at the moment
	Clipboard Clipboard
	Dir       string // directory of relative paths
	Dashboard string // address of the dashboard's session list; empty where none is known
}

// Subject is the session, or the sessions, that an action works on.
type Subject struct {
	ID              string   // session under the cursor; empty when there is none
	IDs             []string // marked sessions, or else ID
	Names           []string // names of IDs
	Name            string
	Customer        string
	AssistantID     string                                           // empty when it names no assistant
	InlineAssistant bool                                             // the session itself contains an assistant
	Export          func() (what string, ids []string, part string)  // arguments of AskExport
	ReadWhole       func(then func(*client.Session) tea.Cmd) tea.Cmd // reads the whole session with ID
}

// Model copies, opens and exports. The zero value is not ready; use [New].
type Model struct {
	o         Options
	api       client.Reader
	export    *export         // the export under way; nil without one
	confirmed map[string]bool // names of the programs that the person agreed to run
	tempFiles []string        // files made for programs with {json}
}

// New returns a Model for a server.
func New(api client.Reader, o Options) *Model {
	return &Model{o: o, api: api, confirmed: map[string]bool{}}
}

// Progress is how far an export is, in sessions; total is 0 when none runs.
func (m *Model) Progress() (done, total int) {
	if m.export == nil {
		return 0, 0
	}
	return m.export.announced, m.export.total
}

// SetServer replaces the API by that of another server.
func (m *Model) SetServer(api client.Reader) { m.api = api }

// Do performs an action, and reports whether it is one of this package's. Only then
// it calls subject.
func (m *Model) Do(a keymap.Action, subject func() Subject) (tea.Cmd, bool) {
	switch a {
	case keymap.Copy:
		m.openCopyMenu(subject())
		return nil, true
	case keymap.Export:
		m.AskExport(subject().Export())
		return nil, true
	case keymap.OpenWeb:
		if m.o.Dashboard == "" {
			m.o.Host.Say(noDashboard)
			return nil, true
		}
		return m.browse("opening the dashboard's sessions: "+m.o.Dashboard, m.o.Dashboard), true
	case keymap.OpenAssistant:
		return m.openAssistant(subject()), true
	}
	for _, c := range copyables {
		if a == c.action {
			return m.copy(c, subject()), true
		}
	}
	return nil, false
}

// noDashboard is the note for a server whose dashboard is unknown.
const noDashboard = "no dashboard of this server is known: dashboard_url in the settings names one"

func (m *Model) openAssistant(s Subject) tea.Cmd {
	var why string
	switch {
	case s.ID == "":
		why = "no session under the cursor"
	case s.AssistantID == "" && s.InlineAssistant:
		why = "this session carries its assistant along: it has no page of its own"
	case s.AssistantID == "":
		why = "this session names no assistant"
	case m.o.Dashboard == "":
		why = noDashboard
	default:
		page := AssistantURL(m.o.Dashboard, s.AssistantID)
		return m.browse("opening "+page, page)
	}
	m.o.Host.Say(why)
	return nil
}

// AssistantURL is the page of an assistant; dashboard is the URL of the session list.
func AssistantURL(dashboard, id string) string {
	base := dashboard
	if scheme, rest, ok := strings.Cut(dashboard, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		base = scheme + "://" + host
	}
	return base + "/assistants/" + url.PathEscape(id)
}

// Update handles the messages of this package's commands, and reports whether msg is
// one.
func (m *Model) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case Copied:
		return m.handleCopied(msg), true
	case BrowserOpened:
		if msg.err != nil {
			m.o.Host.Complain("no browser here: " + msg.url)
		}
		return nil, true
	case ProgramEnded:
		m.handleProgramEnded(msg)
		return nil, true
	case BatchExported:
		return m.handleBatch(msg), true
	}
	return nil, false
}

// handleCopied shows where a text was copied to, and writes its escape sequence to
// the terminal if it has one.
func (m *Model) handleCopied(msg Copied) tea.Cmd {
	if msg.err != nil {
		m.o.Host.Complain(msg.err.Error())
		return nil
	}
	m.o.Host.Say(msg.note)
	if msg.escape == "" {
		return nil
	}
	return tea.Raw(msg.escape)
}

// Stop cancels the export under way, and reports whether there was one.
func (m *Model) Stop() bool {
	if m.export == nil {
		return false
	}
	m.export.cancel()
	return true
}
