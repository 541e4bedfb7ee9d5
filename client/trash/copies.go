package trash

import (
	"bytes"
	"time"
)

// Entry is a session about to be deleted: its JSON as the server sent it, which is
// one JSON value, and what it is called there, empty when it has no name.
type Entry struct {
	ID   string
	JSON []byte
	Name string
}

// Copy is a session kept in the trash.
type Copy struct {
	ID      string
	Account string
	// Name is the session's name, empty when it has none.
	Name string
	// Deleted is when the copy was made, a moment before its delete left.
	Deleted time.Time
	// Sent says that a receipt says the session was deleted.
	Sent bool
}

// Put writes copies of the sessions whose deletes are about to leave. They are
// on disk when it returns; when it fails, the deletes must not be sent.
func (t *Trash) Put(account string, entries []Entry) error {
	return t.put(account, entries, opPut)
}

// Hold is Put for deletes that can still be taken back: they are not taken for
// sent before Leave.
func (t *Trash) Hold(account string, entries []Entry) error {
	return t.put(account, entries, opHold)
}

func (t *Trash) put(account string, entries []Entry, op string) error {
	if len(entries) == 0 {
		return nil
	}
	all := record{Receipt: Receipt{Account: account, Op: op}}
	records := make([]*record, len(entries))
	for i, e := range entries {
		all.IDs = append(all.IDs, e.ID)
		records[i] = t.copyOf(e)
		records[i].Account, records[i].Held = account, op == opHold
	}
	if t.opts.Off {
		records = []*record{&all}
	}
	return t.during("putting into the trash", func() error {
		err := t.addToDisk(records...)
		if err != nil {
			// Nothing leaves; should this fail too, the next Open may be unsure of
			// them, which is true of a copy without an outcome.
			_, _ = t.add(&record{Receipt: Receipt{Account: account, Op: opUnput}, IDs: all.IDs})
		}
		return err
	})
}

// copyOf is the record of a copy of a session.
func (t *Trash) copyOf(e Entry) *record {
	r := &record{Receipt: Receipt{ID: e.ID}, JSON: e.JSON}
	if t.opts.Mask != nil {
		r.JSON = t.opts.Mask(e.JSON)
	}
	// What was masked in the name must not be told beside it.
	if quoted, err := encode(e.Name); err == nil && bytes.Contains(r.JSON, bytes.TrimSpace(quoted)) {
		r.Name = e.Name
	}
	return r
}
