package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// talk is a session with messages, as a server gives it.
func talk(t *testing.T, messages string, updated time.Time) *client.Session {
	t.Helper()
	s, err := client.DecodeSession([]byte(fmt.Sprintf(`{"id":"a","name":"first","status":"active","createdAt":%q,"updatedAt":%q,"messages":%s}`,
		after(-2*time.Hour).Format(time.RFC3339Nano), updated.Format(time.RFC3339Nano), messages)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestUndoSendsMessagesBackOnlyIfNoTurnArrived(t *testing.T) {
	const (
		was   = `[{"role":"user","message":"hi"}]`
		mine  = `[{"role":"user","message":"hello"}]`
		added = `[{"role":"user","message":"hello","time":3}]`
	)
	for _, c := range []struct {
		name, answer, now string
		sends             bool
	}{
		{"as we left it", mine, mine, true},
		{"with what the server added to ours", added, added, true},
		{"with what somebody added later", mine, added, false},
		{"a turn arrived", mine, `[{"role":"user","message":"hello"},{"role":"bot","message":"yes?"}]`, false},
		{"somebody else's words", mine, `[{"role":"user","message":"hallo"}]`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sample(t, 1, Options{})
			whole := talk(t, was, after(-time.Hour))
			p := named("mine")
			p.Messages = jsontext.Value(mine)
			s.Edit([]string{"a"}, p, EditOptions{Session: whole})
			w := next(t, s, noon, Patch)
			m := MergePatch(w.Base, w.Patch, whole)
			answer := talk(t, c.answer, after(time.Second))
			answer.Name = "mine"
			s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: answer, UpdatedBefore: whole.UpdatedAt, Replaced: &m.Replaced}}, after(time.Second))
			if u, ok := s.Undo(noon); !ok || len(u.Changes) != 2 {
				t.Fatalf("Undo = %+v %v", u, ok)
			}
			w = next(t, s, after(2*time.Second), Patch)
			theirs := talk(t, c.now, after(2*time.Second))
			theirs.Name = "mine"
			m = MergePatch(w.Base, w.Patch, theirs)
			if len(m.Conflicts) > 0 || m.Patch.Name == nil || (m.Patch.Messages != nil) != c.sends {
				t.Fatalf("sends %+v", m)
			}
			r := s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: theirs, UpdatedBefore: theirs.UpdatedAt, Replaced: &m.Replaced}}, after(3*time.Second))
			if c.sends != (r.MessagesKept == nil) {
				t.Errorf("Finish = %+v", r)
			}
		})
	}
}

// Taking messages back leaves alone what others made of them, however little.
func TestUndoOfMessagesLeavesTheirsAlone(t *testing.T) {
	mine := jsontext.Value(`[{"role":"assistant","content":"hi","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{}"}}]}]`)
	old := jsontext.Value(`[{"role":"assistant","content":"old"}]`)
	for _, messages := range []string{
		`[{"role":"assistant","content":"hi","tool_calls":[{"id":"1","function":{"name":"other","arguments":"{}"}}]}]`,
		`[{"role":"assistant","content":"hi","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{}"}}],"metadata":{"note":"theirs"}}]`,
	} {
		theirs, err := client.DecodeSession([]byte(`{"id":"x","messages":` + messages + `}`))
		if err != nil {
			t.Fatal(err)
		}
		m := MergePatch(Base{UpdateSession: client.UpdateSession{Messages: mine}, yieldsToOthers: true}, client.UpdateSession{Messages: old}, theirs)
		if !m.Patch.Empty() || len(m.Conflicts) > 0 {
			t.Errorf("sent %s over %s", m.Patch.Messages, messages)
		}
		m = MergePatch(Base{UpdateSession: client.UpdateSession{Name: ptr("mine"), Messages: mine}, yieldsToOthers: true}, client.UpdateSession{Name: ptr("old"), Messages: old}, theirs)
		if len(m.Conflicts) != 1 || m.Conflicts[0].Field != FieldName {
			t.Errorf("a name gave way: %+v", m)
		}
	}
}

