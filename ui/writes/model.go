package writes

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
)

// API is what the room asks of the server.
type API interface{ send.API }

// Host is the program around the room.
type Host interface {
	Say(text string)            // what happened, in the status line
	Complain(text string)       // what went wrong
	Note(text string, bad bool) // the one or the other
	Noted() string              // what was said last, while it stands
	Open(dialog.Dialog)
	Dialogs() *dialog.Stack
	Typing() bool // a text field has the keyboard
	DialogBase() dialog.Base
	Private() bool                                        // names, numbers and words stay hidden
	Current() (id string, ok bool)                        // the session that an action is about
	Targets() []string                                    // the marked ones, or else Current
	TakeBack(step any, again bool) (said string, ok bool) // undoes or redoes a step of another room
}

// List is what the room needs of the list of sessions.
type List interface {
	StartRename(id, text, refused string) bool // reports whether the list shows the session
	Visible(id string) bool
	Loaded() []string
	ReadSoFar() (part string, none bool) // "300 of 1,284", where the list is not read whole
	Admit(s *client.Session)
	LookForNew() bool // asks for new sessions of all kinds, where it can
	Remove(ids []string)
	Written(ids []string)
	AssistantOf(s *client.Summary) string
	LoadAll()
	Known() filter.Known // names that a person can type in place of IDs
}

// Detail is what the room needs of the pane that reads whole sessions.
type Detail interface {
	Body(id string) *client.Session
	FetchThen(id string, opens bool, then func(*client.Session) tea.Cmd)
	AddBody(s *client.Session, sent time.Time)
	Written(ids []string)
	Deleted(ids []string)
}

// Output is what the room needs of what leaves the program.
type Output interface {
	Copy(what, text string) tea.Cmd
	AskExport(what string, ids []string, part string)
	Path(name string) string
}

// Server is the account that is written to.
type Server struct {
	API     API // nil before there is one
	Account string
	Live    bool // real sessions
	BaseURL string
}

// Options are what the room is made with.
type Options struct {
	Context  context.Context //nolint:containedctx // ends with the program, and with it every command
	Host     Host
	Keys     keymap.Map
	List     List
	Detail   Detail
	Output   Output
	Store    *store.Store
	Server   Server
	Settings config.Settings
	ReadOnly bool
	Zone     *time.Location
	Now      time.Time
	Trash    *trash.Trash // nil keeps no copies
	TrashErr error        // why there is none
	Report   trash.Report // what the last run left unsent
	Environ  func(name string) string
	Curl     func(method, id, body string) string // a request for a session, or a new one, as a command for a shell
	InHome   func(path string) string             // a path as a person types it
}

// Model is edits, creates, deletes and the clean-up. Make one with [New].
type Model struct {
	o       Options
	clock   time.Time // in the person's time zone
	planDue time.Time // when the plan of a clean-up is counted anew

	editorTexts map[string]EditorResult // what was edited as JSON, by session, until the server has it
	// editBase is the session of editBaseID as it was when the person began to edit it.
	editBase   store.Base
	editBaseID string
	// draft is what was typed for a new session that the server refused, and why.
	draft dialog.CreateOptions
	// leftForms is what was typed in a form that was left for the editor.
	leftForms map[string]leftForm
	// undoNote says what undo, redo or an edit of many did, for when the server has it;
	// empty when that was not the last write.
	undoNote   string
	undoKey    undoKey
	unfinished unfinished
	activity   activity
	quitting   quitting
}

// leftForm is what was typed in a form, and the edit that it makes as far as it is valid.
type leftForm struct {
	typed dialog.FormValues
	patch client.UpdateSession
}

// New makes a Model.
func New(o Options) *Model {
	return &Model{o: o, clock: o.Now.In(o.Zone), editorTexts: map[string]EditorResult{}, leftForms: map[string]leftForm{}}
}

// SetServer sets the server that is written to from now on.
func (m *Model) SetServer(s Server) { m.o.Server = s }

// SetNow sets the time.
func (m *Model) SetNow(now time.Time) {
	m.extendUndoWindows(now.Sub(m.clock))
	m.clock = now.In(m.o.Zone)
}

// writingActions are the actions that can change something on the server.
func writingActions() []keymap.Action {
	return []keymap.Action{keymap.Rename, keymap.Edit, keymap.EditJSON, keymap.ToggleStatus, keymap.Delete, keymap.CleanUp, keymap.Add, keymap.Clone}
}

// blockedInPrivateMode says why an action is not done in private mode.
const blockedInPrivateMode = "private mode is on and this would show names: :private ends it"

