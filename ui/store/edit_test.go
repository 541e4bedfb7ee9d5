package store

import (
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

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
	if q := s.Edit([]string{"a"}, p, EditOptions{}); q.Same != 1 {
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
	if value(w.Patch.Status) != client.StatusActive || value(w.Patch.ExpirationSeconds) != client.DefaultExpirationSeconds {
		t.Errorf("sends back %+v", w.Patch)
	}
}

// An edit needs to know what it is compared with: what was seen when the person
// began to type, or else the row, or else the mark.
func TestWhatAnEditIsComparedWith(t *testing.T) {
	base := func(s *Store) string {
		t.Helper()
		return value(next(t, s, noon, Patch).Base.Name)
	}
	s := sample(t, 1, Options{})
	seen, _ := s.Seen("a")
	s.Merge([]client.Summary{row("a", "theirs", noon)}, after(time.Second))
	s.Edit([]string{"a"}, named("mine"), EditOptions{Seen: &seen})
	if got := base(s); got != "first" {
		t.Errorf("typed over %q", got)
	}
	s = sample(t, 1, Options{})
	s.Mark([]string{"a"})
	s.Drop([]string{"a"})
	if _, ok := s.Seen("z"); ok {
		t.Error("seen what is unheard of")
	}
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	if got := base(s); got != "first" {
		t.Errorf("of a row that was let go: %q", got)
	}
	s = New(Options{})
	s.Merge([]client.Summary{{ID: "bad", Bad: &client.BadRow{}}}, noon)
	s.DeleteSeen([]string{"resumed"}, func(string) time.Time { return noon }, noon)
	s.Stop()
	if q := s.Edit([]string{"bad", "resumed", "unheard of"}, completed(), EditOptions{}); q.Unknown != 3 || q.IDs != nil {
		t.Errorf("nobody knows what they were: %+v", q)
	}
}

// What is being deleted, or is, is not edited, also in an editor that was open.
func TestWhatIsDeletedIsNotEdited(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if q := s.Edit([]string{"a"}, named("mine"), EditOptions{}); q.Busy != 1 || q.IDs != nil {
		t.Errorf("Edit = %+v", q)
	}
	finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
	if q := s.Edit([]string{"a"}, named("mine"), EditOptions{Base: session("a", "first", noon)}); q.Busy != 1 || q.IDs != nil {
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
	if u, ok := s.Redo(noon); ok || u.What != "nothing to redo, not saved: edit 1 session" {
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
	s.Edit([]string{"a"}, named("mine"), EditOptions{Seen: &Base{UpdateSession: named("fi\u200brst")}})
	w := next(t, s, noon, Patch)
	w.Base = BaseOf(session("a", "first", noon))
	saved(t, s, w, session("a", "first", noon), noon)
	s.Undo(noon)
	saved(t, s, next(t, s, noon, Patch), session("a", "mine", noon), noon)
	s.Redo(noon)
	if w := next(t, s, noon, Patch); value(w.Base.Name) != "first" {
		t.Errorf("compared with %q", value(w.Base.Name))
	}
}

// Whether messages give way to those of others is for the last edit of them to say.
func TestTheLastEditOfMessagesDecides(t *testing.T) {
	const was, mine, typed, others = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`,
		`[{"role":"user","message":"hey"}]`, `[{"role":"user","message":"hello"},{"role":"bot","message":"yes?"}]`
	s := sample(t, 1, Options{})
	whole := talk(t, was, after(-time.Hour))
	messages := func(text string) client.UpdateSession {
		return client.UpdateSession{Messages: jsontext.Value(text)}
	}
	s.Edit([]string{"a"}, messages(mine), EditOptions{Base: whole})
	finish(s, next(t, s, noon, Patch), noon, Done, nil) // nobody saw what became of them
	s.Undo(noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	s.Edit([]string{"a"}, messages(typed), EditOptions{Base: whole})
	w := next(t, s, noon, Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, others, noon)); len(m.Conflicts) != 1 || m.Conflicts[0].Field != FieldMessages {
		t.Errorf("typed last: %+v", m)
	}
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, noon)); string(m.Patch.Messages) != typed || m.Patch.Status == nil {
		t.Errorf("typed last, over ours: %+v", m)
	}
	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, messages(mine), EditOptions{Base: whole})
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Undo(noon)
	s.Edit([]string{"a"}, completed(), EditOptions{})
	w = next(t, s, noon, Patch)
	if m := MergePatch(w.Base, w.Patch, talk(t, others, noon)); len(m.Conflicts) != 0 || m.Patch.Messages != nil || m.Patch.Status == nil {
		t.Errorf("taken back, and another field was typed: %+v", m)
	}
	if m := MergePatch(w.Base, w.Patch, talk(t, mine, noon)); string(m.Patch.Messages) != was {
		t.Errorf("taken back: %+v", m)
	}
	if r := saved(t, s, w, talk(t, others, noon), noon); !slices.Equal(r.Stayed, []string{"a"}) {
		t.Errorf("that messages stayed is not told: %+v", r)
	}
}

// Messages that were edited twice in one write are taken back one edit at a time.
func TestTwoEditsOfMessagesAreTakenBack(t *testing.T) {
	const was, one, two = `[{"role":"user","message":"hi"}]`, `[{"role":"user","message":"hello"}]`, `[{"role":"user","message":"hey"}]`
	s := sample(t, 1, Options{})
	now := was
	for _, text := range []string{one, two} {
		s.Edit([]string{"a"}, client.UpdateSession{Messages: jsontext.Value(text)}, EditOptions{Base: talk(t, now, noon)})
		now = text
	}
	for _, want := range []string{two, one, was} {
		w := next(t, s, noon, Patch)
		theirs := talk(t, now, noon)
		if want == two {
			theirs = talk(t, was, noon)
		}
		m := MergePatch(w.Base, w.Patch, theirs)
		if string(m.Patch.Messages) != want {
			t.Fatalf("sends %s, want %s", m.Patch.Messages, want)
		}
		now = want
		s.Finish(w.ID, []Outcome{{ID: "a", What: Done, Session: talk(t, now, noon), Before: noon, Was: &m.Was}}, noon)
		s.Undo(noon)
	}
}
