package pager

import (
	"slices"
	"time"
)

// needed checks that old rows are not read without need: by two requests at
// once, or before they are old.
func (w *world) needed(f *flight) {
	if !f.verify {
		return
	}
	if w.p.verifying() > verifyMost || len(f.claimed) == 0 || f.urgent {
		w.fail("%d readings of old rows: %+v", w.p.verifying(), f)
	}
	for _, id := range f.claimed {
		if at, ok := w.shown[id]; ok && w.now.Sub(at) < w.p.o.Fresh {
			w.fail("%s is read again %v after it was read", id, w.now.Sub(at))
		}
		for _, g := range w.p.flights {
			if g != f && slices.Contains(g.claimed, id) {
				w.fail("%s is read by two requests", id)
			}
		}
	}
}

// visible are the rows on the screen.
func (w *world) visible() (ids []string) {
	for i := w.first; i < w.first+w.height; i++ {
		if c := w.p.At(i); c.Kind == Loaded {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// leaf turns over the list a screen at a time, and waits before each until
// everything has landed, while the server changes. What was lost to the server
// longer ago than a row stays fresh must be marked then.
func (w *world) leaf(screens int, down bool) {
	w.look()
	was := w.visible()
	for range screens {
		w.speed = float64(w.choose(60))
		by := 1 + w.choose(w.height)
		if !down {
			w.speed, by = -w.speed, -by
		}
		w.first += by
		w.look()
		came := w.now
		w.land()
		now := w.visible()
		w.marked(came, now, was)
		was = now
		w.now = w.now.Add(time.Duration(w.choose(8)) * w.p.o.Fresh / 5)
		if w.choose(2) == 0 {
			w.change()
		}
	}
}

// land waits until nothing more comes for the screen.
func (w *world) land() {
	for i := 0; ; i++ {
		w.step++
		w.now = w.now.Add(time.Duration(w.choose(40)) * time.Millisecond)
		w.look()
		w.plan()
		if len(w.wires) == 0 {
			return
		}
		if i < 20 && w.choose(3) == 0 {
			w.change()
		}
		w.deliver()
		if i > 3000 {
			w.fail("requests without end")
		}
	}
}

// marked checks the rows of a screen but for those of the screen before.
func (w *world) marked(came time.Time, ids, was []string) {
	fresh := w.p.o.Fresh + 2*grain
	if came.Sub(w.failed) < fresh || w.scan && w.p.noCheck {
		return
	}
	for _, id := range ids {
		v := w.s.byID[id]
		lost := v.deleted || !v.match
		if !lost || w.gone[id] || slices.Contains(was, id) || !w.lost[id].Before(came) || w.shown[id].Add(fresh).After(came) {
			continue
		}
		w.fail("%s was lost %v before it was looked at, shown %v before, and is not marked: %+v", id,
			came.Sub(w.lost[id]), came.Sub(w.shown[id]), *w.p.row(id))
	}
}
