package pager

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// scene draws what a run is about.
func scene(choose chooser, fatal func(string, ...any)) *world {
	base := client.ListParams{SortOrder: client.Descending}
	if choose(3) == 0 {
		base.SortOrder = client.Ascending
	}
	if choose(6) == 0 {
		base.Limit = 1 + choose(60)
	}
	o := Options{PageMin: 5, PageStart: 20, Retain: 200, PageMax: 100}
	o.Scan = choose(5) == 0
	l := lies{total: choose(4), next: choose(4), mirror: choose(2) == 0}
	if choose(4) == 0 {
		l.cap = 10 + choose(30)
	}
	w := newWorld(choose, fatal, base, o, l)
	ties := 1 + choose(3)*choose(60)
	for i := range choose(600) {
		step := int64(1)
		if i%ties != 0 {
			step = 0
		}
		v := w.s.add(step, choose(5))
		v.joined = -1
		v.match = choose(10) > 0
		v.local = choose(3) > 0
	}
	w.s.add(5, 0).joined = -1
	w.s.now += 5
	return w
}

// story is one run: everything at once, then scrolls that must be whole.
func story(w *world, steps int) {
	w.look()
	w.run(steps)
	w.p.Refresh()
	for _, leg := range []struct {
		from int // per cent; -1 is where the view is
		down bool
	}{{0, true}, {100, false}, {0, true}} {
		w.first = w.p.Len() * leg.from / 100
		w.settle()
		w.first = w.p.Len() * leg.from / 100
		w.whole(w.scroll(leg.down))
	}
	w.converge()
}

// settle lets everything that is in flight land while nothing changes.
func (w *world) settle() {
	still := w.still
	w.still = true
	defer func() { w.still = still }()
	for i := 0; ; i++ {
		w.step++
		w.look()
		w.plan()
		if len(w.wires) == 0 {
			return
		}
		w.deliver()
		if i > 3000 {
			w.fail("requests without end")
		}
	}
}

func seeded(seed uint64) chooser {
	r := rand.New(rand.NewPCG(seed, 1))
	return r.IntN
}

func TestExactlyOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		choose := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		w := scene(choose, t.Fatalf)
		w.here = true
		story(w, 40)
	})
}

// TestExactlyOnceSeeds is the same over seeds. PAGER_STEPS sets how many steps
// are done in all; PAGER_SEED where the seeds begin.
func TestExactlyOnceSeeds(t *testing.T) {
	steps, first := setting("PAGER_STEPS", 4_000), setting("PAGER_SEED", 1001)
	for seed := uint64(first); steps > 0; seed++ {
		w := scene(seeded(seed), func(format string, args ...any) { t.Fatal("seed", seed, fmt.Sprintf(format, args...)) })
		w.here = true
		story(w, 200)
		steps -= w.step
	}
}

// The same while rows are shown in other orders, which must disturb nothing.
func TestExactlyOnceMixed(t *testing.T) {
	steps, first := setting("PAGER_STEPS", 2_000), setting("PAGER_SEED", 1)
	for seed := uint64(first); steps > 0; seed++ {
		w := scene(seeded(seed), func(format string, args ...any) { t.Fatal("seed", seed, fmt.Sprintf(format, args...)) })
		w.mixed = true
		w.look()
		w.run(200)
		w.ids, w.mixed = nil, false
		story(w, 20)
		steps -= w.step
	}
}

// A list by cost has no bound to hold on to. Over a server at rest it is whole;
// over one that changes it lists nothing twice at once and comes to an end. Once
// such a server is at rest, the list is read again, and shows whatever was there
// all the time, but for what lies among the rows that were on the screen then; and
// a list that is read anew shows all.
// PAGER_COSTS sets how many seeds are tried; PAGER_SEED where they begin.
func TestByCost(t *testing.T) {
	first, n := setting("PAGER_SEED", 1), setting("PAGER_COSTS", 40)
	for seed := first; seed < first+n; seed++ {
		byCost(seeded(uint64(seed)), func(format string, args ...any) { t.Fatal("seed", seed, fmt.Sprintf(format, args...)) })
	}
}

