package store

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// An edit of many stays behind a pause, also where an edit of one of them was queued
// beside it and undone.
func TestAPauseHoldsWhatASingleEditLeaves(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Pause()
	s.Edit([]string{"a"}, named("of many"), EditOptions{Bulk: true})
	s.Edit([]string{"a"}, completed(), EditOptions{})
	s.Undo(noon)
	nothing(t, s, noon)
	s.Resume()
	if w := next(t, s, noon, Patch); !w.Bulk || deref(w.Patch.Name) != "of many" || w.Patch.Status != nil {
		t.Errorf("after the pause: %+v", w)
	}
}

// A refused undo is no failure where it was redone meanwhile, and says so of what it
// was sent with where that was not.
func TestARefusedUndoThatNobodyWantsIsNoFailure(t *testing.T) {
	s := sample(t, 1, Options{})
	for i, p := range []client.UpdateSession{completed(), named("mine")} {
		s.Edit([]string{"a"}, p, EditOptions{})
		saved(t, s, next(t, s, noon, Patch), session("a", "first", after(time.Duration(i))), noon)
	}
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	s.Redo(noon)
	finish(s, w, noon, Refused, errNo)
	if f, failed := s.Failed("a"); failed || shown(t, s, "a").Err != nil {
		t.Errorf("failure %+v", f)
	}
	s.Undo(noon)
	s.Undo(noon)
	w = next(t, s, noon, Patch) // of both
	s.Redo(noon)
	finish(s, w, noon, Refused, errNo)
	if f, _ := s.Failed("a"); f.Origin != ByUndo || f.Patch.Name == nil || f.Patch.Status != nil {
		t.Errorf("of two of which one was redone: %+v", f)
	}
}

// What was typed while another write was on its way, and is sent after that was
// refused, is compared with what the refused one saw, also below a failed delete.
func TestWhatIsTypedOverARefusedWriteMeetsNoChangeOfOthers(t *testing.T) {
	for _, deletes := range []bool{false, true} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("one"), EditOptions{})
		w := next(t, s, noon, Patch)
		seen, _ := s.EditBase("a", nil)
		finish(s, w, noon, Refused, errNo)
		if deletes {
			s.Delete([]string{"a"}, DeleteOptions{}, noon)
			finish(s, next(t, s, noon, DeleteOne), noon, Refused, errNo)
		}
		s.Edit([]string{"a"}, named("two"), EditOptions{Base: &seen})
		saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
		if f, failed := s.Failed("a"); failed || shown(t, s, "a").Name != "two" {
			t.Errorf("after a failed delete %v: row %+v, failure %+v", deletes, shown(t, s, "a"), f)
		}
	}
}

// failToReadBack answers a write, and every reading of its session, by an error.
func failToReadBack(t *testing.T, s *Store, w Work, now time.Time, was *client.UpdateSession) time.Time {
	t.Helper()
	s.Finish(w.ID, []Outcome{{ID: w.Session(), Kind: Unknown, Err: errLost, Replaced: was}}, now)
	for try := range len(readBackPauses) + 1 {
		if try > 0 {
			now = now.Add(readBackPauses[try-1])
		}
		finish(s, next(t, s, now, ReadBack), now, Refused, errDown)
	}
	return now
}

// sendsName checks that a work sends a name, and over which one.
func sendsName(t *testing.T, w Work, name, over string) {
	t.Helper()
	if deref(w.Patch.Name) != name || deref(w.Base.Name) != over {
		t.Fatalf("sends %+v over %+v, want %q over %q", w.Patch, w.Base, name, over)
	}
}

// An undo that arrived, as nobody knows, leaves redo what it is: where the undo is
// tried again the server has the old values already.
func TestRedoAfterAnUndoOfWhichNobodyKnows(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", noon), noon)
	s.Undo(noon)
	now := failToReadBack(t, s, next(t, s, noon, Patch), noon, ptr(named("mine")))
	if u, ok := s.Undo(now); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Fatalf("Undo once more = %+v %v", u, ok)
	}
	saved(t, s, next(t, s, now, Patch), session("a", "first", after(time.Second)), now)
	if u, ok := s.Redo(now); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Fatalf("Redo = %+v %v", u, ok)
	}
	sendsName(t, next(t, s, now, Patch), "mine", "first")
}

// An edit of which nobody knows whether it arrived can be undone.
func TestUndoOfAnEditOfWhichNobodyKnows(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	now := failToReadBack(t, s, next(t, s, noon, Patch), noon, ptr(named("first")))
	if f, _ := s.Failed("a"); deref(f.Patch.Name) != "mine" {
		t.Errorf("what was typed: %+v", f)
	}
	if u, ok := s.Undo(now); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Fatalf("Undo = %+v %v", u, ok)
	}
	sendsName(t, next(t, s, now, Patch), "first", "mine")
}

