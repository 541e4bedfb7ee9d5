package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

// saved is the answer of a server that took what a work sent.
func saved(t *testing.T, s *Store, w Work, theirs *client.Session, at time.Time) Result {
	t.Helper()
	m := MergePatch(w.Base, w.Patch, theirs)
	if len(m.Conflicts) > 0 {
		return s.Finish(w.ID, []Outcome{{ID: w.Session(), Kind: Conflicted, Session: theirs, Conflicts: m.Conflicts, Err: ErrConflict}}, at)
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
	return s.Finish(w.ID, []Outcome{{ID: w.Session(), Kind: Done, Session: &after, UpdatedBefore: theirs.UpdatedAt, Replaced: &m.Replaced}}, at)
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
	if !ok || u.Text != "undone: edit 1 session; the old values are sent back" || !slices.Equal(u.Sent, []string{"a"}) {
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
	if !ok || u.Text != "done again: edit 1 session; the new values are sent again" {
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
	s.Finish(b.ID, []Outcome{{ID: "b", Kind: Refused, Err: errNo}}, after(time.Second))
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
		r := s.Finish(w.ID, []Outcome{{ID: id, Kind: Refused, Err: errNo}}, after(2*time.Second))
		f, _ := s.Failed(id)
		if !slices.Equal(r.Failed, []string{id}) || f.Origin != ByUndo || shown(t, s, id).Err == nil || shown(t, s, id).Name != "mine" {
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
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: errNo}}, after(2*time.Second))
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
	if !ok || f.Origin != ByUndo || len(f.Conflicts) != 1 || f.Conflicts[0] != (Conflict{FieldName, "first", "theirs", "mine"}) {
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
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", Kind: Refused, Err: errNo}}, after(2*time.Second))
	if u, ok := s.Undo(noon); ok || !strings.Contains(u.Text, "nothing to undo, not saved") {
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
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "a", Kind: Done}}, noon)
	u, ok := s.Undo(noon)
	if ok || u.TooLate != 1 || u.Text != "too late to undo, sent already or just now: delete 1 session" {
		t.Errorf("Undo of the delete = %+v %v", u, ok)
	}
	if u, ok := s.Undo(noon); ok || u.Text != "nothing to undo, gone meanwhile: edit 1 session" {
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

func TestOneHistoryForWhateverWasDone(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: time.Minute})
	s.Mark([]string{"a"})
	s.Remember("a filter")
	s.Delete([]string{"b"}, DeleteOptions{}, noon)
	if u, ok := s.Undo(noon); !ok || len(u.Deletes) != 1 {
		t.Errorf("first %+v", u)
	}
	if u, ok := s.Undo(noon); !ok || u.External != "a filter" {
		t.Errorf("second %+v", u)
	}
	if _, ok := s.Undo(noon); !ok || s.marks["a"] != nil {
		t.Error("third")
	}
	s.Redo(noon)
	if u, ok := s.Redo(noon); !ok || u.External != "a filter" || s.marks["a"] == nil {
		t.Errorf("again %+v", u)
	}
	if u, ok := s.Redo(noon); !ok || len(u.Deletes) != 1 {
		t.Errorf("again %+v", u)
	}
}

// What of a step is not undone or done again is counted, and why.
func TestUndoOfDeletesTellsWhatItLeaves(t *testing.T) {
	s := sample(t, 4, Options{Parallel: 3})
	s.Delete([]string{"a", "b", "c", "d"}, DeleteOptions{}, noon)
	for _, w := range s.Next(noon, 3, hundred) {
		o := Outcome{ID: w.Session(), Kind: map[string]OutcomeKind{"a": Done, "b": Refused, "c": LeftOut}[w.Session()], Err: errNo}
		s.Finish(w.ID, []Outcome{o}, noon)
	}
	u, ok := s.Undo(noon)
	if want := "undone: delete 1 session; 1 of 4 were sent already; 2 of 4 were not deleted"; !ok || u.Text != want || u.TooLate != 1 || u.ID != "" {
		t.Errorf("Undo = %+v %v, want %q", u, ok, want)
	}
	if u, ok := s.Redo(noon); !ok || u.Text != "done again: delete 1 session" || u.ID != "d" {
		t.Errorf("Redo = %+v %v", u, ok)
	}
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "d", Kind: Refused, Err: errNo}}, noon)
	if u, ok := s.Undo(noon); ok || u.Text != "nothing to undo, not deleted: delete 1 session" {
		t.Errorf("Undo of what was refused = %+v %v", u, ok)
	}
}
