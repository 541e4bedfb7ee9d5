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

// startRun makes and locks the file of this run. Another program that opens the
// trash at the same moment can take the new file, while it is unlocked, for
// that of a run that ended. Then it belongs to that program, and another file
// is made.
func (t *Trash) startRun() error {
	for {
		run := fmt.Sprintf("%d-%d-%s", os.Getpid(), t.options.Now().UnixNano(), rand.Text()[:8])
		path := filePath(t.dir, runFiles, run)
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		ours, err := tryLock(f)
		if err != nil {
			return errors.Join(fmt.Errorf("locking %s: %w", path, err), removeRunFile(f))
		}
		if ours && isStillAt(f, path) {
			t.runFile, t.run = f, run
			return t.options.toDisk(t.dir, nil)
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
}

// isStillAt reports whether path is still the name of an open file.
func isStillAt(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// unfinishedRuns are the names of runs that have not ended, or were not taken
// over.
func (t *Trash) unfinishedRuns() ([]string, error) {
	paths, err := files(t.dir, runFiles)
	for i := range paths {
		paths[i] = stem(paths[i], runFiles)
	}
	return paths, err
}

// takeOver locks the files of the runs that have ended, and reports what they
// left pending. It removes the files of runs that left nothing.
func (t *Trash) takeOver() (Report, error) {
	paths, err := files(t.dir, runFiles)
	if err != nil {
		return Report{}, err
	}
	for _, path := range paths {
		f, err := lockEnded(path)
		if err != nil {
			return Report{}, err
		}
		if f != nil {
			t.endedRuns = append(t.endedRuns, f)
		}
	}
	if len(t.endedRuns) == 0 {
		return Report{}, nil
	}
	report, err := t.reportEnded()
	if err == nil && report.Empty() {
		err = t.settleEnded()
	}
	return report, err
}

// MarkReported says that the Report of Open was shown. It writes the report
// down as receipts, so that the next Open does not repeat it. While this run
// lasts, no other run reports the same.
func (t *Trash) MarkReported() error { return t.whileOpen("noting what was told", t.settleEnded) }

// settleEnded writes down the report on the runs that ended, and removes their
// files.
func (t *Trash) settleEnded() error {
	t.settling.Lock()
	defer t.settling.Unlock()
	if len(t.unreported) > 0 {
		if err := t.addToDisk(t.unreported...); err != nil {
			return err
		}
	}
	var failed error
	for _, f := range t.endedRuns {
		failed = errors.Join(failed, removeRunFile(f))
	}
	t.unreported, t.endedRuns = nil, nil
	return failed
}

// unlockEnded unlocks the files of runs whose report was not shown.
func (t *Trash) unlockEnded() (failed error) {
	for _, f := range t.endedRuns {
		failed = errors.Join(failed, f.Close())
	}
	t.endedRuns = nil
	return failed
}

// lockEnded opens and locks the file of a run if the run has ended; else it
// returns nil.
func lockEnded(path string) (*os.File, error) {
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
	if !ours || !isStillAt(f, path) {
		return nil, f.Close()
	}
	return f, nil
}

// reportEnded reports the deletes that the runs in endedRuns left pending.
func (t *Trash) reportEnded() (report Report, err error) {
	byRun, deleted := map[string][]*record{}, map[string]bool{} // records by run; deleted sessions
	for _, f := range t.endedRuns {
		byRun[stem(f.Name(), runFiles)] = nil
	}
	err = t.eachRecord(nil, func(r *record) {
		if r.isDeletion() {
			deleted[r.ID] = true
		}
		if _, dead := byRun[r.Run]; dead {
			r.JSON = nil // large, and not needed
			byRun[r.Run] = append(byRun[r.Run], r)
		}
	}, pastFiles, dayFiles)
	if err != nil {
		return report, err
	}
	now := t.options.Now()
	for _, run := range slices.Sorted(maps.Keys(byRun)) {
		slices.SortStableFunc(byRun[run], func(a, b *record) int { return cmp.Compare(a.N, b.N) })
		left, last := pendingDeletes{}, int64(0)
		for _, r := range byRun[run] {
			left.apply(r)
			last = r.N
		}
		for _, id := range slices.Sorted(maps.Keys(left)) {
			// Another run may have deleted the session since.
			if !deleted[id] {
				last++
				t.unreported = append(t.unreported, report.addPending(id, left[id], record{Run: run, N: last, Reported: true}, now))
			}
		}
	}
	report.sortIDs()
	return report, nil
}