// What is wanted since is sent, too, after a write of which nobody knows whether it
// arrived: an undo behind an edit, a redo behind an undo.
func TestWhatIsTurnedAroundBehindAWriteOfWhichNobodyKnows(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Undo(noon)
	now := failToReadBack(t, s, w, noon, ptr(named("first")))
	w = next(t, s, now, Patch)
	sendsName(t, w, "first", "mine")
	s.Redo(now)
	now = failToReadBack(t, s, w, now, ptr(named("mine")))
	w = next(t, s, now, Patch)
	sendsName(t, w, "mine", "first")
}

// An edit that arrives late, after it was read back in vain, can still be undone, also
// where that was asked for before it was sent again.
func TestUndoOfAnEditThatArrivesLate(t *testing.T) {
	for _, when := range []string{"while it is read back", "before it is sent again", "afterwards"} {
		s := sample(t, 1, Options{})
		p := named("mine")
		p.Status = ptr(client.StatusCompleted)
		s.Edit([]string{"a"}, p, EditOptions{})
		was := named("fir\u200bst") // others made the status the same
		s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", Kind: Unknown, Err: errLost, Replaced: &was}}, noon)
		w := next(t, s, noon, ReadBack)
		undo := func(now string) {
			if now != when {
				return
			}
			if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
				t.Fatalf("%s: Undo = %+v %v", when, u, ok)
			}
		}
		undo("while it is read back")
		s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "first", after(-time.Hour))}}, noon)
		late := session("a", "mine", after(time.Second))
		late.Status = client.StatusCompleted
		undo("before it is sent again")
		if when == "afterwards" {
			saved(t, s, next(t, s, after(time.Second), Patch), late, after(time.Second))
			undo(when)
		}
		w = next(t, s, after(time.Second), Patch)
		if deref(w.Patch.Name) != "fir\u200bst" || deref(w.Base.Name) != "mine" || w.Patch.Status != nil {
			t.Errorf("%s: sends %+v over %+v", when, w.Patch, w.Base)
		}
		if p := s.Progress(); p.Total != p.Done+p.InFlight || p.InFlight != 1 {
			t.Errorf("%s: %+v", when, p)
		}
	}
}

// What was refused while something else typed over it was on its way is found again once
// that is undone, and gives way again when that is redone.
func TestWhatWasTypedOverIsKeptOnceThatIsUndone(t *testing.T) {
	for _, undo := range []string{"before it is sent", "in flight", "saved"} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("one"), EditOptions{})
		w := next(t, s, noon, Patch)
		both := named("two")
		both.Status = completed().Status
		s.Edit([]string{"a"}, both, EditOptions{})
		finish(s, w, noon, Refused, errNo)
		if f, failed := s.Failed("a"); failed {
			t.Errorf("%s: while it is typed over: %+v", undo, f)
		}
		if undo != "before it is sent" {
			w = next(t, s, noon, Patch)
		}
		if undo == "saved" {
			saved(t, s, w, session("a", "first", after(-time.Hour)), after(time.Second))
		}
		s.Undo(noon)
		f, failed := s.Failed("a")
		if !failed || deref(f.Patch.Name) != "one" || f.Patch.Status != nil || f.Err == nil || f.Origin != Typed {
			t.Errorf("%s: undone: %+v", undo, f)
		}
		s.Redo(noon)
		if f, failed := s.Failed("a"); failed || shown(t, s, "a").Name != "two" {
			t.Errorf("%s: done again: %+v, row %+v", undo, f, shown(t, s, "a"))
		}
		s.Undo(noon)
		if undo == "in flight" {
			saved(t, s, w, session("a", "first", after(-time.Hour)), after(time.Second))
		}
		for _, w := range s.Next(after(time.Minute), 1, hundred) {
			saved(t, s, w, session("a", "two", after(time.Second)), after(time.Minute))
		}
		s.Retry([]string{"a"}, after(time.Minute))
		w = next(t, s, after(time.Minute), Patch)
		if deref(w.Patch.Name) != "one" || deref(w.Base.Name) != "first" {
			t.Errorf("%s: tried again: %+v", undo, w)
		}
	}
}

// There is no choice about a field that was typed over while the conflict came, and none
// at all where the others of that edit are in no conflict.
func TestNoChoiceAboutWhatWasTypedOver(t *testing.T) {
	for _, status := range []client.Status{client.StatusActive, "theirs"} {
		s := sample(t, 1, Options{})
		both := named("one")
		both.Status = completed().Status
		s.Edit([]string{"a"}, both, EditOptions{})
		w := next(t, s, noon, Patch)
		s.Edit([]string{"a"}, named("two"), EditOptions{})
		theirs := session("a", "theirs", after(time.Second))
		theirs.Status = status
		saved(t, s, w, theirs, after(time.Second))
		f, _ := s.Failed("a")
		if f.Patch.Name != nil || deref(f.Patch.Status) != client.StatusCompleted {
			t.Fatalf("kept: %+v", f)
		}
		if conflict := status == "theirs"; len(f.Conflicts) != map[bool]int{true: 1}[conflict] || conflict != (f.Theirs != nil) {
			t.Errorf("of %q: %+v, theirs %v", status, f.Conflicts, f.Theirs)
		}
	}
}
