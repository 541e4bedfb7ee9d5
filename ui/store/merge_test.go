package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// list gives a store one row, by a request that was sent then.
func list(s *Store, r client.Summary, sent time.Time) Diff {
	return s.Merge([]client.Summary{r}, sent)
}

// What was deleted comes back only by a request from after the answer.
func TestADeletedSessionThatIsListedAgain(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	finish(s, next(t, s, noon, DeleteOne), after(2*time.Second), Done, nil)
	for _, sent := range []time.Time{after(time.Second), after(2 * time.Second)} {
		if d := list(s, row("a", "first", noon), sent); d.New != nil || d.Back != nil || !s.Deleted("a") {
			t.Errorf("a request from before: %+v", d)
		}
	}
	if d := list(s, row("a", "first", noon), after(3*time.Second)); !slices.Equal(d.Back, []string{"a"}) || !slices.Equal(d.New, d.Back) || s.Deleted("a") {
		t.Errorf("it was not deleted: %+v", d)
	}
	if d := list(s, row("b", "first", noon), after(3*time.Second)); d.Back != nil {
		t.Errorf("what was never deleted is back: %+v", d)
	}
}

// A newer version is taken whenever it was asked for, and an older one never.
func TestTheNewerVersionWins(t *testing.T) {
	s := New(Options{})
	list(s, row("a", "second", noon), after(3*time.Second))
	if d := list(s, row("a", "third", after(time.Second)), after(2*time.Second)); !slices.Equal(d.Changed, []string{"a"}) || shown(t, s, "a").Name != "third" {
		t.Errorf("a newer version that was asked for earlier: %+v", d)
	}
	if d := list(s, row("a", "first", after(-time.Second)), after(4*time.Second)); d.Changed != nil || shown(t, s, "a").Name != "third" {
		t.Errorf("an older version that was asked for later: %+v", d)
	}
}

// What we wrote is known for an hour after its row was let go.
func TestWhatWeWroteIsRemembered(t *testing.T) {
	write := func(s *Store, at time.Time) {
		s.Edit([]string{"a"}, named(at.String()), EditOptions{})
		saved(t, s, next(t, s, at, Patch), session("a", shown(t, s, "a").Name, at.Add(-time.Second)), at)
	}
	s := sample(t, 1, Options{})
	write(s, after(time.Minute))
	write(s, after(50*time.Minute))
	s.Drop([]string{"a"})
	s.Merge(nil, after(70*time.Minute)) // the first is forgotten
	if d := list(s, row("a", "old", after(2*time.Minute)), after(55*time.Minute)); d.New != nil {
		t.Errorf("an older version: %+v", d)
	}
	if d := list(s, row("a", "ours", after(50*time.Minute)), after(49*time.Minute)); d.New == nil {
		t.Errorf("our own version: %+v", d)
	}
	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("guessed"), EditOptions{})
	finish(s, next(t, s, noon, Patch), after(time.Minute), Done, nil)
	s.Drop([]string{"a"})
	if d := list(s, row("a", "first", after(-time.Hour)), after(59*time.Second)); d.New != nil {
		t.Errorf("from before a write that gave no version: %+v", d)
	}
	if d := list(s, row("a", "kept", after(-time.Hour)), after(time.Minute)); d.New == nil {
		t.Errorf("from after it: %+v", d)
	}
	s.Drop([]string{"a"})
	if d := list(s, row("a", "others", noon), after(59*time.Second)); d.New == nil {
		t.Errorf("a newer version: %+v", d)
	}
}

// What only lists bring stays when a session is read by itself.
func TestAReadingKeepsWhatListsBring(t *testing.T) {
	s := New(Options{})
	r := row("a", "first", after(-time.Hour))
	r.Hit, r.Extra = "a hit", []string{"picked"}
	list(s, r, noon)
	s.Reconcile(session("a", "second", noon), after(time.Second))
	s.Reconcile(session("b", "new", noon), after(time.Second))
	if got := shown(t, s, "a"); got.Hit != "a hit" || !slices.Equal(got.Extra, r.Extra) || got.Name != "second" || shown(t, s, "b").Hit != "" {
		t.Errorf("row %+v", got)
	}
}

