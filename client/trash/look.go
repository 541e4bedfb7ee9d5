package trash

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Read gives the JSON of a session's newest copy, or ErrNoCopy.
func (t *Trash) Read(id string) ([]byte, error) {
	quoted, err := encode(id)
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	var (
		newest time.Time
		body   []byte
		found  bool
	)
	err = t.eachHolding(bytes.TrimSpace(quoted), func(r *record) {
		if r.ID == id && t.keeps(r) && !r.Time.Before(newest) {
			newest, body, found = r.Time, r.JSON, true
		}
	}, dayFiles)
	if err == nil && !found {
		err = ErrNoCopy
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	return body, nil
}

// List gives the newest copy of every session in the trash, newest first. Those
// whose delete was not sent, or came to nothing, are not in it.
func (t *Trash) List() ([]Copy, error) {
	type candidate struct {
		Copy
		run     string
		n       int64
		stays   bool // as far as it is known, the session is still there
		unknown bool // it was sent, and no answer came
	}
	var (
		newest = map[string]candidate{}
		later  []*record // what is said of copies: that their deletes leave, are off, and what came of them
	)
	err := t.each(func(r *record) {
		switch {
		case r.isReceipt() && r.Op == OpDelete, r.does() == opLeave, r.does() == opUnplan:
			later = append(later, r)
		case t.keeps(r) && !r.Time.Before(newest[r.ID].Deleted):
			c := Copy{ID: r.ID, Account: r.Account, Name: r.Name, Deleted: r.Time}
			newest[r.ID] = candidate{Copy: c, run: r.Run, n: r.N, stays: r.Held}
		}
	}, dayFiles)
	if err != nil {
		return nil, fmt.Errorf("listing the trash: %w", err)
	}
	for _, r := range later {
		for _, id := range r.ids() {
			c, ok := newest[id]
			if !ok {
				continue
			}
			c.Sent = c.Sent || r.deleted()
			if r.Run == c.run && r.N > c.n {
				c.unknown = r.Outcome == Unknown || c.unknown && !r.isReceipt()
				c.stays = r.does() != opLeave && !c.unknown
			}
			newest[id] = c
		}
	}
	var found []Copy
	for _, c := range newest {
		if c.Sent || !c.stays {
			found = append(found, c.Copy)
		}
	}
	slices.SortFunc(found, func(a, b Copy) int {
		if c := b.Deleted.Compare(a.Deleted); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return found, nil
}

// keeps says that the record is a copy that has not expired.
func (t *Trash) keeps(r *record) bool {
	return r.isCopy() && !r.Time.Before(t.opts.Now().Add(-t.opts.Keep))
}
