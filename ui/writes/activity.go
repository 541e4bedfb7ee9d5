package writes

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// maxActivity is how many lines of the activity are kept.
const maxActivity = 500

// activity is the log of requests to the server, and the state of the server that the
// header shows.
type activity struct {
	lines        []activityLine // newest last, at most maxActivity
	waitReason   string
	waitUntil    time.Time
	silentSince  time.Time // when the request was sent that has had no answer for some seconds
	silentSeenAt time.Time // when the client said so last, which it does every second
	listFault    string    // how the last request for the list failed; empty when it did not
	otherFault   string    // how the last other request since then failed
	listReadAt   time.Time // of the last page of the list
}

// activityLine is a request and how it ended, or a sentence without a method.
type activityLine struct {
	at     time.Time
	role   theme.Role
	method string
	result string // how it ended
	size   string // of the answer
	took   string
	name   string // of the session that it is about; empty for none
	why    string // why it failed, or the sentence
	path   string // what was asked for; empty for none
}

// shown is the line as the panel shows it; with whole set, the path is not shortened.
func (l *activityLine) shown(private, whole bool) dialog.ActivityLine {
	name, path := l.name, l.path
	if private && name != "" {
		name = "a session"
	}
	if !whole {
		path = shortPath(path)
	}
	about := slices.DeleteFunc([]string{l.why, name, path}, func(s string) bool { return s == "" })
	return dialog.ActivityLine{Time: l.at.Format("15:04:05"), Method: l.method, Result: l.result, Size: l.size, Took: l.took,
		What: strings.Join(about, "  "), Role: l.role}
}

// shortPath is a path without its usual parameters, and with shortened IDs.
func shortPath(path string) string {
	path, query, _ := strings.Cut(path, "?")
	if plain, err := url.QueryUnescape(query); err == nil {
		query = plain
	}
	params := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool {
		return p == "" || p == "page=1" || p == "sortOrder=DESC" || strings.HasPrefix(p, "limit=")
	})
	if len(params) > 0 {
		path += "?" + strings.Join(params, "&")
	}
	return words.ShortIDs(path)
}

// add adds a sentence.
func (a *activity) add(now time.Time, role theme.Role, text string) {
	a.addLine(activityLine{at: now, role: role, why: text})
}

func (a *activity) addLine(l activityLine) {
	a.lines = append(a.lines[max(0, len(a.lines)+1-maxActivity):], l)
}

// noteEvent notes that the client waits for an answer, or before its next try.
func (a *activity) noteEvent(e client.Event, now time.Time) {
	if e.Silent > 0 {
		if since := now.Add(-e.Silent); !a.isSilent(now) || since.Before(a.silentSince) {
			a.silentSince = since
		}
		a.silentSeenAt = now
		return
	}
	a.waitReason, a.waitUntil = e.Reason, now.Add(e.Wait)
	a.add(now, theme.Warn, fmt.Sprintf("%s: %s, try %d in %s", words.ShortIDs(e.Op), e.Reason, e.Try, e.Wait.Round(100*time.Millisecond)))
}

// isSilent reports whether a request has had no answer for some seconds.
func (a *activity) isSilent(now time.Time) bool {
	return now.Sub(a.silentSeenAt) < 1500*time.Millisecond
}

// isWaiting reports whether the client waits before its next try.
func (a *activity) isWaiting(now time.Time) bool {
	return a.waitReason != "" && now.Before(a.waitUntil)
}

// newestFirst are the lines, the newest first.
func (a *activity) newestFirst() []activityLine {
	log := slices.Clone(a.lines)
	slices.Reverse(log)
	return log
}

// ListAnswered logs how a request for rows of the list ended.
func (m *Model) ListAnswered(query string, rows int, bytes int64, took time.Duration, err error) {
	a := &m.activity
	l := activityLine{at: m.clock, method: "GET", path: "/session?" + query, took: millis(took)}
	if err != nil {
		a.listFault = netFault(err)
		l.role, l.result, l.why = theme.Bad, "failed", failureText(err)
	} else {
		a.listFault, a.otherFault, a.listReadAt, a.waitReason = "", "", m.clock, ""
		l.result, l.size = words.Plural(rows, "row"), words.Bytes(bytes)
	}
	a.addLine(l)
}

