package store

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

func completed() client.UpdateSession {
	return client.UpdateSession{Status: ptr(client.StatusCompleted)}
}

// What a session has by default is no change, and is sent by name to undo one.
func TestDefaultsAreValues(t *testing.T) {
	s := New(Options{})
	bare := row("a", "", after(-time.Hour))
	bare.Status, bare.Expiration, bare.NoExpiration = "", 0, true
	s.Merge([]client.Summary{bare}, noon)
	p := client.UpdateSession{Status: ptr(client.StatusActive), ExpirationSeconds: ptr(int64(client.DefaultExpirationSeconds)), Name: ptr("")}
	if q := s.Edit([]string{"a"}, p, EditOptions{}); q.Unchanged != 1 {
		t.Errorf("an edit to the defaults: %+v", q)
	}
	p = completed()
	p.ExpirationSeconds = ptr(int64(60))
	s.Edit([]string{"a"}, p, EditOptions{})
	if r := shown(t, s, "a"); r.Status != client.StatusCompleted || r.Expiration != time.Minute || r.NoExpiration {
		t.Errorf("row %+v", r)
	}
	w := next(t, s, noon, Patch)
	if *w.Patch.ExpirationSeconds != 60 || w.Patch.Name != nil {
		t.Errorf("sends %+v", w.Patch)
	}
	finish(s, w, noon, Done, nil)
	s.Undo(noon)
	w = next(t, s, noon, Patch)
	if deref(w.Patch.Status) != client.StatusActive || deref(w.Patch.ExpirationSeconds) != client.DefaultExpirationSeconds {
		t.Errorf("sends back %+v", w.Patch)
	}
}

// An edit needs to know what it is compared with: what was seen when the person
// began to type, or else the row, or else the mark.
func TestWhatAnEditIsComparedWith(t *testing.T) {
	base := func(s *Store) string {
		t.Helper()
		return deref(next(t, s, noon, Patch).Base.Name)
	}
	s := sample(t, 1, Options{})
	seen, _ := s.EditBase("a", nil)
	s.Merge([]client.Summary{row("a", "theirs", noon)}, after(time.Second))
	s.Edit([]string{"a"}, named("mine"), EditOptions{Base: &seen})
	if got := base(s); got != "first" {
		t.Errorf("typed over %q", got)
	}
	s = sample(t, 1, Options{})
	s.Mark([]string{"a"})
	s.Drop([]string{"a"})
	if _, ok := s.EditBase("z", nil); ok {
		t.Error("seen what is unheard of")
	}
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	if got := base(s); got != "first" {
		t.Errorf("of a row that was let go: %q", got)
	}
	s = New(Options{})
	s.Merge([]client.Summary{{ID: "bad", Bad: &client.BadRow{}}}, noon)
	s.ResumeDeletes([]string{"resumed"}, func(string) time.Time { return noon }, noon)
	s.Stop()
	if q := s.Edit([]string{"bad", "resumed", "unheard of"}, completed(), EditOptions{}); q.Unknown != 3 || q.IDs != nil {
		t.Errorf("nobody knows what they were: %+v", q)
	}
}

// What is being deleted, or is, is not edited, also in an editor that was open.
func TestWhatIsDeletedIsNotEdited(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if q := s.Edit([]string{"a"}, named("mine"), EditOptions{}); q.BeingDeleted != 1 || q.IDs != nil {
		t.Errorf("Edit = %+v", q)
	}
	finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
	if q := s.Edit([]string{"a"}, named("mine"), EditOptions{Session: session("a", "first", noon)}); q.BeingDeleted != 1 || q.IDs != nil {
		t.Errorf("afterwards: %+v", q)
	}
}

