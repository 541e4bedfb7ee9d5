package demo

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// overlay is what differs from the generated sessions: those that are gone, and
// those that came, whether posted, inserted, arrived, or written to. A session
// that was written to is gone from the generated ones and came as another.
//
// A record is never changed once it is in the overlay, only replaced, so that a
// reader may keep it after the lock is released.
type overlay struct {
	gone  []int              // indexes of generated sessions, rising
	added []*record          // newest first, in the list's order
	byID  map[string]*record // the same ones
}

// record is what is known of a session, of the overlay or of a generated one.
type record struct {
	facts
	key   uuid.UUID // its place among equal createdAt
	place int       // how many generated sessions come before it
	doc   []byte    // the session's JSON; nil for one that is composed from index
	index int       // of a generated session, or of an arrival
}

// compare is the list's order: createdAt falling, then ID falling.
func (g *record) compare(other *record) int {
	return cmp.Or(cmp.Compare(other.created, g.created), compareUUID(other.key, g.key))
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

// take takes a session out of every list.
func (o *overlay) take(r *record) {
	if o.byID[r.id] == r {
		o.drop(r.id)
	} else {
		o.hide(r.index)
	}
}

// put adds a record, in the place of one with the same ID.
func (o *overlay) put(g *record) {
	o.drop(g.id)
	at, _ := slices.BinarySearchFunc(o.added, g, (*record).compare)
	o.added = slices.Insert(o.added, at, g)
	o.byID[g.id] = g
}

// drop removes the record with this ID, if there is one.
func (o *overlay) drop(id string) {
	old := o.byID[id]
	if old == nil {
		return
	}
	o.added = slices.DeleteFunc(o.added, func(g *record) bool { return g == old })
	delete(o.byID, id)
}
