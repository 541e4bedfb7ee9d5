package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

const ten = 10 * time.Second

// inBulk is a store with deletes in bulk that are in their undo window until ten
// seconds after noon.
func inBulk(t *testing.T, ids ...string) *Store {
	t.Helper()
	s := sample(t, 6, Options{UndoWindow: ten, Parallel: 4})
	s.Mark(ids, noon)
	if q := s.Delete(ids, DeleteOptions{Bulk: true}, noon); len(q.IDs) != len(ids) {
		t.Fatalf("queued %+v", q)
	}
	return s
}

// same answers a reading: all are as they were.
func same(w *Work) []Outcome {
	var rows []client.SessionRow
	for _, id := range w.IDs {
		rows = append(rows, client.SessionRow{Session: *session(id, "first", after(-time.Hour))})
	}
	_, out := w.Compare(rows)
	return out
}

// kinds says which works there are to do, such as "delete a, delete b".
func kinds(list []Work) string {
	names := map[Kind]string{Reread: "read", Delete: "delete", DeleteOne: "read and delete"}
	var all []string
	for _, w := range list {
		for _, id := range w.IDs {
			all = append(all, names[w.Kind]+" "+id)
		}
	}
	slices.Sort(all)
	return fmt.Sprint(all)
}

// Where the reading of many cannot do, a session is read by itself.
func TestWhatCannotBeReadInABatchIsReadByItself(t *testing.T) {
	s := inBulk(t, "a", "b")
	w := next(t, s, after(ten), Reread)
	s.Finish(w.ID, []Outcome{{ID: "a", What: Same}, {ID: "b", What: Missing}}, after(ten))
	if got := kinds(s.Next(after(ten), 4, hundred)); got != "[delete a read and delete b]" {
		t.Errorf("after the reading: %s", got)
	}

	s = inBulk(t, "a", "b")
	w = next(t, s, after(ten), Reread)
	s.Finish(w.ID, []Outcome{ReadOutcomeOf("a", client.ErrInvalid), ReadOutcomeOf("b", client.ErrInvalid)}, after(ten))
	if got := kinds(s.Next(after(ten), 4, hundred)); got != "[read and delete a read and delete b]" {
		t.Errorf("with a server that cannot read many: %s", got)
	}
}

// A reading is good for a while only, also when the program slept.
func TestAnOldReadingIsNotDeletedBy(t *testing.T) {
	s := inBulk(t, "a")
	w := next(t, s, after(ten), Reread)
	s.Finish(w.ID, same(&w), after(ten))
	next(t, s, after(time.Hour), Reread)
}

// A row that the list sees change is not deleted by what was read before.
func TestWhatIsSeenToChangeIsNotDeleted(t *testing.T) {
	used := []client.Summary{row("a", "used", after(8*time.Second))}
	answer := []client.SessionRow{{Session: *session("a", "used", after(8*time.Second))}}

	s := inBulk(t, "a", "b") // seen when it was read
	w := next(t, s, after(ten), Reread)
	s.Finish(w.ID, same(&w), after(ten))
	s.Merge(used, after(11*time.Second))
	list := s.Next(after(ten), 4, hundred)
	if got := kinds(list); got != "[delete b read a]" {
		t.Fatalf("after the reading: %s", got)
	}
	for _, w := range list {
		if w.Kind != Reread {
			continue
		}
		_, out := w.Compare(answer)
		if r := s.Finish(w.ID, out, after(ten)); !slices.Equal(r.Kept, []string{"a"}) || !shown(t, s, "a").Marked {
			t.Errorf("Finish = %+v", r)
		}
	}

	s = inBulk(t, "a", "b") // seen while it was read
	w = next(t, s, after(ten), Reread)
	s.Merge(used, after(11*time.Second))
	if r := s.Finish(w.ID, same(&w), after(12*time.Second)); !slices.Equal(r.Kept, []string{"a"}) || !shown(t, s, "a").Marked {
		t.Errorf("Finish = %+v", r)
	}

	s = inBulk(t, "a") // the row had been let go
	w = next(t, s, after(ten), Reread)
	s.Finish(w.ID, same(&w), after(ten))
	s.Drop([]string{"a"})
	s.Merge(used, after(11*time.Second))
	if got := kinds(s.Next(after(ten), 4, hundred)); got != "[read a]" {
		t.Errorf("a row that was let go: %s", got)
	}
}

