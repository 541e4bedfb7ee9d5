package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// saved is the answer of a server that took what a work sent.
func saved(t *testing.T, s *Store, w Work, theirs *client.Session, at time.Time) Result {
	t.Helper()
	m := MergePatch(w.Base, w.Patch, theirs)
	if len(m.Conflicts) > 0 {
		return s.Finish(w.ID, []Outcome{{ID: w.Session(), What: Conflicted, Session: theirs, Conflicts: m.Conflicts, Err: ErrConflict}}, at)
	}
	after := *theirs
	if m.Patch.Name != nil {
		after.Name = *m.Patch.Name
	}
	if m.Patch.Status != nil {
		after.Status = *m.Patch.Status
	}
	if m.Patch.ExpirationSeconds != nil {
		after.ExpirationSeconds = *m.Patch.ExpirationSeconds
	}
	after.UpdatedAt = at
	return s.Finish(w.ID, []Outcome{{ID: w.Session(), What: Done, Session: &after, Before: theirs.UpdatedAt, Was: &m.Was}}, at)
}

func TestAnEditThatWasSentIsUndoneByItsReverse(t *testing.T) {
	s := sample(t, 1, Options{})
	p := named("mine")
	p.Status = ptr(client.StatusCompleted)
	s.Edit([]string{"a"}, p, EditOptions{})
	before := session("a", "fir\x1bst", after(-time.Hour)) // as the server has it
	s.Merge([]client.Summary{client.Summarize(before)}, noon)
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))

	u, ok := s.Undo(after(2 * time.Second))
	if !ok || u.What != "undone: edit 1 session; the old values are sent back" || !slices.Equal(u.Sent, []string{"a"}) {
		t.Errorf("Undo = %+v %v", u, ok)
	}
	if want := []Change{{FieldName, "mine", "first"}, {FieldStatus, "completed", "active"}}; !slices.Equal(u.Changes, want) {
		t.Errorf("changes %v, want %v", u.Changes, want)
	}
	if r := shown(t, s, "a"); r.Name != "first" || !r.Pending {
		t.Errorf("not shown at once: %+v", r)
	}
	w := next(t, s, after(2*time.Second), Patch)
	if *w.Patch.Name != "first" || *w.Patch.Status != client.StatusActive || w.Patch.ExpirationSeconds != nil {
		t.Errorf("sends %+v", w.Patch)
	}
	theirs := session("a", "mine", after(time.Second))
	theirs.Status = client.StatusCompleted
	saved(t, s, w, theirs, after(3*time.Second))
	if r := shown(t, s, "a"); r.Name != "first" || r.Status != client.StatusActive || r.Pending {
		t.Errorf("after the answer: %+v", r)
	}

	u, ok = s.Redo(after(4 * time.Second))
	if !ok || u.What != "done again: edit 1 session; the new values are sent again" {
		t.Errorf("Redo = %+v %v", u, ok)
	}
	if w := next(t, s, after(4*time.Second), Patch); *w.Patch.Name != "mine" || *w.Patch.Status != client.StatusCompleted {
		t.Errorf("sends %+v", w.Patch)
	}
}

func TestUndoSendsTheServersOwnValues(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	w.Base.Name = ptr("fir\u200bst")
	saved(t, s, w, session("a", "fir\u200bst", after(-time.Hour)), after(time.Second))
	s.Undo(noon)
	if w := next(t, s, after(2*time.Second), Patch); *w.Patch.Name != "fir\u200bst" {
		t.Errorf("sends %q", *w.Patch.Name)
	}
}

func TestUndoLeavesAloneWhatOthersMadeTheSame(t *testing.T) {
	s := sample(t, 1, Options{})
	p := named("mine")
	p.Status = ptr(client.StatusCompleted)
	s.Edit([]string{"a"}, p, EditOptions{})
	theirs := session("a", "first", after(-time.Minute))
	theirs.Status = client.StatusCompleted // somebody was quicker
	saved(t, s, next(t, s, noon, Patch), theirs, after(time.Second))
	s.Undo(noon)
	if w := next(t, s, after(2*time.Second), Patch); *w.Patch.Name != "first" || w.Patch.Status != nil {
		t.Errorf("sends %+v", w.Patch)
	}
}

