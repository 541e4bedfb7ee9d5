package writes

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
)

// activityKept is how many lines the activity panel remembers.
const activityKept = 500

// activity remembers what was asked of the server and how it went.
type activity struct {
	log     []activityLine // newest last, at most twice as many as are kept
	waitFor string
	until   time.Time
	list    string    // how the last request for the list failed; empty when it did not
	other   string    // how the last other request since then failed
	okAt    time.Time // of the last page of the list
}

// nameHere is where the name stands in a line that has one.
const nameHere = "\x00"

// activityLine is a line of the panel before it is looked at.
type activityLine struct {
	at   time.Time
	role theme.Role
	text string // with nameHere, where it has a name
	name string // of the session that it is about; empty for none
}

// add remembers one line.
func (a *activity) add(now time.Time, role theme.Role, text string) {
	a.addLine(activityLine{now, role, text, ""})
}

func (a *activity) addLine(l activityLine) {
	if len(a.log) == 2*activityKept {
		a.log = append(a.log[:0], a.log[activityKept:]...)
	}
	a.log = append(a.log, l)
}

// waiting takes note that the client waits before it asks again.
func (a *activity) waiting(e client.Event, now time.Time) {
	a.waitFor, a.until = e.Reason, now.Add(e.Wait)
	a.add(now, theme.Warn, fmt.Sprintf("%s: %s, try %d in %s", e.Op, e.Reason, e.Try, e.Wait.Round(100*time.Millisecond)))
}

// waits reports whether the client waits.
func (a *activity) waits(now time.Time) bool { return a.waitFor != "" && now.Before(a.until) }

// lines are the remembered lines, newest first.
func (a *activity) lines(private bool) []dialog.ActivityLine {
	log := a.log[max(0, len(a.log)-activityKept):]
	all := make([]dialog.ActivityLine, 0, len(log))
	for _, l := range slices.Backward(log) {
		if private && l.name != "" {
			l.name = "a session"
		}
		all = append(all, dialog.ActivityLine{Text: l.at.Format("15:04:05") + "  " + strings.Replace(l.text, nameHere, l.name, 1), Role: l.role})
	}
	return all
}

// Listed remembers how a request for rows of the list was answered.
func (m *Model) Listed(query string, rows int, bytes int64, took time.Duration, err error) {
	a := &m.activity
	if err != nil {
		a.list = netFault(err)
		a.add(m.clock, theme.Bad, "GET /session?"+query+"  "+clean(err.Error()))
		return
	}
	a.list, a.other, a.okAt, a.waitFor = "", "", m.clock, ""
	a.add(m.clock, theme.Plain, fmt.Sprintf("%d rows  %.1f kB  %d ms  GET /session?%s", rows, float64(bytes)/1000, took.Milliseconds(), query))
}

// Waiting takes note that the client waits before it asks again.
func (m *Model) Waiting(e client.Event) { m.activity.waiting(e, m.clock) }

// ReadAt is when the list was last read; zero before.
func (m *Model) ReadAt() time.Time { return m.activity.okAt }

// Reached takes note of how a request other than for the list went. One that
// was refused for what it asked says nothing of the server.
func (m *Model) Reached(err error) {
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

// goesOn reports whether an outcome says nothing of the server: there is more
// to do, and nothing went wrong.
func goesOn(o store.Outcome) bool {
	return o.What == store.Same || o.What == store.Missing || o.What == store.Unsent && o.Err == nil
}

// logWrite remembers a write in the activity.
func (m *Model) logWrite(msg writeDone) {
	method := "GET"
	switch msg.work.Kind {
	case store.Patch:
		method = "PATCH"
	case store.DeleteOne, store.Delete:
		method = "DELETE"
	case store.ReadBack, store.Reread:
	}
	for _, o := range msg.outcomes {
		if goesOn(o) {
			continue
		}
		word := send.Word(o.What)
		if msg.work.Kind == store.Reread {
			word = "left out"
		}
		m.logSent(method, o.ID, m.title(o.ID), word, o.Took, o.Err)
	}
}

// logSent remembers a request that was to change a session, which has no ID before
// it is created.
func (m *Model) logSent(method, id, name, word string, took time.Duration, err error) {
	text, role := fmt.Sprintf("%-6s %s  %s", method, nameHere, word), theme.Plain
	if err != nil {
		text, role = text+": "+clean(reason(err)), theme.Bad
	}
	if took > 0 {
		text += fmt.Sprintf(", %d ms", took.Milliseconds())
	}
	m.activity.addLine(activityLine{m.clock, role, strings.TrimSuffix(text+"  /session/"+id, "/"), name})
}

// reason is an error without what was being done, which its line says.
func reason(err error) string {
	if e, ok := errors.AsType[*client.Error](err); ok {
		return e.Reason()
	}
	return err.Error()
}

// netFault is the header's word for a failure.
func netFault(err error) string {
	e, ok := errors.AsType[*client.Error](err)
	if !ok || !e.Reached() {
		return "api not reached"
	}
	return "api: " + e.Brief()
}

// NetState is the header's word on the server.
func (m *Model) NetState() (text string, bad bool) {
	a := &m.activity
	switch {
	case m.server.API == nil:
		return "no key", true
	case a.waits(m.clock):
		return fmt.Sprintf("%s, next try in %d s", a.waitFor, int(a.until.Sub(m.clock).Seconds())+1), true
	case a.list != "":
		return a.list, true
	case a.other != "":
		return a.other, true
	case a.okAt.IsZero():
		return "asking", false
	}
	return "api ok", false
}
