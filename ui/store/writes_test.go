package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func after(d time.Duration) time.Time { return noon.Add(d) }

// sample is a store that holds n sessions, a to z, each at its first version.
func sample(t *testing.T, n int, o Options) *Store {
	t.Helper()
	s := New(o)
	var rows []client.Summary
	for i := range n {
		rows = append(rows, row(string(rune('a'+i)), "first", after(-time.Hour)))
	}
	if d := s.Merge(rows, noon); len(d.New) != n || d.Changed != nil {
		t.Fatalf("Merge of %d new rows: %+v", n, d)
	}
	return s
}

func row(id, name string, updated time.Time) client.Summary {
	return client.Summary{ID: id, Name: name, Status: client.StatusActive, CreatedAt: after(-2 * time.Hour), UpdatedAt: updated,
		Expiration: 24 * time.Hour, Cost: 0.5, Turns: 2}
}

func session(id, name string, updated time.Time) *client.Session {
	return &client.Session{ID: id, Name: name, Status: client.StatusActive, CreatedAt: after(-2 * time.Hour), UpdatedAt: updated}
}

func named(name string) client.UpdateSession { return client.UpdateSession{Name: &name} }

// hundred is how many sessions are read again in one request, where nothing is said
// of it.
const hundred = 100

// next is the only work that is due.
func next(t *testing.T, s *Store, now time.Time, want Kind) Work {
	t.Helper()
	list := s.Next(now, 1, hundred)
	if len(list) != 1 || list[0].Kind != want {
		t.Fatalf("Next at %v = %+v, want one work of kind %d", now.Sub(noon), list, want)
	}
	return list[0]
}

func nothing(t *testing.T, s *Store, now time.Time) {
	t.Helper()
	if list := s.Next(now, 4, hundred); list != nil {
		t.Fatalf("Next at %v = %+v, want nothing", now.Sub(noon), list)
	}
}

func shown(t *testing.T, s *Store, id string) Row {
	t.Helper()
	r, ok := s.Row(id)
	if !ok {
		t.Fatalf("%s is not held", id)
	}
	return r
}

func TestDeleteWaitsForItsWindow(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: 10 * time.Second})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	if at, ok := s.Deadline(); !ok || !at.Equal(after(10*time.Second)) {
		t.Fatalf("Deadline = %v %v", at, ok)
	}
	nothing(t, s, after(9999*time.Millisecond))
	if r := shown(t, s, "a"); !r.Deleting || !r.DeleteAt.Equal(after(10*time.Second)) {
		t.Errorf("row of a delete that waits: %+v", r)
	}
	w := next(t, s, after(10*time.Second), DeleteOne)
	if r := shown(t, s, "a"); !r.Deleting || !r.DeleteAt.IsZero() {
		t.Errorf("row of a delete under way: %+v", r)
	}
	if u, ok := s.Undo(noon); ok || !strings.Contains(u.Text, "too late") {
		t.Errorf("Undo of what was sent = %+v %v", u, ok)
	}
	r := s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done}}, after(11*time.Second))
	if !slices.Equal(r.Deleted, []string{"a"}) || !r.Ended || !s.Deleted("a") {
		t.Errorf("Finish = %+v", r)
	}
	if got := s.Progress().String(); got != "1 deleted" {
		t.Errorf("summary %q", got)
	}
}

func TestUndoAndRedoOfADelete(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: 10 * time.Second})
	s.Mark([]string{"a", "b"})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	if len(s.Marked()) != 0 {
		t.Error("marks outlive their delete")
	}
	u, ok := s.Undo(after(9 * time.Second))
	if !ok || u.Text != "undone: delete 2 sessions" || !slices.Equal(u.Deletes, []string{"a", "b"}) || len(s.Marked()) != 2 {
		t.Errorf("Undo = %+v %v, %d marks", u, ok, len(s.Marked()))
	}
	nothing(t, s, after(time.Minute))
	u, ok = s.Redo(after(time.Minute))
	if !ok || !slices.Equal(u.Deletes, []string{"a", "b"}) {
		t.Errorf("Redo = %+v %v", u, ok)
	}
	nothing(t, s, after(time.Minute+ten-1))
	next(t, s, after(time.Minute+ten), Reread)

	s.Undo(noon)
	s.Mark([]string{"c"})
	if u, ok := s.Redo(noon); ok || u.Text != "nothing to redo" {
		t.Errorf("Redo after something new = %+v %v", u, ok)
	}
}