func TestUndoOfAnEditUnderWayWaitsForIt(t *testing.T) {
	s := sample(t, 2, Options{})
	for _, id := range []string{"a", "b"} {
		s.Edit([]string{id}, named("mine"), EditOptions{})
	}
	a, b := s.Next(noon, 1, 1)[0], s.Next(noon, 1, 1)[0]
	for range 2 {
		if u, ok := s.Undo(noon); !ok || len(u.Sent) != 1 {
			t.Fatalf("Undo = %+v %v", u, ok)
		}
	}
	nothing(t, s, noon)
	saved(t, s, a, session("a", "first", after(-time.Hour)), after(time.Second))
	if w := next(t, s, after(time.Second), Patch); w.Session() != "a" || *w.Patch.Name != "first" || *w.Base.Name != "mine" {
		t.Errorf("behind it: %+v", w)
	}
	s.Finish(b.ID, []Outcome{{ID: "b", What: Refused, Err: errNo}}, after(time.Second))
	nothing(t, s, after(time.Second)) // it was not saved: nothing is to be taken back
	if f, ok := s.Failed("b"); !ok || *f.Patch.Name != "mine" {
		t.Errorf("what was typed: %+v", f)
	}
	if p := s.Progress(); p.Total != 3 || p.Failed != 1 || p.InFlight != 1 {
		t.Errorf("%+v", p)
	}
}

func TestUndoTakenBackBeforeItIsSent(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	for range 3 {
		if _, ok := s.Undo(noon); !ok || shown(t, s, "a").Name != "first" {
			t.Fatalf("Undo: %+v", shown(t, s, "a"))
		}
		if u, ok := s.Redo(noon); !ok || u.Sent != nil || shown(t, s, "a").Name != "mine" || shown(t, s, "a").Pending {
			t.Fatalf("Redo = %+v %v: %+v", u, ok, shown(t, s, "a"))
		}
		nothing(t, s, noon)
	}
}

func TestARefusedUndoCanBeTriedAgain(t *testing.T) {
	s := sample(t, 3, Options{})
	ids := []string{"a", "b", "c"}
	s.Edit(ids, named("mine"), EditOptions{Bulk: true})
	for _, id := range ids {
		saved(t, s, next(t, s, noon, Patch), session(id, "first", after(-time.Hour)), after(time.Second))
	}
	if u, ok := s.Undo(noon); !ok || len(u.Sent) != 3 || u.Changes != nil {
		t.Fatalf("Undo = %+v %v", u, ok)
	}
	for _, id := range ids {
		w := next(t, s, noon, Patch)
		if !w.Bulk {
			t.Error("not in the queue that can be paused")
		}
		if id == "b" {
			saved(t, s, w, session(id, "mine", after(time.Second)), after(2*time.Second))
			continue
		}
		r := s.Finish(w.ID, []Outcome{{ID: id, What: Refused, Err: errNo}}, after(2*time.Second))
		f, _ := s.Failed(id)
		if !slices.Equal(r.Failed, []string{id}) || !f.Undo || shown(t, s, id).Err == nil || shown(t, s, id).Name != "mine" {
			t.Errorf("%s: %+v, %+v", id, r, f)
		}
	}
	u, ok := s.Undo(noon)
	if !ok || !slices.Equal(u.Sent, []string{"a", "c"}) || shown(t, s, "a").Err != nil {
		t.Errorf("once more: %+v %v", u, ok)
	}
}

// An undo that is redone while it is in flight, and then refused, leaves the edit
// as it was saved, to be undone again.
func TestARefusedUndoThatWasRedoneCanBeTriedAgain(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	if u, ok := s.Redo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Fatalf("Redo = %+v %v", u, ok)
	}
	s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: errNo}}, after(2*time.Second))
	nothing(t, s, after(2*time.Second))
	if r := shown(t, s, "a"); r.Name != "mine" || r.Pending {
		t.Errorf("row %+v", r)
	}
	if u, ok := s.Redo(noon); ok {
		t.Errorf("Redo of what is saved = %+v", u)
	}
	if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

func TestUndoMeetsAChangeOfOthers(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	s.Undo(noon)
	saved(t, s, next(t, s, noon, Patch), session("a", "theirs", after(2*time.Second)), after(3*time.Second))
	f, ok := s.Failed("a")
	if !ok || !f.Undo || len(f.Conflicts) != 1 || f.Conflicts[0] != (Conflict{FieldName, "first", "theirs", "mine"}) {
		t.Errorf("failure %+v", f)
	}
	if r := shown(t, s, "a"); r.Name != "theirs" {
		t.Errorf("row %+v", r)
	}
}

func TestUndoKeepsWhatWasTypedAndRefused(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	s.Edit([]string{"a"}, named("refused"), EditOptions{})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", What: Refused, Err: errNo}}, after(2*time.Second))
	if u, ok := s.Undo(noon); ok || !strings.Contains(u.What, "nothing to undo, not saved") {
		t.Errorf("Undo of what was refused = %+v %v", u, ok)
	}
	if u, ok := s.Undo(noon); !ok || len(u.Sent) != 1 {
		t.Errorf("Undo of the one before = %+v %v", u, ok)
	}
	if f, ok := s.Failed("a"); !ok || f.Patch.Name == nil || *f.Patch.Name != "refused" {
		t.Errorf("what was typed is lost: %+v", f)
	}
}

