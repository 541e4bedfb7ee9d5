package pager

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// The total follows what others delete and create, once a poll has counted the
// list. Rows that are found gone are not counted.
func TestTheTotalFollowsOthers(t *testing.T) {
	for name, c := range orders {
		for _, n := range []int{250, 5000} {
			t.Run(fmt.Sprint(name, " ", n), func(t *testing.T) {
				if c.scan {
					t.Skip("a search counts what it finds")
				}
				w := calm(t, n, c.base, Options{})
				for first := 0; first <= 250; first += 10 {
					w.to(first)
				}
				for _, i := range []int{2, 120, 199, 240} {
					w.s.all[i].deleted = true
				}
				w.to(120)
				w.others(deleted, 121, 122)
				for range 3 {
					w.s.add(10, 0)
				}
				w.p.Poll()
				w.settle()
				if st := w.p.Stats(); st.Total != n-6+3 {
					t.Errorf("a total of %d, want %d", st.Total, n-3)
				}
				w.s.byID[w.p.At(100).ID].deleted = true
				w.p.Remove(w.p.At(100).ID)
				if st := w.p.Stats(); st.Total != n-4 {
					t.Errorf("a total of %d after a delete here, want %d", st.Total, n-4)
				}
			})
		}
	}
}

// A row that is gone was taken off the total before it is removed here. A server
// that counts nothing has a total of what is known.
func TestTheTotalAfterAGoneRowIsRemoved(t *testing.T) {
	for _, total := range []int{0, 3} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{total: total})
		w.calm, w.still = true, true
		for range 30 {
			w.s.add(10, 0)
		}
		w.settle()
		lost := w.others(deleted, 4)
		w.p.Poll()
		w.settle()
		if st := w.p.Stats(); st.Total != 29 || st.Gone != 1 {
			t.Fatalf("%+v", st)
		}
		w.p.Remove(lost[0])
		if st := w.p.Stats(); st.Total != 29 || st.Gone != 0 || w.p.Len() != 29 {
			t.Errorf("%d positions, %+v", w.p.Len(), st)
		}
		w.p.Remove(w.others(deleted, 7)...)
		if st := w.p.Stats(); st.Total != 28 || w.p.Len() != 28 {
			t.Errorf("%d positions, %+v", w.p.Len(), st)
		}
	}
}

// A count that was wrong once is put right by Refresh.
func TestRefreshCorrectsATotal(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := newWorld(func(int) int { return 0 }, t.Fatalf, c.base, Options{Scan: c.scan}, lies{})
			w.calm, w.still = true, true
			for range 1000 {
				w.s.add(10, 0)
			}
			w.look()
			w.plan()
			w.execute(w.wires[0])
			w.wires[0].meta.TotalItems = 1_000_000_000
			w.deliver()
			w.p.Refresh()
			w.settle()
			if n := w.p.Len(); n > 1000 {
				t.Errorf("%d positions, want 1000", n)
			}
		})
	}
}

// A bound can be no later than the year 9999: the server refuses one that is.
func TestRowsAtTheEndOfTime(t *testing.T) {
	last := time.Date(9999, 12, 31, 23, 59, 59, 999_500_000, time.UTC)
	for _, order := range []client.SortOrder{client.Descending, client.Ascending} {
		p := New(client.ListParams{SortOrder: order}, Options{PageStart: 2, PageMin: 2})
		p.SetView(View{Last: 9})
		start, _ := p.Plan(time.Time{})
		rows := []RowKey{{ID: "a", Created: last}, {ID: "b", Created: last}}
		for n := 0; len(start) > 0; n++ {
			if n > 20 {
				t.Fatal("requests without end")
			}
			var next []Request
			for _, r := range start {
				for _, b := range []time.Time{r.Params.CreatedAtGe, r.Params.CreatedAtLe} {
					if b.Year() > 9999 {
						t.Fatalf("%s: a bound at %v", order, b)
					}
				}
				p.Arrived(r.ID, rows, nil, client.PageMeta{TotalItems: 9}, Transfer{}, time.Time{})
				if n == 0 {
					p.Refresh()
				}
			}
			next, _ = p.Plan(time.Time{})
			start = next
		}
	}
}

