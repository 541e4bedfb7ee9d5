package pager

import (
	"errors"
	"slices"
	"time"
)

// scroll goes from where the view is to one end of the list, waiting for
// whatever is blank, and returns the rows in the order in which they were seen.
func (w *world) scroll(down bool) (seen []string) {
	at := map[string]int{}
	asks, limit := w.s.asks, 400+20*len(w.s.all)
	idle := 0
	anchor := "" // the last row that was seen
	w.speed = 50
	if !down {
		w.speed = -50
	}
	next := max(0, min(w.first, w.p.Len()-1))
	for {
		w.step++
		w.now = w.now.Add(20 * time.Millisecond)
		if anchor != "" {
			if i, ok := w.p.Index(anchor); ok {
				next = i + 1
				if !down {
					next = i - 1
				}
			}
		}
		if next >= w.p.Len() || next < 0 {
			if w.p.Len() == 0 {
				w.p.Retry(0)
			}
			if len(w.wires) == 0 {
				w.step++
				w.first = max(0, min(next, w.p.Len()-1))
				w.look()
				w.plan()
			}
			if len(w.wires) == 0 {
				if w.scan && down && w.p.atEnd(len(w.p.gaps)-1) {
					w.fail("the scan stopped")
				}
				return seen
			}
			w.deliver()
			continue
		}
		switch c := w.p.At(next); c.Kind {
		case Blank:
		case Loaded:
			idle = 0
			if k, twice := at[c.ID]; twice && !w.again {
				w.fail("%s was seen as number %d and again as %d", c.ID, k, len(seen))
			}
			at[c.ID] = len(seen)
			seen = append(seen, c.ID)
			anchor, w.cursor = c.ID, c.ID
			next++
			if !down {
				next -= 2
			}
			continue
		case Failed:
			if !w.keyed && errors.Is(c.Err, errRepeats) {
				w.fail("gave up at %d", next)
			}
			w.p.Retry(next)
		}
		w.first = max(0, next-w.height/2) // what was seen last stays on the screen
		w.look()
		w.plan()
		if len(w.wires) == 0 && w.retryVisible() {
			continue
		}
		if len(w.wires) == 0 {
			w.fail("position %d stays blank", next)
		}
		if w.choose(3) == 0 {
			w.change()
		}
		anchored := w.p.Anchor(next)
		w.deliver()
		if anchor == "" {
			next = w.p.Resolve(anchored)
		}
		if idle++; idle > 400 || w.s.asks-asks > limit {
			w.fail("position %d is still blank after %d requests", next, w.s.asks-asks)
		}
	}
}

// whole checks that a scroll showed every session that existed and matched for
// all of it, from before the list was first read.
func (w *world) whole(seen []string) {
	shown := map[string]bool{}
	for _, id := range seen {
		shown[id] = true
	}
	for _, v := range w.s.all {
		if v.deleted || !v.match || v.joined >= 0 || w.scan && !v.local || shown[v.id] {
			continue
		}
		if r, ok := w.p.buffered[v.id]; ok {
			w.say("%s is held since %d", v.id, r.seenTick)
			continue
		}
		if w.p.afterSnapshot(w.p.ordOf(time.UnixMilli(v.ms))) {
			continue // newer than the list
		}
		w.fail("%s (%d) was missed", v.id, v.ms%1e9)
	}
}

// converge lets the server rest, re-reads every screen, lets everything in,
// and checks that the list is then the server's.
func (w *world) converge() {
	w.still, w.calm = true, true
	for range 2 {
		for w.first = 0; ; w.first += w.height { // an empty list is looked at too
			w.speed = 0
			for before := -1; before != len(w.p.buffered); {
				before = len(w.p.buffered)
				w.p.Refresh()
				w.settle()
			}
			if w.first+w.height >= w.p.Len() {
				break
			}
		}
		w.join()
	}
	if w.scan || !w.keyed {
		return
	}
	w.first = 0
	w.settle()
	listed := map[string]bool{}
	for _, id := range w.scroll(true) {
		if !w.gone[id] {
			listed[id] = true
		}
	}
	for _, v := range w.s.all {
		exists := v.match && !v.deleted
		if !exists && (w.s.lies.total == 1 || w.s.lies.next == 1 || w.s.lies.cap > 0) {
			continue // such a server never proves that a page was the last
		}
		if exists && v.joined >= 0 && !w.fits(v) {
			continue // came to match among more rows than a page holds
		}
		if exists != listed[v.id] {
			w.fail("%s (%d) exists %v, listed %v", v.id, v.ms%1e9, exists, listed[v.id])
		}
	}
}

// fits reports whether a page holds the rows of a screen that shows a session,
// whatever became of them, and those of their instants.
func (w *world) fits(v *session) bool {
	at := slices.Index(w.s.all, v)
	first := w.s.all[max(0, at-w.height-2)]
	last := w.s.all[min(len(w.s.all)-1, at+w.height+2)]
	n := 0
	for _, o := range w.s.all {
		if o.ms >= first.ms && o.ms <= last.ms {
			n++
		}
	}
	return n+w.p.options.PageMin <= w.p.maxPageSize()
}

// retryVisible does what a person does who sees a failed row.
func (w *world) retryVisible() (retried bool) {
	for i := w.first; i < w.first+w.height; i++ {
		if w.p.At(i).Kind == Failed {
			w.p.Retry(i)
			retried = true
		}
	}
	return retried
}