func TestUndoOfASessionThatIsGone(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "a", What: Done}}, noon)
	u, ok := s.Undo(noon)
	if ok || u.Late != 1 || u.What != "too late to undo, sent already or just now: delete 1 session" {
		t.Errorf("Undo of the delete = %+v %v", u, ok)
	}
	if u, ok := s.Undo(noon); ok || u.What != "nothing to undo, gone meanwhile: edit 1 session" {
		t.Errorf("Undo of the edit = %+v %v", u, ok)
	}
}

func TestAStoppedUndoIsNotKeptAsTyped(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true})
	for _, id := range []string{"a", "b"} {
		saved(t, s, next(t, s, noon, Patch), session(id, "first", after(-time.Hour)), after(time.Second))
	}
	s.Undo(noon)
	s.Stop()
	if len(s.Failures()) != 0 || shown(t, s, "a").Name != "mine" {
		t.Errorf("failures %+v", s.Failures())
	}
	if u, ok := s.Undo(noon); !ok || len(u.Sent) != 2 {
		t.Errorf("after a stop: %+v %v", u, ok)
	}
}

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
			s.Edit([]string{"a"}, p, EditOptions{Base: whole})
			w := next(t, s, noon, Patch)
			m := MergePatch(w.Base, w.Patch, whole)
			answer := talk(t, c.answer, after(time.Second))
			answer.Name = "mine"
			s.Finish(w.ID, []Outcome{{ID: "a", What: Done, Session: answer, Before: whole.UpdatedAt, Was: &m.Was}}, after(time.Second))
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
			r := s.Finish(w.ID, []Outcome{{ID: "a", What: Done, Session: theirs, Before: theirs.UpdatedAt, Was: &m.Was}}, after(3*time.Second))
			if c.sends != (r.Stayed == nil) {
				t.Errorf("Finish = %+v", r)
			}
		})
	}
}

func TestOneHistoryForWhateverWasDone(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: time.Minute})
	s.Mark([]string{"a"})
	s.Remember("a filter")
	s.Delete([]string{"b"}, DeleteOptions{}, noon)
	if u, ok := s.Undo(noon); !ok || len(u.Deletes) != 1 {
		t.Errorf("first %+v", u)
	}
	if u, ok := s.Undo(noon); !ok || u.Own != "a filter" {
		t.Errorf("second %+v", u)
	}
	if _, ok := s.Undo(noon); !ok || s.marks["a"] != nil {
		t.Error("third")
	}
	s.Redo(noon)
	if u, ok := s.Redo(noon); !ok || u.Own != "a filter" || s.marks["a"] == nil {
		t.Errorf("again %+v", u)
	}
	if u, ok := s.Redo(noon); !ok || len(u.Deletes) != 1 {
		t.Errorf("again %+v", u)
	}
}

// TestUndoingEverythingBringsBackWhatTheServerHeld: whatever was edited,
// however the answers came, all steps undone leave the server with what it held
// before, and all steps redone with what was typed last.
func TestUndoingEverythingBringsBackWhatTheServerHeld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		truth := func() string {
			var b strings.Builder
			for _, id := range w.v.ids() {
				fmt.Fprintf(&b, "%s %q %s\n", id, w.v.sessions[id].Name, w.v.sessions[id].Status)
			}
			return b.String()
		}
		turn := func(once func(time.Time) (Undone, bool)) {
			for range rapid.IntRange(0, 2).Draw(t, "works") {
				w.slow(t)
			}
			if u, ok := once(w.now); !ok {
				t.Fatalf("nothing done: %+v", u)
			}
		}
		first := truth()
		for _, id := range w.v.ids() {
			w.again[id] = true // names come back
		}
		n := 0
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			p := client.UpdateSession{}
			if rapid.Bool().Draw(t, "name") {
				p.Name = ptr(fmt.Sprintf("mine %d", rapid.IntRange(0, 2).Draw(t, "which")))
			} else {
				p.Status = ptr(rapid.SampledFrom([]client.Status{client.StatusActive, client.StatusCompleted}).Draw(t, "status"))
			}
			if q := w.s.Edit(w.some(), p, EditOptions{Bulk: rapid.Bool().Draw(t, "bulk")}); len(q.IDs) > 0 {
				n++
			}
			w.slow(t)
		}
		want := w.promised()
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			for range n {
				turn(w.s.Undo)
			}
			w.settle(t)
			if got := truth(); got != first {
				t.Fatalf("undone:\n%swant:\n%s", got, first)
			}
			for range n {
				turn(w.s.Redo)
			}
			w.settle(t)
			if got := truth(); got != want {
				t.Fatalf("done again:\n%swant:\n%s", got, want)
			}
			w.calm = false
		}
	})
}

