package store

import (
	"errors"
	"fmt"
	"math"
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
	if u, ok := s.Undo(noon); ok || !strings.Contains(u.What, "too late") {
		t.Errorf("Undo of what was sent = %+v %v", u, ok)
	}
	r := s.Finish(w.ID, []Outcome{{ID: "a", What: Done}}, after(11*time.Second))
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
	if !ok || u.What != "undone: delete 2 sessions" || !slices.Equal(u.Deletes, []string{"a", "b"}) || len(s.Marked()) != 2 {
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
	if u, ok := s.Redo(noon); ok || u.What != "nothing to redo" {
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
		o := Outcome{ID: w.Session(), What: Done}
		if w.Kind == DeleteOne {
			o.What = AlreadyGone
		}
		s.Finish(w.ID, []Outcome{o}, after(2*time.Second))
	}
	p := s.Progress()
	if got := p.String(); got != "2 deleted, 1 already gone, 1 changed meanwhile and left out, 1 failed" || !p.Finished() {
		t.Errorf("summary %q, %+v", got, p)
	}
	if c := s.Selection([]string{"b"}, nil, noon); !slices.Equal(c.Changed, []string{"b"}) {
		t.Errorf("what was left out can be deleted without another look: %+v", c)
	}
}

// A delete of one is compared with what the person saw, as one of many is.
func TestADeleteOfOneThatChangedIsLeftOut(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	theirs := session("a", "used again", after(-time.Minute))
	if !w.MovedOn(0, theirs) || w.MovedOn(0, session("a", "first", after(-time.Hour))) {
		t.Fatalf("it is compared with %v", w.Expect)
	}
	r := s.Finish(w.ID, []Outcome{{ID: "a", What: LeftOut, Session: theirs}}, noon)
	if p := s.Progress(); p.LeftOut != 1 || !slices.Equal(r.Kept, []string{"a"}) || shown(t, s, "a").Deleting {
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
	s.Finish(one.ID, []Outcome{{ID: "a", What: Done}}, after(4*time.Second+time.Millisecond))
	if w := next(t, s, after(4*time.Second+time.Millisecond), Reread); !slices.Equal(w.IDs, []string{"b"}) {
		t.Errorf("then %+v", w)
	}
}

func TestWhatWasReadAgainCanStillBeUndone(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Finish(w.ID, []Outcome{{ID: "a", What: Same}, {ID: "b", What: Same}}, noon)
	next(t, s, noon, Delete)
	u, ok := s.Undo(noon)
	if want := "undone: delete 1 session; 1 of 2 were sent already"; !ok || u.What != want || !slices.Equal(u.Deletes, []string{"b"}) {
		t.Errorf("Undo = %+v %v, want %q", u, ok, want)
	}
	nothing(t, s, noon)
}

func TestAnOldReadingIsReadOnceMore(t *testing.T) {
	s := sample(t, 2, Options{Parallel: 1})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Pause()
	s.Finish(w.ID, []Outcome{{ID: "a", What: Same}, {ID: "b", What: Same}}, noon)
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

func TestOurOwnEditIsNobodyElsesChange(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Mark([]string{"a", "b"})
	s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true})
	s.Delete([]string{"b"}, DeleteOptions{Bulk: true}, noon)
	for _, w := range s.Next(noon, 4, 10) {
		id := w.Session()
		s.Finish(w.ID, []Outcome{{ID: id, What: Done, Session: session(id, "mine", after(time.Second)), Before: after(-time.Hour)}}, after(time.Second))
	}
	if c := s.Selection([]string{"a"}, nil, noon); !slices.Equal(c.IDs, []string{"a"}) || c.Changed != nil {
		t.Errorf("a mark does not follow our own edit: %+v", c)
	}
	if w := next(t, s, after(time.Second), Reread); !w.Expect[0].Equal(after(time.Second)) {
		t.Errorf("a delete does not follow our own edit: %+v", w)
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
	r := s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: no}}, noon)
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
	s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: errors.New("no")}}, noon)
	if f, ok := s.Failed("a"); ok {
		t.Errorf("kept although it was typed over: %+v", f)
	}
	if w := next(t, s, noon, Patch); *w.Base.Name != "first" || *w.Patch.Name != "two" {
		t.Errorf("work %+v", w)
	}
}

func TestABulkThatCannotReachTheServerIsGivenUp(t *testing.T) {
	s := sample(t, 12, Options{Parallel: 1})
	var ids []string
	for i := range 12 {
		ids = append(ids, string(rune('a'+i)))
	}
	s.Delete(ids, DeleteOptions{Bulk: true}, noon)
	s.Edit([]string{"z"}, named("x"), EditOptions{Base: session("z", "", noon)})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "z", What: Done}}, noon)
	down := fmt.Errorf("no route: %w", client.ErrNetwork)
	var last Result
	for i := range 2 {
		w := s.Next(noon, 1, 2)[0]
		last = s.Finish(w.ID, []Outcome{ReadOutcomeOf(w.IDs[0], down), ReadOutcomeOf(w.IDs[1], down)}, noon)
		if i == 0 && len(last.Kept) != len(w.IDs) {
			t.Fatalf("given up after %d failures: %v", len(w.IDs), last.Kept)
		}
	}
	p := s.Progress()
	if len(last.Kept) != 2+8 || !last.Ended || !errors.Is(p.Why, client.ErrNetwork) || len(s.Marked()) != 12 || p.Failed != 4 {
		t.Errorf("Finish = %+v, progress %+v, %d marks", last, p, len(s.Marked()))
	}
}

