package trash

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

const account = "work"

// clock is a clock that only moves when told to.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 14, 22, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func open(t testing.TB, dir string, o Options) (*Trash, Report) {
	t.Helper()
	if o.toDisk == nil {
		o.toDisk = noSync
	}
	tr, report, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr, report
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// noSync spares the wait for the disk: what these tests end are processes, and
// what a process has written outlives it.
func noSync(string, *os.File) error { return nil }

// kill lets the lock go as the system does when a process ends, and nothing
// else.
func kill(t testing.TB, tr *Trash) {
	t.Helper()
	tr.closing.Lock()
	defer tr.closing.Unlock()
	if !tr.closed {
		must(t, errors.Join(tr.runFile.Close(), tr.unlockEnded()))
		if tr.today != nil {
			must(t, tr.today.Close())
		}
		tr.closed = true
	}
}

// leave has the deletes of sessions leave.
func leave(tr *Trash, ids ...string) (err error) {
	for _, id := range ids {
		err = errors.Join(err, tr.Leave(account, id))
	}
	return err
}

func session(id string) Entry {
	return Entry{ID: id, Name: "name of " + id, JSON: fmt.Appendf(nil, `{"id":%q,"name":"name of %s","cost":0.10}`, id, id)}
}

func deleted(id, outcome string) Receipt {
	return Receipt{Account: account, ID: id, Op: OpDelete, Outcome: outcome}
}

func copyDir(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	must(t, os.CopyFS(filepath.Join(to, "d"), os.DirFS(from)))
	return filepath.Join(to, "d")
}

func ids(copies []Copy) []string {
	var all []string
	for _, c := range copies {
		all = append(all, c.ID)
	}
	return all
}

// receipts are the last receipts that were written, newest first: at most limit,
// or all when it is 0.
func receipts(t testing.TB, tr *Trash, limit int) (last []Receipt) {
	t.Helper()
	must(t, tr.eachRecord(nil, func(r *record) {
		if r.isReceipt() {
			last = append(last, r.Receipt)
		}
	}, pastFiles, dayFiles))
	slices.Reverse(last)
	if limit > 0 {
		last = last[:min(limit, len(last))]
	}
	return last
}
