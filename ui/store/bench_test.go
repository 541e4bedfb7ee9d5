package store

import (
	"fmt"
	"testing"

	"vapi-sessions/client"
)

func many(n int, o Options) (*Store, []string) {
	s := New(o)
	rows, ids := make([]client.Summary, n), make([]string, n)
	for i := range rows {
		ids[i] = fmt.Sprintf("7f3c9a10-0000-4000-8000-%012d", i)
		rows[i] = row(ids[i], "first", noon)
	}
	s.Merge(rows, noon)
	return s, ids
}

func TestRowsAreShownWithoutAllocating(t *testing.T) {
	s, ids := many(1000, Options{})
	s.Mark(ids[:500])
	s.Edit(ids[:200], named("typed"), EditOptions{})
	s.Delete(ids[200:400], DeleteOptions{}, noon)
	if n := testing.AllocsPerRun(10, func() {
		for _, id := range ids {
			if r, ok := s.Row(id); !ok || r.ID != id {
				t.Fatal("wrong row")
			}
		}
	}); n != 0 {
		t.Errorf("%v allocations for 1000 rows", n)
	}
}

func BenchmarkRow(b *testing.B) {
	s, ids := many(10000, Options{})
	s.Mark(ids[:5000])
	i := 0
	for b.Loop() {
		if _, ok := s.Row(ids[i%len(ids)]); !ok {
			b.Fatal("no row")
		}
		i++
	}
}

// BenchmarkDelete10000 is the store's own work for a bulk of 10,000.
func BenchmarkDelete10000(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, ids := many(10000, Options{})
		b.StartTimer()
		s.Delete(ids, DeleteOptions{Bulk: true}, noon)
		for !s.Idle() {
			for _, w := range s.Next(noon, 4, 100) {
				out := make([]Outcome, len(w.IDs))
				for i, id := range w.IDs {
					out[i] = Outcome{ID: id, Kind: Done}
					if w.Kind == Reread {
						out[i].Kind = Same
					}
				}
				s.Finish(w.ID, out, noon)
			}
		}
	}
}

func BenchmarkMergePage(b *testing.B) {
	s, _ := many(10000, Options{})
	rows := make([]client.Summary, 100)
	for i := range rows {
		rows[i] = row(fmt.Sprintf("7f3c9a10-0000-4000-8000-%012d", i), "first", noon)
	}
	for b.Loop() {
		s.Merge(rows, noon)
	}
}