// A conflict that is not resolved stays until it is, and a resolved one is a step.
func TestResolvingAConflict(t *testing.T) {
	s := sample(t, 1, Options{UndoWindow: ten})
	clash := func() {
		s.Edit([]string{"a"}, named("mine"), EditOptions{})
		if r := saved(t, s, next(t, s, noon, Patch), session("a", "theirs", noon), noon); !slices.Contains(r.Changed, "a") {
			t.Errorf("Finish = %+v", r)
		}
	}
	if s.Resolve("a", []string{FieldName}) {
		t.Error("resolved what is none")
	}
	s.Edit([]string{"a"}, named("refused"), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo)
	if s.Resolve("a", []string{FieldName}) {
		t.Error("resolved what was refused")
	}
	clash()
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if _, failed := s.Failed("a"); s.Resolve("a", []string{FieldName}) || !failed {
		t.Error("resolved while it is being deleted")
	}
	s.Undo(noon)
	version := s.Version()
	if _, failed := s.Failed("a"); s.Resolve("a", nil) || !failed {
		t.Error("theirs was taken for mine")
	}
	if _, failed := s.Failed("a"); failed || s.Version() == version || shown(t, s, "a").Err != nil {
		t.Error("it is still in conflict")
	}
	s.Merge([]client.Summary{row("a", "first", after(time.Minute))}, after(time.Minute))
	clash()
	if !s.Resolve("a", []string{FieldName}) {
		t.Fatal("not resolved")
	}
	if _, failed := s.Failed("a"); failed {
		t.Error("it is still in conflict")
	}
	finish(s, next(t, s, noon, Patch), after(2*time.Minute), Done, nil)
	if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

// What met no change of others is sent whichever side of a conflict stays.
func TestAConflictKeepsWhatIsNotInIt(t *testing.T) {
	for name, mine := range map[string][]string{"": nil, "mine": {FieldName}} {
		s := sample(t, 1, Options{})
		p := completed()
		p.Name = ptr("mine")
		s.Edit([]string{"a"}, p, EditOptions{})
		saved(t, s, next(t, s, noon, Patch), session("a", "theirs", noon), noon)
		if !s.Resolve("a", mine) {
			t.Fatal("not resolved")
		}
		if w := next(t, s, noon, Patch); deref(w.Patch.Status) != client.StatusCompleted || deref(w.Patch.Name) != name {
			t.Errorf("%q: sends %+v", mine, w.Patch)
		}
	}
}

// A refused edit stays refused: nothing does it again but another try.
func TestALostEditIsNotDoneAgain(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	u, ok := s.Undo(noon)
	if want := []Change{{FieldName, "mine", "first"}}; !ok || !slices.Equal(u.Changes, want) {
		t.Errorf("Undo = %+v %v, want %v", u, ok, want)
	}
	finish(s, w, noon, Refused, errNo)
	if u, ok := s.Redo(noon); ok || u.Text != "nothing to redo, not saved: edit 1 session" {
		t.Errorf("Redo = %+v", u)
	}
	nothing(t, s, noon)
}

// An undo that is stopped before it is sent leaves the edit that is on its way.
func TestAnUndoThatIsStopped(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Undo(noon)
	s.Stop()
	saved(t, s, w, session("a", "first", after(-time.Hour)), noon)
	if u, ok := s.Redo(noon); ok {
		t.Errorf("Redo = %+v", u)
	}
	if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

// What is done again is compared with what undoing it left.
func TestRedoIsComparedWithWhatUndoLeft(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{Base: &Base{UpdateSession: named("fi\u200brst")}})
	w := next(t, s, noon, Patch)
	w.Base = BaseOf(session("a", "first", noon))
	saved(t, s, w, session("a", "first", noon), noon)
	s.Undo(noon)
	saved(t, s, next(t, s, noon, Patch), session("a", "mine", noon), noon)
	s.Redo(noon)
	if w := next(t, s, noon, Patch); deref(w.Base.Name) != "first" {
		t.Errorf("compared with %q", deref(w.Base.Name))
	}
}

func TestOurOwnEditIsNobodyElsesChange(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Mark([]string{"a", "b"})
	s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true})
	s.Delete([]string{"b"}, DeleteOptions{Bulk: true}, noon)
	for _, w := range s.Next(noon, 4, 10) {
		id := w.Session()
		s.Finish(w.ID, []Outcome{{ID: id, Kind: Done, Session: session(id, "mine", after(time.Second)), UpdatedBefore: after(-time.Hour)}}, after(time.Second))
	}
	if c := s.Selection([]string{"a"}, noon); !slices.Equal(c.IDs, []string{"a"}) || c.Changed != nil {
		t.Errorf("a mark does not follow our own edit: %+v", c)
	}
	if w := next(t, s, after(time.Second), Reread); !w.Expected[0].Equal(after(time.Second)) {
		t.Errorf("a delete does not follow our own edit: %+v", w)
	}
}

// A sum names deletes where there was nothing else, even if none came about.
func TestASumOfEditsDoesNotTellOfDeletes(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("x"), EditOptions{})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", Kind: Refused, Err: client.ErrForbidden}}, noon)
	if got := s.Progress().String(); got != "1 failed" {
		t.Errorf("of an edit: %q", got)
	}
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "a", Kind: Refused, Err: client.ErrForbidden}}, noon)
	if got := s.Progress().String(); got != "0 deleted, 1 failed" {
		t.Errorf("of a delete: %q", got)
	}
}
