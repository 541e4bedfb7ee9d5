package pager

import (
	"time"

	"vapi-sessions/client"
)

// requestKind says what a request is for.
type requestKind uint8

const (
	fillDown     requestKind = iota // a gap, from its upper side
	fillUp                          // a gap, from its lower side
	fillJump                        // a place inside a gap, by page number
	reloadScreen                    // the screen, in the place of all that is loaded
	pollRows                        // loaded rows, by their range or by their IDs
	pollNew                         // rows newer than the list
	pollCount                       // how long the list is
)

// requestKinds is the number of kinds.
const requestKinds = int(pollCount) + 1

// fetchState is how one way of filling a gap, or one part of a poll, stands: at
// rest, in flight, or failed.
type fetchState struct {
	request       *request
	err           error
	successesThen int       // Pager.successes when it failed
	failures      int       // failures since an answer brought something
	retryAt       time.Time // when it may be tried again by itself
	fruitless     int       // answers in a row that brought nothing
	target        Anchor    // where its rows are looked for
	scan          pageScan
}

// pageScan reads the rows of one instant, too many for one page, by page
// numbers. Each page begins with rows of the one before it, which proves that
// nothing was skipped when rows were deleted in between.
type pageScan struct {
	bound   ord
	read    int      // rows read from the start of the instant
	lastIDs []string // the last of them
}

// progressed takes note of an answer that brought something.
func (f *fetchState) progressed() { f.fruitless, f.failures = 0, 0 }

// ends decides whether a page proves that there is nothing after it.
func (f *fetchState) ends(a *answer) bool { return a.short && (a.done || f.fruitless >= maxFruitless) }

// request is a request in flight.
type request struct {
	id       int
	kind     requestKind
	params   client.ListParams
	from, to ord    // what is asked for, both included
	reverse  bool   // nearest to the end first
	offset   int    // rows before the page
	sent     uint32 // the tick when it was sent
	wanted   uint32 // and when it was last wanted
	urgent   bool
	fetch    *fetchState
	moves    int // Pager.moves when it was sent
}

// bound is where its pages begin.
func (req *request) bound() ord {
	if req.reverse {
		return req.to
	}
	return req.from
}

// byIDs reports whether it asks for rows by their IDs.
func (req *request) byIDs() bool { return req.kind == pollRows && len(req.params.IDAny) > 0 }
