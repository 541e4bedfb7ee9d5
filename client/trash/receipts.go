package trash

import (
	"errors"
	"fmt"
	"os"
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
// Unknown (and none) and Limited say that it has come to an end.
const (
	Done    = "done"
	Gone    = "gone"         // the session was not there any more
	Refused = "refused"      // the server said no, and nothing changed
	Limited = "rate limited" // the server said not now, and it is sent again
	Unknown = "unknown"      // sent, and no answer came
	NotSent = "not sent"     // planned, and the run ended before sending it
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
	if r.Outcome == Limited {
		return event{N: r.N, Op: opUnput, Account: r.Account, IDs: []string{r.ID}}
	}
	return event{
		N: r.N, Op: opOut, Account: r.Account, IDs: []string{r.ID},
		settled: r.Told || (r.Outcome != "" && r.Outcome != Unknown),
	}
}

// Receipt writes down writes that were sent, in one append. From then on they
// outlive the program. Those of deletes outlive the machine from the next Put,
// Hold or Close on; one that is lost with the machine before leaves its delete among
// those that may have been sent, as its copy was on disk before.
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
	if err := t.appendReceipts(records); err != nil {
		return fmt.Errorf("writing a receipt: %w", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range deletes {
		t.state.apply(e)
	}
	return nil
}

// appendReceipts adds records to the file, which stays open.
func (t *Trash) appendReceipts(records []record) error {
	const usual = 256
	lines := make([]byte, 0, usual*len(records))
	behind := false
	for _, r := range records {
		var err error
		if lines, err = appendRecord(lines, r); err != nil {
			return err
		}
		behind = behind || r.Op == OpDelete
	}
	if len(lines) == 0 {
		return nil
	}
	t.writing.Lock()
	defer t.writing.Unlock()
	if err := t.openReceipts(); err != nil {
		return err
	}
	t.behind = t.behind || behind
	end, err := appendAfter(t.receipts, t.end, lines)
	t.end = end
	return err
}

// often is how often the file of receipts is looked for.
const often = time.Second

// openReceipts opens the file, or opens it anew when somebody took it away.
func (t *Trash) openReceipts() error {
	now := time.Now()
	if t.receipts != nil && now.Sub(t.seen) < often {
		return nil
	}
	t.seen = now
	if t.receipts != nil && stillThere(t.receipts, t.receiptsFile()) {
		return nil
	}
	if t.receipts != nil {
		_ = t.receipts.Close() // nobody can read it any more
		t.receipts = nil
	}
	f, err := t.openAppend(t.receiptsFile())
	if err != nil {
		return err
	}
	t.receipts, t.end = f, 0
	return nil
}

// syncReceipts waits until the receipts of deletes are on disk.
func (t *Trash) syncReceipts() error {
	t.writing.Lock()
	f, behind := t.receipts, t.behind
	t.behind = false
	t.writing.Unlock()
	if !behind {
		return nil
	}
	// Others go on writing meanwhile. A file that was closed was not there any
	// more; see openReceipts.
	if err := t.onDisk(f); err != nil && !errors.Is(err, os.ErrClosed) {
		t.writing.Lock()
		t.behind = true
		t.writing.Unlock()
		return err
	}
	return nil
}

// closeReceipts ends the file of receipts.
func (t *Trash) closeReceipts() error {
	err := t.syncReceipts()
	t.writing.Lock()
	defer t.writing.Unlock()
	if t.receipts == nil {
		return err
	}
	err = errors.Join(err, t.receipts.Close())
	t.receipts = nil
	return err
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
