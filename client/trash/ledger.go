package trash

import (
	"cmp"
	"time"
)

type stage int

const (
	planned stage = iota + 1
	held          // its copy is written, and it waits still
	leaving       // its copy is written: the delete may have been sent
	unknown       // it was sent, and nobody knows what came of it
)

type entry struct {
	stage   stage
	account string
	seen    time.Time // the version that is to be deleted; zero when not known
}

// ledger holds the deletes of one run that have not come to an end, by ID.
type ledger map[string]entry

func (l ledger) apply(r *record) {
	does := r.does()
	for i, id := range r.ids() {
		was := l[id]
		next := entry{account: cmp.Or(r.Account, was.account), seen: was.seen}
		if i < len(r.Seen) {
			next.seen = r.Seen[i]
		}
		switch {
		case does == opOut && r.settled(), does == opUnplan && was.stage != unknown:
			delete(l, id)
			continue
		case does == opOut:
			next.stage = unknown
		case does == opAgain && was.stage != 0:
			next.stage = planned
		case was.stage == unknown: // until an outcome is known
			continue
		case does == opPlan && was.stage == 0, does == opUnput && was.stage > planned:
			next.stage = planned
		case does == opHold && (was.stage == planned || was.stage == held): // else it was taken back, or has left
			next.stage = held
		case does == opPut, does == opLeave:
			next.stage = leaving
		default:
			continue
		}
		l[id] = next
	}
}
