package trash

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// What an event of the journal says about its IDs.
const (
	opPlan   = "plan"
	opUnplan = "unplan"
	opHold   = "hold"  // a copy is on disk (or copies are off): the delete does not leave yet
	opLeave  = "leave" // what was held leaves now
	opPut    = "put"   // both: the delete may leave
	opUnput  = "unput" // the copy could not be written, or the server wants to be asked later: the delete does not leave
	opOut    = "outcome"
)

// event is one line of a journal, and what lines of copies and receipts are
// turned into to be told in one order with it.
type event struct {
	N       int64    `json:"n"`
	Op      string   `json:"op"`
	Account string   `json:"account,omitempty"`
	IDs     []string `json:"ids"`
	// Seen is, for each ID of a plan, the version that is to be deleted; it can
	// be left out.
	Seen []time.Time `json:"seen,omitempty"`

	settled bool      // of an outcome
	until   time.Time // of a hold
}

type stage int

const (
	planned stage = iota + 1
	held          // its copy is written, and it waits still
	leaving       // its copy is written: the delete may have been sent
	unknown       // it was sent, and nobody knows what came of it
)

type entry struct {
	stage   stage
	account string
	until   time.Time // when held: it does not leave before
	seen    time.Time // the version that is to be deleted; zero when not known
}

// ledger holds the deletes of one run that have not come to an end, by ID.
type ledger map[string]entry

func (l ledger) apply(e event) {
	for i, id := range e.IDs {
		was := l[id]
		next := entry{account: cmp.Or(e.Account, was.account), seen: was.seen}
		if i < len(e.Seen) {
			next.seen = e.Seen[i]
		}
		switch {
		case e.Op == opOut && e.settled, e.Op == opUnplan && was.stage != unknown:
			delete(l, id)
			continue
		case e.Op == opOut:
			next.stage = unknown
		case was.stage == unknown: // until an outcome is known
			continue
		case e.Op == opPlan && was.stage == 0, e.Op == opUnput && was.stage > planned:
			next.stage = planned
		case e.Op == opHold && (was.stage == planned || was.stage == held): // else it was taken back, or has left
			next.stage, next.until = held, e.until
		case e.Op == opPut, e.Op == opLeave:
			next.stage = leaving
		default:
			continue
		}
		l[id] = next
	}
}

// begin makes and locks this run's journal. Somebody opening the trash at the
// same moment can take the new, still unlocked file for that of a dead run; it
// is theirs then, and another is made.
func (t *Trash) begin() error {
	for {
		run := fmt.Sprintf("%d-%d-%s", os.Getpid(), t.opts.Now().UnixNano(), rand.Text()[:8])
		path := filepath.Join(t.dir, journalPrefix+run+suffix)
		f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		ours, err := tryLock(f)
		if err != nil {
			return errors.Join(fmt.Errorf("locking %s: %w", path, err), retire(f))
		}
		if ours && stillThere(f, path) {
			t.journal, t.run = f, run
			return t.opts.toDisk(t.dir, nil)
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
}

func stillThere(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// takeOver reads the journals whose runs have ended, writes what they left
// undone into the receipts, removes them, and reports it.
func (t *Trash) takeOver() (Report, error) {
	paths, err := journals(t.dir)
	if err != nil {
		return Report{}, err
	}
	dead := map[string]*os.File{}
	defer func() {
		for _, f := range dead {
			_ = f.Close() // closed already where it was retired
		}
	}()
	for _, path := range paths {
		f, err := lockDead(path)
		if err != nil {
			return Report{}, err
		}
		if f != nil {
			dead[runOf(path)] = f
		}
	}
	if len(dead) == 0 {
		return Report{}, nil
	}
	return t.settle(dead)
}

// lockDead opens a journal if the run that wrote it has ended.
func lockDead(path string) (*os.File, error) {
	f, err := openFile(path, os.O_RDWR)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	ours, err := tryLock(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", path, err), f.Close())
	}
	if !ours || !stillThere(f, path) {
		return nil, f.Close()
	}
	return f, nil
}

// settle tells and retires the runs whose journals are given.
func (t *Trash) settle(dead map[string]*os.File) (Report, error) {
	story, gone, err := t.story(dead)
	if err != nil {
		return Report{}, err
	}
	var (
		report Report
		told   []record
	)
	for _, run := range slices.Sorted(maps.Keys(dead)) {
		events := story[run]
		slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.N, b.N) })
		left, last := ledger{}, int64(0)
		for _, e := range events {
			left.apply(e)
			last = e.N
		}
		for _, id := range slices.Sorted(maps.Keys(left)) {
			// Another run may have deleted it since.
			if gone[id] {
				continue
			}
			last++
			told = append(told, report.add(id, left[id], record{Run: run, N: last, Told: true}, t.opts.Now()))
		}
	}
	report.tidy()
	if err := t.appendReceipts(told); err != nil {
		return report, err
	}
	if err := t.syncReceipts(); err != nil {
		return report, err
	}
	for _, f := range dead {
		if err := retire(f); err != nil {
			return report, err
		}
	}
	return report, nil
}

// story gathers what every file says about the given runs, and which sessions
// some receipt says are deleted.
func (t *Trash) story(dead map[string]*os.File) (map[string][]event, map[string]bool, error) {
	story, gone := map[string][]event{}, map[string]bool{}
	for run, f := range dead {
		err := eachLine(f, func(line []byte) error {
			var e event
			if decode(line, &e) {
				story[run] = append(story[run], e)
			}
			return nil
		})
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", f.Name(), err)
		}
	}
	err := t.eachRecord(func(r record) {
		if r.Op != OpDelete {
			return
		}
		if r.deleted() {
			gone[r.ID] = true
		}
		if dead[r.Run] != nil {
			story[r.Run] = append(story[r.Run], r.event())
		}
	})
	if err != nil {
		return nil, nil, err
	}
	// The journal's own line about a copy is not waited for; the copy is.
	err = t.eachCopy(time.Time{}, nil, func(c stored) {
		if dead[c.Run] != nil {
			op := opPut
			if c.Held {
				op = opHold
			}
			story[c.Run] = append(story[c.Run], event{N: c.N, Op: op, Account: c.Account, IDs: []string{c.ID}})
		}
	})
	return story, gone, err
}

func runOf(path string) string {
	return strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), journalPrefix), suffix)
}
