package store

import (
	"errors"
	"strings"
	"time"

	"vapi-sessions/ui/words"
)

// Tally counts writes by their outcome.
type Tally struct {
	Total      int // the sum of the others, and those that are left to do
	Deleted    int
	Gone       int // of Deleted: somebody else had deleted them
	Edited     int
	Failed     int
	Unknown    int // of Failed: it is not known whether they took effect
	FailedGone int // of Failed: edits of deleted sessions
	LeftOut    int // not written, because others had changed the session
	Stopped    int // cancelled by Stop, or given up

	hasEdits bool // some are edits
}

// run counts the writes since the queue was last empty.
type run struct {
	Tally

	gaveUpFor       error // why no request can succeed
	networkFailures int   // in a row
	settledAt       []time.Time
}

// begin adds n writes. When nothing was left to do, a new run begins.
func (r *run) begin(s *Store, n int) {
	if s.Idle() {
		*r = run{}
	}
	r.Total += n
}

// fail counts writes that failed.
func (r *run) fail(n int, err error) {
	r.Failed += n
	switch {
	case errors.Is(err, errUnsure):
		r.Unknown += n
	case errors.Is(err, ErrGone):
		r.FailedGone += n
	}
}

// settle records when a write was settled, for the rate.
func (r *run) settle(now time.Time) {
	const others = 63
	r.settledAt = append(r.settledAt[max(0, len(r.settledAt)-others):], now)
}

// rate is how many writes a second were settled lately, measured over atLeast or longer.
// It is 0 when there were only a few in a shorter time.
func (r *run) rate(atLeast time.Duration) float64 {
	const few = 5
	if len(r.settledAt) < 2 {
		return 0
	}
	took := r.settledAt[len(r.settledAt)-1].Sub(r.settledAt[0])
	if took < atLeast && len(r.settledAt) <= few {
		return 0
	}
	return float64(len(r.settledAt)-1) / max(atLeast, took).Seconds()
}

// Progress is the state of the writes of the present run. Total is the sum of Done,
// Failed, LeftOut, Stopped, InFlight and Waiting.
type Progress struct {
	Tally

	Done       int // Deleted and Edited
	InFlight   int // sent and not settled
	Waiting    int // not sent yet
	Deletes    int // of InFlight and Waiting
	InWindow   int // of Waiting: in their undo window
	Paused     bool
	Countdowns int // of InWindow: not held by a pause
	// WindowEnds is when the first of Countdowns ends and its delete is sent; zero when
	// there is none.
	WindowEnds time.Time
	Rate       float64       // settled a second, as measured over a second or more; 0 when unknown
	ETA        time.Duration // until nothing is left; 0 when unknown or paused
	Err        error         // why the rest was given up, if it was
}

// Progress is the state of the writes.
func (s *Store) Progress() Progress {
	r, q := &s.run, &s.queue
	p := Progress{Tally: r.Tally, Done: r.Deleted + r.Edited, Paused: q.paused, Rate: r.rate(time.Second),
		InFlight: q.counts[deleteSending], InWindow: q.counts[deleteWaiting], Deletes: len(s.deletes)}
	p.Countdowns, p.WindowEnds = q.countdowns()
	if r.Stopped > 0 {
		p.Err = r.gaveUpFor
	}
	for _, e := range s.edits {
		p.InFlight += len(e.inFlight)
	}
	p.Waiting = max(0, p.Total-p.Done-p.Failed-p.LeftOut-p.Stopped-p.InFlight)
	if rate := r.rate(0); rate > 0 && !p.Paused {
		p.ETA = time.Duration(float64(p.Waiting-p.InWindow+p.InFlight) / rate * float64(time.Second))
	}
	return p
}

// Running reports whether writes are in flight or due.
func (p Progress) Running() bool { return p.InFlight > 0 || p.Waiting > p.InWindow }

// Finished reports whether there were writes and none is left.
func (p Progress) Finished() bool { return p.Total > 0 && p.InFlight == 0 && p.Waiting == 0 }

// String is a sum such as "186 deleted, 2 already gone, 3 changed meanwhile and left
// out, 2 failed". It is empty when there were no writes.
func (p Progress) String() string {
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, words.Count(n)+" "+text)
		}
	}
	if p.Deleted == p.Gone && (p.Gone > 0 || p.Total > 0 && !p.hasEdits) {
		parts = append(parts, "0 deleted")
	}
	add(p.Deleted-p.Gone, "deleted")
	add(p.Gone, "already gone")
	add(p.Edited, "saved")
	add(p.LeftOut, "changed meanwhile and left out")
	add(p.FailedGone, "gone")
	add(p.Failed-p.Unknown-p.FailedGone, "failed")
	add(p.Unknown, "not known whether done")
	add(p.Stopped, "not sent")
	add(p.InFlight, "under way")
	add(p.Waiting, "to go")
	return strings.Join(parts, ", ")
}

// Unsent is how many writes were not sent.
func (s *Store) Unsent() int { return s.Progress().Waiting }

// Idle reports whether all writes are settled.
func (s *Store) Idle() bool { return len(s.deletes) == 0 && len(s.edits) == 0 }
