package trash

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// begin makes and locks the file of this run. Somebody opening the trash at the
// same moment can take the new, still unlocked file for that of a run that
// ended; it is theirs then, and another is made.
func (t *Trash) begin() error {
	for {
		run := fmt.Sprintf("%d-%d-%s", os.Getpid(), t.opts.Now().UnixNano(), rand.Text()[:8])
		path := runFile(t.dir, run)
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		ours, err := tryLock(f)
		if err != nil {
			return errors.Join(fmt.Errorf("locking %s: %w", path, err), retire(f))
		}
		if ours && stillThere(f, path) {
			t.lock, t.run = f, run
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

// openRuns are the names of the runs that have not ended or were not taken over.
func (t *Trash) openRuns() ([]string, error) {
	paths, err := files(t.dir, runFiles)
	for i := range paths {
		paths[i] = middle(paths[i], runFiles)
	}
	return paths, err
}

// takeOver finds the runs that have ended, takes their locks, and reports what
// they left undone. The files of runs that left nothing are removed.
func (t *Trash) takeOver() (Report, error) {
	paths, err := files(t.dir, runFiles)
	if err != nil {
		return Report{}, err
	}
	for _, path := range paths {
		f, err := lockDead(path)
		if err != nil {
			return Report{}, err
		}
		if f != nil {
			t.dead = append(t.dead, f)
		}
	}
	if len(t.dead) == 0 {
		return Report{}, nil
	}
	report, err := t.leftBy()
	if err == nil && report.Empty() {
		err = t.settle()
	}
	return report, err
}

// Told notes that the Report of Open was told: it is written down as receipts,
// and its runs are done with. Until then the next Open reports it again, and
// while this run goes on no other does.
func (t *Trash) Told() error { return t.during("noting what was told", t.settle) }

// settle writes down what the runs left undone whose locks are held, and removes
// their files.
func (t *Trash) settle() error {
	t.telling.Lock()
	defer t.telling.Unlock()
	if len(t.untold) > 0 {
		if err := t.addToDisk(t.untold...); err != nil {
			return err
		}
	}
	var failed error
	for _, f := range t.dead {
		failed = errors.Join(failed, retire(f))
	}
	t.untold, t.dead = nil, nil
	return failed
}

// letGo unlocks the files of the runs that were not told of.
func (t *Trash) letGo() (failed error) {
	for _, f := range t.dead {
		failed = errors.Join(failed, f.Close())
	}
	t.dead = nil
	return failed
}

// lockDead opens the file of a run if that has ended.
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

// leftBy tells what the runs left undone whose locks are held.
func (t *Trash) leftBy() (report Report, err error) {
	story, gone := map[string][]*record{}, map[string]bool{} // by run; by session
	for _, f := range t.dead {
		story[middle(f.Name(), runFiles)] = nil
	}
	err = t.each(func(r *record) {
		if r.deleted() {
			gone[r.ID] = true
		}
		if _, dead := story[r.Run]; dead {
			r.JSON = nil // it is not needed, and large
			story[r.Run] = append(story[r.Run], r)
		}
	}, pastFiles, dayFiles)
	if err != nil {
		return report, err
	}
	now := t.opts.Now()
	for _, run := range slices.Sorted(maps.Keys(story)) {
		slices.SortStableFunc(story[run], func(a, b *record) int { return cmp.Compare(a.N, b.N) })
		left, last := ledger{}, int64(0)
		for _, r := range story[run] {
			left.apply(r)
			last = r.N
		}
		for _, id := range slices.Sorted(maps.Keys(left)) {
			// Another run may have deleted it since.
			if !gone[id] {
				last++
				t.untold = append(t.untold, report.add(id, left[id], record{Run: run, N: last, Told: true}, now))
			}
		}
	}
	report.tidy()
	return report, nil
}
