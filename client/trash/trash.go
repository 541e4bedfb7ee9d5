// Package trash owns what is known on this machine about deletes and writes, in
// one journal: which deletes a run was about to send, a copy of every session
// before its delete leaves, and a receipt of every write. It only
// appends, and imports neither the API nor a screen: it sees no key.
//
// One directory holds, as lines of JSON:
//
//	trash-2026-03-14.ndjson    the journal: all records of a day (UTC)
//	past-2026-03-14.ndjson     its receipts, once its copies have expired
//	run-<run>.ndjson           empty; locked while a run goes on
//
// A delete is planned, has its copy made, and leaves. Put is the last two at
// once. Where it can still be taken back, Hold makes the copy and Leave comes
// when it goes; Unplan ends it before.
//
// Every record of a run carries its number within the run. A line that cannot be
// read, as after a crash, is passed over.
//
// Several programs can use one directory at once. A run whose lock is free has
// ended; the next Open takes its lock and tells what it left undone, and Told
// writes that down as receipts. From then on it is not told again.
//
// Strings come back as they were given: names, IDs and JSON are whatever the
// server sent, and must be cleaned before a terminal sees them.
//
// In the order in which to read: record.go is a line of the journal, and ledger.go
// what lines say together; trash.go and copies.go write, journal.go adds lines
// and lets days expire; run.go takes over what a run left, report.go tells it;
// look.go reads copies. Below them are files.go, lock_unix.go and lock_windows.go.
package trash

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// DefaultKeep is how long copies are kept when Options.Keep is 0.
const DefaultKeep = 7 * 24 * time.Hour

// ErrNoCopy says that the trash holds no copy of the session asked for: it was
// never there, or is older than Options.Keep.
var ErrNoCopy = errors.New("no copy in the trash")

// Options says how a trash is kept. The zero value keeps copies for
// DefaultKeep, as they are.
type Options struct {
	// Keep is how long a copy is kept; DefaultKeep when 0 or less.
	Keep time.Duration
	// Off keeps no copies. Plans and receipts stay.
	Off bool
	// Mask is applied to the JSON of every copy before it is written. It must
	// not change its argument, and makes JSON of JSON. Nil writes copies as they
	// are.
	Mask func([]byte) []byte
	// Now is the clock; time.Now when nil.
	Now func() time.Time

	// toDisk waits until a file, or the names in a directory, are on disk. It
	// is there for tests, which end processes and not machines.
	toDisk func(path string, f *os.File) error
}

// Trash is one run's hold on a directory. Its methods can be called from
// several goroutines at once.
type Trash struct {
	dir  string
	opts Options
	run  string

	// open is held for reading by every operation and for writing by Close.
	open   sync.RWMutex
	closed bool
	lock   *os.File // held while this run goes on

	// mu guards what follows, and the order of this run's records.
	mu     sync.Mutex
	n      int64
	state  ledger
	purged string
	file   *os.File     // of the day; nil until the first record
	sync   func() error // waits until what was added since the last one began is on disk
	lost   error        // how the last one failed, while some had added records for the next

	syncing sync.Mutex // held while the disk is waited for; locked before mu

	// telling guards what Told writes down: the receipts of the Report, and the
	// locked files of the runs that it is about.
	telling sync.Mutex
	untold  []*record
	dead    []*os.File
}

// Open makes dir if it is not there (0700, its files 0600), takes over from
// the runs that ended without Close or with deletes still waiting, and removes
// the copies that are older than Options.Keep. The Report says what those runs
// left undone, and every Open says so until Told; it is filled even when the
// error is not nil.
func Open(dir string, o Options) (*Trash, Report, error) {
	if o.Keep <= 0 {
		o.Keep = DefaultKeep
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.toDisk == nil {
		o.toDisk = toDisk
	}
	t := &Trash{dir: dir, opts: o, state: ledger{}}
	if err := makeDir(dir); err != nil {
		return nil, Report{}, fmt.Errorf("opening the trash: %w", err)
	}
	// Before the purge: a copy may be the only trace of a delete that was sent.
	report, err := t.takeOver()
	if err == nil {
		err = t.purge(t.opts.Now())
	}
	if err == nil {
		err = t.begin()
	}
	if err != nil {
		return nil, report, fmt.Errorf("opening the trash: %w", errors.Join(err, t.closeDay(), t.letGo()))
	}
	return t, report, nil
}

// Plan notes that these sessions are about to be deleted: the person confirmed
// it, and they wait or are queued. It is on disk when Plan returns. seen, where
// it is given, is the updatedAt of each that the person agreed to, which a later
// Report gives back.
func (t *Trash) Plan(account string, ids []string, seen ...time.Time) error {
	return t.note(record{Receipt: Receipt{Op: opPlan, Account: account}, IDs: ids, Seen: seen}, "planning deletes")
}

// Unplan notes that deletes were taken back or left out and will not be sent.
// A session whose delete ended with an unknown outcome stays unsure.
func (t *Trash) Unplan(ids []string) error {
	return t.note(record{Receipt: Receipt{Op: opUnplan}, IDs: ids}, "taking back deletes")
}

// Leave notes that the delete of a session leaves now. It is on disk when Leave
// returns; when it fails, the delete must not be sent.
func (t *Trash) Leave(account, id string) error {
	return t.note(record{Receipt: Receipt{Op: opLeave, Account: account}, IDs: []string{id}}, "noting that a delete leaves")
}

// Close ends the run. Deletes that are planned still, or whose outcome is not
// known, are told by the next Open. Close waits for the operations under way;
// those that follow fail with os.ErrClosed. Closing twice does nothing.
func (t *Trash) Close() error {
	t.open.Lock()
	defer t.open.Unlock()
	if t.closed {
		return nil
	}
	t.closed = true
	t.mu.Lock()
	defer t.mu.Unlock()
	err := errors.Join(t.closeDay(), t.letGo())
	// The file of a run is what makes the next Open look for what it left.
	if len(t.state) > 0 || err != nil {
		return errors.Join(err, t.lock.Close())
	}
	return retire(t.lock)
}

// Receipt writes down writes that were sent, in one append. From then on they
// outlive the program. Those of deletes outlive the machine from the next Put,
// Hold, Leave or Close on; one that is lost with the machine before leaves its
// delete among those that may have been sent, as its copy was on disk before.
func (t *Trash) Receipt(receipts ...Receipt) error {
	records := make([]*record, len(receipts))
	for i, r := range receipts {
		records[i] = &record{Receipt: r}
	}
	return t.during("writing a receipt", func() error {
		_, err := t.add(records...)
		return err
	})
}

// note adds a record and waits until it is on disk.
func (t *Trash) note(r record, doing string) error {
	if len(r.IDs) == 0 {
		return nil
	}
	return t.during(doing, func() error { return t.addToDisk(&r) })
}

// during runs an operation, which Close waits for.
func (t *Trash) during(doing string, operate func() error) error {
	t.open.RLock()
	defer t.open.RUnlock()
	err := os.ErrClosed
	if !t.closed {
		err = operate()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
