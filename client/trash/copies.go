package trash

import (
	"bytes"
	"time"
)

// Entry is a session about to be deleted: its JSON as the server sent it, and
// its name, which may be empty.
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
	// Deleted is when the copy was made, just before the delete was sent.
	Deleted time.Time
	// Confirmed says that a receipt confirms the delete.
	Confirmed bool
}

// Put writes copies of sessions whose deletes are sent next. They are on disk
// when it returns; when it fails, the deletes must not be sent.
func (t *Trash) Put(account string, entries []Entry) error {
	return t.put(account, entries, opPut)
}

// Hold is Put for deletes that can still be taken back: they count as not sent
// until Leave.
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
	if t.options.Off {
		records = []*record{&all}
	}
	return t.whileOpen("putting into the trash", func() error {
		err := t.addToDisk(records...)
		if err != nil {
			// The deletes are not sent. If this record fails too, the next Open reports
			// them as unsure, as any copy without an outcome.
			_, _ = t.add(&record{Receipt: Receipt{Account: account, Op: opStay}, IDs: all.IDs})
		}
		return err
	})
}

// copyOf is the record of a copy of a session.
func (t *Trash) copyOf(e Entry) *record {
	r := &record{Receipt: Receipt{ID: e.ID}, JSON: e.JSON}
	if t.options.Mask != nil {
		r.JSON = t.options.Mask(e.JSON)
	}
	// The name is left out where Mask changed it.
	if quoted, err := encode(e.Name); err == nil && bytes.Contains(r.JSON, bytes.TrimSpace(quoted)) {
		r.Name = e.Name
	}
	return r
}