func TestABulkIsReadAgainBeforeItIsDeleted(t *testing.T) {
	s := sample(t, 6, Options{Parallel: 4})
	ids := []string{"a", "b", "c", "d", "e"}
	s.Mark(ids)
	s.Delete(ids, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	if !slices.Equal(w.IDs, ids) {
		t.Fatalf("Reread of %v", w.IDs)
	}
	same, out := w.Compare([]client.SessionRow{
		{Session: *session("e", "first", after(-time.Hour))},
		{Session: *session("a", "first", after(-time.Hour))},
		{Session: *session("b", "new words", after(time.Minute))},
		{Session: client.Session{ID: "d"}, Err: errors.New("unreadable")},
		{Session: *session("z", "not asked for", after(-time.Hour))},
	})
	if len(same) != 2 || same[0].ID != "a" || same[1].ID != "e" {
		t.Fatalf("same = %v", same)
	}
	r := s.Finish(w.ID, out, after(time.Second))
	if !slices.Equal(r.Failed, []string{"d"}) || !shown(t, s, "b").Marked || shown(t, s, "b").Name != "new words" || !shown(t, s, "d").Marked {
		t.Errorf("after the reading: %+v, %+v", r, shown(t, s, "b"))
	}
	list := s.Next(after(time.Second), 4, 100)
	kinds := map[string]Kind{}
	for _, w := range list {
		kinds[w.Session()] = w.Kind
	}
	if want := map[string]Kind{"a": Delete, "e": Delete, "c": DeleteOne}; fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Fatalf("works = %v, want %v", kinds, want)
	}
	for _, w := range list {
		o := Outcome{ID: w.Session(), Kind: Done}
		if w.Kind == DeleteOne {
			o.Kind = AlreadyGone
		}
		s.Finish(w.ID, []Outcome{o}, after(2*time.Second))
	}
	p := s.Progress()
	if got := p.String(); got != "2 deleted, 1 already gone, 1 changed meanwhile and left out, 1 failed" || !p.Finished() {
		t.Errorf("summary %q, %+v", got, p)
	}
	if c := s.Selection([]string{"b"}, noon); !slices.Equal(c.Changed, []string{"b"}) {
		t.Errorf("what was left out can be deleted without another look: %+v", c)
	}
}

// A delete of one is compared with what the person saw, as one of many is.
func TestADeleteOfOneThatChangedIsLeftOut(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	theirs := session("a", "used again", after(-time.Minute))
	if !w.ChangedSince(0, theirs) || w.ChangedSince(0, session("a", "first", after(-time.Hour))) {
		t.Fatalf("it is compared with %v", w.Expected)
	}
	r := s.Finish(w.ID, []Outcome{{ID: "a", Kind: LeftOut, Session: theirs}}, noon)
	if p := s.Progress(); p.LeftOut != 1 || !slices.Equal(r.NotDeleted, []string{"a"}) || shown(t, s, "a").Deleting {
		t.Errorf("Finish = %+v, %+v", r, p)
	}
}

// A reading is good for a second: what is sent later is read once more.
func TestADeleteIsSentByAReadingOfASecondAtMost(t *testing.T) {
	s := sample(t, 2, Options{Parallel: 1})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Finish(w.ID, same(&w), after(3*time.Second)) // counted from the answer
	one := next(t, s, after(4*time.Second), Delete)
	s.Finish(one.ID, []Outcome{{ID: "a", Kind: Done}}, after(4*time.Second+time.Millisecond))
	if w := next(t, s, after(4*time.Second+time.Millisecond), Reread); !slices.Equal(w.IDs, []string{"b"}) {
		t.Errorf("then %+v", w)
	}
}

