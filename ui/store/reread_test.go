package store

import (
	"fmt"
	"slices"
	"testing"
	"time"
	"unsafe"

	"vapi-sessions/client"
)

const ten = 10 * time.Second

// inBulk is a store with deletes in bulk that are in their undo window until ten
// seconds after noon.
func inBulk(t *testing.T, ids ...string) *Store {
	t.Helper()
	s := sample(t, 6, Options{UndoWindow: ten, Parallel: 4})
	s.Mark(ids)
	if q := s.Delete(ids, DeleteOptions{Bulk: true}, noon); len(q.IDs) != len(ids) {
		t.Fatalf("queued %+v", q)
	}
	return s
}

// same answers a reading: all are as they were.
func same(w *Work) []Outcome {
	var rows []client.SessionRow
	for i, id := range w.IDs {
		rows = append(rows, client.SessionRow{Session: *session(id, "first", w.Expected[i])})
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
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Same}, {ID: "b", Kind: Missing}}, after(ten))
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
		if r := s.Finish(w.ID, out, after(ten)); !slices.Equal(r.NotDeleted, []string{"a"}) || !shown(t, s, "a").Marked {
			t.Errorf("Finish = %+v", r)
		}
	}

	s = inBulk(t, "a", "b") // seen while it was read
	w = next(t, s, after(ten), Reread)
	s.Merge(used, after(11*time.Second))
	if r := s.Finish(w.ID, same(&w), after(12*time.Second)); !slices.Equal(r.NotDeleted, []string{"a"}) || !shown(t, s, "a").Marked {
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
	late := after(ten + maxReadingTime + 1)
	s.Finish(w.ID, same(&w), late)
	if got := kinds(s.Next(late, 4, hundred)); got != "[read and delete a read and delete b]" {
		t.Errorf("then %s", got)
	}
}

// Nor does a clock that stood still while the machine slept make it fresh.
func TestAReadingGrowsOldInSleep(t *testing.T) {
	start := time.Now() // with a reading of the clock that stands still
	d := &deletion{readAt: start}
	if d.readBefore(start.Add(maxReadingAge), maxReadingAge) || !d.readBefore(start.Add(maxReadingAge+1), maxReadingAge) {
		t.Error("its age is not what it is good for")
	}
	if !d.readBefore(slept(t, start, time.Hour), maxReadingTime) {
		t.Error("an hour of sleep does not count")
	}
}

// slept is a time after an hour or so of which only the local time knows.
func slept(t *testing.T, from time.Time, d time.Duration) time.Time {
	t.Helper()
	to := from.Add(d)
	*(*int64)(unsafe.Add(unsafe.Pointer(&to), 8)) -= int64(d) // the second word is the clock that stands still
	if to.Sub(from) != 0 || to.Round(0).Sub(from.Round(0)) != d {
		t.Fatalf("from %v to %v", from, to)
	}
	return to
}

// One in its undo window does not change how others are read.
func TestAWindowDoesNotChangeHowOthersAreRead(t *testing.T) {
	s, ids := many(20, Options{UndoWindow: ten, Parallel: 2})
	s.Mark(ids[1:])
	s.Delete(ids[1:], DeleteOptions{Bulk: true}, noon)
	s.Flush()
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

// The first readings of a bulk are small, so that its first deletes leave soon,
// whatever is in its undo window. No more than two are under way at a time.
func TestTheFirstReadingsAreSmall(t *testing.T) {
	s, ids := many(300, Options{UndoWindow: ten, Parallel: 4})
	s.Delete(ids[1:], DeleteOptions{Bulk: true}, noon)
	s.Flush()
	s.Delete(ids[:1], DeleteOptions{}, noon)
	list := s.Next(noon, 4, hundred)
	if len(list) != 2 || list[0].Kind != Reread || len(list[0].IDs) != 16 || list[1].Kind != Reread || len(list[1].IDs) != 16 {
		t.Fatalf("first %s", kinds(list))
	}
	s.Finish(list[0].ID, same(&list[0]), noon)
	list = s.Next(noon, 4, hundred)
	if len(list) != 3 || list[0].Kind != Reread || len(list[0].IDs) != hundred || list[1].Kind != Delete || list[2].Kind != Delete {
		t.Errorf("then %s", kinds(list))
	}
	for range 5 {
		finish(s, list[len(list)-1], noon, Done, nil)
		if list = s.Next(noon, 4, hundred); len(list) != 1 || list[0].Kind != Delete {
			t.Fatalf("with two readings under way: %s", kinds(list))
		}
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
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done}}, after(21*time.Second))
	if r := s.Finish(old.ID, same(&old), after(22*time.Second)); r.NotDeleted != nil {
		t.Errorf("Finish = %+v", r)
	}
}

func TestTakenBackWhileItIsRead(t *testing.T) {
	s := inBulk(t, "a", "b")
	w := next(t, s, after(ten), Reread)
	if u, ok := s.Undo(after(11 * time.Second)); !ok || len(u.Deletes) != 2 || s.Progress().InWindow != 0 {
		t.Fatalf("Undo = %+v %v", u, ok)
	}
	if r := s.Finish(w.ID, same(&w), after(12*time.Second)); !slices.Equal(r.NotDeleted, []string{"a", "b"}) {
		t.Errorf("Finish = %+v", r)
	}
	nothing(t, s, after(time.Minute))
}

// Deletes are handed out one by one, so that all others can still be stopped, and
// each once, however quickly the server answers.
func TestDeletesAreHandedOutOneByOne(t *testing.T) {
	for _, took := range []time.Duration{100 * time.Microsecond, 50 * time.Millisecond} {
		s, ids := many(300, Options{Parallel: 4})
		now, deleted := noon, map[string]int{}
		s.Delete(ids, DeleteOptions{Bulk: true}, noon)
		for !s.Progress().Finished() {
			list := s.Next(now, 4, hundred)
			if len(list) == 0 {
				t.Fatalf("nothing to do, %d deleted", len(deleted))
			}
			for _, w := range list {
				if w.Kind == Delete && len(w.IDs) != 1 {
					t.Fatalf("%d deletes in one work", len(w.IDs))
				}
				now = now.Add(took)
				var out []Outcome
				for _, id := range w.IDs {
					o := Outcome{ID: id, Kind: Done}
					if w.Kind == Reread {
						o.Kind = Same
					} else {
						deleted[id]++
					}
					out = append(out, o)
				}
				s.Finish(w.ID, out, now)
			}
		}
		for _, id := range ids {
			if deleted[id] != 1 {
				t.Errorf("%s was deleted %d times", id, deleted[id])
			}
		}
		if p := s.Progress(); p.Deleted != len(ids) {
			t.Errorf("%+v", p)
		}
	}
}
