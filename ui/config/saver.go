package config

import (
	"reflect"
	"sync"
	"sync/atomic"
	"time"
)

// SaveDelay is how long a change of the state rests before it is written: a line
// that is dragged changes the state with each of its steps.
const SaveDelay = time.Second

// StateSaver writes the state soon after it has changed.
type StateSaver struct {
	writer *stateWriter
	due    time.Time // when it is written; zero when nothing has changed
}

// NewStateSaver returns a keeper of a state that is what was read. Without save it
// keeps nothing.
func NewStateSaver(s State, save func(s, last State) error) StateSaver {
	k := StateSaver{writer: &stateWriter{save: save, last: s}}
	k.writer.newest.Store(&s)
	return k
}

// stateWriter writes states one after the other.
type stateWriter struct {
	newest atomic.Pointer[State] // what is in the file, or on its way there

	mu   sync.Mutex
	save func(s, last State) error
	last State // that was read or written
}

// write writes the newest state that was given, unless it is written already.
func (f *stateWriter) write() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, last := *f.newest.Load(), f.last
	if reflect.DeepEqual(s, last) {
		return nil
	}
	f.last = s
	return f.save(s, last)
}

// WakeAt is when a change is to be written; zero when there is none.
func (k *StateSaver) WakeAt() time.Time { return k.due }

// SaveWhenDue gives the write of the state when it has changed and then rested, to be
// run beside the program; nil otherwise.
func (k *StateSaver) SaveWhenDue(s State, now time.Time) (write func() error) {
	if k.writer.save == nil {
		return nil
	}
	switch {
	case reflect.DeepEqual(s, *k.writer.newest.Load()):
		k.due = time.Time{}
	case k.due.IsZero():
		k.due = now.Add(SaveDelay)
	case !now.Before(k.due):
		k.due = time.Time{}
		k.writer.newest.Store(&s)
		return k.writer.write
	}
	return nil
}

// SaveNow writes the state at the end of the program, however it ends.
func (k *StateSaver) SaveNow(s State) error {
	if k.writer.save == nil {
		return nil
	}
	k.writer.newest.Store(&s)
	return k.writer.write()
}
