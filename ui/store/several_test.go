package store

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A server that answers quickly gets several deletes from one work. What was
// not tried of it goes back to its place, and all are deleted once.
func TestAQuickServerGetsSeveralDeletesAtOnce(t *testing.T) {
	s := New(Options{Parallel: 4})
	var rows []client.Summary
	var ids []string
	for i := range 300 {
		id := string(rune('a'+i%26)) + string(rune('a'+i/26))
		ids = append(ids, id)
		rows = append(rows, row(id, "first", after(-time.Hour)))
	}
	s.Merge(rows, noon)
	s.Delete(ids, DeleteOptions{Bulk: true}, noon)
	deleted := map[string]int{}
	now, most, readings := noon, 0, 0
	for len(deleted) < len(ids) {
		list := s.Next(now, 4, 100)
		if len(list) == 0 {
			t.Fatalf("nothing to do, %d deleted", len(deleted))
		}
		readings = max(readings, s.queue.rereading)
		for _, w := range list {
			now = now.Add(100 * time.Microsecond)
			var out []Outcome
			for i, id := range w.IDs {
				o := Outcome{ID: id, What: Same}
				if w.Kind == Delete {
					o.What = Unsent
					if i < 3 {
						o.What = Done
						deleted[id]++
					}
				}
				out = append(out, o)
			}
			if w.Kind == Delete {
				most = max(most, len(w.IDs))
			}
			r := s.Finish(w.ID, out, now)
			if len(r.Failed)+len(r.Kept) > 0 {
				t.Fatalf("%+v", r)
			}
		}
	}
	for id, n := range deleted {
		if n != 1 || !slices.Contains(ids, id) {
			t.Errorf("%s was deleted %d times", id, n)
		}
	}
	if p := s.Progress(); !p.Finished() || p.Deleted != len(ids) {
		t.Errorf("%+v", p)
	}
	if most < 4 || most > 32 || readings > maxRereading {
		t.Errorf("at most %d deletes in a work, %d readings at a time", most, readings)
	}
}

// A slow one gets them one by one, so that all others can still be stopped.
func TestASlowServerGetsOneDeleteAtATime(t *testing.T) {
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
