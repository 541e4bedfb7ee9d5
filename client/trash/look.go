package trash

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// List gives the newest copy of every session in the trash, newest first. Those
// whose delete was not sent, or came to nothing, are not in it.
func (t *Trash) List() ([]Copy, error) {
	return t.find("listing the trash", func(*record) bool { return true })
}

// Search gives the copies of List whose JSON holds the text, in upper or lower
// case, written as it is or behind JSON's escapes.
func (t *Trash) Search(text string) ([]Copy, error) {
	want := strings.ToLower(text)
	return t.find("searching the trash", func(s *record) bool { return holds(s.body(), want) })
}

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
			newest, body, found = r.Time, r.body(), true
		}
	}, copyFiles, dayFiles)
	if err == nil && !found {
		err = ErrNoCopy
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	return body, nil
}

// find gives the newest copy of every session, of those that match.
func (t *Trash) find(doing string, match func(*record) bool) ([]Copy, error) {
	type candidate struct {
		Copy
		run     string
		n       int64
		matches bool
		stays   bool // as far as it is known, the session is still there
	}
	var (
		newest  = map[string]candidate{}
		deletes []*record
	)
	err := t.each(func(r *record) {
		switch {
		case r.isReceipt() && r.Op == OpDelete:
			deletes = append(deletes, r)
		case t.keeps(r) && !r.Time.Before(newest[r.ID].Deleted):
			c := Copy{ID: r.ID, Account: r.Account, Name: r.Name, Deleted: r.Time, Size: int64(len(r.body()))}
			newest[r.ID] = candidate{Copy: c, run: r.Run, n: r.N, matches: match(r), stays: r.Held}
		}
	}, copyFiles, oldReceipts, dayFiles)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	for _, r := range deletes {
		c, ok := newest[r.ID]
		if !ok {
			continue
		}
		c.Sent = c.Sent || r.deleted()
		if r.Run == c.run && r.N > c.n {
			c.stays = r.Outcome != Unknown
		}
		newest[r.ID] = c
	}
	var found []Copy
	for _, c := range newest {
		if c.matches && (c.Sent || !c.stays) {
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

// holds looks for text that is in lower case already.
func holds(body []byte, want string) bool {
	if bytes.Contains(bytes.ToLower(body), []byte(want)) {
		return true
	}
	if bytes.IndexByte(body, '\\') < 0 {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		if s, ok := token.(string); ok && strings.Contains(strings.ToLower(s), want) {
			return true
		}
	}
}