// byCost is one run over a list by cost.
func byCost(choose chooser, fatal func(string, ...any)) {
	w := newWorld(choose, fatal, client.ListParams{SortBy: client.SortByCost, SortOrder: client.Descending},
		Options{PageMin: 8, PageStart: 20, Retain: 200, PageMax: 100, Scan: choose(6) == 0},
		lies{total: choose(4), next: choose(4)})
	for range 1 + choose(600) {
		v := w.s.add(1, choose(5))
		v.joined, v.local = -1, choose(3) > 0
	}
	w.still = choose(2) == 0
	w.again = !w.still
	w.look()
	w.run(200)
	w.p.Refresh()
	w.settle()
	if w.again {
		w.first, w.cursor = 0, ""
		w.scroll(true)
		w.still, w.calm = true, true
		w.p.Refresh()
		w.first = 0
		w.settle()
		w.calm = false
	}
	w.ends(true)
	w.ends(false)
	if w.again {
		w.anew()
		w.ends(true)
	}
}

// anew reads the list anew, over a server at rest: all that matches must be in it.
func (w *world) anew() {
	w.p, w.wires, w.old, w.again = New(w.p.base, w.p.options), nil, nil, false
	w.gone = map[string]bool{}
	for _, v := range w.s.all {
		v.joined = -1
	}
}

// ends scrolls from one end to the other over a list that must be whole.
func (w *world) ends(down bool) {
	for range 2 { // Len may change once its end is looked at
		w.first, w.cursor = 0, ""
		if !down {
			w.first = w.p.Len() - 1
		}
		w.settle()
	}
	if seen := w.scroll(down); !w.scan || !w.again { // what others moved in a search comes when it is read anew
		w.whole(seen)
	}
}

// setting is a number that a run can be given.
func setting(name string, def int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return def
}

// Runs that once failed, by what was wrong.
func TestOnceFailed(t *testing.T) {
	for _, c := range []struct {
		name string
		seed uint64
	}{
		{"a short page of one instant counted as progress for ever", 1},
		{"no end was believed of a server that counts nothing", 10},
		{"a page scan went on after its first pages were evicted", 22},
		{"a scan was taken to have stopped when rows were evicted", 32},
		{"small pages of a scan overlapped so far that they brought nothing", 34},
		{"a failure showed where nobody looked", 39},
		{"a row that came to match before the first one was not found", 91},
		{"the rows under the cursor were evicted when the gap above grew", 169},
		{"nobody could retry an empty list", 216},
		{"a page scan in pages of two stood still", 455},
		{"a row that came to match between two screens was not found", 1096},
		{"the start of the list moved away when the rows there came", 20104},
		{"a page scan went on after rows that it had passed over were evicted", 5551},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := scene(seeded(c.seed), t.Fatalf)
			w.here = c.seed > 1000
			story(w, 200)
		})
	}
}

// Runs over lists by cost that once failed, by what was wrong.
func TestOnceFailedByCost(t *testing.T) {
	for _, c := range []struct {
		name string
		seed uint64
	}{
		{"rows that joined at the end were taken to lie there", 9},
		{"a page that was asked for beside other rows led the next one astray", 188},
		{"segments in the wrong order brought the same page again and again", 261},
		{"pages towards the start found no way on", 379},
		{"the list ended before segments that were thought to follow", 614},
		{"a page in the middle was put behind rows that the server had before it", 1791},
		{"a segment without rows was never met", 2252},
		{"a row was missed that had been evicted beside those that had moved", 2931},
		{"a segment was met at a row that was not its first", 3049},
		{"a page that ended the list closed what lay behind the screen", 3208},
		{"rows that had come before the first one were not found", 4865},
		{"pages were looked for that continue rows which joined at the end", 1815},
		{"the rows before a screen of a search were looked for behind it", 247},
	} {
		t.Run(c.name, func(t *testing.T) { byCost(seeded(c.seed), t.Fatalf) })
	}
}

// A gap that one request fills is asked for from one side, wherever in it the
// person looks meanwhile.
func TestASmallGapIsAskedForOnce(t *testing.T) {
	w := calm(t, 320, client.ListParams{}, Options{})
	w.to(0)
	w.to(w.p.Len() - w.height)
	if len(w.p.gaps) != 1 || w.p.gaps[0].size < 3*w.height {
		t.Fatal("there is no such gap\n" + w.dump())
	}
	for _, first := range []int{w.p.gapStart(0), w.p.segmentStart(1) - w.height, w.p.gapStart(0)} {
		w.first = first
		w.look()
		w.plan()
		if n := len(w.wires); n != 1 {
			t.Errorf("%d requests at %d", n, first)
		}
	}
}
