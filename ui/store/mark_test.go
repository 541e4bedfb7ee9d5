package store

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

func TestSelectionCountsWhatADialogSays(t *testing.T) {
	s := sample(t, 7, Options{})
	s.Mark([]string{"a", "b", "c", "d", "e"})
	expired := row("a", "first", after(-time.Hour))
	expired.Expiration = time.Minute
	expired.Cost = math.NaN()
	s.Merge([]client.Summary{expired, row("b", "moved", noon)}, after(time.Second))
	s.SetGone([]string{"c"})
	s.Drop([]string{"d"})
	s.Delete([]string{"f"}, DeleteOptions{}, noon)
	c := s.Selection([]string{"a", "b", "c", "d", "e", "f", "z", "e"}, noon)
	if !slices.Equal(c.IDs, []string{"a", "d", "e"}) || !slices.Equal(c.Changed, []string{"b"}) || !slices.Equal(c.Gone, []string{"c"}) ||
		c.Active != 2 || c.Cost != 1 || c.CostKnown != 2 || c.Turns != 6 || !c.Oldest.Equal(after(-2*time.Hour)) {
		t.Errorf("Selection = %+v", c)
	}
}

func TestMarksAreUndone(t *testing.T) {
	s := sample(t, 3, Options{})
	if n := s.Mark([]string{"a", "b", "a", "unheard of"}); n != 2 {
		t.Errorf("Mark = %d", n)
	}
	s.Toggle([]string{"b", "c"})
	s.ClearMarks()
	for _, want := range []string{"a c", "a b", ""} {
		u, ok := s.Undo(noon)
		var ids []string
		for _, m := range s.Marked() {
			ids = append(ids, m.ID)
		}
		slices.Sort(ids)
		if got := strings.Join(ids, " "); got != want || !ok {
			t.Errorf("%s: marked %q, want %q", u.Text, got, want)
		}
	}
	if u, ok := s.Undo(noon); ok || u.Text != "nothing to undo" {
		t.Errorf("Undo = %+v %v", u, ok)
	}
	s.Delete([]string{"b"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	s.Finish(w.ID, []Outcome{{ID: "b", Kind: Done}}, noon)
	if s.Mark([]string{"b"}) != 0 {
		t.Error("a deleted session was marked")
	}
}

func TestMarksOfWhatCanBeMarked(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: ten})
	if n := s.Mark([]string{"a", "b"}); n != 2 {
		t.Errorf("Mark = %d", n)
	}
	if s.Mark([]string{"a"}) != 0 || s.Toggle(nil) != 0 {
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
		if u, _ := s.Undo(noon); u.Text != want {
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

// What is known of a mark whose row is not loaded is what our own edits made of it.
func TestAMarkShowsOurEdits(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Mark([]string{"a"})
	s.Drop([]string{"a"})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	if f, ok := s.Facts("a"); !ok || f.Name != "mine" {
		t.Errorf("while it is saved: %v %v", f.Name, ok)
	}
	saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
	s.Drop([]string{"a"})
	if f, ok := s.Facts("a"); !ok || f.Name != "mine" {
		t.Errorf("once it is saved: %v %v", f.Name, ok)
	}
}

// An edit and a dialog count what they are about.
func TestSumsOfASelection(t *testing.T) {
	s := New(Options{})
	var rows []client.Summary
	for i, id := range []string{"a", "b", "c", "d"} {
		r := row(id, "first", noon)
		r.Expiration = 150 * time.Minute // since its creation that is over for b alone
		r.Cost, r.CreatedAt = []float64{1, 3, 2, 0}[i], after(-[]time.Duration{time.Hour, 3 * time.Hour, 2 * time.Hour, 0}[i])
		if id == "d" {
			r.CreatedAt, r.Status = time.Time{}, client.StatusCompleted
		}
		rows = append(rows, r)
	}
	s.Merge(rows, noon)
	c := s.Selection([]string{"a", "b", "c", "d"}, noon)
	if c.MaxCost != 3 || c.Cost != 6 || !c.Oldest.Equal(after(-3*time.Hour)) || c.Active != 2 || c.Maybe != 1 {
		t.Errorf("Selection = %+v", c)
	}
}
