package demo

import (
	"slices"
	"sort"
)

// overlay is what differs from the generated sessions: those that are gone, and
// those that came, whether posted, inserted, arrived, or written to. A session
// that was written to is gone from the generated ones and came as another.
//
// An added row is never changed once it is in the overlay, only replaced, so that a
// reader may keep it after the lock is released.
type overlay struct {
	gone  []int                  // indexes of generated sessions, rising
	added []*overlayRow          // newest first, in the list's order
	byID  map[string]*overlayRow // the same rows
}

// overlayRow is a session of the overlay.
type overlayRow struct {
	facts
	key   uuid   // its place among equal createdAt
	place int    // how many generated sessions come before it
	doc   []byte // the session's JSON; nil for an arrival, which is composed from index
	index int    // of an arrival
}

// facts are what filters and sorts look at.
type facts struct {
	id, name, assistantID, squadID, workflowID, phoneID, number string
	created, updated                                            int64 // Unix milliseconds
	cost                                                        int64 // millionths of a dollar; -1 without
}

// duration is what the server sorts by for sortBy=duration: sessions have no
// duration of their own, so it is the time from creation to the last write.
func (f *facts) duration() int64 { return max(f.updated-f.created, 0) }

// before is the list's order: createdAt falling, then ID falling.
func (g *overlayRow) before(other *overlayRow) bool {
	if g.created != other.created {
		return g.created > other.created
	}
	return compareUUID(g.key, other.key) > 0
}

func (o *overlay) isGone(i int) bool {
	_, found := slices.BinarySearch(o.gone, i)
	return found
}

// hide takes generated session i out of every list.
func (o *overlay) hide(i int) {
	if at, found := slices.BinarySearch(o.gone, i); !found {
		o.gone = slices.Insert(o.gone, at, i)
	}
}

// put adds an added row, in the place of one with the same ID.
func (o *overlay) put(g *overlayRow) {
	o.drop(g.id)
	at := sort.Search(len(o.added), func(i int) bool { return g.before(o.added[i]) })
	o.added = slices.Insert(o.added, at, g)
	o.byID[g.id] = g
}

// drop removes the added row with this ID, if there is one.
func (o *overlay) drop(id string) {
	old := o.byID[id]
	if old == nil {
		return
	}
	at := sort.Search(len(o.added), func(i int) bool { return !o.added[i].before(old) })
	for o.added[at] != old { // an added row of the same time and key cannot be, yet never remove another
		at++
	}
	o.added = slices.Delete(o.added, at, at+1)
	delete(o.byID, id)
}

func sortOverlay(list []*overlayRow) {
	slices.SortFunc(list, func(a, b *overlayRow) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
}