// Where reading takes longer than a reading is good for, each session is read
// by itself.
func TestASlowReadingIsNotRepeatedForEver(t *testing.T) {
	s := inBulk(t, "a", "b")
	w := next(t, s, after(ten), Reread)
	late := after(ten + answerFor + 1)
	s.Finish(w.ID, same(&w), late)
	if got := kinds(s.Next(late, 4, hundred)); got != "[read and delete a read and delete b]" {
		t.Errorf("then %s", got)
	}
}

// Nor does a clock that stood still while the machine slept make it fresh.
func TestAReadingGrowsOldInSleep(t *testing.T) {
	start := time.Now() // with a reading of the clock that stands still
	asleep := start.Round(0).Add(-time.Hour).Sub(start.Round(0))
	d := &deletion{readAt: start}
	if d.old(start.Add(freshFor), freshFor) || !d.old(start.Add(freshFor+1), freshFor) {
		t.Error("its age is not what it is good for")
	}
	d.readAt = start.Round(0).Add(asleep)
	if !d.old(start, answerFor) {
		t.Error("an hour of sleep does not count")
	}
}

// One in its undo window does not change how others are read.
func TestAWindowDoesNotChangeHowOthersAreRead(t *testing.T) {
	s := sample(t, 20, Options{UndoWindow: ten, Parallel: 2})
	var ids []string
	for id := range s.rows {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	s.Mark(ids[1:], noon)
	s.Delete(ids[1:], DeleteOptions{Bulk: true}, noon)
	s.Flush(noon)
	s.Delete(ids[:1], DeleteOptions{}, noon)
	const few = 2
	read := 0
	for list := s.Next(noon, 4, few); len(list) > 0 && list[0].Kind == Reread; list = s.Next(noon, 4, few) {
		for _, w := range list {
			if w.Kind == Reread {
				read += len(w.IDs)
				s.Finish(w.ID, same(&w), noon)
			}
		}
	}
	if read == 0 || read > 6 {
		t.Errorf("%d were read before one was deleted", read)
	}
}

// A reading from before the delete was taken back and redone says nothing.
func TestWhatWasDeletedIsNotKept(t *testing.T) {
	s := inBulk(t, "a")
	old := next(t, s, after(ten), Reread)
	s.Undo(after(11 * time.Second))
	s.Redo(after(11 * time.Second))
	w := next(t, s, after(21*time.Second), Reread)
	s.Finish(w.ID, same(&w), after(21*time.Second))
	w = next(t, s, after(21*time.Second), Delete)
	s.Finish(w.ID, []Outcome{{ID: "a", What: Done}}, after(21*time.Second))
	if r := s.Finish(old.ID, same(&old), after(22*time.Second)); r.Kept != nil {
		t.Errorf("Finish = %+v", r)
	}
}

func TestTakenBackWhileItIsRead(t *testing.T) {
	s := inBulk(t, "a", "b")
	w := next(t, s, after(ten), Reread)
	if u, ok := s.Undo(after(11 * time.Second)); !ok || len(u.Deletes) != 2 || s.Progress().InWindow != 0 {
		t.Fatalf("Undo = %+v %v", u, ok)
	}
	if r := s.Finish(w.ID, same(&w), after(12*time.Second)); !slices.Equal(r.Kept, []string{"a", "b"}) {
		t.Errorf("Finish = %+v", r)
	}
	nothing(t, s, after(time.Minute))
}

// Deletes are handed out one by one, so that all others can still be stopped.
func TestDeletesAreHandedOutOneByOne(t *testing.T) {
	s := sample(t, 20, Options{Parallel: 4})
	now := noon
	var ids []string
	for id := range s.rows {
		ids = append(ids, id)
	}
	s.Delete(ids, DeleteOptions{Bulk: true}, noon)
	for !s.Progress().Finished() {
		for _, w := range s.Next(now, 4, 100) {
			if w.Kind == Delete && len(w.IDs) != 1 {
				t.Fatalf("%d deletes in one work", len(w.IDs))
			}
			now = now.Add(50 * time.Millisecond)
			var out []Outcome
			for _, id := range w.IDs {
				o := Outcome{ID: id, What: Done}
				if w.Kind == Reread {
					o.What = Same
				}
				out = append(out, o)
			}
			s.Finish(w.ID, out, now)
		}
	}
}
