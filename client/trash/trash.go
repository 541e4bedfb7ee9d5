// Package trash keeps the local record of deletes and writes, in one append-only
// journal: which deletes a run (a running program) was about to send, a copy of
// every session before its delete is sent, and a receipt of every write. It imports
// neither the API nor a screen, and never sees a key.
//
// One directory holds, as lines of JSON:
//
//	trash-2026-03-14.ndjson    the journal: all records of a day (UTC)
//	past-2026-03-14.ndjson     the receipts of a day whose copies have expired
//	run-<run>.ndjson           empty; locked while the run lasts
//
// A delete is planned (Plan), its session is copied (Hold), and it is sent (Leave);
// Put is Hold and Leave at once. Unplan records that it was taken back before.
//
// Every record carries its run and its number within the run. A line that cannot be
// read, as after a crash, is skipped.
//
// Several programs can use one directory at once. A run whose lock is free has
// ended; the next Open takes its lock and reports the deletes that it left pending.
// MarkReported writes that down as receipts; from then on they are not reported.
//
// Names, IDs and JSON are returned as the server sent them, and must be cleaned
// before a terminal shows them.
//
// Where to read, in this order: record.go is a line of the journal, and pending.go
// the deletes that are pending after some lines. trash.go and copies.go write records,
// and journal.go adds them to files and removes expired copies. run.go takes over
// from runs that ended, and report.go describes what they left. read.go reads copies.
// files.go, lock_unix.go and lock_windows.go are the files.
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

// ErrNoCopy says that the trash holds no copy of a session: there never was
// one, or it is older than Options.Keep.
var ErrNoCopy = errors.New("no copy in the trash")

// Options says what a trash keeps. The zero value keeps unmasked copies for
// DefaultKeep.
type Options struct {
	// Keep is how long a copy is kept; DefaultKeep when 0 or less.
	Keep time.Duration
	// Off keeps no copies. Plans and receipts stay.
	Off bool
	// Mask is applied to the JSON of every copy before it is written. It must return
	// JSON and not change its argument. Nil writes copies unchanged.
	Mask func([]byte) []byte
	// Now is the clock; time.Now when nil.
	Now func() time.Time

	// toDisk waits until a file, or the names in a directory when f is nil, are on disk.
	// Tests replace it, because they end processes and not machines.
	toDisk func(path string, f *os.File) error
}

// Trash is an open directory, used by one run. Its methods can be called from
// several goroutines at once.
type Trash struct {
	dir     string
	options Options
	run     string

	// closing is locked for reading by every operation, and for writing by Close.
	closing sync.RWMutex
	closed  bool
	runFile *os.File // its lock is held while this run lasts

	// mu guards the fields down to lostErr, and the order of this run's records.
	mu          sync.Mutex
	lastN       int64          // number of this run's last record
	pending     pendingDeletes // of this run
	purgedDay   string         // the day for which expired copies were removed
	today       *os.File       // the file of the day; nil until the first record
	waitForDisk func() error   // waits until the records added so far are on disk; nil when there are none to wait for
	lostErr     error          // error of the last wait, when records were added during it

	syncing sync.Mutex // locked during a wait for the disk; locked before mu

	// settling guards what MarkReported needs: the receipts that say what the Report
	// says, and the locked files of the runs that it is about.
	settling   sync.Mutex
	unreported []*record
	endedRuns  []*os.File
}

// Open makes dir if it does not exist (0700, its files 0600), takes over from
// runs that ended without Close or with pending deletes, and removes copies
// older than Options.Keep. The Report says what those runs left pending, and
// every Open repeats it until MarkReported. It is filled even when the error is
// not nil.
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
	t := &Trash{dir: dir, options: o, pending: pendingDeletes{}}
	if err := makeDir(dir); err != nil {
		return nil, Report{}, fmt.Errorf("opening the trash: %w", err)
	}
	// Before the purge: a copy may be the only trace of a delete that was sent.
	report, err := t.takeOver()
	if err == nil {
		err = t.purge(t.options.Now())
	}
	if err == nil {
		err = t.startRun()
	}
	if err != nil {
		return nil, report, fmt.Errorf("opening the trash: %w", errors.Join(err, t.closeDay(), t.unlockEnded()))
	}
	return t, report, nil
}

// Plan records that these sessions are to be deleted: the person confirmed it,
// and the deletes wait or are queued. It is on disk when Plan returns.
// Versions, if given, are the updatedAt of each session that the person saw; a
// later Report returns them.
func (t *Trash) Plan(account string, ids []string, versions ...time.Time) error {
	return t.addNote(record{Receipt: Receipt{Op: opPlan, Account: account}, IDs: ids, Versions: versions}, "planning deletes")
}

// Unplan records that deletes were taken back or left out and will not be sent.
// A session whose delete ended with an unknown outcome stays unsure.
func (t *Trash) Unplan(ids []string) error {
	return t.addNote(record{Receipt: Receipt{Op: opUnplan}, IDs: ids}, "taking back deletes")
}

// Leave records that the delete of a session is about to be sent. It is on disk
// when Leave returns; when it fails, the delete must not be sent.
func (t *Trash) Leave(account, id string) error {
	return t.addNote(record{Receipt: Receipt{Op: opLeave, Account: account}, IDs: []string{id}}, "noting that a delete leaves")
}

// Close ends the run. Deletes that are still planned, or whose outcome is not
// known, are reported by the next Open. Close waits for running operations;
// later ones fail with os.ErrClosed. Closing twice does nothing.
func (t *Trash) Close() error {
	t.closing.Lock()
	defer t.closing.Unlock()
	if t.closed {
		return nil
	}
	t.closed = true
	t.mu.Lock()
	defer t.mu.Unlock()
	err := errors.Join(t.closeDay(), t.unlockEnded())
	// The file of a run makes the next Open report what the run left.
	if len(t.pending) > 0 || err != nil {
		return errors.Join(err, t.runFile.Close())
	}
	return removeRunFile(t.runFile)
}

// Receipt writes down writes that were sent. The receipts survive the end of
// the program at once. Those of deletes survive a crash of the machine after
// the next Put, Hold, Leave or Close; when one is lost before, its delete is
// reported as one that may have been sent, since its copy was on disk already.
func (t *Trash) Receipt(receipts ...Receipt) error {
	records := make([]*record, len(receipts))
	for i, r := range receipts {
		records[i] = &record{Receipt: r}
	}
	return t.whileOpen("writing a receipt", func() error {
		_, err := t.add(records...)
		return err
	})
}

// addNote adds a record about r.IDs and waits until it is on disk.
func (t *Trash) addNote(r record, doing string) error {
	if len(r.IDs) == 0 {
		return nil
	}
	return t.whileOpen(doing, func() error { return t.addToDisk(&r) })
}

// whileOpen runs an operation, for which Close waits.
func (t *Trash) whileOpen(doing string, operate func() error) error {
	t.closing.RLock()
	defer t.closing.RUnlock()
	err := os.ErrClosed
	if !t.closed {
		err = operate()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
