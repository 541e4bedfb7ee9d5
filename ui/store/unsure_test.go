package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A write of which nobody knew whether it arrived, and which had arrived, can be undone
// after it was sent again: by Retry, or typed once more.
func TestUndoOfATryAgainOfWhatHadArrived(t *testing.T) {
	for _, again := range []string{"retried", "typed", "typed with more", "given up and retried"} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("mine"), EditOptions{})
		now := noon
		if again == "given up and retried" {
			for range len(resendPauses) + 1 {
				s.Finish(next(t, s, now, Patch).ID, []Outcome{{ID: "a", Kind: Unknown, Err: errLost, Replaced: ptr(named("first"))}}, now)
				s.Finish(next(t, s, now, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "first", after(-time.Hour))}}, now)
				now = now.Add(time.Minute)
			}
		} else {
			now = failToReadBack(t, s, next(t, s, noon, Patch), noon, ptr(named("first")))
		}
		p := named("mine")
		switch again {
		case "typed with more":
			p.Status = ptr(client.StatusCompleted)
			fallthrough
		case "typed":
			s.Edit([]string{"a"}, p, EditOptions{})
		default:
			s.Retry([]string{"a"}, now)
		}
		saved(t, s, next(t, s, now, Patch), session("a", "mine", after(time.Second)), now)
		u, ok := s.Undo(now)
		if !ok || !slices.Equal(u.Sent, []string{"a"}) {
			t.Fatalf("%s: Undo = %+v %v", again, u, ok)
		}
		w := next(t, s, now, Patch)
		sendsName(t, w, "first", "mine")
		saved(t, s, w, session("a", "mine", now), now.Add(time.Second))
		if _, failed := s.Failed("a"); failed || shown(t, s, "a").Name != "first" {
			t.Errorf("%s: row %+v", again, shown(t, s, "a"))
		}
	}
}

// What we sent ourselves, and nobody knew whether it arrived, is nobody else's change:
// under an edit that was queued meanwhile, and under one that is typed after it failed.
// Any other value is.
func TestWhatWeSentIsNoConflict(t *testing.T) {
	for _, theirs := range []string{"one", "theirs"} {
		for _, when := range []string{"meanwhile", "after it failed"} {
			s := sample(t, 1, Options{})
			s.Edit([]string{"a"}, named("one"), EditOptions{})
			w, now := next(t, s, noon, Patch), noon
			if when == "meanwhile" {
				s.Finish(w.ID, []Outcome{{ID: "a", Kind: Unknown, Err: errLost, Replaced: ptr(named("first"))}}, noon)
				s.Finish(next(t, s, noon, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "first", after(-time.Hour))}}, noon)
				now = now.Add(time.Second)
			} else {
				now = failToReadBack(t, s, w, noon, ptr(named("first")))
			}
			s.Edit([]string{"a"}, named("two"), EditOptions{})
			saved(t, s, next(t, s, now, Patch), session("a", theirs, after(time.Second)), now)
			f, failed := s.Failed("a")
			if conflict := theirs == "theirs"; failed != conflict || conflict != errors.Is(f.Err, ErrConflict) {
				t.Fatalf("%s, the server has %q: %+v", when, theirs, f)
			}
			if failed {
				continue
			}
			has := "two"
			for _, want := range []string{"one", "first"} {
				if u, ok := s.Undo(now); !ok || !slices.Equal(u.Sent, []string{"a"}) {
					t.Fatalf("%s: Undo = %+v %v", when, u, ok)
				}
				now = now.Add(time.Second)
				w := next(t, s, now, Patch)
				saved(t, s, w, session("a", has, now), now)
				has = want
				if deref(w.Patch.Name) != want || shown(t, s, "a").Name != want {
					t.Errorf("%s: sends %+v over %+v, want %q", when, w.Patch, w.Base, want)
				}
			}
			s.Edit([]string{"a"}, named("three"), EditOptions{})
			saved(t, s, next(t, s, now, Patch), session("a", "one", now.Add(time.Second)), now)
			if _, failed := s.Failed("a"); !failed {
				t.Errorf("%s: long since, the same value of somebody else is overwritten", when)
			}
		}
	}
}

// Of a session that is gone, nothing is kept that perhaps arrived: whether it is deleted
// here, or by somebody else.
func TestNothingUnsureIsKeptOfASessionThatIsGone(t *testing.T) {
	for _, ours := range []bool{true, false} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("one"), EditOptions{})
		now := failToReadBack(t, s, next(t, s, noon, Patch), noon, nil)
		if len(s.unsureValues["a"]) != 1 {
			t.Fatalf("before: %+v", s.unsureValues)
		}
		if ours {
			s.Delete([]string{"a"}, DeleteOptions{}, now)
			finish(s, next(t, s, now, DeleteOne), now, Done, nil)
		} else {
			s.Edit([]string{"a"}, named("two"), EditOptions{})
			finish(s, next(t, s, now, Patch), now, AlreadyGone, nil)
		}
		if len(s.unsureValues) != 0 {
			t.Errorf("deleted here %v: %+v", ours, s.unsureValues)
		}
	}
}

// What was refused after it was taken back is not found again by an undo of the edit
// before it, which typed over nothing.
func TestAnUndoTypesOverNothing(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("one"), EditOptions{})
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), noon)
	s.Edit([]string{"a"}, named("two"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Undo(noon) // of the second
	s.Undo(noon) // of the first
	finish(s, w, noon, Refused, errNo)
	s.Redo(noon)
	s.Undo(noon)
	if f, failed := s.Failed("a"); failed {
		t.Errorf("kept: %+v", f)
	}
}
