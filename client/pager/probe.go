package pager

import (
	"time"

	"vapi-sessions/client"
)

// aim says what a request is for.
type aim uint8

const (
	aimDown  aim = iota // a gap, from its upper side
	aimUp               // a gap, from its lower side
	aimMid              // a place inside a gap, by page number
	aimRenew            // the screen, in the place of all that is loaded
	aimPoll             // loaded rows, by their range or by their IDs
	aimFresh            // rows newer than the list
	aimCount            // how long the list is
)

// aims is how many there are.
const aims = int(aimCount) + 1

// probe is one way of filling a gap, or one part of a poll, and how it went so far.
type probe struct {
	request *request
	err     error
	errAt   int       // successes when it failed
	fails   int       // failures since an answer brought something
	due     time.Time // when it may be tried again by itself
	idle    int       // answers in a row that brought nothing
	at      Anchor    // where its rows are looked for
	scan    pageScan
}

// pageScan reads the rows of one instant, too many for one page, by page
// numbers. Each page begins with rows of the one before it, which proves that
// nothing was skipped when rows were deleted in between.
type pageScan struct {
	bound ord
	n     int      // rows read from the start of the instant
	tail  []string // the last of them
}

// progressed takes note of an answer that brought something.
func (b *probe) progressed() { b.idle, b.fails = 0, 0 }

// ends decides whether a page proves that there is nothing after it.
func (b *probe) ends(a *answer) bool { return a.short && (a.done || b.idle >= idleEnds) }

// request is a request in flight.
type request struct {
	id       int
	aim      aim
	params   client.ListParams
	from, to ord    // what is asked for, both included
	reverse  bool   // nearest to the end first
	offset   int    // rows before the page
	sent     uint32 // the tick when it was sent
	wanted   uint32 // and when it was last wanted
	urgent   bool
	probe    *probe
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
func (req *request) byIDs() bool { return req.aim == aimPoll && len(req.params.IDAny) > 0 }
