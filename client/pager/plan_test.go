package pager

import (
	"testing"

	"vapi-sessions/client"
)

// leap looks at a place and gives what is started there.
func (w *world) leap(first int, speed float64) (start []Request, cancel []int) {
	w.p.SetView(View{First: first, Last: first + w.height - 1, Cursor: first, Velocity: speed})
	return w.p.Plan(w.now)
}

// A failure that is off the screen does not keep what is on it from being asked
// for from the same side.
func TestAFailureElsewhereKeepsNothingBack(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{})
	from := w.p.gapStart(0)
	start, _ := w.leap(from+50, 0)
	if len(start) != 1 || w.p.inFlight[0].kind != fillDown {
		t.Fatalf("%+v", start)
	}
	w.p.Failed(start[0].ID, errServer, w.now)
	if start, _ := w.leap(from+50, 0); len(start) > 0 {
		t.Errorf("what failed is asked for again: %+v", start)
	}
	if start, _ := w.leap(from+20, 0); len(start) != 1 {
		t.Errorf("what is before it is not asked for: %+v", start)
	}
}

// What is on the screen makes room for itself by cancelling what is not, and
// nothing else.
func TestWhatIsUrgentGoesFirst(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{MaxInFlight: 1})
	edge := w.p.gapStart(0)
	ahead, _ := w.leap(edge-w.height, 0)
	if len(ahead) != 1 || ahead[0].Urgent || ahead[0].Poll {
		t.Fatalf("ahead of the screen is asked for %+v", ahead)
	}
	w.p.Poll()
	if start, cancel := w.leap(edge-w.height, 0); len(start)+len(cancel) > 0 {
		t.Errorf("a poll takes the place of what is ahead: %+v, %v", start, cancel)
	}
	jump, cancel := w.leap(1000, 0)
	if len(jump) != 1 || !jump[0].Urgent || jump[0].Poll || len(cancel) != 1 || cancel[0] != ahead[0].ID {
		t.Fatalf("a jump asks for %+v, and cancels %v", jump, cancel)
	}
	if start, cancel := w.leap(1003, 0); len(start)+len(cancel) > 0 {
		t.Errorf("what the jump brings is asked for by %+v, and cancelled are %v", start, cancel)
	}
	w.p.Poll()
	if start, cancel := w.leap(1003, 0); len(start)+len(cancel) > 0 {
		t.Errorf("a poll takes the place of a jump: %+v, %v", start, cancel)
	}
}

// A request that was sent ahead of the screen is urgent when the screen is there:
// what else is on the screen does not take its place.
func TestWhatIsAheadBecomesUrgent(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{MaxInFlight: 1})
	edge := w.p.gapStart(0)
	w.to(edge + w.height*30) // a second gap
	w.p.options.MaxInFlight = 1
	at := w.p.gapStart(1)
	if start, _ := w.leap(at-w.height, 1); len(start) != 1 || start[0].Urgent {
		t.Fatalf("%+v\n%s", start, w.dump())
	}
	if start, cancel := w.leap(at, 0); len(start)+len(cancel) > 0 || !w.p.inFlight[0].urgent {
		t.Errorf("%+v, %v", start, cancel)
	}
	if _, cancel := w.leap(edge+150, 0); len(cancel) > 0 {
		t.Errorf("what was waited for is cancelled: %v", cancel)
	}
}

// Of two gaps beside the screen, the one in the direction of travel is asked for
// first.
func TestTheDirectionOfTravelGoesFirst(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{MaxInFlight: 1, PageMin: 5, PageStart: 20, PageMax: 20})
	w.height = 15
	start, _ := w.leap(1000, 0)
	s := w.s
	rows, _, meta := s.list(start[0].Params)
	w.p.Arrived(start[0].ID, rows, nil, meta, Transfer{}, w.now)
	first := w.p.segmentStart(1) + 2
	for _, c := range []struct {
		speed float64
		kind  requestKind
	}{{10, fillDown}, {-10, fillUp}} {
		start, _ := w.leap(first, c.speed)
		if len(start) != 1 || w.p.inFlight[0].kind != c.kind || start[0].Urgent {
			t.Fatalf("at %v rows a second %+v\n%s", c.speed, start, w.dump())
		}
		w.p.Failed(start[0].ID, nil, w.now)
	}
}