// unreadable are the rows of a page of which some have no readable ID.
func unreadable(q client.ListParams, all []RowKey) (rows []RowKey, meta client.PageMeta) {
	var match []RowKey
	for _, k := range all {
		if q.CreatedAtLe.IsZero() || !k.Created.After(q.CreatedAtLe) {
			if q.CreatedAtGe.IsZero() || !k.Created.Before(q.CreatedAtGe) {
				match = append(match, k)
			}
		}
	}
	from := min((q.Page-1)*q.Limit, len(match))
	to := min(from+q.Limit, len(match))
	more := to < len(match)
	return match[from:to], client.PageMeta{TotalItems: len(match), HasNextPage: &more}
}

// Pages of which hardly a row has a readable ID are not asked for again without
// end: the list goes on where their times say how far they go, and else stops and
// says why. A page of which no row has one is a failure of the client's.
func TestPagesWithHardlyAnIDEnd(t *testing.T) {
	for _, times := range []bool{false, true} {
		for name, c := range orders {
			t.Run(fmt.Sprint(name, ", with times ", times), func(t *testing.T) {
				all := make([]RowKey, 300)
				for i := range all {
					if times {
						all[i].Created = time.UnixMilli(int64(1_000_000 - i))
					}
				}
				p := New(c.base, Options{Scan: c.scan})
				all[0] = RowKey{ID: "first", Created: time.UnixMilli(1_000_000)}
				asks, now := 0, time.Unix(1_800_000_000, 0)
				for range 100 {
					p.SetView(View{Last: 9})
					start, _ := p.Plan(now)
					for _, r := range start {
						rows, meta := unreadable(r.Params, all)
						asks++
						if !slices.ContainsFunc(rows, func(k RowKey) bool { return k.ID != "" }) {
							p.Failed(r.ID, errServer, now)
							continue
						}
						p.Arrived(r.ID, rows, nil, meta, Transfer{}, now)
					}
					now = now.Add(time.Minute)
				}
				st := p.Stats()
				if asks > 20 {
					t.Errorf("%d requests", asks)
				}
				failed := false
				for i := range p.Len() {
					failed = failed || p.At(i).Kind == Failed
				}
				if st.Unreadable == 0 || !st.Complete && !failed {
					t.Errorf("after %d requests: %+v", asks, st)
				}
			})
		}
	}
}

// Rows without a readable ID are counted once, however often they are read.
func TestRowsWithoutIDsAreCounted(t *testing.T) {
	all := make([]RowKey, 300)
	for i := range all {
		all[i] = RowKey{ID: fmt.Sprint("s", i), Created: time.UnixMilli(int64(1_000_000 - i/3))}
		if i%10 == 7 {
			all[i].ID = ""
		}
	}
	p := New(client.ListParams{}, Options{PageStart: 20, PageMin: 5})
	p.LoadAll(true)
	for n := 0; n < 60; n++ {
		p.SetView(View{Last: 9})
		start, _ := p.Plan(time.Unix(1_800_000_000, 0))
		for _, r := range start {
			r.Params.Limit = min(r.Params.Limit, 20)
			rows, meta := unreadable(r.Params, all)
			meta.ItemsPerPage = 20
			p.Arrived(r.ID, rows, nil, meta, Transfer{}, time.Time{})
		}
		if n == 40 {
			p.Refresh()
		}
	}
	if st := p.Stats(); st.Unreadable != 30 || st.Loaded != 270 || !st.Complete {
		t.Errorf("%+v", st)
	}
}

// A poll that made room for what is more urgent is sent again.
func TestAPreemptedPollIsSentAgain(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{MaxInFlight: 3})
	for range 10 {
		w.s.all[100].deleted = true
		w.s.all = slices.Delete(w.s.all, 100, 101)
	}
	w.p.Poll()
	w.plan()
	if n := len(w.wires); n != 3 {
		t.Fatalf("a poll of %d requests", n)
	}
	w.to(w.p.gapStart(0) + 5)
	if n := w.p.Stats().Total; n != 4990 {
		t.Errorf("a total of %d", n)
	}
}

// Rows that join are counted with the rest, before the server counts again.
func TestTheTotalAfterAJoin(t *testing.T) {
	for _, order := range []client.SortOrder{client.Descending, client.Ascending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		for range 5 {
			w.s.add(10, 0)
		}
		w.p.Poll()
		w.settle()
		w.p.Join()
		if st := w.p.Stats(); st.Total != 35 || st.Buffered != 0 || w.p.Len() != 35 {
			t.Errorf("%s: %d positions, %+v", order, w.p.Len(), st)
		}
	}
}
