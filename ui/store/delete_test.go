package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// finish gives all of a work the same outcome.
func finish(s *Store, w Work, at time.Time, what OutcomeKind, err error) Result {
	var out []Outcome
	for _, id := range w.IDs {
		out = append(out, Outcome{ID: id, Kind: what, Err: err})
	}
	return s.Finish(w.ID, out, at)
}

// A session can be deleted by its mark after its row was let go, and nothing else
// unseen.
func TestAMarkedSessionIsDeletedWithoutItsRow(t *testing.T) {
	for _, bulk := range []bool{false, true} {
		s := sample(t, 2, Options{})
		s.Mark([]string{"a"})
		s.Drop([]string{"a"})
		q := s.Delete([]string{"a", "unheard of"}, DeleteOptions{Bulk: bulk}, noon)
		if !slices.Equal(q.IDs, []string{"a"}) || q.Unknown != 1 || q.BeingDeleted != 0 {
			t.Fatalf("Delete = %+v", q)
		}
		if q := s.Delete([]string{"a"}, DeleteOptions{}, noon); q.IDs != nil || q.Unknown+q.BeingDeleted != 1 {
			t.Errorf("once more: %+v", q)
		}
		if bulk {
			w := next(t, s, noon, Reread)
			s.Finish(w.ID, same(&w), noon)
			next(t, s, noon, Delete)
		} else if w := next(t, s, noon, DeleteOne); !w.Expected[0].Equal(after(-time.Hour)) {
			t.Errorf("compared with %v", w.Expected)
		}
	}
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if q := s.Delete([]string{"a"}, DeleteOptions{}, noon); q.IDs != nil || q.BeingDeleted != 1 {
		t.Errorf("what is being deleted: %+v", q)
	}
}

// Asking for nothing is no step to undo, and ends no sum.
func TestADeleteOfNothingIsNoStep(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Delete([]string{"unheard of"}, DeleteOptions{}, noon)
	if got := s.Progress().String(); got != "1 saved" {
		t.Errorf("sum %q", got)
	}
	if u, ok := s.Undo(noon); !ok || u.Verb != "edit" {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

// Stop takes back what was not sent, in the order in which it was queued, with the
// marks as they were.
func TestStopTakesBackWhatWasNotSent(t *testing.T) {
	s := sample(t, 9, Options{Parallel: 4})
	s.Merge([]client.Summary{row("h", "marked as", after(-time.Minute))}, noon)
	s.Mark([]string{"h"})
	s.Merge([]client.Summary{row("h", "later", noon)}, noon)
	order := []string{"d", "a", "h", "c", "b", "g", "e", "f"}
	s.Delete([]string{"i"}, DeleteOptions{}, noon)
	sent := next(t, s, noon, DeleteOne)
	for _, id := range order {
		s.Delete([]string{id}, DeleteOptions{}, noon)
	}
	s.Pause()
	if ids := s.Stop(); !slices.Equal(ids, order) {
		t.Errorf("Stop = %q", ids)
	}
	var marked []string
	for _, m := range s.Marked() {
		marked = append(marked, m.ID)
		if name := map[bool]string{true: "marked as", false: "first"}[m.ID == "h"]; m.Name != name || m.Turns != 2 {
			t.Errorf("marked again: %+v", m)
		}
	}
	if !slices.Equal(marked, order) {
		t.Errorf("marked %q", marked)
	}
	if p := s.Progress(); p.Stopped != 8 || p.InFlight != 1 || p.Paused {
		t.Errorf("progress %+v", p)
	}
	if r := finish(s, sent, noon, Done, nil); !slices.Equal(r.Deleted, []string{"i"}) || !r.Ended {
		t.Errorf("Finish = %+v", r)
	}
}

// A pause ends with what it holds.
func TestAPauseEndsWithTheQueue(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Pause()
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	if s.Progress().Paused {
		t.Error("paused after an edit")
	}
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Pause()
	finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
	if s.Progress().Paused {
		t.Error("paused after a delete")
	}
	s.Delete([]string{"b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Pause()
	if finish(s, w, noon, RateLimited, errLimit); !s.Progress().Paused {
		t.Error("not paused with a delete left")
	}
}

// A pause that ended because its writes were undone is there again when they are redone;
// one that was resumed is not.
func TestAPauseComesBackWithTheWritesThatAreRedone(t *testing.T) {
	for name, write := range map[string]func(*Store){
		"delete": func(s *Store) { s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon) },
		"edit":   func(s *Store) { s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true}) },
	} {
		s := sample(t, 2, Options{})
		write(s)
		s.Pause()
		s.Undo(noon)
		if s.Progress().Paused {
			t.Errorf("%s: paused with nothing to send", name)
		}
		if _, ok := s.Redo(noon); !ok || !s.Progress().Paused {
			t.Errorf("%s: redone, and not paused: %+v", name, s.Progress())
		}
		nothing(t, s, noon)
		s.Resume()
		s.Undo(noon)
		if _, ok := s.Redo(noon); !ok || s.Progress().Paused || len(s.Next(noon, 4, hundred)) == 0 {
			t.Errorf("%s: redone after the pause was ended by the person: %+v", name, s.Progress())
		}
	}
}

// One delete of many can be kept, without a step to undo.
func TestADeleteCanBeKept(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: ten})
	s.Mark([]string{"a", "b"})
	s.Delete([]string{"a", "b"}, DeleteOptions{}, noon)
	if !s.CancelDelete("a") || s.CancelDelete("c") || shown(t, s, "a").Deleting || shown(t, s, "a").Marked {
		t.Errorf("kept: %+v", shown(t, s, "a"))
	}
	if p := s.Progress(); p.Total != 1 || p.InWindow != 1 {
		t.Errorf("progress %+v", p)
	}
	next(t, s, after(ten), DeleteOne)
	if s.CancelDelete("b") {
		t.Error("kept what was sent")
	}
}

