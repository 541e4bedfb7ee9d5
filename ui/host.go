package ui

import (
	"slices"
	"time"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/writes"
)

// host implements the Host interfaces of the rooms: what they may ask of the program.
type host struct{ m *Model }

func (h host) Say(text string)         { h.m.note.say(text) }
func (h host) Complain(text string)    { h.m.note.complain(text) }
func (h host) Open(d dialog.Dialog)    { h.m.dialogs.Push(d) }
func (h host) DialogBase() dialog.Base { return h.m.dialogBase() }
func (h host) Now() time.Time          { return h.m.now.In(h.m.options.Zone) }
func (h host) Private() bool           { return h.m.private }

func (h host) Noted() string             { return h.m.note.text }
func (h host) FocusList()                { h.m.focusOnList() }
func (h host) OpenSession(id string)     { h.m.openSession(id) }
func (h host) Rename(id, name string)    { h.m.writes.SaveName(id, name) }
func (h host) NamesWanted() []filter.Ref { return h.m.writes.NamesWanted() }
func (h host) Keeps(id string) bool      { return h.m.detail.Keeps(id) }

// FilterBy filters the list by a value of the session in the detail pane.
func (h host) FilterBy(by filter.Criterion) {
	h.m.list.FilterBy(by)
	h.m.focusOnList()
}

// Answered notes the answer to a request for rows. The banner shows its error until rows
// are read again.
func (h host) Answered(query string, rows int, bytes int64, took time.Duration, err error) {
	h.m.writes.ListAnswered(query, rows, bytes, took, err)
	h.m.banner = status.Banner{}
	if err != nil {
		h.m.banner = status.NewBanner(err, h.m.writes.ListReadAt().In(h.m.options.Zone), h.m.server.Config.KeySource(), h.m.keys)
	}
}

// RowsChanged tells the rooms that show or count rows. read says that the server sent
// them.
func (h host) RowsChanged(read bool) {
	if read && h.m.layout.detail.h > 0 {
		h.m.detail.RowsChanged()
	}
	h.m.writes.Replan()
}

// NamesChanged tells the rooms that show the names of IDs.
func (h host) NamesChanged() {
	h.m.detail.SetNames(h.m.list.NameOf)
	h.m.writes.Replan()
}

// RefreshOthers fetches again what is on the screen besides the list.
func (h host) RefreshOthers() {
	h.m.banner = status.Banner{}
	h.m.detail.Refetch()
}

func (h host) Note(text string, bad bool) { h.m.note.set(text, bad) }
func (h host) Dialogs() *dialog.Stack     { return &h.m.dialogs }
func (h host) Typing() bool               { return slices.Contains(h.m.scopes(), keymap.ScopeText) }
func (h host) Current() (string, bool)    { return h.m.currentSession() }
func (h host) Targets() []string          { return h.m.targetSessions() }

// TakeBack undoes a step from one list to another, or with again redoes it, and returns
// what to say.
func (h host) TakeBack(step any, again bool) (said string, ok bool) {
	if t, turn := step.(sessions.Step); turn {
		return h.m.list.TakeBack(t, again), true
	}
	return "", false
}

// writesOptions returns the options of writes.
func (h host) writesOptions() writes.Options {
	m := h.m
	return writes.Options{
		Context: m.ctx, Host: h, Keys: m.keys, List: m.list, Detail: m.detail, Output: m.output, Store: m.store, Server: h.writesServer(),
		Settings: m.options.Settings, ReadOnly: m.options.ReadOnly, Zone: m.options.Zone, Now: m.now, Trash: m.options.Trash, TrashErr: m.options.TrashErr,
		Report: m.options.Report, Environ: m.options.Environ.Get, InHome: output.TildePath,
		Curl: func(method, id, body string) string { return detail.CurlRequest(m.server.BaseURL, method, id, body) },
	}
}

// writesServer returns the account to write to.
func (h host) writesServer() writes.Server {
	m := h.m
	return writes.Server{API: m.server.API, Account: m.server.Account, Live: m.server.Live, BaseURL: m.server.BaseURL}
}

// outputOptions returns the options of output.
func (h host) outputOptions() output.Options {
	m := h.m
	return output.Options{
		Context: m.ctx, Host: h, Clipboard: output.ClipboardOf(m.options.Environ.Get),
		Dir: m.options.ExportDir, Dashboard: m.options.Settings.Dashboard,
		Writers: func() output.Writers {
			return detail.Exporter{Location: m.options.Zone, Private: m.private, BaseURL: m.server.BaseURL, Now: m.now, Names: m.list.NamesNow()}
		},
	}
}
