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

// Host is the program around the room.
type Host interface {
	Say(text string)      // what happened, in the status line
	Complain(text string) // what went wrong
	Open(d dialog.Dialog, answer dialog.Answer)
	Look() dialog.Look
	Now() time.Time // in the person's time zone
	Private() bool  // names, numbers and words stay hidden
}

// Writers turn a session into text that may leave: secrets masked, and in
// private mode names, numbers and words, too. Any goroutine may call them.
type Writers interface {
	JSON(*client.Session) []byte
	JSONLine(*client.Session) []byte // as NDJSON has it
	Transcript(*client.Session) []byte
	Title(*client.Session) []byte // of a transcript among others
	Markdown(*client.Session) []byte
	CSVHeader() []byte
	CSV(*client.Session) []byte
	Curl(id string) string // a command that reads the session
}

// Options are what the room is made with.
type Options struct {
	Context   context.Context //nolint:containedctx // ends with the program, and with it every command
	Host      Host
	Writers   func() Writers // as the screen shows sessions now
	Clipboard Clipboard
	Dir       string // where exports go when they name no directory
	Dashboard string // address of the dashboard's session list; empty where none is known
}

// Subject is what an action is about.
type Subject struct {
	ID              string   // the session; empty when there is none
	IDs             []string // the marked ones, or else ID
	Names           []string // of All
	Name            string
	Customer        string
	AssistantID     string                                          // ID of its assistant
	InlineAssistant bool                                            // it carries an assistant along
	Export          func() (what string, ids []string, part string) // what an export takes; see AskExport
	ReadWhole       func(then func(*client.Session) tea.Cmd) tea.Cmd
}

// Model copies, opens and exports. The zero value is not ready; use [New].
type Model struct {
	o         Options
	api       client.Reader
	export    *export         // under way; nil when none is
	confirmed map[string]bool // programs of the person's own that may run, by name
	tempFiles []string        // files that were made for them
}

// New returns the room for a server.
func New(api client.Reader, o Options) *Model {
	return &Model{o: o, api: api, confirmed: map[string]bool{}}
}

// Progress is how far an export has come; all is 0 when none runs.
func (m *Model) Progress() (done, total int) {
	if m.export == nil {
		return 0, 0
	}
	return m.export.announced, m.export.total
}

// SetServer goes on with another server.
func (m *Model) SetServer(api client.Reader) { m.api = api }

// Do carries out an action on a subject, and reports whether it is one of this
// room's; only then the subject is asked for.
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
		return m.Browse("opening the dashboard's sessions: "+m.o.Dashboard, m.o.Dashboard), true
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

// Browse shows a page in the browser, and says so.
func (m *Model) Browse(note, url string) tea.Cmd {
	m.o.Host.Say(note)
	return openURL(url)
}

// noDashboard is said of a server of which no page is known.
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
		return m.Browse("opening "+page, page)
	}
	m.o.Host.Say(why)
	return nil
}

// AssistantURL is an assistant's page beside the dashboard's session list.
func AssistantURL(dashboard, id string) string {
	base := dashboard
	if scheme, rest, ok := strings.Cut(dashboard, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		base = scheme + "://" + host
	}
	return base + "/assistants/" + url.PathEscape(id)
}

// Update takes the answers of the room's own commands, and reports whether the
// message was one.
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

// handleCopied says how a text left, and lets the terminal take it when no program of
// this machine did.
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

// Stop ends the export under way, and reports whether there is one.
func (m *Model) Stop() bool {
	if m.export == nil {
		return false
	}
	m.export.cancel()
	return true
}