// Rows that are flagged are told by the version, and our own edits flag none.
func TestFlagsOfRows(t *testing.T) {
	s := sample(t, 2, Options{})
	told := func(what string, do func()) {
		t.Helper()
		before := s.Version()
		if do(); s.Version() == before {
			t.Errorf("%s changes rows and not the version", what)
		}
	}
	s.Edit([]string{"a"}, completed(), EditOptions{})
	list(s, row("a", "theirs", noon), after(time.Second))
	list(s, row("b", "theirs", noon), after(time.Second))
	s.Edit([]string{"b"}, completed(), EditOptions{})
	list(s, row("b", "theirs again", after(time.Second)), after(2*time.Second))
	if shown(t, s, "a").Changed || !shown(t, s, "b").Changed {
		t.Errorf("changed: a %v, b %v", shown(t, s, "a").Changed, shown(t, s, "b").Changed)
	}
	told("SetNew", func() { s.SetNew([]string{"a", "unheard of"}) })
	told("ClearFresh", s.ClearFresh)
	if shown(t, s, "a").New || shown(t, s, "b").Changed {
		t.Error("still flagged")
	}
	list(s, row("b", "theirs again", after(time.Second)), after(time.Second))
	told("SetGone", func() { s.SetGone([]string{"a"}) })
	list(s, row("a", "theirs", noon), after(2*time.Second))
	if !shown(t, s, "a").Gone {
		t.Error("a page from before it was found to be gone brought it back")
	}
	told("Delete", func() { s.Delete([]string{"a"}, DeleteOptions{}, noon) })
	told("Delay", func() { s.Delay(time.Second) })
	told("Stop", func() { s.Stop() })
}

// A session that is found to be gone by an edit stays so for pages from before.
func TestAnEditOfASessionThatIsGone(t *testing.T) {
	for _, held := range []bool{true, false} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("mine"), EditOptions{})
		if !held {
			s.Drop([]string{"a"})
		}
		r := finish(s, next(t, s, noon, Patch), after(5*time.Second), AlreadyGone, nil)
		list(s, row("a", "first", after(-time.Hour)), after(4*time.Second))
		f, _ := s.Failed("a")
		if got := shown(t, s, "a"); got.Gone != held || !errors.Is(f.Err, ErrGone) || !slices.Equal(r.Failed, []string{"a"}) || value(f.Patch.Name) != "mine" {
			t.Errorf("held %v: %+v, %+v", held, got, f)
		}
	}
}

func TestMarksOfWhatCanBeMarked(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: ten})
	if n := s.Mark([]string{"a", "b"}); n != 2 {
		t.Errorf("Mark = %d", n)
	}
	if s.Mark([]string{"a"}) != 0 || s.Unmark([]string{"c"}) != 0 || s.Toggle(nil) != 0 {
		t.Error("marked twice, or unmarked what was not")
	}
	s.Delete([]string{"c"}, DeleteOptions{}, noon)
	if s.Mark([]string{"c"}) != 0 {
		t.Error("marked while it is being deleted")
	}
	s.Undo(noon)
	s.Toggle([]string{"a", "c"})
	s.Toggle([]string{"a"})
	for _, want := range []string{"undone: mark 1 session", "undone: unmark 2 sessions", "undone: mark 2 sessions", "nothing to undo"} {
		if u, _ := s.Undo(noon); u.What != want {
			t.Errorf("Undo = %+v, want %q", u, want)
		}
	}
}

// Undo gives no marks to what is deleted, or about to be.
func TestNoMarksForWhatIsDeleted(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Mark([]string{"a", "b", "c"})
	s.ClearMarks()
	s.Delete([]string{"a", "b"}, DeleteOptions{}, noon)
	finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
	next(t, s, noon, DeleteOne)
	s.Undo(noon)
	if u, ok := s.Undo(noon); !ok || len(s.Marked()) != 1 || s.Marked()[0].ID != "c" {
		t.Errorf("Undo = %+v %v, marked %v", u, ok, s.Marked())
	}
}
