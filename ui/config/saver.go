package config

import (
	"reflect"
	"sync"
	"sync/atomic"
	"time"
)

// SaveDelay is the time between a change of the state and its write. It merges
// changes that follow each other, such as those of a border that is dragged.
const SaveDelay = time.Second

// StateSaver writes the state soon after it has changed.
type StateSaver struct {
	writer *stateWriter
	due    time.Time // when the changed state is written; zero without a change
}

// NewStateSaver returns a saver for a state that is s on the disk. Without save it
// writes nothing.
func NewStateSaver(s State, save func(s, last State) error) StateSaver {
	k := StateSaver{writer: &stateWriter{save: save, last: s}}
	k.writer.newest.Store(&s)
	return k
}

// stateWriter writes states one after the other. Any goroutine may call write.
type stateWriter struct {
	newest atomic.Pointer[State] // the state that is written, or is to be written

	mu   sync.Mutex
	save func(s, last State) error
	last State // the state that was read or written last
}

// write writes the newest state, unless it is written already.
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

// WakeAt is when SaveWhenDue must be called again; zero without a change.
func (k *StateSaver) WakeAt() time.Time { return k.due }

// SaveWhenDue returns a function that writes the state, for any goroutine, once a
// change is as old as SaveDelay; nil otherwise.
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

// SaveNow writes the state at once, at the end of the program.
func (k *StateSaver) SaveNow(s State) error {
	if k.writer.save == nil {
		return nil
	}
	k.writer.newest.Store(&s)
	return k.writer.write()
}
