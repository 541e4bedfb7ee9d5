package store

import (
	"time"

	"vapi-sessions/client"
)

// Options make a Store.
type Options struct {
	// UndoWindow is how long a delete waits before it is sent. 0 sends it at once.
	UndoWindow time.Duration
	// Parallel is how many works may be in flight; 4 when 0.
	Parallel int
}

// Store holds rows, marks and writes. Make one with New.
type Store struct {
	o            Options
	rows         map[string]*entry
	lastSent     time.Time // when the newest answered request was sent
	memory       memory
	marks        map[string]*client.Summary
	marked       []*client.Summary // in the order of marking, with some that were removed; see Marked
	edits        map[string]*sessionEdits
	deletes      map[string]*deletion
	failures     map[string]*Failure
	unsureValues map[string][]client.UpdateSession // by session: what was sent since its last answered edit, and perhaps arrived
	queue        queue
	history      history
	run          run
	version      uint64 // raised whenever rows may have changed
}

// New makes an empty store.
func New(o Options) *Store {
	if o.Parallel <= 0 {
		o.Parallel = 4
	}
	return &Store{
		o:            o,
		rows:         map[string]*entry{},
		memory:       memory{deleted: map[string]time.Time{}, written: map[string]version{}},
		marks:        map[string]*client.Summary{},
		edits:        map[string]*sessionEdits{},
		deletes:      map[string]*deletion{},
		failures:     map[string]*Failure{},
		unsureValues: map[string][]client.UpdateSession{},
		queue:        queue{inFlight: map[int]*request{}},
	}
}

// entry is a loaded session as the server answered it last.
type entry struct {
	base    client.Summary
	readAt  time.Time // when the request that brought base was sent
	goneAt  time.Time // lastSent when it was flagged as gone
	gone    bool
	isNew   bool
	changed bool
}

// Row is a session as it is shown: with the values of edits that are not settled.
type Row struct {
	client.Summary
	Marked   bool
	Pending  bool      // an edit is not settled
	Deleting bool      // a delete waits or is under way
	DeleteAt time.Time // the end of the undo window, when the delete is sent; zero without one, or in a pause
	Gone     bool      // the server no longer has it
	Changed  bool      // changed on the server since ClearFresh
	New      bool      // flagged by SetNew since ClearFresh
	Err      error     // why the last write failed; see Failed
}

// Row is the row of a session; false when it is not loaded. It does not allocate, since
// it is called for every visible row of every frame.
func (s *Store) Row(id string) (Row, bool) {
	e := s.rows[id]
	if e == nil {
		return Row{}, false
	}
	r := Row{Summary: e.base, Gone: e.gone, Changed: e.changed, New: e.isNew}
	_, r.Marked = s.marks[id]
	if w := s.edits[id]; w != nil {
		applyTo(&r.Summary, w.overlay)
		r.Pending = true
	}
	if d := s.deletes[id]; d != nil {
		r.Deleting = true
		r.DeleteAt = s.queue.sentAt(d)
	}
	if f := s.failures[id]; f != nil {
		r.Err = f.Err
	}
	return r, true
}

// Version changes whenever a row may have changed.
func (s *Store) Version() uint64 { return s.version }

// Len is how many rows are loaded.
func (s *Store) Len() int { return len(s.rows) }

// Deleting reports whether a delete of the session is not settled.
func (s *Store) Deleting(id string) bool { return s.deletes[id] != nil }

// Deleted reports whether the session is known to be deleted.
func (s *Store) Deleted(id string) bool {
	_, dead := s.memory.deleted[id]
	return dead
}