// SwitchedOff are the actions that are not done in this run, and why.
func (m *Model) SwitchedOff() map[keymap.Action]string {
	off := map[keymap.Action]string{}
	if m.o.ReadOnly {
		for _, a := range writingActions() {
			off[a] = "read-only"
		}
	}
	return off
}

// Do carries out an action, and reports whether it is one of this room's.
func (m *Model) Do(a keymap.Action) (tea.Cmd, bool) {
	writes := slices.Contains(writingActions(), a)
	switch {
	case m.o.ReadOnly && writes:
		m.o.Host.Complain("read-only: " + m.o.Keys.Help(a) + " is switched off")
		return nil, true
	case m.o.Host.Private() && (a == keymap.Rename || a == keymap.Edit || a == keymap.EditJSON || a == keymap.Clone):
		m.o.Host.Complain(blockedInPrivateMode)
		return nil, true
	}
	switch a {
	case keymap.Rename:
		m.startRename()
	case keymap.Edit:
		m.openEdit()
	case keymap.EditJSON:
		return m.startEditJSON(), true
	case keymap.ToggleStatus:
		m.toggle()
	case keymap.Delete:
		ids := m.targets()
		if len(ids) == 0 {
			return nil, true
		}
		if len(ids) == 1 && m.o.Store.CancelDelete(ids[0]) {
			m.o.Host.Say("kept: " + m.title(ids[0]))
			return unplanDeletes(m.o.Trash, ids, ""), true
		}
		m.askDelete(ids, "")
	case keymap.CleanUp:
		m.openCleanUp()
	case keymap.Add:
		m.openCreate()
	case keymap.Clone:
		return m.startClone(), true
	default:
		return m.doQueue(a)
	}
	return nil, true
}

// Update handles the messages of the room's own commands, and reports whether msg is
// one.
func (m *Model) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case writeDone:
		return m.writeFinished(msg), true
	case journalDone:
		m.journalWritten(msg)
	case send.UnsureDeletes:
		return m.unsureArrived(msg), true
	case trashListed:
		m.trashArrived(msg)
	case trashRead:
		m.trashReadArrived(msg)
	case sessionCreated:
		m.createArrived(msg)
	case EditorResult:
		return m.editArrived(msg), true
	default:
		return nil, false
	}
	return nil, true
}

// currentID is the session that an action is about. Without one it says so.
func (m *Model) currentID() (id string, ok bool) {
	if id, ok = m.o.Host.Current(); !ok {
		m.o.Host.Say("no session under the cursor")
	}
	return id, ok
}

// targets are the marked sessions, or else the one that an action is about. Without any
// it says so.
func (m *Model) targets() []string {
	ids := m.o.Host.Targets()
	if len(ids) == 0 {
		m.o.Host.Say("no session under the cursor")
	}
	return ids
}

// WithBody calls then with the whole session, once it is read. verb, such as "edit", is
// for the status line. With opens set, it ends when the person goes on meanwhile.
func (m *Model) WithBody(id, verb string, opens bool, then func(*client.Session) tea.Cmd) tea.Cmd {
	if s := m.o.Detail.Body(id); s != nil {
		return then(s)
	}
	reading := "reading the session to " + verb + " it"
	m.o.Host.Say(reading)
	m.o.Detail.FetchThen(id, opens, func(s *client.Session) tea.Cmd {
		if m.o.Host.Noted() == reading {
			m.o.Host.Say("")
		}
		if s == nil {
			m.o.Host.Complain("the session to " + verb + " cannot be read")
			return nil
		}
		return then(s)
	})
	return nil
}

// showText opens a dialog with a text.
func (m *Model) showText(title string, lines []string) {
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: title, Text: lines, MessageOnly: true}))
}

// UpdateDialogs updates those of the room's dialogs that are open.
func (m *Model) UpdateDialogs() {
	m.updateQuitMenu()
	m.updateActivity()
	m.updateEditForm()
	m.updatePlan()
}

// WakeAt is when something changes by itself: a waiting press of undo is carried out, a
// countdown goes on, or an undo window ends, except while the question before leaving is
// open. A zero time means never.
func (m *Model) WakeAt() []time.Time {
	at := []time.Time{m.undoKey.due, m.nextReplan()}
	if m.hasCountdown() {
		next := m.clock.Truncate(time.Second).Add(time.Second)
		if left := m.o.Store.Progress().WindowEnds.Sub(m.clock); left > 0 { // its seconds end when it does
			next = m.clock.Add((left-1)%time.Second + 1)
		}
		at = append(at, next)
	}
	if d, ok := m.o.Store.Deadline(); ok && d.After(m.clock) && !m.quitAsked() {
		at = append(at, d)
	}
	return at
}
