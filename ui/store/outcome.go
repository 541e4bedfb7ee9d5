package store

import (
	"errors"
	"time"

	"vapi-sessions/client"
)

// OutcomeKind is how a Work ended for one session.
type OutcomeKind uint8

// The outcomes; in brackets, the kinds of work that they answer.
const (
	// Done: it took effect (Patch, Delete, DeleteOne), or was read (ReadBack).
	Done OutcomeKind = iota + 1
	// AlreadyGone: the server has no such session (all but Reread).
	AlreadyGone
	// Same: as expected, and its copy is kept (Reread).
	Same
	// Missing: not in the answer (Reread). It is read by itself before anything else.
	Missing
	// LeftOut: it changed, so nothing was sent (Reread, DeleteOne).
	LeftOut
	// Conflicted: the same fields changed on the server, so nothing was sent (Patch).
	Conflicted
	// RateLimited: refused by 429; it goes back to the queue (all).
	RateLimited
	// Refused: it did not take effect; Err says why (all).
	Refused
	// Unsent: it did not reach the server, and goes back to the queue (Delete, DeleteOne).
	Unsent
	// Unknown: sent, and nobody knows whether it took effect (Patch, Delete, DeleteOne).
	Unknown
)

// Outcome is how a Work ended for one session.
type Outcome struct {
	ID        string
	Kind      OutcomeKind
	Session   *client.Session // as the server answered it, if it did
	Took      time.Duration   // from the request that changes to its answer; 0 when none was sent
	Err       error           // for RateLimited, Refused, Unsent and Unknown
	Conflicts []Conflict      // for Conflicted
	// UpdatedBefore is the updatedAt that a Patch read before it wrote; zero when it
	// was not read. Marks of that version follow the write.
	UpdatedBefore time.Time
	// Replaced is Merged.Replaced of a Patch that was sent, or had nothing left to
	// send: the values that Undo sends. When nil, Undo sends those that the person saw.
	Replaced *client.UpdateSession
}

// OutcomeOf is the outcome of a write that ended with err, or with nil.
func OutcomeOf(id string, err error) Outcome {
	o := Outcome{ID: id, Err: err}
	switch {
	case err == nil:
		o.Kind = Done
	case errors.Is(err, client.ErrNotFound):
		o.Kind = AlreadyGone
	case client.MayHaveArrived(err): // an earlier try, when the last one was refused
		o.Kind = Unknown
	case errors.Is(err, client.ErrRateLimited):
		o.Kind = RateLimited
	default:
		o.Kind = Refused
	}
	return o
}

// DeleteOutcomeOf is the outcome of a delete that ended with err, or with nil.
func DeleteOutcomeOf(id string, err error) Outcome {
	o := OutcomeOf(id, err)
	if o.Kind == Refused && client.MayPass(err) {
		o.Kind = Unsent
	}
	return o
}

// ReadOutcomeOf is the outcome of a work that ended with err before it wrote.
func ReadOutcomeOf(id string, err error) Outcome {
	o := OutcomeOf(id, err)
	switch {
	case errors.Is(err, client.ErrRateLimited):
		o.Kind = RateLimited
	case o.Kind == Unknown:
		o.Kind = Refused
	}
	return o
}
