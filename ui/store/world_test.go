package store

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// world is a store, the server behind it, and all that is between them.
type world struct {
	t    *rapid.T
	s    *Store
	v    *server
	now  time.Time
	calm bool // no faults any more

	pages   []page         // answered, not delivered
	answers []answer       // carried out, not delivered
	old     []answer       // delivered: may come once more
	late    []func()       // requests that timed out and are still to arrive
	arrived map[string]int // of those that name a session, by its ID and the name

	consent map[string]int  // deletes that were confirmed and not handed out: foreign changes that were seen then
	busy    map[string]bool // sessions with a work under way
	dead    map[string]bool // once deleted, as far as the store knows
	typed   map[string]string
	again   map[string]bool // a failed edit was sent again by the person
	serial  int

	window   time.Duration
	notUntil map[string]time.Time // when a confirmed delete may leave
	shown    map[string]time.Time // the newest version of a row since it is held
	wrote    map[string]time.Time // the version that our last answered write led to
	version  uint64               // when rows was taken
	rows     map[string]Row
}

type page struct {
	rows []client.Summary
	sent time.Time
}

type answer struct {
	w   Work
	out []Outcome
}

func newWorld(t *rapid.T) *world {
	w := &world{t: t, v: newServer(rapid.IntRange(1, 6).Draw(t, "sessions")), consent: map[string]int{},
		busy: map[string]bool{}, dead: map[string]bool{}, typed: map[string]string{}, again: map[string]bool{}, arrived: map[string]int{},
		notUntil: map[string]time.Time{}, shown: map[string]time.Time{}, wrote: map[string]time.Time{}}
	w.window = time.Duration(rapid.IntRange(0, 2).Draw(t, "window")) * 5 * time.Second
	w.s = New(Options{UndoWindow: w.window, Parallel: rapid.IntRange(1, 4).Draw(t, "parallel")})
	w.tick(time.Second)
	w.s.Merge(w.v.list(), w.now)
	return w
}

// tick lets time pass, on both sides.
func (w *world) tick(d time.Duration) {
	if w.now.IsZero() {
		w.now = epoch
	}
	w.now = w.now.Add(d)
	if w.v.clock.Before(w.now) {
		w.v.clock = w.now
	}
	w.now = w.v.clock
}

func (w *world) some() []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(w.v.ids()), 1, min(4, len(w.v.created)), rapid.ID[string]).Draw(w.t, "ids")
}

func (w *world) mark(t *rapid.T) {
	switch rapid.IntRange(0, 2).Draw(t, "what") {
	case 0:
		w.s.Mark(w.some())
	case 1:
		w.s.Toggle(w.some())
	default:
		w.s.ClearMarks()
	}
}

func (w *world) edit(t *rapid.T) {
	ids := w.some()
	w.serial++
	name := fmt.Sprintf("mine %d", w.serial)
	p := client.UpdateSession{Name: &name}
	q := w.s.Edit(ids, p, EditOptions{Bulk: rapid.Bool().Draw(t, "bulk")})
	for _, id := range q.IDs {
		w.typed[id] = name
		if r, ok := w.s.Row(id); ok && (r.Name != name || !r.Pending) {
			t.Fatalf("%s: an edit is not shown at once: %+v", id, r)
		}
	}
}

func (w *world) delete(t *rapid.T) {
	ids := w.some()
	seen := map[string]int{}
	for _, id := range ids {
		at := time.Time{}
		if m := w.s.marks[id]; m != nil {
			at = m.UpdatedAt
		} else if r, ok := w.s.Row(id); ok {
			at = r.UpdatedAt
		}
		seen[id] = w.v.versions[id][at.UnixNano()]
	}
	q := w.s.Delete(ids, DeleteOptions{Bulk: rapid.Bool().Draw(t, "bulk")}, w.now)
	for _, id := range q.IDs {
		w.consent[id], w.notUntil[id] = seen[id], w.now.Add(w.window)
		if w.s.marks[id] != nil {
			t.Fatalf("%s: marked while it is being deleted", id)
		}
	}
}

func (w *world) undo(t *rapid.T) {
	before := w.pending()
	u, _ := w.s.Undo(w.now)
	for _, id := range u.Deletes {
		w.revoke(t, id)
	}
	w.untype(before)
	for _, id := range u.Sent {
		if before[id] { // it may not have left at all, in the end
			delete(w.typed, id)
		}
	}
	w.resent(t, u)
}