// promised is what the rows show, edits on their way included.
func (w *world) promised() string {
	var b strings.Builder
	for _, id := range w.v.ids() {
		r, _ := w.s.Row(id)
		fmt.Fprintf(&b, "%s %q %s\n", id, r.Name, r.Status)
	}
	return b.String()
}

// slow sends or answers a few works, with faults that no write is refused by.
func (w *world) slow(t *rapid.T) {
	switch rapid.IntRange(0, 2).Draw(t, "step") {
	case 0:
		w.tick(time.Second)
		for _, x := range w.s.Next(w.now, rapid.IntRange(1, 4).Draw(t, "free"), 2) {
			f := rapid.SampledFrom([]fault{fine, fine, limited, lostAfter, silent}).Draw(t, "fault")
			if f == silent && x.Kind == ReadBack {
				f = fine
			}
			w.busy[x.Session()] = true
			out, _ := w.v.carry(&x, f)
			w.answers = append(w.answers, answer{x, out})
		}
	case 1:
		w.answer(t)
	}
}

func TestAWindowThatIsStartedAnewIsTold(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: 10 * time.Second})
	s.Edit([]string{"b"}, named("x"), EditOptions{})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{OutcomeOf("b", &client.Error{Kind: client.ErrRateLimited, RetryAfter: 3 * time.Second})}, noon)
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Undo(noon)
	s.Redo(after(time.Second))
	if p := s.Progress(); !p.WindowEnds.Equal(after(11 * time.Second)) {
		t.Errorf("the window ends at %v", p.WindowEnds)
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
		m := MergePatch(Base{UpdateSession: client.UpdateSession{Messages: mine}, yields: true}, client.UpdateSession{Messages: old}, theirs)
		if !m.Patch.Empty() || len(m.Conflicts) > 0 {
			t.Errorf("sent %s over %s", m.Patch.Messages, messages)
		}
		m = MergePatch(Base{UpdateSession: client.UpdateSession{Name: ptr("mine"), Messages: mine}, yields: true}, client.UpdateSession{Name: ptr("old"), Messages: old}, theirs)
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
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(mine)}, EditOptions{Base: whole})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", What: Done, Session: talk(t, mine, after(time.Second)), Before: whole.UpdatedAt}}, after(time.Second))
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(typed)}, EditOptions{Base: whole})
	s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: errNo}}, after(2*time.Second))
	w = next(t, s, after(2*time.Second), Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, after(time.Second))); string(m.Patch.Messages) != typed {
		t.Errorf("over our own: %+v", m)
	}
	others := talk(t, `[{"role":"user","message":"hello"},{"role":"bot","message":"yes?"}]`, after(3*time.Second))
	if m := MergePatch(w.Base, w.Patch, others); len(m.Conflicts) != 1 {
		t.Errorf("what was typed is dropped: %+v", m)
	}
}

// What of a step is not undone or done again is counted, and why.
func TestUndoOfDeletesTellsWhatItLeaves(t *testing.T) {
	s := sample(t, 4, Options{Parallel: 3})
	s.Delete([]string{"a", "b", "c", "d"}, DeleteOptions{}, noon)
	for _, w := range s.Next(noon, 3, hundred) {
		o := Outcome{ID: w.Session(), What: map[string]What{"a": Done, "b": Refused, "c": LeftOut}[w.Session()], Err: errNo}
		s.Finish(w.ID, []Outcome{o}, noon)
	}
	u, ok := s.Undo(noon)
	if want := "undone: delete 1 session; 1 of 4 were sent already; 2 of 4 were not deleted"; !ok || u.What != want || u.Late != 1 || u.Of != "" {
		t.Errorf("Undo = %+v %v, want %q", u, ok, want)
	}
	if u, ok := s.Redo(noon); !ok || u.What != "done again: delete 1 session" || u.Of != "d" {
		t.Errorf("Redo = %+v %v", u, ok)
	}
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "d", What: Refused, Err: errNo}}, noon)
	if u, ok := s.Undo(noon); ok || u.What != "nothing to undo, not deleted: delete 1 session" {
		t.Errorf("Undo of what was refused = %+v %v", u, ok)
	}
}
