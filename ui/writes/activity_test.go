package writes

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// A wait says for what, why and how long, and fits a line.
func TestAWaitNamesTheBeginningOfAnID(t *testing.T) {
	var a activity
	a.noteEvent(client.Event{Op: "reading session 7a9082f5-f521-45eb-9af5-b4fa76c3b780", Reason: "timed out", Try: 4, Wait: 1500 * time.Millisecond}, time.Time{})
	if got, want := a.lines[0].why, "reading session 7a9082f5: timed out, try 4 in 1.5s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The line of a request that failed tells how often it was tried.
func TestAFailureTellsOfItsTries(t *testing.T) {
	for tries, want := range map[int]string{1: "503 service unavailable", 4: "503 service unavailable, after 4 tries"} {
		var m Model
		m.ListAnswered("limit=100", 0, 0, 0, &client.Error{Op: "listing sessions", Kind: client.ErrServer, Status: 503, Tries: tries})
		if l := m.activity.lines[0]; l.method != "GET" || l.result != "failed" || l.why != want {
			t.Errorf("%+v, want %q", l, want)
		}
	}
}

// While several requests have had no answer, the header tells how long the one
// that was sent first waits. What waits after a pause is another.
func TestTheLongestWaitIsTold(t *testing.T) {
	m := Model{o: Options{Server: Server{API: (*client.Client)(nil)}}}
	for _, step := range []struct {
		after  time.Duration
		silent []time.Duration // of each request that waits, as the client says
		want   string
	}{
		{0, []time.Duration{3 * time.Second, 5 * time.Second, 2 * time.Second}, "waiting 5 s"},
		{time.Second, []time.Duration{4 * time.Second, 6 * time.Second, 3 * time.Second}, "waiting 6 s"},
		{2 * time.Second, []time.Duration{4 * time.Second, 3 * time.Second}, "waiting 4 s"},
		{2 * time.Second, nil, "asking"},
	} {
		m.clock = m.clock.Add(step.after)
		for _, d := range step.silent {
			m.ClientEvent(client.Event{Silent: d})
		}
		if got, _ := m.NetState(); got != step.want {
			t.Errorf("%v: %q, want %q", step.silent, got, step.want)
		}
	}
}
