package config

import (
	"reflect"
	"sync"
	"time"
)

// RestsFor is how long a change of the state rests before it is written: a line
// that is dragged changes the state with each of its steps.
const RestsFor = time.Second

// Keeper writes the state soon after it has changed.
type Keeper struct {
	file  *stateFile
	saved State     // what is in the file, or on its way there
	at    time.Time // when it is written; zero when nothing has changed
}

// NewKeeper returns a keeper of a state that is what was read. Without save it
// keeps nothing.
func NewKeeper(s State, save func(s, last State) error) Keeper {
	return Keeper{file: &stateFile{save: save, last: s}, saved: s}
}

// stateFile writes states one after the other: an older state must not take the
// place of a newer one, however long its write was delayed.
type stateFile struct {
	mu    sync.Mutex
	save  func(s, last State) error
	last  State  // that was read or written
	given uint64 // states that were given to be written
	done  uint64 // number of the newest that was written
}

// write writes the state that was given as number n, unless a newer one was.
func (f *stateFile) write(n uint64, s State) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n <= f.done {
		return nil
	}
	f.done = n
	err := f.save(s, f.last)
	f.last = s
	return err
}

// WakeAt is when a change is to be written; zero when there is none.
func (k *Keeper) WakeAt() time.Time { return k.at }

// Keep gives the write of the state when it has changed and then rested, to be
// run beside the program; nil otherwise.
func (k *Keeper) Keep(s State, now time.Time) (write func() error) {
	if k.file.save == nil {
		return nil
	}
	switch {
	case reflect.DeepEqual(s, k.saved):
		k.at = time.Time{}
	case k.at.IsZero():
		k.at = now.Add(RestsFor)
	case !now.Before(k.at):
		k.at, k.saved = time.Time{}, s
		k.file.given++
		n := k.file.given
		return func() error { return k.file.write(n, s) }
	}
	return nil
}

// Last writes the state at the end of the program, however it ends.
func (k *Keeper) Last(s State) error {
	if k.file.save == nil {
		return nil
	}
	if !reflect.DeepEqual(s, k.saved) {
		k.file.given++
	}
	return k.file.write(k.file.given, s) // nothing where it was written already
}
