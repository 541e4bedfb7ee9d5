package trash

import (
	"cmp"
	"time"
)

// stage is how far a delete has come.
type stage int

const (
	planned stage = iota + 1
	copied        // its copy is written, and it still waits
	leaving       // its copy is written, and it may have been sent
	unknown       // it was sent, and its outcome is not known
)

// pendingDelete is a delete without an outcome.
type pendingDelete struct {
	stage   stage
	account string
	version time.Time // updatedAt of the session that is to be deleted; zero when not known
}

// pendingDeletes are the deletes of one run that have no outcome yet, by ID.
type pendingDeletes map[string]pendingDelete

// apply takes the effect of the next record into account.
func (l pendingDeletes) apply(r *record) {
	effect := r.effect()
	for i, id := range r.ids() {
		old := l[id]
		next := pendingDelete{account: cmp.Or(r.Account, old.account), version: old.version}
		if i < len(r.Versions) {
			next.version = r.Versions[i]
		}
		switch {
		case effect == opOutcome && r.isFinal(), effect == opUnplan && old.stage != unknown:
			delete(l, id)
			continue
		case effect == opOutcome:
			next.stage = unknown
		case effect == opAgain && old.stage != 0:
			next.stage = planned
		case old.stage == unknown: // only an outcome changes that
			continue
		case effect == opPlan && old.stage == 0, effect == opStay && old.stage > planned:
			next.stage = planned
		case effect == opHold && (old.stage == planned || old.stage == copied): // else it was taken back, or was sent
			next.stage = copied
		case effect == opPut, effect == opLeave:
			next.stage = leaving
		default:
			continue
		}
		l[id] = next
	}
}
