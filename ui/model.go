package ui

import (
	"context"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/writes"
)

// Model is the root tea.Model of the program. It gives messages and actions to its
// parts, and carries out what they ask for.
type Model struct {
	options Options
	ctx     context.Context //nolint:containedctx // ends with the program, and with it every command
	cancel  context.CancelFunc
	server  Server
	theme   *theme.Theme
	keys    keymap.Map
	now     time.Time

	panes
	keyboard
	ending
	frame frame

	private bool
	mouse   bool
	note    note
	banner  status.Banner
	ticks   wakeTimer

	bell bell

	store   *store.Store
	list    *sessions.Model
	detail  *detail.Model
	dialogs dialog.Stack
	writes  *writes.Model
	output  *output.Model
}

// note is a message about what just happened. It stays in the status line until the next
// key.
type note struct {
	text    string
	isError bool
}

// say notes what happened, and complain what failed.
func (n *note) say(text string)      { n.set(text, false) }
func (n *note) complain(text string) { n.set(text, true) }

// set notes a text. Text from outside is cleaned here.
func (n *note) set(text string, bad bool) {
	clean, _ := client.Clean(strings.TrimSpace(text))
	*n = note{text: clean, isError: bad}
}

// New returns a program that is ready to run.
func New(ctx context.Context, o Options) *Model {
	o.Settings = o.Settings.WithState(o.State)
	m := &Model{options: o, server: o.Server, keys: o.Keys, now: o.Now(), private: o.Settings.Private, mouse: o.Settings.Mouse,
		panes: panes{listPercent: 100 - o.Settings.Pane.Percent, side: paneSide(o.Settings.Pane.Side), showsDetail: true}}
	if m.side == "off" {
		m.side, m.showsDetail = sideAuto, false
	}
	m.ctx, m.cancel = context.WithCancel(ctx)
	m.output = output.New(o.Server.API, host{m}.outputOptions())
	m.theme = o.newTheme(o.Dark)
	m.store = store.New(store.Options{UndoWindow: o.Settings.UndoWindow, Parallel: o.Settings.Parallel})
	m.list = sessions.NewModel(sessions.Options{Context: m.ctx, Host: host{m}, Keys: m.keys, Store: m.store, Theme: m.theme, Zone: o.Zone, Now: m.now,
		Filter: o.Filter, Settings: o.Settings, State: o.State})
	m.detail = detail.NewModel(m.ctx, o.Server.API, m.store, detail.Options{Host: host{m}, Keys: m.keys, Theme: m.theme, Location: o.Zone, Dashboard: o.Settings.Dashboard,
		AssistantURL: func(id string) string { return output.AssistantURL(o.Settings.Dashboard, id) }})
	m.writes = writes.New(host{m}.writesOptions())
	m.detail.SetNames(m.list.NameOf)
	m.list.SetPrivate(m.private)
	m.detail.SetPrivate(m.private)
	if m.server.API == nil {
		m.dialogs.Push(account.NewWelcome(m.dialogBase(), o.Accounts, m.quit, m.startDemo, m.leave))
	} else {
		m.list.Start(m.server.API)
	}
	m.keeper = config.NewStateSaver(m.state(), o.SaveState)
	m.tellStart()
	if m.server.Live && m.server.Config.Name == "" && len(o.Settings.Accounts) > 0 {
		m.note.say("$VAPI_API_KEY goes before the accounts of the settings, :account leads there")
	}
	return m
}
