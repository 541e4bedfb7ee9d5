package config

import (
	"reflect"
	"sync"
	"sync/atomic"
	"time"
)

// RestsFor is how long a change of the state rests before it is written: a line
// that is dragged changes the state with each of its steps.
const RestsFor = time.Second

// Keeper writes the state soon after it has changed.
type Keeper struct {
	file *stateFile
	at   time.Time // when it is written; zero when nothing has changed
}

// NewKeeper returns a keeper of a state that is what was read. Without save it
// keeps nothing.
func NewKeeper(s State, save func(s, last State) error) Keeper {
	k := Keeper{file: &stateFile{save: save, last: s}}
	k.file.next.Store(&s)
	return k
}

// stateFile writes states one after the other.
type stateFile struct {
	next atomic.Pointer[State] // what is in the file, or on its way there

	mu   sync.Mutex
	save func(s, last State) error
	last State // that was read or written
}

// write writes the newest state that was given, unless it is written already.
func (f *stateFile) write() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, last := *f.next.Load(), f.last
	if reflect.DeepEqual(s, last) {
		return nil
	}
	f.last = s
	return f.save(s, last)
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
	case reflect.DeepEqual(s, *k.file.next.Load()):
		k.at = time.Time{}
	case k.at.IsZero():
		k.at = now.Add(RestsFor)
	case !now.Before(k.at):
		k.at = time.Time{}
		k.file.next.Store(&s)
		return k.file.write
	}
	return nil
}

// Last writes the state at the end of the program, however it ends.
func (k *Keeper) Last(s State) error {
	if k.file.save == nil {
		return nil
	}
	k.file.next.Store(&s)
	return k.file.write()
}
