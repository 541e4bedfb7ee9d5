package pager

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// instants is a world at rest whose sessions lie at so many instants, each with
// so many of them.
func instants(t *testing.T, order client.SortOrder, sizes ...int) *world {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: order},
		Options{PageMin: 5, PageStart: 20, PageMax: 100}, lies{})
	w.calm, w.still = true, true
	for _, n := range sizes {
		for i := range n {
			w.s.add(int64(max(0, 1-i)), 0)
		}
	}
	return w
}

// match lets sessions, counted from the oldest, match or not.
func (w *world) match(is bool, places ...int) (done []*session) {
	for _, i := range places {
		w.s.all[i].match = is
		done = append(done, w.s.all[i])
	}
	return done
}

// pollAll polls every screen of the list, and lets everything in.
func (w *world) pollAll() {
	w.settle()
	for first := 0; first < w.p.Len(); first += w.height {
		w.first = first
		w.settle()
		w.p.Poll()
		w.settle()
	}
	w.join()
}

// More rows come to match on the screen than one answer of a poll has room for.
func TestAPollGoesOnUntilTheScreenIsRead(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 60, client.ListParams{SortOrder: order}, Options{PageMin: 5, PageMax: 40})
		hide := func(is bool) {
			for i, v := range w.s.all {
				if i%20 != 0 && i != 59 {
					v.match = !is
				}
			}
		}
		hide(true)
		w = &world{choose: w.choose, fatal: w.fatal, s: w.s, p: New(w.p.base, w.p.o), keyed: true, calm: true, still: true, height: 10,
			killed: w.killed, gone: w.gone, lost: w.lost, shown: w.shown, unseen: w.unseen, now: w.now}
		w.settle()
		if n := len(w.p.IDs()); n != 4 {
			t.Fatalf("%d rows to begin with", n)
		}
		hide(false)
		w.p.Poll()
		w.settle()
		w.join()
		if got, want := len(w.p.IDs()), len(w.s.all); got != want {
			t.Errorf("%s: %d rows are listed, the server has %d", order, got, want)
		}
	}
}

// Many sessions lie at one instant, though not more than a page holds, and some
// at the next. A screen that shows of both is larger than a page: what came to
// match at the second instant stood on no other screen, and was never found.
func TestAPollOfTwoInstantsLargerThanAPage(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		for _, c := range []struct {
			sizes  []int
			hidden int
		}{{[]int{92, 8, 1, 1, 1, 1, 1, 1, 1, 1}, 95}, {[]int{8, 92}, 3}} {
			w := instants(t, order, c.sizes...)
			w.match(false, c.hidden)
			w.pollAll()
			v := w.match(true, c.hidden)[0]
			w.pollAll()
			if _, ok := w.p.Index(v.id); !ok {
				t.Errorf("%s, %v: what came to match is not listed", order, c.sizes)
			}
		}
	}
}

// A page of an instant with more rows than it holds proves nothing, but what
// lies beside that instant is read all the same: before, between and after.
func TestAPollBesideInstantsLargerThanAPage(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := instants(t, order, 1, 150, 1, 150, 1, 1)
		w.match(false, 0, 151, 302)
		w.pollAll()
		came := w.match(true, 0, 151, 302)
		lost := []string{w.s.all[5].id, w.s.all[155].id}
		for _, id := range lost {
			w.s.byID[id].deleted = true
		}
		w.pollAll()
		for _, v := range came {
			if _, ok := w.p.Index(v.id); !ok {
				t.Errorf("%s: %s came to match and is not listed", order, v.id)
			}
		}
		for _, id := range lost {
			if !w.gone[id] {
				t.Errorf("%s: %s was deleted and is not marked", order, id)
			}
		}
	}
}

// So much came to match at one instant that it fills the page that was to show
// the whole screen: the rows after it are read with the next one, and its own
// with the next poll.
func TestAPollGoesOnBehindAnInstantThatFillsThePage(t *testing.T) {
	for _, came := range []int{40, 130} {
		w := instants(t, client.Ascending, 4+came, 3)
		many := make([]int, came)
		for i := range many {
			many[i] = 4 + i
		}
		w.match(false, many...)
		w.settle()
		w.match(true, many...)
		last := w.s.all[4+came+1]
		last.deleted = true
		w.p.Poll()
		w.settle()
		if !w.gone[last.id] {
			t.Errorf("%d came to match: a row behind them is not marked", came)
		}
		first := w.s.all[1]
		first.deleted = true
		w.p.Poll()
		w.settle()
		if !w.gone[first.id] {
			t.Errorf("%d came to match: a row among them is not marked", came)
		}
	}
}

// A poll for which there was no room is sent when there is.
func TestAPollWaitsForRoom(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{MaxInFlight: 1})
	w.first = 100
	w.look()
	w.plan()
	if len(w.wires) != 1 || w.wires[0].req.Urgent {
		t.Fatalf("%+v", w.wires)
	}
	lost := w.others(deleted, 103)
	w.p.Poll()
	w.settle()
	if !w.gone[lost[0]] {
		t.Error("it was forgotten")
	}
}

// A screen of nothing but sessions that were created here is read by IDs: no
// range reaches there. The model fails for a range that holds no time.
func TestAPollOfWhatIsNewerThanTheList(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		for range 30 {
			v := w.s.add(10, 0)
			w.p.Admit(Key{ID: v.id, Created: time.UnixMilli(v.ms)})
		}
		at := 5
		if order == client.Ascending {
			at = 45
		}
		w.to(at)
		lost := w.others(deleted, at+3)
		w.p.Poll()
		w.settle()
		if !w.gone[lost[0]] {
			t.Errorf("%s: it is not marked", order)
		}
	}
}

// Whatever a server does with a poll, it comes to an end.
func TestAPollEnds(t *testing.T) {
	for name, answer := range odd {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, client.ListParams{}, Options{})
			w.to(30)
			w.p.Poll()
			asks := w.drive(100, answer)
			if asks > 20 {
				t.Errorf("%d requests", asks)
			}
			t.Logf("%d requests", asks)
		})
	}
}
