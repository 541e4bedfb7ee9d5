package trash

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/google/renameio/v2/maybe"
)

// add numbers records, appends their lines to the journal and takes them into
// account. It does not wait for the disk; what it returns does.
func (t *Trash) add(records ...*record) (wait func() error, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.opts.Now()
	for _, r := range records {
		if r.N == 0 {
			t.n++
			r.N = t.n
		}
		if r.Run == "" {
			r.Run = t.run
		}
		if r.Time.IsZero() {
			r.Time = now.UTC()
		}
	}
	err = t.write(now, records)
	for _, r := range records {
		// What is about to happen is noted even when its line may not have
		// reached the file: it only keeps the journal past Close.
		if r.Run == t.run && (err == nil || !r.isReceipt()) {
			t.state.apply(r)
		}
	}
	if t.sync == nil {
		t.sync = sync.OnceValue(t.syncDay)
	}
	return t.sync, err
}

// addToDisk is add, and waits until the records are on disk.
func (t *Trash) addToDisk(records ...*record) error {
	wait, err := t.add(records...)
	if err != nil {
		return err
	}
	return wait()
}

// write appends the lines of records to the file of the day.
func (t *Trash) write(now time.Time, records []*record) error {
	if err := t.openDay(now); err != nil {
		return err
	}
	for _, r := range records {
		if err := appendLine(t.file, r); err != nil {
			return err
		}
	}
	return nil
}

// openDay opens the file of the day, or opens it anew when another day has begun
// or somebody took the file away.
func (t *Trash) openDay(now time.Time) error {
	path := dayFile(t.dir, day(now))
	if t.file != nil && t.file.Name() == path && stillThere(t.file, path) {
		return nil
	}
	if err := t.closeDay(); err != nil {
		return err
	}
	if day(now) != t.purged {
		if err := t.purge(now); err != nil {
			return err
		}
	}
	f, err := t.openAppend(path)
	if err != nil {
		return err
	}
	t.file = f
	return nil
}

// closeDay closes the file of the day once all of it is on disk.
func (t *Trash) closeDay() error {
	if t.file == nil {
		return nil
	}
	if err := t.onDisk(t.file); err != nil {
		return err
	}
	err := t.file.Close()
	t.file = nil
	return err
}

// syncDay waits once for the disk, for all who added records before it began. Those
// who add meanwhile wait for the next one, which fails if this one does: their
// records may be lost too.
func (t *Trash) syncDay() error {
	t.syncing.Lock()
	defer t.syncing.Unlock()
	t.mu.Lock()
	f, lost := t.file, t.lost
	t.sync, t.lost = nil, nil
	t.mu.Unlock()
	if f == nil {
		return lost
	}
	err := t.onDisk(f)
	if errors.Is(err, os.ErrClosed) {
		return lost // a file that was closed was on disk before
	}
	t.mu.Lock()
	if t.sync != nil {
		t.lost = err
	}
	t.mu.Unlock()
	return cmp.Or(lost, err)
}

// each calls do with every record of the files of those kinds, oldest first in
// each kind. A line that cannot be read is passed over.
func (t *Trash) each(do func(*record), kinds ...string) error {
	return t.eachHolding(nil, do, kinds...)
}

// eachHolding is each for the records whose lines hold the given bytes.
func (t *Trash) eachHolding(text []byte, do func(*record), kinds ...string) error {
	for _, kind := range kinds {
		paths, err := files(t.dir, kind)
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := eachRecordOf(path, text, do); err != nil {
				return err
			}
		}
	}
	return nil
}

// purge takes the copies out of the files of the days whose every copy is older
// than Keep. What else they say stays.
func (t *Trash) purge(now time.Time) error {
	t.purged = day(now)
	limit := now.Add(-t.opts.Keep)
	paths, err := files(t.dir, dayFiles)
	if err != nil {
		return err
	}
	for _, path := range paths {
		start, err := time.Parse(time.DateOnly, middle(path, dayFiles))
		if err != nil || start.AddDate(0, 0, 1).After(limit) {
			continue
		}
		if err := t.expire(path); err != nil {
			return fmt.Errorf("removing old copies: %w", err)
		}
	}
	return nil
}

// expire removes a day's file once what it says besides copies is kept.
func (t *Trash) expire(path string) error {
	if err := t.keepPast(path); err != nil {
		return err
	}
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// keepPast writes what a day's file says into that of what is left of the day: its
// receipts, and without their sessions the records of runs that have not ended.
// A crash or another run in between changes nothing: whoever finds the day's
// file does it again, and a record that is there already is passed over.
func (t *Trash) keepPast(path string) error {
	open, err := t.openRuns()
	if err != nil {
		return err
	}
	f, err := openFile(path, os.O_RDONLY) // before past is read: another run may do the same and remove it
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another run was quicker
	}
	if err != nil {
		return err
	}
	type number struct {
		run string
		n   int64
	}
	var (
		lines  []byte
		failed error
		past   = pastFile(t.dir, middle(path, dayFiles))
		there  = map[number]bool{}
	)
	take := func(r *record) {
		at := number{r.Run, r.N}
		if there[at] || !r.isReceipt() && !slices.Contains(open, r.Run) {
			return
		}
		there[at] = true
		kept := *r
		if r.isCopy() {
			kept = r.withoutCopy()
		}
		line, err := kept.line()
		lines, failed = append(lines, line...), errors.Join(failed, err)
	}
	err = eachRecordOf(past, nil, take)
	if err == nil {
		err = eachRecordIn(f, nil, take)
	}
	if err = errors.Join(err, failed, f.Close()); err != nil || len(lines) == 0 {
		return err
	}
	if err = maybe.WriteFile(past, lines, 0o600); err != nil {
		return err
	}
	return t.opts.toDisk(t.dir, nil)
}
