package trash

import (
	"slices"
	"time"
)

// Report says which deletes ended runs left pending. IDs are sorted.
type Report struct {
	// NotSent were to be deleted, and their deletes were not sent: they still exist.
	NotSent []string
	// Unsure may have been deleted: their deletes may have been sent, and no outcome
	// is known.
	Unsure []string

	pending map[string]pendingDelete
}

// Version is the updatedAt of a session of the report that the person saw; zero
// when it is not known.
func (r Report) Version(id string) time.Time { return r.pending[id].version }

// ForAccount divides the report into the sessions of an account and the rest.
func (r Report) ForAccount(account string) (matching, rest Report) {
	isOther := func(id string) bool { return r.pending[id].account != account }
	isMatching := func(id string) bool { return !isOther(id) }
	matching, rest = r, r
	matching.NotSent = slices.DeleteFunc(slices.Clone(r.NotSent), isOther)
	matching.Unsure = slices.DeleteFunc(slices.Clone(r.Unsure), isOther)
	rest.NotSent = slices.DeleteFunc(slices.Clone(r.NotSent), isMatching)
	rest.Unsure = slices.DeleteFunc(slices.Clone(r.Unsure), isMatching)
	return matching, rest
}

// Empty reports whether there is nothing to report.
func (r Report) Empty() bool { return len(r.NotSent)+len(r.Unsure) == 0 }

// addPending adds a pending delete to the report, and returns the receipt that
// says so. To has the receipt's run and number.
func (r *Report) addPending(id string, e pendingDelete, to record, now time.Time) *record {
	ids, outcome, why := &r.Unsure, Unknown, "the program ended before the outcome was known"
	if e.stage == planned || e.stage == copied {
		ids, outcome, why = &r.NotSent, NotSent, "the program ended before it was sent"
	}
	*ids = append(*ids, id)
	if r.pending == nil {
		r.pending = map[string]pendingDelete{}
	}
	r.pending[id] = e
	to.Receipt = Receipt{Time: now.UTC(), Account: e.account, ID: id, Op: OpDelete, Outcome: outcome, Error: why}
	return &to
}

// sortIDs sorts the IDs and removes duplicates: what one run planned, another
// may have sent.
func (r *Report) sortIDs() {
	slices.Sort(r.Unsure)
	r.Unsure = slices.Compact(r.Unsure)
	slices.Sort(r.NotSent)
	r.NotSent = slices.DeleteFunc(slices.Compact(r.NotSent), func(id string) bool {
		_, unsure := slices.BinarySearch(r.Unsure, id)
		return unsure
	})
}
