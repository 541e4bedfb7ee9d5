package pager

import (
	"math/rand"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A search counts each row that it looked at once, however small the pages are and
// however far they overlap, and never more rows than there are, whatever others
// create and delete meanwhile.
func TestASearchCountsNoMoreThanThereIs(t *testing.T) {
	for _, order := range []string{"desc", "asc", "cost desc", "cost asc"} {
		for _, changes := range []string{"none", "created", "deleted", "both"} {
			for seed := range int64(40) {
				searchOnce(t, order, changes, rand.New(rand.NewSource(seed)))
			}
		}
	}
}

// searchOnce searches a list from end to end while it changes underneath.
func searchOnce(t *testing.T, order, changes string, r *rand.Rand) {
	t.Helper()
	pick := func(of ...int) int { return of[r.Intn(len(of))] }
	s, ties := newServer(lies{cap: pick(0, 7, 30, 95)}), pick(1, 2, 9)
	add := func() { s.add(int64(r.Intn(10)/ties), r.Intn(5)).local = r.Intn(4) == 0 }
	for range 1 + r.Intn(300) {
		add()
	}
	base := client.ListParams{Limit: pick(0, 3, 10, 33)}
	if order == "asc" || order == "cost asc" {
		base.SortOrder = client.Ascending
	}
	byCost := order == "cost desc" || order == "cost asc"
	if byCost {
		base.SortBy = client.SortByCost
	}
	p := New(base, Options{Scan: true, PageMin: 2})
	p.LoadAll(true)
	now, looked := time.Unix(1_800_000_000, 0), map[string]bool{}
	for !p.Stats().Complete {
		start, _ := p.Plan(now)
		if now = now.Add(time.Minute); now.Unix() > 1_800_100_000 {
			t.Fatalf("%s, %s: no end", order, changes)
		}
		for _, q := range start {
			if (changes == "created" || changes == "both") && r.Intn(3) == 0 {
				add()
			}
			if (changes == "deleted" || changes == "both") && r.Intn(3) == 0 {
				s.all[r.Intn(len(s.all))].deleted = true
			}
			keys, keep, meta := s.list(q.Params)
			for _, k := range keys {
				looked[k.ID] = true
			}
			p.Arrived(q.ID, keys, keep, meta, Transfer{}, now)
			st := p.Stats()
			if st.Searched > st.Matching || st.Searched > len(s.all) || (changes == "none" || !byCost) && st.Searched != len(looked) {
				t.Fatalf("%s, %s: searched %d of %d, looked at %d of %d", order, changes, st.Searched, st.Matching, len(looked), len(s.all))
			}
		}
	}
	if st := p.Stats(); !byCost && st.Searched != st.Matching {
		t.Fatalf("%s, %s: at the end searched %d of %d", order, changes, st.Searched, st.Matching)
	}
}

// New rows that are listed count as searched, and their removal takes them off.
func TestASearchCountsTheNewRowsThatItLists(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for range 60 {
		w.s.add(10, 0)
	}
	w.p.LoadAll(true)
	w.settle()
	fresh := w.s.add(10, 0)
	w.p.Poll()
	w.settle()
	for _, c := range []struct {
		do   func()
		want int
	}{{func() {}, 60}, {func() { w.p.Join() }, 61}, {func() { w.p.Remove(fresh.id) }, 60}} {
		c.do()
		if st := w.p.Stats(); st.Searched != c.want || st.Matching != c.want {
			t.Errorf("searched %d of %d, not %d", st.Searched, st.Matching, c.want)
		}
	}
}

// What time alone lets in or out of a search changes the count, and no row's place:
// a listed row is as one that is gone, and another one is buffered.
func TestARowThatIsJudgedAgainKeepsItsPlace(t *testing.T) {
	for _, base := range []client.ListParams{{}, {SortBy: client.SortByCost}} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, base, Options{Scan: true}, lies{})
		w.calm, w.still = true, true
		for i := range 60 {
			w.s.add(10, 0).local = i%2 == 0
		}
		w.p.LoadAll(true)
		w.settle()
		ids := w.p.IDs()
		in, out := RowKey{ID: ids[3]}, RowKey{}
		for _, s := range w.s.all {
			if _, listed := w.p.Index(s.id); !listed {
				out = RowKey{ID: s.id, Created: time.UnixMilli(s.ms)}
			}
		}
		total := func(want, buffered, gone int) {
			t.Helper()
			if st := w.p.Stats(); st.Total != want || st.Buffered != buffered || st.Gone != gone || st.Searched != 60 || st.Matching != 60 {
				t.Errorf("%+v, want %d", st, want)
			}
		}
		version := w.p.Version()
		if came, changed := w.p.Judge(in, false); came || !changed || !w.p.Gone(in.ID) || w.p.Version() == version {
			t.Error("a row that no longer passes is not told")
		}
		total(29, 0, 1)
		if at, _ := w.p.Index(in.ID); at != 3 {
			t.Errorf("it moved to %d", at)
		}
		if came, changed := w.p.Judge(out, true); !came || !changed {
			t.Error("a row that came to pass is not told")
		}
		total(30, 1, 1)
		w.p.Judge(in, true)
		w.p.Judge(out, false)
		total(30, 0, 0)
		if _, changed := w.p.Judge(in, true); changed {
			t.Error("nothing changed, and that is told as a change")
		}
	}
}
