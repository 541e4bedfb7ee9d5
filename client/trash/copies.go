package trash

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"
)

// maxWrite is about how many bytes of lines are gathered for one write: enough
// for a write to cost little beside them, few enough to be kept for the next.
const maxWrite = 256 << 10

// lineBuffers are used again from Put to Put.
var lineBuffers = sync.Pool{New: func() any { return new([]byte) }}

// lineRoom is about what a line holds beside the session.
const lineRoom = 256

// Entry is a session about to be deleted.
type Entry struct {
	ID string
	// JSON is the session as the server sent it.
	JSON []byte
	// Valid says that JSON is known to be one JSON value and Name to be what it
	// calls the session, so that neither is looked for.
	Valid bool
	Name  string
}

// Copy is a session kept in the trash.
type Copy struct {
	ID      string
	Account string
	// Name is the session's name, empty when it has none.
	Name string
	// Deleted is when the copy was made, a moment before its delete left.
	Deleted time.Time
	// Size is the copy's length in bytes.
	Size int64
	// Sent says that a receipt says the session was deleted.
	Sent bool
}

// stored is one line of a file of copies.
type stored struct {
	Time    time.Time `json:"time"`
	Run     string    `json:"run"`
	N       int64     `json:"n"`
	Account string    `json:"account"`
	ID      string    `json:"id"`
	Name    string    `json:"name,omitempty"`
	// Held says that the delete did not leave yet.
	Held bool `json:"held,omitempty"`
	// One of the two: the session, or what came in its place when that is not
	// JSON.
	JSON json.RawMessage `json:"json,omitempty"`
	Raw  []byte          `json:"raw,omitempty"`
}

func (s stored) body() []byte {
	if s.JSON != nil {
		return s.JSON
	}
	return s.Raw
}

// Put writes copies of the sessions whose deletes are about to leave. They are
// on disk when it returns; when it fails, the deletes must not be sent.
func (t *Trash) Put(account string, entries []Entry) error {
	return t.put(event{Op: opPut, Account: account}, entries)
}

// Hold is Put for deletes that can be taken back until a time, or later: they
// are not taken for sent before Leave.
func (t *Trash) Hold(account string, entries []Entry, until time.Time) error {
	return t.put(event{Op: opHold, Account: account, until: until}, entries)
}

func (t *Trash) put(e event, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	leave, err := t.enter()
	if err != nil {
		return fmt.Errorf("putting into the trash: %w", err)
	}
	defer leave()
	for _, entry := range entries {
		e.IDs = append(e.IDs, entry.ID)
	}
	receipts := make(chan error, 1)
	go func() { receipts <- t.syncReceipts() }() // of the deletes before these
	if t.opts.Off {
		if err = t.log(e); err == nil {
			err = t.onDisk(t.journal)
		}
	} else {
		err = t.putCopies(e, entries)
	}
	err = errors.Join(err, <-receipts)
	if err != nil {
		// Nothing leaves; should this fail too, the next Open may be unsure of
		// them, which is true of a copy without an outcome.
		_ = t.log(event{Op: opUnput, Account: e.Account, IDs: e.IDs})
		return fmt.Errorf("putting into the trash: %w", err)
	}
	return nil
}

func (t *Trash) putCopies(e event, entries []Entry) error {
	now := t.opts.Now()
	f, err := t.startCopies(&e, now)
	if err != nil {
		return err
	}
	err = t.writeCopies(f, e, entries, now)
	if err == nil {
		err = t.onDisk(f)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return t.log(e)
}

// startCopies numbers the event and opens the file of today's copies.
func (t *Trash) startCopies(e *event, now time.Time) (*os.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
	e.N = t.n
	if day(now) != t.purged {
		if err := t.purge(); err != nil {
			return nil, err
		}
	}
	return t.openAppend(copyFile(t.dir, day(now)))
}

func (t *Trash) writeCopies(f *os.File, e event, entries []Entry, now time.Time) error {
	size := 0
	for i := range entries {
		size += len(entries[i].JSON) + lineRoom
	}
	kept := lineBuffers.Get().(*[]byte)
	defer lineBuffers.Put(kept)
	lines := slices.Grow((*kept)[:0], min(size, maxWrite+maxWrite/4))
	defer func() { *kept = lines[:0] }()
	end := int64(0)
	for i, entry := range entries {
		var err error
		if lines, err = appendStored(lines, t.store(e, entry, now)); err != nil {
			return err
		}
		if len(lines) < maxWrite && i < len(entries)-1 {
			continue
		}
		if end, err = appendAfter(f, end, lines); err != nil {
			return err
		}
		lines = lines[:0]
	}
	return nil
}

func (t *Trash) store(e event, entry Entry, now time.Time) stored {
	body := entry.JSON
	if t.opts.Mask != nil {
		body = t.opts.Mask(body)
	}
	s := stored{Time: now.UTC(), Run: t.run, N: e.N, Account: e.Account, ID: entry.ID, Held: e.Op == opHold}
	if !entry.Valid && !json.Valid(body) {
		s.Raw = body
		return s
	}
	s.JSON = body
	if entry.Valid && entry.Name == "" {
		return s
	}
	// What was masked in the name must not be told beside it.
	if quoted, err := json.Marshal(entry.Name); entry.Valid && err == nil && bytes.Contains(body, quoted) {
		s.Name = entry.Name
		return s
	}
	var named struct {
		Name string `json:"name"`
	}
	if decode(body, &named) {
		s.Name = named.Name
	}
	return s
}

// appendStored appends the line of a copy. Its JSON, which is most of it and
// known to be valid, is taken as it is: encoding it would read it twice more.
func appendStored(lines []byte, s stored) ([]byte, error) {
	body := s.JSON
	if body == nil {
		line, err := encode(s)
		return append(lines, line...), err
	}
	lines, err := appendHead(lines, s)
	if err != nil {
		return lines, err
	}
	lines = append(lines, `,"json":`...)
	if bytes.IndexByte(body, '\n') < 0 {
		return append(append(lines, body...), "}\n"...), nil
	}
	var flat bytes.Buffer
	if err := json.Compact(&flat, body); err != nil {
		return lines, err
	}
	return append(append(lines, flat.Bytes()...), "}\n"...), nil
}
