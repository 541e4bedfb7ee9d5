package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A delete that fails is told above an edit that failed before, which is kept, and
// goes with the session alone.
func TestAFailedDeleteKeepsWhatWasTyped(t *testing.T) {
	s := sample(t, 2, Options{})
	refuse := func(want error) {
		t.Helper()
		finish(s, s.Next(noon, 1, hundred)[0], noon, Refused, want)
		if got := shown(t, s, "a").Err; !errors.Is(got, want) {
			t.Errorf("the row says %v, want %v", got, want)
		}
	}
	one, two := errors.New("one"), errors.New("two")
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	refuse(one)
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	refuse(two)
	f, _ := s.Failed("a")
	if !f.Deleting || deref(f.Patch.Name) != "mine" {
		t.Errorf("failure %+v", f)
	}
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if got := shown(t, s, "a").Err; !errors.Is(got, one) {
		t.Errorf("while it is tried again: %v", got)
	}
	refuse(two)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	if f, _ := s.Failed("a"); f.Deleting || deref(f.Patch.Name) != "mine" {
		t.Errorf("after another edit: %+v", f)
	}
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Delete([]string{"b"}, DeleteOptions{}, noon)
	finish(s, next(t, s, noon, DeleteOne), noon, Refused, two)
	list := s.Failures()
	if len(list) != 2 || list[0].ID != "a" || list[1].ID != "b" || deref(list[0].Patch.Name) != "mine" || !list[1].Deleting {
		t.Errorf("failures %+v", list)
	}
	s.Retry([]string{"b"}, noon)
	if got := shown(t, s, "b").Err; got != nil {
		t.Errorf("while it is tried again: %v", got)
	}
	if edits, deletes := s.Retry([]string{"b"}, noon); edits != nil || deletes != nil {
		t.Errorf("tried twice: %q, %q", edits, deletes)
	}
	finish(s, next(t, s, noon, DeleteOne), noon, Refused, two)
	s.Edit([]string{"b"}, completed(), EditOptions{})
	if _, failed := s.Failed("b"); failed {
		t.Error("a failed delete is told after an edit")
	}
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
	if list := s.Failures(); len(list) != 0 {
		t.Errorf("failures of what is deleted: %+v", list)
	}
}

// An edit that is tried again is a step, and is done in bulk as before.
func TestARetryIsAStep(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{Bulk: true})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	s.Retry([]string{"a"}, noon)
	w := next(t, s, noon, Patch)
	if !w.Bulk {
		t.Error("not in bulk")
	}
	saved(t, s, w, session("a", "first", noon), noon)
	s.Retry([]string{"a"}, noon) // nothing is left to try, and no step
	if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

// Edits of many that meet changes of others are left out, and are no failures.
func TestConflictsOfManyAreLeftOut(t *testing.T) {
	for bulk, want := range map[bool]string{true: "1 changed meanwhile and left out", false: "1 failed"} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("mine"), EditOptions{Bulk: bulk})
		saved(t, s, next(t, s, noon, Patch), session("a", "theirs", noon), noon)
		if got := s.Progress().String(); got != want {
			t.Errorf("bulk %v: %q, want %q", bulk, got, want)
		}
	}
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{Bulk: true})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if got := s.Progress().String(); got != "1 failed" {
		t.Errorf("refused: %q", got)
	}
}

