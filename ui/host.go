package ui

import (
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
)

// host is what the rooms may ask of the program around them.
type host struct{ m *Model }

func (h host) Say(text string)                            { h.m.say(text) }
func (h host) Complain(text string)                       { h.m.complain(text) }
func (h host) Open(d dialog.Dialog, answer dialog.Answer) { h.m.open(d, answer) }
func (h host) Look() dialog.Look                          { return h.m.look() }
func (h host) Now() time.Time                             { return h.m.now.In(h.m.o.Zone) }
func (h host) Private() bool                              { return h.m.private }

func (h host) Noted() string             { return h.m.note.text }
func (h host) FocusList()                { h.m.toList() }
func (h host) OpenSession(id string)     { h.m.openSession(id) }
func (h host) Rename(id, name string)    { h.m.saveName(id, name) }
func (h host) NamesWanted() []filter.Ref { return h.m.namesInPlan() }

// Answered notes how the server answered a request for rows.
func (h host) Answered(a sessions.Answer) {
	h.m.noteNet(a)
	if a.Err != nil {
		h.m.failed(a.Err)
	} else if h.m.banner.from == fromList {
		h.m.banner = banner{}
	}
}

// RowsChanged lets those follow that show rows, or count them.
func (h host) RowsChanged(read bool) {
	if read && h.m.layout.detail.h > 0 {
		h.m.detail.RowsChanged()
	}
	h.m.replan()
}

// NamesChanged lets those follow that show names.
func (h host) NamesChanged() {
	h.m.detail.SetNames(h.m.list.NameOf)
	h.m.replan()
}

// Reread reads again what is on the screen besides the list.
func (h host) Reread() {
	h.m.banner = banner{}
	h.m.detail.Refetch()
}

// outputOptions are what the room of copies and exports is made with.
func (m *Model) outputOptions() output.Options {
	as := func(write func(*client.Session, detail.ExportOptions) []byte) func(*client.Session, bool) []byte {
		return func(s *client.Session, private bool) []byte {
			return write(s, detail.ExportOptions{Location: m.o.Zone, Private: private})
		}
	}
	return output.Options{
		Context: m.ctx, Host: host{m}, Clip: output.ClipProgram(m.o.environ, m.o.OverSSH),
		Dir: m.o.ExportDir, Dashboard: m.o.Settings.Dashboard,
		Writers: output.Writers{
			JSON: as(detail.JSON), Transcript: as(detail.Transcript), Markdown: as(detail.Markdown), CSV: as(detail.CSVRow),
			CSVHeader: detail.CSVHeader(), Curl: func(id string) string { return detail.Curl(m.server.BaseURL, id) },
		},
	}
}