// A search is urgent while the screen is not full, and goes on ahead of it when it
// is.
func TestASearchIsUrgentWhileTheScreenIsNotFull(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{Scan: true, PageMin: 20, PageStart: 20}, lies{})
	w.calm, w.still = true, true
	for i := range 400 {
		w.s.add(10, 0).local = i%10 == 0
	}
	for range 40 {
		start, _ := w.leap(0, 0)
		full := w.p.Len() >= w.height
		for _, r := range start {
			if r.Urgent == full {
				t.Errorf("%d rows are found, and urgent is %v", w.p.Len(), r.Urgent)
			}
			rows, keep, meta := w.s.list(r.Params)
			w.p.Arrived(r.ID, rows, keep, meta, Transfer{}, w.now)
		}
	}
	if w.p.Len() <= w.height {
		t.Errorf("%d rows are found", w.p.Len())
	}
}

// The requests of a poll say so, and no others.
func TestAPollSaysThatItIsOne(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{})
	w.p.Poll()
	start, _ := w.leap(0, 0)
	for _, r := range start {
		if !r.Poll || r.Urgent {
			t.Errorf("%+v", r)
		}
	}
	if len(start) != 3 {
		t.Errorf("a poll of %d requests", len(start))
	}
	w = calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.p.Refresh()
	if start, _ = w.leap(0, 0); len(start) != 1 || start[0].Poll || !start[0].Urgent {
		t.Errorf("reading the screen anew is %+v", start)
	}
}

// A gap is filled from its nearer side.
func TestAGapIsFilledFromItsNearerSide(t *testing.T) {
	for _, c := range []struct {
		up   bool
		kind requestKind
	}{{false, fillDown}, {true, fillUp}} {
		w := calm(t, 400, client.ListParams{}, Options{PageMin: 5, PageStart: 60, PageMax: 60})
		w.to(w.p.Len() - w.height)
		for w.first = 300; w.p.gaps[0].size > 110; w.first -= w.height {
			w.settle()
		}
		at := w.p.gapStart(0) + (w.p.gaps[0].size-w.height)/2 - 3
		if c.up {
			at += 6
		}
		if start, _ := w.leap(at, 0); len(start) == 0 || w.p.inFlight[0].kind != c.kind {
			t.Errorf("up %v: %+v\n%s", c.up, start, w.dump())
		}
	}
}

// The end of a list by cost costs a request or two, for pages that it has.
func TestTheEndOfAListByCost(t *testing.T) {
	w := calm(t, 2000, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.first = w.p.Len() - w.height
	asks := w.s.asks
	for range 6 {
		w.look()
		w.plan()
		for _, s := range w.wires {
			if s.req.Params.Page*s.req.Params.Limit > 2200 {
				t.Fatalf("%+v", s.req.Params)
			}
		}
		w.deliver()
	}
	if n := w.s.asks - asks; n > 3 || w.p.At(w.p.Len()-1).ID != "s0" {
		t.Errorf("%d requests\n%s", n, w.dump())
	}
}

// The first rows of a search were evicted. Those before the screen are read again
// from there, and not from the start.
func TestASearchIsReadAgainFromTheScreen(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{Scan: true, PageMin: 5, PageStart: 20, PageMax: 20, Retain: 100})
	for first := 0; first < 600; first += w.height {
		w.to(first)
	}
	if w.p.gaps[0].size < 300 {
		t.Fatal(w.dump())
	}
	if w.leap(150, 0); len(w.p.inFlight) != 1 || w.p.inFlight[0].kind == fillJump {
		t.Errorf("a place is looked for by a number of the server's list: %+v", w.p.inFlight)
	}
	w.p.Failed(w.p.inFlight[0].id, nil, w.now)
	at, asks := w.p.segmentStart(1), w.s.asks
	w.to(at - w.height)
	if n := w.s.asks - asks; n > 4 || len(w.visible()) != w.height {
		t.Errorf("%d requests for %d rows\n%s", n, len(w.visible()), w.dump())
	}
}
