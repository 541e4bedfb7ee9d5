package ui

import (
	"fmt"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/status"
)

// activityKept is how many lines the activity panel remembers.
const activityKept = 500

// fromList marks a banner that goes when a page of the list arrives.
const fromList = "list"

// activity remembers what was asked of the server and how it went.
type activity struct {
	log     []dialog.ActivityLine // newest last
	waitFor string
	until   time.Time
	bad     bool
	okAt    time.Time
}

// add remembers one line.
func (a *activity) add(now time.Time, role theme.Role, text string) {
	a.log = append(a.log, dialog.ActivityLine{Text: now.Format("15:04:05") + "  " + text, Role: role})
	if len(a.log) > activityKept {
		a.log = append([]dialog.ActivityLine(nil), a.log[len(a.log)-activityKept:]...)
	}
}

// waiting takes note that the client waits before it asks again.
func (a *activity) waiting(e client.Event, now time.Time) {
	a.waitFor, a.until = e.Reason, now.Add(e.Wait)
	a.add(now, theme.Warn, fmt.Sprintf("%s: %s, try %d in %s", e.Op, e.Reason, e.Try, e.Wait.Round(100*time.Millisecond)))
}

// lines are the remembered lines, newest first.
func (a *activity) lines() []dialog.ActivityLine {
	all := make([]dialog.ActivityLine, 0, len(a.log))
	for i := len(a.log) - 1; i >= 0; i-- {
		all = append(all, a.log[i])
	}
	return all
}

// noteNet remembers how a page was answered.
func (m *Model) noteNet(msg pageLoaded) {
	a := &m.activity
	if msg.err != nil {
		a.bad = true
		a.add(m.now, theme.Bad, "GET /session?"+msg.query+"  "+cleaned(msg.err.Error()))
		return
	}
	a.bad, a.okAt, a.waitFor = false, m.now, ""
	a.add(m.now, theme.Plain, fmt.Sprintf("%d rows  %.1f kB  %d ms  GET /session?%s", len(msg.page.Rows), float64(msg.page.Bytes)/1000, msg.took.Milliseconds(), msg.query))
}

// netState is the header's word on the server.
func (m *Model) netState() (text string, bad bool) {
	a := &m.activity
	switch {
	case m.server.API == nil:
		return "no key", true
	case a.waitFor != "" && m.now.Before(a.until):
		return fmt.Sprintf("%s, next try in %d s", a.waitFor, int(a.until.Sub(m.now).Seconds())+1), true
	case a.bad:
		return "api not reached", true
	case a.okAt.IsZero():
		return "asking", false
	}
	return "api ok", false
}

// failed shows an error that stands until the list is read again.
func (m *Model) failed(err error) {
	since := ""
	if !m.activity.okAt.IsZero() {
		since = " Showing data from " + m.activity.okAt.In(m.o.Zone).Format("15:04") + "."
	}
	m.banner = banner{what: cleaned(err.Error()) + "." + since, can: remedy(err), from: fromList}
}

// count writes a number with thousands separated.
func count(n int) string { return status.Count(n) }