// millis is a duration in milliseconds, in words.
func millis(d time.Duration) string { return words.Count(int(d.Milliseconds())) + " ms" }

// ClientEvent notes that the client waits for an answer, or before its next try.
func (m *Model) ClientEvent(e client.Event) { m.activity.noteEvent(e, m.clock) }

// ListReadAt is when the list was last read; zero before.
func (m *Model) ListReadAt() time.Time { return m.activity.listReadAt }

// RequestEnded notes how a request ended that was not for the list. A refusal of its
// content says nothing about the server.
func (m *Model) RequestEnded(err error) {
	switch {
	case err == nil:
		m.activity.otherFault = ""
	case errors.Is(err, context.Canceled), errors.Is(err, client.ErrInvalid), errors.Is(err, client.ErrNotFound):
	default:
		if _, ok := errors.AsType[*client.Error](err); ok {
			m.activity.otherFault = netFault(err)
		}
	}
}

// isIntermediate reports whether an outcome is a step before the write, which is not
// logged.
func isIntermediate(o store.Outcome) bool {
	return o.Kind == store.Same || o.Kind == store.Missing
}

// logWrite logs a write.
func (m *Model) logWrite(msg writeDone) {
	method := cmp.Or(map[store.Kind]string{store.Patch: "PATCH", store.DeleteOne: "DELETE", store.Delete: "DELETE"}[msg.work.Kind], "GET")
	for _, o := range msg.outcomes {
		if isIntermediate(o) {
			continue
		}
		word := outcomeWords[o.Kind]
		if msg.work.Kind == store.ReadBack && o.Kind == store.Done {
			word = "read back"
		}
		m.logSent(method, o.ID, m.title(o.ID), word, o.Took, o.Err)
	}
}

// outcomeWords say how a write ended, as the summary does.
var outcomeWords = [...]string{store.Done: "done", store.AlreadyGone: "already gone", store.LeftOut: "left out, changed meanwhile",
	store.Conflicted: "left out", store.RateLimited: "rate limited", store.Refused: "failed", store.Unsent: "not arrived", store.Unknown: "unknown"}

// logSent logs a request that changes a session. A new session has no ID.
func (m *Model) logSent(method, id, name, word string, took time.Duration, err error) {
	l := activityLine{at: m.clock, method: method, name: name, path: strings.TrimSuffix("/session/"+id, "/")}
	l.result, l.why, _ = strings.Cut(word, ", ")
	if err != nil {
		l.role, l.why = theme.Bad, failureText(err)
	}
	if took > 0 {
		l.took = millis(took)
	}
	m.activity.addLine(l)
}

// failureText is why a request failed, and after how many tries.
func failureText(err error) string {
	text := reason(err)
	if e, ok := errors.AsType[*client.Error](err); ok && e.Tries > 1 {
		text += fmt.Sprintf(", after %d tries", e.Tries)
	}
	return text
}

// reason is an error without the words for what was being done.
func reason(err error) string {
	if e, ok := errors.AsType[*client.Error](err); ok {
		return e.Reason()
	}
	return err.Error()
}

// netFault is the header's words for a failed request.
func netFault(err error) string {
	e, ok := errors.AsType[*client.Error](err)
	if !ok || !e.Reached() {
		return "api not reached"
	}
	return "api: " + e.Brief()
}

// NetState is the header's words about the server.
func (m *Model) NetState() (text string, bad bool) {
	a := &m.activity
	switch {
	case m.o.Server.API == nil:
		return "no key", true
	case a.isWaiting(m.clock):
		return a.waitReason + ", next try in " + words.LongDuration(a.waitUntil.Sub(m.clock)+time.Second), true
	case a.isSilent(m.clock):
		return "waiting " + words.LongDuration(m.clock.Sub(a.silentSince)), true
	case a.listFault != "":
		return a.listFault, true
	case a.otherFault != "":
		return a.otherFault, true
	case a.listReadAt.IsZero():
		return "asking", false
	}
	return "api ok", false
}
