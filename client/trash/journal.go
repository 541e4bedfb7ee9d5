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

// add numbers records, appends their lines to the journal and applies them to
// the pending deletes. It does not wait for the disk: calling wait does.
func (t *Trash) add(records ...*record) (wait func() error, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.options.Now()
	for _, r := range records {
		if r.N == 0 {
			t.lastN++
			r.N = t.lastN
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
		// A record that is no receipt counts even when its line may not have reached
		// the file: it only makes Close keep the file of the run.
		if r.Run == t.run && (err == nil || !r.isReceipt()) {
			t.pending.apply(r)
		}
	}
	if t.waitForDisk == nil {
		t.waitForDisk = sync.OnceValue(t.syncDay)
	}
	return t.waitForDisk, err
}

// addToDisk is add followed by wait.
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
		if err := appendLine(t.today, r); err != nil {
			return err
		}
	}
	return nil
}

// openDay opens the file of the day, unless it is open and was not removed.
func (t *Trash) openDay(now time.Time) error {
	path := filePath(t.dir, dayFiles, day(now))
	if t.today != nil && t.today.Name() == path && isStillAt(t.today, path) {
		return nil
	}
	if err := t.closeDay(); err != nil {
		return err
	}
	if day(now) != t.purgedDay {
		if err := t.purge(now); err != nil {
			return err
		}
	}
	f, err := t.openAppend(path)
	if err != nil {
		return err
	}
	t.today = f
	return nil
}

// closeDay closes the file of the day after all of it is on disk.
func (t *Trash) closeDay() error {
	if t.today == nil {
		return nil
	}
	if err := t.onDisk(t.today); err != nil {
		return err
	}
	err := t.today.Close()
	t.today = nil
	return err
}

// syncDay waits for the disk once, for all who added records before it began.
// Those who add records meanwhile wait for the next one, which fails if this
// one does: their records may be lost too.
func (t *Trash) syncDay() error {
	t.syncing.Lock()
	defer t.syncing.Unlock()
	t.mu.Lock()
	f, lost := t.today, t.lostErr
	t.waitForDisk, t.lostErr = nil, nil
	t.mu.Unlock()
	if f == nil {
		return lost
	}
	err := t.onDisk(f)
	if errors.Is(err, os.ErrClosed) {
		return lost // closeDay waited for the disk
	}
	t.mu.Lock()
	if t.waitForDisk != nil {
		t.lostErr = err
	}
	t.mu.Unlock()
	return cmp.Or(lost, err)
}

// eachRecord calls do with the records whose lines contain text, in all files of
// the given kinds, oldest first in each kind. A nil text is in every line.
func (t *Trash) eachRecord(text []byte, do func(*record), kinds ...string) error {
	for _, kind := range kinds {
		paths, err := files(t.dir, kind)
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := eachRecordOfFile(path, text, do); err != nil {
				return err
			}
		}
	}
	return nil
}

// purge removes the copies from the files of days that are older than Keep.
// Other records stay.
func (t *Trash) purge(now time.Time) error {
	t.purgedDay = day(now)
	limit := now.Add(-t.options.Keep)
	paths, err := files(t.dir, dayFiles)
	if err != nil {
		return err
	}
	for _, path := range paths {
		start, err := time.Parse(time.DateOnly, stem(path, dayFiles))
		if err != nil || start.AddDate(0, 0, 1).After(limit) {
			continue
		}
		if err := t.expire(path); err != nil {
			return fmt.Errorf("removing old copies: %w", err)
		}
	}
	return nil
}

// expire removes the file of a day after keeping its receipts.
func (t *Trash) expire(path string) error {
	if err := t.keepReceipts(path); err != nil {
		return err
	}
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// keepReceipts copies the receipts of a day from its file to its past file, and
// with them, without their sessions, the records of runs that have not ended.
// It may be interrupted or run twice: the next run that finds the day's file
// does it again, and records that are in the past file already are skipped.
func (t *Trash) keepReceipts(path string) error {
	unfinished, err := t.unfinishedRuns()
	if err != nil {
		return err
	}
	f, err := openFile(path, os.O_RDONLY) // opened before past is read, since another run may do the same and remove it
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another run did it
	}
	if err != nil {
		return err
	}
	type number struct {
		run string
		n   int64
	}
	var (
		lines   []byte
		failed  error
		past    = filePath(t.dir, pastFiles, stem(path, dayFiles))
		written = map[number]bool{}
	)
	keep := func(r *record) {
		key := number{r.Run, r.N}
		if written[key] || !r.isReceipt() && !slices.Contains(unfinished, r.Run) {
			return
		}
		written[key] = true
		kept := *r
		if r.isCopy() {
			kept = r.withoutCopy()
		}
		line, err := encode(&kept)
		lines, failed = append(lines, line...), errors.Join(failed, err)
	}
	err = eachRecordOfFile(past, nil, keep)
	if err == nil {
		err = eachRecordIn(f, nil, keep)
	}
	if err = errors.Join(err, failed, f.Close()); err != nil || len(lines) == 0 {
		return err
	}
	if err = maybe.WriteFile(past, lines, 0o600); err != nil {
		return err
	}
	return t.options.toDisk(t.dir, nil)
}
