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
	return t.find("listing the trash", func(stored) bool { return true })
}

// Search gives the copies of List whose JSON holds the text, in upper or lower
// case, written as it is or behind JSON's escapes.
func (t *Trash) Search(text string) ([]Copy, error) {
	want := strings.ToLower(text)
	return t.find("searching the trash", func(s stored) bool { return holds(s.body(), want) })
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
	err = t.eachCopy(t.oldest(), bytes.TrimSpace(quoted), func(s stored) {
		if s.ID == id && !s.Time.Before(newest) {
			newest, body, found = s.Time, s.body(), true
		}
	})
	if err == nil && !found {
		err = ErrNoCopy
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s from the trash: %w", id, err)
	}
	return body, nil
}

// find gives the newest copy of every session, of those that match.
func (t *Trash) find(doing string, match func(stored) bool) ([]Copy, error) {
	type candidate struct {
		Copy
		run     string
		n       int64
		matches bool
		stays   bool // as far as it is known, the session is still there
	}
	newest := map[string]candidate{}
	err := t.eachCopy(t.oldest(), nil, func(s stored) {
		if s.Time.Before(newest[s.ID].Deleted) {
			return
		}
		c := Copy{ID: s.ID, Account: s.Account, Name: s.Name, Deleted: s.Time, Size: int64(len(s.body()))}
		newest[s.ID] = candidate{Copy: c, run: s.Run, n: s.N, matches: match(s), stays: s.Held}
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	err = t.eachRecord(func(r record) {
		c, ok := newest[r.ID]
		if !ok || r.Op != OpDelete {
			return
		}
		if r.deleted() {
			c.Sent = true
		}
		if r.Run == c.run && r.N > c.n {
			c.stays = r.Outcome != Unknown
		}
		newest[r.ID] = c
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
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

// oldest is the time before which a copy is no longer there.
func (t *Trash) oldest() time.Time { return t.opts.Now().Add(-t.opts.Keep) }

// eachCopy calls do with the copies made at or after since, oldest day first,
// of those whose line holds the given bytes.
func (t *Trash) eachCopy(since time.Time, holding []byte, do func(stored)) error {
	days, err := copyDays(t.dir)
	if err != nil {
		return err
	}
	for _, d := range days {
		err := eachLineOf(copyFile(t.dir, d), func(line []byte) error {
			var s stored
			if bytes.Contains(line, holding) && decode(line, &s) && s.ID != "" && !s.Time.Before(since) {
				do(s)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
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