// Whether a failure is of an undo: not where anything typed is in it.
func TestWhatOfAFailureWasTyped(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", noon), noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	s.Undo(noon) // of what was not saved
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	finish(s, w, noon, Refused, errNo)
	f, _ := s.Failed("a")
	if f.Origin != Typed || deref(f.Patch.Name) != "first" || deref(f.Patch.Status) != client.StatusCompleted {
		t.Errorf("beside what was typed before: %+v", f)
	}
	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", noon), noon)
	s.Undo(noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if f, _ := s.Failed("a"); f.Origin != Typed {
		t.Errorf("together with what was typed: %+v", f)
	}
	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", noon), noon)
	s.Undo(noon)
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if f, _ := s.Failed("a"); f.Origin != ByUndo {
		t.Errorf("an undo alone: %+v", f)
	}
	s.Edit([]string{"a"}, completed(), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if f, _ := s.Failed("a"); f.Origin != Typed || deref(f.Patch.Name) != "first" {
		t.Errorf("an undo, and then what was typed: %+v", f)
	}
	s = sample(t, 1, Options{})
	for i, p := range []client.UpdateSession{named("mine"), completed()} {
		s.Edit([]string{"a"}, p, EditOptions{})
		saved(t, s, next(t, s, noon, Patch), session("a", []string{"first", "mine"}[i], noon), noon)
	}
	s.Undo(noon)
	w = next(t, s, noon, Patch)
	s.Undo(noon)
	finish(s, w, noon, Refused, errNo)
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if f, _ := s.Failed("a"); f.Origin != ByUndo || f.Patch.Name == nil || f.Patch.Status == nil {
		t.Errorf("two undos: %+v", f)
	}
}

// What failed of a session that is being deleted waits for what becomes of that.
func TestNoRetryOfWhatIsBeingDeleted(t *testing.T) {
	s := sample(t, 6, Options{UndoWindow: ten})
	ids := []string{"e", "a", "c", "b", "d"}
	s.Edit(ids, named("mine"), EditOptions{Bulk: true})
	for range ids {
		finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	}
	var failed []string
	for _, f := range s.Failures() {
		failed = append(failed, f.ID)
	}
	if !slices.IsSorted(failed) || len(failed) != 5 {
		t.Errorf("failures of %q", failed)
	}
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if edits, deletes := s.Retry([]string{"a"}, noon); edits != nil || deletes != nil {
		t.Errorf("Retry = %q, %q", edits, deletes)
	}
}

// What goes on over an edit that is given up leaves nothing of it to try again, and
// is compared with what the server has, not with what was never sent.
func TestWhatIsTypedOverIsNoFailure(t *testing.T) {
	s := sample(t, 2, Options{Parallel: 1})
	s.Edit([]string{"b"}, named("other"), EditOptions{})
	s.Edit([]string{"a"}, named("of many"), EditOptions{Bulk: true})
	s.Edit([]string{"a"}, named("typed last"), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Refused, client.ErrUnauthorized)
	if f, failed := s.Failed("a"); failed {
		t.Errorf("failure %+v", f)
	}
	if w := next(t, s, noon, Patch); deref(w.Patch.Name) != "typed last" || deref(w.Base.Name) != "first" {
		t.Errorf("sends %+v over %+v", w.Patch, w.Base)
	}
}

// A write that is read back arrived where all that it sent is there, whatever else
// others did, and its undo sends what it replaced.
func TestAnEditThatIsReadBack(t *testing.T) {
	s := sample(t, 1, Options{})
	p := named("mine")
	p.Status = ptr(client.StatusCompleted)
	s.Edit([]string{"a"}, p, EditOptions{})
	w := next(t, s, noon, Patch)
	was := named("as it was") // status was as wanted already
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Unknown, Err: errLost, Replaced: &was}}, noon)
	theirs := session("a", "mine", after(time.Second))
	r := s.Finish(next(t, s, noon, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: theirs}}, after(time.Second))
	if _, failed := s.Failed("a"); failed || !slices.Contains(r.Changed, "a") || shown(t, s, "a").Status != client.StatusActive {
		t.Fatalf("Finish = %+v", r)
	}
	s.Undo(noon)
	if w := next(t, s, after(time.Second), Patch); deref(w.Patch.Name) != "as it was" || w.Patch.Status != nil {
		t.Errorf("sends back %+v", w.Patch)
	}

	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, p, EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Unknown, errLost)
	theirs = session("a", "theirs", after(time.Second))
	r = s.Finish(next(t, s, noon, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: theirs}}, after(time.Second))
	s.Stop()
	if shown(t, s, "a").Name != "theirs" || !slices.Contains(r.Changed, "a") {
		t.Errorf("what was read back is not shown: %+v", shown(t, s, "a"))
	}
}

// A mark, and a delete that waits, follow our own edit, and nobody else's.
func TestWhatFollowsOurOwnEdit(t *testing.T) {
	for _, others := range []bool{false, true} {
		s := sample(t, 2, Options{UndoWindow: ten})
		s.Mark([]string{"a", "b"})
		s.Edit([]string{"a", "b"}, named("mine"), EditOptions{})
		s.Delete([]string{"b"}, DeleteOptions{}, noon)
		for range 2 {
			w := next(t, s, noon, Patch)
			before := map[bool]time.Time{false: after(-time.Hour), true: after(-time.Minute)}[others]
			theirs := session(w.Session(), "first", before)
			saved(t, s, w, theirs, after(time.Second))
		}
		s.Stop()
		c := s.Selection([]string{"a", "b"}, noon)
		if got, want := fmt.Sprint(c.IDs, c.Changed), map[bool]string{false: "[a b] []", true: "[] [a b]"}[others]; got != want {
			t.Errorf("others changed them %v: %s, want %s", others, got, want)
		}
	}
}

func TestARefusedEditGoesBackAndIsKept(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("typed"), EditOptions{})
	if r := shown(t, s, "a"); r.Name != "typed" || !r.Pending {
		t.Errorf("an edit is not shown at once: %+v", r)
	}
	w := next(t, s, noon, Patch)
	if q := s.Edit([]string{"a"}, client.UpdateSession{Status: ptr(client.StatusCompleted)}, EditOptions{}); len(q.IDs) != 1 {
		t.Fatalf("a second edit: %+v", q)
	}
	nothing(t, s, noon)
	no := errors.New("too long")
	r := s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: no}}, noon)
	got := shown(t, s, "a")
	f, ok := s.Failed("a")
	if !slices.Equal(r.Failed, []string{"a"}) || got.Name != "first" || got.Status != client.StatusCompleted || !ok || *f.Patch.Name != "typed" || !errors.Is(f.Err, no) {
		t.Errorf("after a refusal: %+v, row %+v, failure %+v", r, got, f)
	}
	if w := next(t, s, noon, Patch); w.Patch.Name != nil || *w.Patch.Status != client.StatusCompleted {
		t.Errorf("what waited behind it: %+v", w.Patch)
	}
	if edits, _ := s.Retry([]string{"a"}, noon); len(edits) != 1 || shown(t, s, "a").Err != nil || shown(t, s, "a").Name != "typed" {
		t.Errorf("Retry = %q", edits)
	}
}

func TestAnEditBehindAFailedOneIsComparedWithWhatIsThere(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("one"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Edit([]string{"a"}, named("two"), EditOptions{})
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: errors.New("no")}}, noon)
	if f, ok := s.Failed("a"); ok {
		t.Errorf("kept although it was typed over: %+v", f)
	}
	if w := next(t, s, noon, Patch); *w.Base.Name != "first" || *w.Patch.Name != "two" {
		t.Errorf("work %+v", w)
	}
}
