package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/writes"
)

// focus says which pane has the keyboard when no dialog and no field has it.
type focus uint8

const (
	onList focus = iota
	onDetail
)

// Model is the program's one tea.Model. Its parts are values and panes that
// know nothing of each other; it hands messages to them and carries out what
// they ask for.
type Model struct {
	o      Options
	ctx    context.Context //nolint:containedctx // ends with the program, and with it every command
	end    context.CancelFunc
	server Server
	theme  *theme.Theme
	keys   keymap.Map
	now    time.Time

	w, h          int
	layout        layout
	arranged      bool // layout is that of the state
	focus         focus
	side          Side
	pane          bool // the detail pane is wanted beside the list
	full          bool
	share         int
	private       bool
	mouse         bool
	resizing      bool // the line between the panes is being dragged
	keyboardTells bool // Esc and a key from alt with that key

	store      *store.Store
	list       *sessions.Model
	detail     *detail.Model
	dialogs    dialog.Stack
	boxX, boxY int // where the dialog on top stands
	writes     *writes.Model
	ticks      ticks
	out        *output.Model

	prefix    string // the first key of a sequence
	deafKey   string // changed what is on top, and may still be held
	deafOn    dialog.Dialog
	deafUntil time.Time
	note      note
	banner    banner
	lines     []string
	chrome    chrome
	cursor    *tea.Position

	leaving bool // quit when everything is sent
	gone    bool // quitting
	parting []string
	keeper  keeper
}

// note is what just happened, in the status line until the next key.
type note struct {
	text string
	bad  bool
}

// banner is an error that stays until it is over or hidden.
type banner struct {
	what, can string
	from      string // what must succeed for it to go by itself
}

// New returns a program for the options, ready to run.
func New(ctx context.Context, o Options) *Model {
	o.Settings = o.Settings.After(o.State)
	m := &Model{o: o, server: o.Server, keys: o.Keys, now: o.Now(), share: 100 - o.Settings.Pane.Percent,
		private: o.Settings.Private, mouse: o.Settings.Mouse, pane: o.Settings.Pane.Side != "off"}
	m.ctx, m.end = context.WithCancel(ctx)
	m.out = output.New(o.Server.API, m.outputOptions())
	m.theme = o.newTheme(o.Dark)
	m.side = map[string]Side{"right": SideRight, "below": SideBelow}[o.Settings.Pane.Side]
	m.store = store.New(store.Options{UndoWindow: o.Settings.Undo, Parallel: o.Settings.Parallel})
	m.list = sessions.NewModel(sessions.Options{Context: m.ctx, Host: host{m}, Store: m.store, Theme: m.theme, Zone: o.Zone, Now: m.now,
		Filter: o.Filter, Settings: o.Settings, State: o.State})
	m.detail = detail.NewModel(m.ctx, o.Server.API, m.store, detail.Options{Theme: m.theme, Location: o.Zone, DashboardURL: o.Settings.Dashboard, BaseURL: o.Server.BaseURL})
	m.writes = writes.New(m.writesOptions())
	m.detail.SetNames(m.list.NameOf)
	m.list.SetPrivate(m.private)
	m.detail.SetPrivate(m.private)
	if m.server.API == nil {
		m.welcome()
	} else {
		m.list.Start(m.server.API)
	}
	m.keeper = keeper{file: &stateFile{save: o.SaveState, last: m.state()}, saved: m.state()}
	m.tellStart()
	return m
}

// say puts a note into the status line.
func (m *Model) say(text string) { m.note = note{text: text} }

// complain puts a note about what did not work into the status line.
func (m *Model) complain(text string) {
	clean, _ := client.Clean(text)
	m.note = note{text: clean, bad: true}
}
