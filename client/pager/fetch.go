package pager

import (
	"time"

	"vapi-sessions/client"
)

// requestKind says what a request is for.
type requestKind uint8

const (
	fillDown     requestKind = iota // rows of a gap, on from the segment above it
	fillUp                          // rows of a gap, back from the segment below it
	fillJump                        // rows in the middle of a gap, by page number
	reloadScreen                    // the rows on the screen, which replace all loaded ones
	pollRows                        // the rows on the screen again, by their range of createdAt or by their IDs
	pollNew                         // rows newer than Pager.newest
	pollCount                       // the server's count of the list
)

// requestKinds is the number of kinds.
const requestKinds = int(pollCount) + 1

// fetchState is how one way of filling a gap, or one part of a poll, stands: at
// rest, in flight, or failed.
type fetchState struct {
	request       *request
	err           error
	successesThen int       // Pager.successes when it failed
	failures      int       // failures since the last progress
	retryAt       time.Time // when the pager may retry without being asked
	fruitless     int       // answers in a row that brought nothing new
	target        Anchor    // where a failure is shown: the first row that was wanted
	scan          pageScan  // of fillDown, fillUp and pollNew
}

// pageScan is the state of reading the rows of one instant by page numbers,
// because they are too many for one page. Each page begins with rows of the one
// before it, which proves that nothing was skipped when rows were deleted in
// between.
type pageScan struct {
	bound   ord      // the instant, a bound of the requests
	read    int      // rows read from the start of the instant
	lastIDs []string // the last of these rows
}

// progressed notes that an answer brought something new.
func (f *fetchState) progressed() { f.fruitless, f.failures = 0, 0 }

// ends reports whether a page proves that there is nothing after it.
func (f *fetchState) ends(a *answer) bool {
	return a.isShort && (a.isLast || f.fruitless >= maxFruitless)
}

// request is a request in flight.
type request struct {
	id         int
	kind       requestKind
	params     client.ListParams
	from, to   ord    // the range that is asked for, both ends included
	reverse    bool   // the rows nearest to the end of the list come first
	offset     int    // rows of the range that come before the page
	sentTick   uint32 // Pager.tick when it was sent
	wantedTick uint32 // Pager.tick when Plan last wanted it
	urgent     bool   // some of its rows are on the screen
	fetch      *fetchState
	shifts     int // Pager.shifts when it was sent
}

// bound is the place where the pages of the request begin.
func (req *request) bound() ord {
	if req.reverse {
		return req.to
	}
	return req.from
}

// byIDs reports whether the request asks for rows by their IDs.
func (req *request) byIDs() bool { return req.kind == pollRows && len(req.params.IDAny) > 0 }
