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
		if d := list(s, row("a", "first", noon), sent); d.New != nil || d.Relisted != nil || !s.Deleted("a") {
			t.Errorf("a request from before: %+v", d)
		}
	}
	if d := list(s, row("a", "first", noon), after(3*time.Second)); !slices.Equal(d.Relisted, []string{"a"}) || !slices.Equal(d.New, d.Relisted) || s.Deleted("a") {
		t.Errorf("it was not deleted: %+v", d)
	}
	if d := list(s, row("b", "first", noon), after(3*time.Second)); d.Relisted != nil {
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
	told("ExtendWindows", func() { s.ExtendWindows(time.Second) })
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
		if got := shown(t, s, "a"); got.Gone != held || !errors.Is(f.Err, ErrGone) || !slices.Equal(r.Failed, []string{"a"}) || deref(f.Patch.Name) != "mine" {
			t.Errorf("held %v: %+v, %+v", held, got, f)
		}
	}
}

func TestAServerThatGivesNoSessionBack(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("typed"), EditOptions{})
	w := next(t, s, after(time.Second), Patch)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done}}, after(3*time.Second))
	s.Merge([]client.Summary{row("a", "first", after(-time.Hour))}, after(2*time.Second))
	if r := shown(t, s, "a"); r.Name != "typed" || r.Pending {
		t.Errorf("a page from before the write took it back: %+v", r)
	}
	s.Drop([]string{"a"})
	s.Merge([]client.Summary{row("a", "first", after(-time.Hour))}, after(2*time.Second))
	if r, ok := s.Row("a"); ok {
		t.Errorf("a page from before the write brought the row back: %+v", r)
	}
	s.Merge([]client.Summary{row("a", "typed", after(2500*time.Millisecond))}, after(4*time.Second))
	if r := shown(t, s, "a"); r.Name != "typed" {
		t.Errorf("a later page: %+v", r)
	}
}

func TestAnAnswerFromLongAgoBringsNothingBack(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("typed"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "typed", after(time.Second))}}, after(time.Second))
	s.Drop([]string{"a"})
	s.Merge(nil, after(2*time.Hour))
	if len(s.memory.written) != 0 {
		t.Fatal("a version is known for ever")
	}
	s.Merge([]client.Summary{row("a", "first", after(-time.Hour))}, after(-time.Second))
	if r, ok := s.Row("a"); ok {
		t.Errorf("brought back: %+v", r)
	}
}

func TestOfTwoReadingsOfOneVersionTheLaterWins(t *testing.T) {
	s := sample(t, 1, Options{})
	later, earlier := row("a", "first", after(-time.Hour)), row("a", "first", after(-time.Hour))
	later.Hit, earlier.Hit = "with a hit", "without"
	s.Merge([]client.Summary{later}, after(2*time.Second))
	s.Merge([]client.Summary{earlier}, after(time.Second))
	if r := shown(t, s, "a"); r.Hit != "with a hit" || r.Changed {
		t.Errorf("row %+v", r)
	}
}

func TestChangesAreFlaggedUntilTheyAreSeen(t *testing.T) {
	s := sample(t, 2, Options{})
	d := s.Merge([]client.Summary{row("a", "moved", noon), row("b", "first", after(-time.Hour)), row("c", "new", noon)}, after(time.Second))
	s.SetNew(d.New)
	if !slices.Equal(d.Changed, []string{"a"}) || !slices.Equal(d.New, []string{"c"}) || !shown(t, s, "a").Changed || !shown(t, s, "c").New {
		t.Errorf("Merge = %+v", d)
	}
	s.ClearFresh()
	if shown(t, s, "a").Changed || shown(t, s, "c").New {
		t.Error("still flagged")
	}
}

func TestGoneRows(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Merge(nil, after(5*time.Second))
	s.SetGone([]string{"a", "unheard of"})
	s.Merge([]client.Summary{row("a", "first", after(-time.Hour))}, after(4*time.Second))
	if !shown(t, s, "a").Gone {
		t.Error("a page from before brought it back")
	}
	s.Merge([]client.Summary{row("a", "first", after(-time.Hour))}, after(6*time.Second))
	if shown(t, s, "a").Gone {
		t.Error("it is there, and is said to be gone")
	}
}