// Nothing can be done again once the program is left.
func TestDiscardForgetsTheSteps(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: ten})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Undo(noon)
	s.Edit([]string{"b"}, named("mine"), EditOptions{})
	s.Undo(noon)
	if ids := s.Discard(); ids != nil {
		t.Errorf("Discard = %q", ids)
	}
	if u, ok := s.Redo(noon); ok || s.UndoOrRedoMaySend(false) {
		t.Errorf("Redo = %+v", u)
	}
}

// What was confirmed in an earlier run is deleted by the versions that were seen
// then, whether it is held or not.
func TestDeletesOfAnEarlierRun(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Mark([]string{"b"})
	q := s.ResumeDeletes([]string{"a", "b", "z"}, func(id string) time.Time {
		return map[string]time.Time{"a": after(-2 * time.Hour), "b": after(-3 * time.Hour), "z": after(-4 * time.Hour)}[id]
	}, noon)
	want := []time.Time{after(-2 * time.Hour), after(-time.Hour), after(-4 * time.Hour), {}}
	if got := s.ExpectedVersions([]string{"a", "b", "z", "unheard of"}); len(q.IDs) != 3 || !slices.Equal(got, want) {
		t.Fatalf("%+v, expected %v, want %v", q, got, want)
	}
	w := next(t, s, noon, Reread)
	if r := finish(s, w, noon, LeftOut, nil); len(r.NotDeleted) != 3 || len(s.Marked()) != 3 || !s.Marked()[1].UpdatedAt.Equal(after(-time.Hour)) {
		t.Errorf("left out: %+v", r)
	}
	if f, ok := s.Facts("z"); !ok || f.ID != "z" || !f.UpdatedAt.Equal(after(-4*time.Hour)) {
		t.Errorf("facts of what was never held: %+v", f)
	}
}

// A delete that waits for its undo window goes on waiting when an edit is done.
func TestAWindowDoesNotEndWithAnEdit(t *testing.T) {
	s := sample(t, 1, Options{UndoWindow: ten})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	finish(s, w, after(time.Second), Done, nil)
	nothing(t, s, after(ten-1))
	next(t, s, after(ten), DeleteOne)
}

// What an answer leaves out of a work has come to nothing, as far as it may have.
func TestAWorkWithoutAnOutcome(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "b", Kind: Done}, {ID: "a"}}, noon)
	w := next(t, s, noon, ReadBack)
	s.Finish(w.ID, nil, noon)
	nothing(t, s, after(readBackPauses[0]-1))
	w = next(t, s, after(readBackPauses[0]), ReadBack)
	if r := finish(s, w, noon, AlreadyGone, nil); !slices.Equal(r.Deleted, []string{"a"}) || s.Progress().Gone != 0 {
		t.Errorf("our own delete arrived: %+v, %+v", r, s.Progress())
	}
	s.Delete([]string{"b", "c"}, DeleteOptions{Bulk: true}, noon)
	w = next(t, s, noon, Reread)
	if r := s.Finish(w.ID, []Outcome{{ID: "c", Kind: Same}}, noon); !slices.Equal(r.Failed, []string{"b"}) || r.Ended {
		t.Errorf("a reading without an answer: %+v", r)
	}
	next(t, s, noon, Delete)
}

// A refused reading is tried by itself only where the server cannot read many.
func TestADeleteThatIsInvalidIsNotRepeated(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if r := finish(s, next(t, s, noon, DeleteOne), noon, Refused, client.ErrInvalid); !slices.Equal(r.Failed, []string{"a"}) || !r.Ended {
		t.Errorf("Finish = %+v", r)
	}
}

// One that was read in vain and limited is read back after the limit.
func TestAReadBackThatIsLimited(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	finish(s, next(t, s, noon, DeleteOne), noon, Unknown, errLost)
	for range 2 * len(readBackPauses) { // as often as it takes
		finish(s, next(t, s, noon, ReadBack), after(-5*time.Second), RateLimited, errLimit)
	}
	finish(s, next(t, s, noon, ReadBack), noon, RateLimited, errLimit)
	nothing(t, s, after(5*time.Second-1))
	w := next(t, s, after(5*time.Second), ReadBack)
	moved := session("a", "theirs", after(-time.Minute))
	r := s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: moved}}, after(5*time.Second))
	if got := shown(t, s, "a"); got.Name != "theirs" || !slices.Contains(r.Changed, "a") {
		t.Errorf("what was read back: %+v, %+v", r, got)
	}
}

// The rate is of all that was settled, however.
func TestTheRateIsOfAllThatWasSettled(t *testing.T) {
	for _, what := range []OutcomeKind{Done, Refused, LeftOut} {
		s, ids := many(10, Options{Parallel: 1})
		for _, id := range ids {
			s.Delete([]string{id}, DeleteOptions{}, noon)
		}
		for i := range 9 {
			at := after(time.Duration(i) * 500 * time.Millisecond)
			finish(s, next(t, s, at, DeleteOne), at, what, errNo)
		}
		if p := s.Progress(); fmt.Sprint(p.Rate) != "2" {
			t.Errorf("outcome %d: %+v", what, p)
		}
	}
	s, ids := many(10, Options{Parallel: 1})
	s.Edit(ids, named("mine"), EditOptions{})
	for i := range 9 {
		at := after(time.Duration(i) * 500 * time.Millisecond)
		finish(s, next(t, s, at, Patch), at, Refused, errNo)
	}
	if p := s.Progress(); fmt.Sprint(p.Rate) != "2" {
		t.Errorf("refused edits: %+v", p)
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
