package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/sessions"
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
	list    string    // how the last request for the list failed; empty when it did not
	other   string    // how the last other request since then failed
	okAt    time.Time // of the last page of the list
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
func (m *Model) noteNet(answer sessions.Answer) {
	a := &m.activity
	if answer.Err != nil {
		a.list = netFault(answer.Err)
		a.add(m.now, theme.Bad, "GET /session?"+answer.Query+"  "+cleaned(answer.Err.Error()))
		return
	}
	a.list, a.other, a.okAt, a.waitFor = "", "", m.now, ""
	a.add(m.now, theme.Plain, fmt.Sprintf("%d rows  %.1f kB  %d ms  GET /session?%s", answer.Rows, float64(answer.Bytes)/1000, answer.Took.Milliseconds(), answer.Query))
}

// reached takes note of how a request other than for the list went. One that
// was refused for what it asked says nothing of the server.
func (m *Model) reached(err error) {
	switch {
	case err == nil:
		m.activity.other = ""
	case errors.Is(err, context.Canceled), errors.Is(err, client.ErrInvalid), errors.Is(err, client.ErrNotFound):
	default:
		if _, ok := errors.AsType[*client.Error](err); ok {
			m.activity.other = netFault(err)
		}
	}
}

// netFault is the header's word for a failure.
func netFault(err error) string {
	e, ok := errors.AsType[*client.Error](err)
	if !ok || !e.Reached() {
		return "api not reached"
	}
	return "api: " + e.Brief()
}

// netState is the header's word on the server.
func (m *Model) netState() (text string, bad bool) {
	a := &m.activity
	switch {
	case m.server.API == nil:
		return "no key", true
	case a.waitFor != "" && m.now.Before(a.until):
		return fmt.Sprintf("%s, next try in %d s", a.waitFor, int(a.until.Sub(m.now).Seconds())+1), true
	case a.list != "":
		return a.list, true
	case a.other != "":
		return a.other, true
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

// remedy says what a person can do about an error.
func remedy(err error) string {
	switch {
	case errors.Is(err, client.ErrUnauthorized):
		return "r retry   esc hide   the key in $VAPI_API_KEY was refused: a private key of this organisation and region is needed"
	case errors.Is(err, client.ErrForbidden):
		return "r retry   esc hide   the server, or what protects it, refuses this client"
	case errors.Is(err, client.ErrPaymentRequired):
		return "r retry   esc hide   the organisation must settle its billing first"
	case errors.Is(err, client.ErrRateLimited):
		return "r retry   esc hide   too many requests for this organisation"
	case errors.Is(err, client.ErrInvalid):
		return "r retry   / edit the filter   esc hide"
	case errors.Is(err, client.ErrNetwork):
		return "r retry   esc hide   check the network, VPN or proxy"
	}
	return "r retry   @ requests   esc hide"
}