// resent takes note of what undo or redo sends: a name that was there before.
func (w *world) resent(t *rapid.T, u Undone) {
	for _, id := range u.Sent {
		w.again[id] = true
		if r, ok := w.s.Row(id); w.s.Deleted(id) || ok && !r.Pending {
			t.Fatalf("%s: said to be sent back, and is not: %+v", id, u)
		}
	}
}

// pending are the sessions whose last typed name is on its way.
func (w *world) pending() map[string]bool {
	p := map[string]bool{}
	for id, all := range w.s.edits {
		for _, s := range all.sides() {
			if s.values.Name != nil && *s.values.Name == w.typed[id] {
				p[id] = true
			}
		}
	}
	return p
}

// last is the edit of each session that is to be sent last.
func (w *world) last() map[string]*edit {
	last := map[string]*edit{}
	for id, all := range w.s.edits {
		if n := len(all.waiting); n > 0 {
			last[id] = all.waiting[n-1]
		}
	}
	return last
}

// untype forgets what was taken back by the person.
func (w *world) untype(before map[string]bool) {
	after := w.pending()
	for id := range before {
		if !after[id] {
			delete(w.typed, id)
		}
	}
}

// revoke takes back the consent to a delete, and remembers what it was about, for when it is given again.
func (w *world) revoke(t *rapid.T, id string) {
	if _, ok := w.consent[id]; !ok {
		t.Fatalf("%s: a delete was taken back that had been handed out", id)
	}
	w.consent[id+" then"] = w.consent[id]
	delete(w.consent, id)
}

func (w *world) redo(t *rapid.T) {
	before := w.last()
	u, _ := w.s.Redo(w.now)
	w.resent(t, u)
	for _, id := range u.Deletes {
		seen, ok := w.consent[id+" then"]
		if !ok {
			t.Fatalf("%s: a delete is redone that was not undone", id)
		}
		w.consent[id], w.notUntil[id] = seen, w.now.Add(w.window)
		if w.dead[id] {
			t.Fatalf("%s: to be deleted again", id)
		}
	}
	for id, e := range w.last() {
		if e != before[id] && e.asTyped() {
			w.typed[id] = *e.new.values.Name
		}
	}
}

func (w *world) flush() {
	w.s.Flush()
	clear(w.notUntil)
}

// delay is time in which nobody can take anything back.
func (w *world) delay(by time.Duration) {
	for id, until := range w.notUntil {
		if d := w.s.deletes[id]; d != nil && d.state == deleteWaiting {
			w.notUntil[id] = until.Add(by)
		}
	}
	w.s.ExtendWindows(by)
}

func (w *world) stop(t *rapid.T) {
	for _, id := range w.s.Stop() {
		w.revoke(t, id)
		if w.s.marks[id] == nil {
			t.Fatalf("%s: a stopped delete did not return marked", id)
		}
	}
}

func (w *world) refresh(*rapid.T) { w.pages = append(w.pages, page{w.v.list(), w.now}) }

// deliver gives the store a page, perhaps an old one, perhaps not for the last time.
func (w *world) deliver(t *rapid.T) {
	if len(w.pages) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.pages)-1).Draw(t, "which")
	p := w.pages[i]
	if rapid.Bool().Draw(t, "only once") {
		w.pages = slices.Delete(w.pages, i, i+1)
	}
	w.merge(p)
}

// merge takes a page as the list does: what should be on it and is not, is gone.
func (w *world) merge(p page) {
	w.s.Merge(p.rows, p.sent)
	var gone []string
	for _, id := range w.v.ids() {
		if !slices.ContainsFunc(p.rows, func(r client.Summary) bool { return r.ID == id }) {
			gone = append(gone, id)
		}
	}
	w.s.SetGone(gone)
}

func (w *world) arriveLate(*rapid.T) {
	if len(w.late) > 0 {
		w.late[0]()
		w.late = w.late[1:]
	}
}

func (w *world) others(t *rapid.T) {
	id := rapid.SampledFrom(w.v.ids()).Draw(t, "id")
	switch rapid.IntRange(0, 5).Draw(t, "what") {
	case 0:
		delete(w.v.sessions, id)
	case 1:
		w.v.create()
	default:
		w.v.meddle(id, rapid.Bool().Draw(t, "status"))
	}
}
