package trash

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"
)

// What a write does: Receipt.Op.
const (
	OpUpdate = "update"
	OpDelete = "delete"
	OpCreate = "create"
)

// How a write ended: Receipt.Outcome. Others can be used; for a delete all but
// Unknown (and none) say that it has come to an end.
const (
	Done    = "done"
	Gone    = "gone"     // the session was not there any more
	Refused = "refused"  // the server said no, and nothing changed
	Unknown = "unknown"  // sent, and no answer came
	NotSent = "not sent" // planned by a run that ended before sending it
)

// Receipt is what is kept of one write.
type Receipt struct {
	// Time is when the write ended; the present when zero.
	Time      time.Time `json:"time"`
	Account   string    `json:"account,omitempty"`
	ID        string    `json:"id"`
	Op        string    `json:"op"`
	Changes   []Change  `json:"changes,omitempty"`
	Outcome   string    `json:"outcome"`
	RequestID string    `json:"requestId,omitempty"`
	Error     string    `json:"error,omitempty"`
}

// Change is one field of a write. Its values are written as they are given:
// Options.Mask is for copies alone.
type Change struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// record is one line of the receipts.
type record struct {
	Receipt
	Run string `json:"run"`
	N   int64  `json:"n"`
	// Told marks what a later run wrote down for one that ended.
	Told bool `json:"told,omitempty"`
}

func (r record) deleted() bool { return r.Outcome == Done || r.Outcome == Gone }

func (r record) event() event {
	return event{
		N: r.N, Op: opOut, Account: r.Account, IDs: []string{r.ID},
		settled: r.Told || (r.Outcome != "" && r.Outcome != Unknown),
	}
}

// Receipt writes down writes that were sent, in one append. Those of deletes
// are on disk when it returns; others are left to the operating system.
func (t *Trash) Receipt(receipts ...Receipt) error {
	if len(receipts) == 0 {
		return nil
	}
	leave, err := t.enter()
	if err != nil {
		return fmt.Errorf("writing a receipt: %w", err)
	}
	defer leave()
	var (
		now     = t.opts.Now()
		records = make([]record, len(receipts))
		deletes []event
	)
	t.mu.Lock()
	for i, r := range receipts {
		if r.Time.IsZero() {
			r.Time = now.UTC()
		}
		t.n++
		records[i] = record{Receipt: r, Run: t.run, N: t.n}
		if r.Op == OpDelete {
			deletes = append(deletes, records[i].event())
		}
	}
	t.mu.Unlock()
	if err := t.appendReceipts(records, len(deletes) > 0); err != nil {
		return fmt.Errorf("writing a receipt: %w", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range deletes {
		t.state.apply(e)
	}
	return nil
}

func (t *Trash) appendReceipts(records []record, wait bool) error {
	var lines []byte
	for _, r := range records {
		line, err := encode(r)
		if err != nil {
			return err
		}
		lines = append(lines, line...)
	}
	if len(lines) == 0 {
		return nil
	}
	f, err := openAppend(t.receiptsFile())
	if err != nil {
		return err
	}
	err = appendTo(f, lines)
	if err == nil && wait {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Receipts gives the last receipts that were written, newest first: at most
// limit, or all when it is 0 or less.
func (t *Trash) Receipts(limit int) ([]Receipt, error) {
	var last []Receipt
	err := t.eachRecord(func(r record) {
		last = append(last, r.Receipt)
		if limit > 0 && len(last) >= 2*limit {
			last = append(last[:0], last[len(last)-limit:]...)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("reading the receipts: %w", err)
	}
	if limit > 0 && len(last) > limit {
		last = last[len(last)-limit:]
	}
	slices.Reverse(last)
	return last, nil
}

func (t *Trash) receiptsFile() string { return filepath.Join(t.dir, receiptsName) }

func (t *Trash) eachRecord(do func(record)) error {
	return eachLineOf(t.receiptsFile(), func(line []byte) error {
		var r record
		if decode(line, &r) && r.ID+r.Op != "" {
			do(r)
		}
		return nil
	})
}
