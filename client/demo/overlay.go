package demo

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// overlay holds what differs from the generated sessions: those that are hidden
// because they were deleted or changed, and those that were added because they
// were created, inserted or changed, or arrived.
//
// A record is never changed once it is in the overlay, only replaced, so a
// reader may keep it after the lock is released.
type overlay struct {
	hidden []int              // indexes of generated sessions, in rising order
	added  []*record          // newest first, in the list's order
	byID   map[string]*record // the same ones
}

// record is one session, of the overlay or generated.
type record struct {
	facts
	key   uuid.UUID // orders it among sessions of the same createdAt
	rank  int       // how many generated sessions come before it
	json  []byte    // nil for a session that is generated from index
	index int       // of a generated session or an arrival
}

// compare orders records as in a list: createdAt falling, then ID falling.
func (r *record) compare(other *record) int {
	return cmp.Or(cmp.Compare(other.created, r.created), compareUUID(other.key, r.key))
}

func (o *overlay) isHidden(i int) bool {
	_, found := slices.BinarySearch(o.hidden, i)
	return found
}

// hide removes generated session i from every list.
func (o *overlay) hide(i int) {
	if at, found := slices.BinarySearch(o.hidden, i); !found {
		o.hidden = slices.Insert(o.hidden, at, i)
	}
}

// remove removes a session from every list.
func (o *overlay) remove(r *record) {
	if o.byID[r.id] == r {
		o.dropAdded(r.id)
	} else {
		o.hide(r.index)
	}
}

// put adds a record, or replaces the one with the same ID.
func (o *overlay) put(r *record) {
	o.dropAdded(r.id)
	at, _ := slices.BinarySearchFunc(o.added, r, (*record).compare)
	o.added = slices.Insert(o.added, at, r)
	o.byID[r.id] = r
}

// dropAdded removes the record with this ID, if there is one.
func (o *overlay) dropAdded(id string) {
	old := o.byID[id]
	if old == nil {
		return
	}
	o.added = slices.DeleteFunc(o.added, func(r *record) bool { return r == old })
	delete(o.byID, id)
}
