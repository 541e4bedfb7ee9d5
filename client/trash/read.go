package trash

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// Read returns the JSON of a session's newest copy, or ErrNoCopy.
func (t *Trash) Read(id string) ([]byte, error) {
	quoted, err := encode(id)
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	var newest *record
	err = t.eachRecord(bytes.TrimSpace(quoted), func(r *record) {
		if r.ID == id && t.isKept(r) && (newest == nil || !r.Time.Before(newest.Time)) {
			newest = r
		}
	}, dayFiles)
	if err == nil && newest == nil {
		err = ErrNoCopy
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	return newest.JSON, nil
}

// List returns the newest copy of every session in the trash, newest first,
// except for sessions whose delete was not sent or failed.
func (t *Trash) List() ([]Copy, error) {
	type candidate struct {
		Copy
		run     string
		n       int64
		notSent bool // as far as is known, the session still exists
		unknown bool // the delete was sent, and its outcome is not known
	}
	var (
		newest   = map[string]candidate{}
		outcomes []*record // records about the outcome of deletes
	)
	err := t.eachRecord(nil, func(r *record) {
		switch {
		case r.isReceipt() && r.Op == OpDelete, r.effect() == opLeave, r.effect() == opUnplan:
			outcomes = append(outcomes, r)
		case t.isKept(r) && !r.Time.Before(newest[r.ID].Deleted):
			c := Copy{ID: r.ID, Account: r.Account, Name: r.Name, Deleted: r.Time}
			newest[r.ID] = candidate{Copy: c, run: r.Run, n: r.N, notSent: r.Held}
		}
	}, dayFiles)
	if err != nil {
		return nil, fmt.Errorf("listing the trash: %w", err)
	}
	for _, r := range outcomes {
		for _, id := range r.ids() {
			c, ok := newest[id]
			if !ok {
				continue
			}
			c.Confirmed = c.Confirmed || r.isDeletion()
			if r.Run == c.run && r.N > c.n {
				c.unknown = r.Outcome == Unknown || c.unknown && !r.isReceipt()
				c.notSent = r.effect() != opLeave && !c.unknown
			}
			newest[id] = c
		}
	}
	var found []Copy
	for _, c := range newest {
		if c.Confirmed || !c.notSent {
			found = append(found, c.Copy)
		}
	}
	slices.SortFunc(found, func(a, b Copy) int { return cmp.Or(b.Deleted.Compare(a.Deleted), cmp.Compare(a.ID, b.ID)) })
	return found, nil
}

// isKept reports whether the record is a copy that has not expired.
func (t *Trash) isKept(r *record) bool {
	return r.isCopy() && !r.Time.Before(t.options.Now().Add(-t.options.Keep))
}