// Messages that were typed behind an undo that fails do not give way to those of
// others, as the undo would have: they are in conflict with them.
func TestTypedMessagesBehindAFailedUndoDoNotGiveWay(t *testing.T) {
	const was, mine, typed = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`, `[{"role":"user","message":"hey"}]`
	s := sample(t, 1, Options{})
	whole := talk(t, was, after(-time.Hour))
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(mine)}, EditOptions{Session: whole})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", Kind: Done, Session: talk(t, mine, after(time.Second)), UpdatedBefore: whole.UpdatedAt}}, after(time.Second))
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(typed)}, EditOptions{Session: whole})
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: errNo}}, after(2*time.Second))
	w = next(t, s, after(2*time.Second), Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, after(time.Second))); string(m.Patch.Messages) != typed {
		t.Errorf("over our own: %+v", m)
	}
	others := talk(t, `[{"role":"user","message":"hello"},{"role":"bot","message":"yes?"}]`, after(3*time.Second))
	if m := MergePatch(w.Base, w.Patch, others); len(m.Conflicts) != 1 {
		t.Errorf("what was typed is dropped: %+v", m)
	}
}

// Whether messages give way to those of others is for the last edit of them to say.
func TestTheLastEditOfMessagesDecides(t *testing.T) {
	const was, mine, typed, others = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`,
		`[{"role":"user","message":"hey"}]`, `[{"role":"user","message":"hello"},{"role":"bot","message":"yes?"}]`
	s := sample(t, 1, Options{})
	whole := talk(t, was, after(-time.Hour))
	messages := func(text string) client.UpdateSession {
		return client.UpdateSession{Messages: jsontext.Value(text)}
	}
	s.Edit([]string{"a"}, messages(mine), EditOptions{Session: whole})
	finish(s, next(t, s, noon, Patch), noon, Done, nil) // nobody saw what became of them
	s.Undo(noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	s.Edit([]string{"a"}, messages(typed), EditOptions{Session: whole})
	w := next(t, s, noon, Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, others, noon)); len(m.Conflicts) != 1 || m.Conflicts[0].Field != FieldMessages {
		t.Errorf("typed last: %+v", m)
	}
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, noon)); string(m.Patch.Messages) != typed || m.Patch.Status == nil {
		t.Errorf("typed last, over ours: %+v", m)
	}
	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, messages(mine), EditOptions{Session: whole})
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Undo(noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	w = next(t, s, noon, Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, others, noon)); len(m.Conflicts) != 0 || m.Patch.Messages != nil || m.Patch.Status == nil {
		t.Errorf("taken back, and another field was typed: %+v", m)
	}
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, noon)); string(m.Patch.Messages) != was {
		t.Errorf("taken back: %+v", m)
	}
	if r := saved(t, s, w, talk(t, others, noon), noon); !slices.Equal(r.MessagesKept, []string{"a"}) {
		t.Errorf("that messages stayed is not told: %+v", r)
	}
}

// Messages that were edited twice in one write are taken back one edit at a time.
func TestTwoEditsOfMessagesAreTakenBack(t *testing.T) {
	const was, one, two = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`, `[{"role":"user","message":"hey"}]`
	s := sample(t, 1, Options{})
	now := was
	for _, text := range []string{one, two} {
		s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(text)}, EditOptions{Session: talk(t, now, noon)})
		now = text
	}
	for _, want := range []string{two, one, was} {
		w := next(t, s, noon, Patch)
		theirs := talk(t, now, noon)
		if want == two {
			theirs = talk(t, was, noon)
		}
		m := MergePatch(w.Base, w.Patch, theirs)
		if string(m.Patch.Messages) != want {
			t.Fatalf("sends %s, want %s", m.Patch.Messages, want)
		}
		now = want
		s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: talk(t, now, noon), UpdatedBefore: noon, Replaced: &m.Replaced}}, noon)
		s.Undo(noon)
	}
}

// What an edit of messages left is what the last edit of them left.
func TestMessagesBesideOtherFields(t *testing.T) {
	const was, mine, added = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`, `[{"role":"user","message":"hello","time":3}]`
	s := sample(t, 1, Options{})
	whole := talk(t, was, after(-time.Hour))
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(mine)}, EditOptions{Session: whole})
	s.Edit([]string{"a"}, completed(), EditOptions{})
	w := next(t, s, noon, Patch)
	m := MergePatch(w.Base, w.Patch, whole)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: talk(t, added, after(time.Second)), UpdatedBefore: whole.UpdatedAt, Replaced: &m.Replaced}}, after(time.Second))
	s.Undo(noon) // of the status
	w = next(t, s, after(time.Second), Patch)
	if r := saved(t, s, w, talk(t, added, after(time.Second)), after(2*time.Second)); r.MessagesKept != nil || !slices.Contains(r.Changed, "a") {
		t.Errorf("the messages were not to be taken back: %+v", r)
	}
	s.Undo(noon)
	w = next(t, s, after(2*time.Second), Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, added, after(2*time.Second))); string(m.Patch.Messages) != was {
		t.Errorf("sends %s back over what the server made of ours", m.Patch.Messages)
	}
}

// Typed messages that are there already are nothing that was left as it is.
func TestTypedMessagesThatAreThereAlready(t *testing.T) {
	const was, mine = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(mine)}, EditOptions{Session: talk(t, was, after(-time.Hour))})
	if r := saved(t, s, next(t, s, noon, Patch), talk(t, mine, noon), noon); r.MessagesKept != nil {
		t.Errorf("Finish = %+v", r)
	}
	if u, ok := s.Undo(noon); ok || u.Text != "nothing to undo, not saved: edit 1 session" {
		t.Errorf("Undo of what others wrote = %+v %v", u, ok)
	}
}