func TestARefusedKeyGivesTheBulkUpAtOnce(t *testing.T) {
	s := sample(t, 5, Options{})
	s.Delete([]string{"a", "b", "c"}, DeleteOptions{Bulk: true}, noon)
	w := s.Next(noon, 1, 1)[0]
	r := s.Finish(w.ID, []Outcome{ReadOutcomeOf("a", client.ErrUnauthorized)}, noon)
	if !slices.Equal(r.Kept, []string{"a", "b", "c"}) {
		t.Errorf("Finish = %+v", r)
	}
}

func TestAWriteThatIsNeverFoundOutIsSaidToBeUnknown(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	lost := errors.New("timed out")
	now := noon
	s.Finish(w.ID, []Outcome{{ID: "a", What: Unknown, Err: lost}}, now)
	for range len(readBackPauses) {
		w = next(t, s, now, ReadBack)
		s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: lost}}, now)
		at, ok := s.Deadline()
		if !ok {
			t.Fatal("given up too early")
		}
		nothing(t, s, at.Add(-time.Millisecond))
		now = at
	}
	w = next(t, s, now, ReadBack)
	s.Finish(w.ID, []Outcome{{ID: "a", What: Refused, Err: lost}}, now)
	f, _ := s.Failed("a")
	if !errors.Is(f.Err, errNotKnown) || !errors.Is(f.Err, lost) || !shown(t, s, "a").Marked || shown(t, s, "a").Deleting {
		t.Errorf("failure %+v, row %+v", f, shown(t, s, "a"))
	}
	if got := s.Progress().String(); got != "0 deleted, 1 not known whether done" {
		t.Errorf("summary %q", got)
	}
}

// A sum names deletes where there was nothing else, even if none came about.
func TestASumOfEditsDoesNotTellOfDeletes(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("x"), EditOptions{})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", What: Refused, Err: client.ErrForbidden}}, noon)
	if got := s.Progress().String(); got != "1 failed" {
		t.Errorf("of an edit: %q", got)
	}
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "a", What: Refused, Err: client.ErrForbidden}}, noon)
	if got := s.Progress().String(); got != "0 deleted, 1 failed" {
		t.Errorf("of a delete: %q", got)
	}
}

func TestAServerThatGivesNoSessionBack(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("typed"), EditOptions{})
	w := next(t, s, after(time.Second), Patch)
	s.Finish(w.ID, []Outcome{{ID: "a", What: Done}}, after(3*time.Second))
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
	s.Finish(w.ID, []Outcome{{ID: "a", What: Done, Session: session("a", "typed", after(time.Second))}}, after(time.Second))
	s.Drop([]string{"a"})
	s.Merge(nil, after(2*time.Hour))
	if len(s.memory.wrote) != 0 {
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

func TestARowThatCannotBeReadIsNotDeletedUnseen(t *testing.T) {
	s := New(Options{})
	s.Merge([]client.Summary{{ID: "a", Bad: &client.BadRow{Err: errors.New("odd")}}, {Bad: &client.BadRow{}}}, noon)
	if s.Len() != 1 || s.Mark([]string{"a"}) != 0 {
		t.Error("marked although nobody knows what it is")
	}
	if q := s.Delete([]string{"a"}, DeleteOptions{Bulk: true}, noon); q.Unknown != 1 || len(q.IDs) != 0 {
		t.Errorf("Delete in bulk = %+v", q)
	}
	if c := s.Selection([]string{"a"}, nil, noon); len(c.IDs) != 0 {
		t.Errorf("Selection = %+v", c)
	}
	if q := s.Delete([]string{"a"}, DeleteOptions{}, noon); len(q.IDs) != 1 {
		t.Errorf("Delete = %+v", q)
	}
	if w := next(t, s, noon, DeleteOne); w.MovedOn(0, session("a", "first", noon)) {
		t.Errorf("compared with %v, which nobody saw", w.Expect)
	}
}

func TestSendNowEndsAPause(t *testing.T) {
	s := sample(t, 2, Options{UndoWindow: time.Hour})
	s.Delete([]string{"a", "b"}, DeleteOptions{Bulk: true}, noon)
	s.Pause()
	s.Flush()
	next(t, s, noon, Reread)
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
	c := s.Selection([]string{"a", "b", "c", "d", "e", "f", "z", "e"}, func(id string) bool { return id == "e" }, noon)
	if !slices.Equal(c.IDs, []string{"a", "d", "e"}) || c.InView != 1 || c.NotInView != 2 || !slices.Equal(c.Changed, []string{"b"}) ||
		c.Active != 2 || c.Cost != 1 || c.Costed != 2 || c.Turns != 6 || !c.Oldest.Equal(after(-2*time.Hour)) {
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
			t.Errorf("%s: marked %q, want %q", u.What, got, want)
		}
	}
	if u, ok := s.Undo(noon); ok || u.What != "nothing to undo" {
		t.Errorf("Undo = %+v %v", u, ok)
	}
	s.Delete([]string{"b"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	s.Finish(w.ID, []Outcome{{ID: "b", What: Done}}, noon)
	if s.Mark([]string{"b"}) != 0 {
		t.Error("a deleted session was marked")
	}
}

func ptr[T any](v T) *T { return &v }