func TestWhatWasReadAgainCanStillBeUndone(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Same}, {ID: "b", Kind: Same}}, noon)
	next(t, s, noon, Delete)
	u, ok := s.Undo(noon)
	if want := "undone: delete 1 session; 1 of 2 were sent already"; !ok || u.Text != want || !slices.Equal(u.Deletes, []string{"b"}) {
		t.Errorf("Undo = %+v %v, want %q", u, ok, want)
	}
	nothing(t, s, noon)
}

func TestAnOldReadingIsReadOnceMore(t *testing.T) {
	s := sample(t, 2, Options{Parallel: 1})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Pause()
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Same}, {ID: "b", Kind: Same}}, noon)
	nothing(t, s, noon)
	s.Resume()
	if w := next(t, s, after(time.Minute), Reread); len(w.IDs) != 2 {
		t.Errorf("after a pause: %+v", w)
	}
}

func TestAPauseHoldsOnlyTheBulk(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Pause()
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	s.Edit([]string{"c"}, named("typed"), EditOptions{})
	next(t, s, noon, Patch)
	nothing(t, s, noon)
	if p := s.Progress(); !p.Paused || p.Waiting != 2 || p.InFlight != 1 || !p.Running() || s.Unsent() != 2 {
		t.Errorf("progress %+v", p)
	}
	if ids := s.Stop(); !slices.Equal(ids, []string{"a", "b"}) || !shown(t, s, "a").Marked || shown(t, s, "a").Deleting {
		t.Errorf("Stop = %v", ids)
	}
}

func TestALimitHoldsTheQueueBack(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Edit([]string{"a", "b"}, named("x"), EditOptions{})
	w := next(t, s, noon, Patch)
	err := &client.Error{Kind: client.ErrRateLimited, RetryAfter: 7 * time.Second}
	s.Finish(w.ID, []Outcome{OutcomeOf("a", err)}, noon)
	nothing(t, s, after(6999*time.Millisecond))
	if at, ok := s.Deadline(); !ok || !at.Equal(after(7*time.Second)) {
		t.Errorf("Deadline = %v %v", at, ok)
	}
	if list := s.Next(after(7*time.Second), 4, 10); len(list) != 2 || !shown(t, s, "a").Pending {
		t.Errorf("after the wait: %+v", list)
	}
}

func TestARowThatCannotBeReadIsNotDeletedUnseen(t *testing.T) {
	s := New(Options{})
	s.Merge([]client.Summary{{ID: "a", Bad: &client.BadRow{Err: errors.New("odd")}}, {Bad: &client.BadRow{}}}, noon)
	if s.Len() != 1 || s.Mark([]string{"a"}) != 0 {
		t.Error("marked although nobody knows what it is")
	}
	if q := s.Delete([]string{"a"}, DeleteOptions{Bulk: true}, noon); q.Unknown != 1 || len(q.IDs) != 0 {
		t.Errorf("Delete in bulk = %+v", q)
	}
	if c := s.Selection([]string{"a"}, noon); len(c.IDs) != 0 {
		t.Errorf("Selection = %+v", c)
	}
	if q := s.Delete([]string{"a"}, DeleteOptions{}, noon); len(q.IDs) != 1 {
		t.Errorf("Delete = %+v", q)
	}
	if w := next(t, s, noon, DeleteOne); w.ChangedSince(0, session("a", "first", noon)) {
		t.Errorf("compared with %v, which nobody saw", w.Expected)
	}
}

func TestSendNowEndsAPause(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: time.Hour})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	s.Pause()
	s.Flush()
	next(t, s, noon, Reread)
}

func ptr[T any](v T) *T { return &v }
