package ui

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
)

// activityKept is how many lines the activity panel remembers.
const activityKept = 500

// fromList marks a banner that goes when a page of the list arrives.
const fromList = "list"

// activity remembers what was asked of the server and how it went.
type activity struct {
	log     []activityLine // newest last, at most twice as many as are kept
	waitFor string
	until   time.Time
	bad     bool
	okAt    time.Time
}

// activityLine is a line of the panel before it is looked at.
type activityLine struct {
	at   time.Time
	role theme.Role
	text string
}

// add remembers one line.
func (a *activity) add(now time.Time, role theme.Role, text string) {
	if len(a.log) == 2*activityKept {
		a.log = append(a.log[:0], a.log[activityKept:]...)
	}
	a.log = append(a.log, activityLine{now, role, text})
}

// waiting takes note that the client waits before it asks again.
func (a *activity) waiting(e client.Event, now time.Time) {
	a.waitFor, a.until = e.Reason, now.Add(e.Wait)
	a.add(now, theme.Warn, fmt.Sprintf("%s: %s, try %d in %s", e.Op, e.Reason, e.Try, e.Wait.Round(100*time.Millisecond)))
}

// lines are the remembered lines, newest first.
func (a *activity) lines() []dialog.ActivityLine {
	log := a.log[max(0, len(a.log)-activityKept):]
	all := make([]dialog.ActivityLine, 0, len(log))
	for _, l := range slices.Backward(log) {
		all = append(all, dialog.ActivityLine{Text: l.at.Format("15:04:05") + "  " + l.text, Role: l.role})
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

// reached takes note of whether a request other than for the list got through.
func (m *Model) reached(err error) {
	switch {
	case errors.Is(err, client.ErrNetwork), errors.Is(err, client.ErrTimeout):
		m.activity.bad = true
	case err == nil:
		m.activity.bad, m.activity.okAt = false, m.now
	}
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
