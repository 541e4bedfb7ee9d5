package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// check is what holds at every moment.
func (w *world) check(t *rapid.T) {
	w.versioned(t)
	for _, m := range w.s.Marked() {
		if !m.CreatedAt.IsZero() && !m.CreatedAt.Equal(w.v.created[m.ID]) {
			t.Fatalf("%s: the mark has become another session's", m.ID)
		}
		if w.dead[m.ID] || w.s.marks[m.ID] != m {
			t.Fatalf("%s: a mark without a session", m.ID)
		}
	}
	if len(w.s.Marked()) != len(w.s.marks) {
		t.Fatalf("%d marks are listed, %d are held", len(w.s.Marked()), len(w.s.marks))
	}
	for id := range w.dead {
		if _, ok := w.s.Row(id); ok {
			t.Fatalf("%s: came back after it was deleted", id)
		}
	}
	for _, id := range w.v.ids() {
		r, held := w.s.Row(id)
		if held && (r.UpdatedAt.Before(w.shown[id]) || r.UpdatedAt.Before(w.wrote[id])) {
			t.Fatalf("%s: an older version replaced a newer one", id)
		}
		w.shown[id] = r.UpdatedAt
	}
	for id, names := range w.v.patched {
		for name, n := range names {
			if n > 1+w.arrived[id+name] && !w.again[id] { // one that arrives late may have been sent again
				t.Fatalf("%s: %q was written %d times", id, name, n)
			}
		}
	}
	p := w.s.Progress()
	if sum := p.Done + p.Failed + p.LeftOut + p.Stopped + p.InFlight + p.Waiting; sum != p.Total {
		t.Fatalf("progress does not add up: %+v", p)
	}
	if (len(w.s.deletes) == 0 && len(w.s.edits) == 0) != (p.InFlight+p.Waiting == 0) {
		t.Fatalf("progress does not tell what is left: %+v", p)
	}
}

// versioned: while the version is the same, every row is.
func (w *world) versioned(t *rapid.T) {
	rows := map[string]Row{}
	for _, id := range w.v.ids() {
		if r, held := w.s.Row(id); held {
			rows[id] = r
		}
	}
	if w.s.Version() == w.version && fmt.Sprint(rows) != fmt.Sprint(w.rows) {
		t.Fatalf("rows changed under version %d:\n%+v\n%+v", w.version, w.rows, rows)
	}
	w.version, w.rows = w.s.Version(), rows
}

// settle answers everything, without faults, until nothing is left to do.
func (w *world) settle(t *rapid.T) {
	w.calm = true
	for len(w.late) > 0 {
		w.arriveLate(t)
	}
	w.s.Resume()
	w.flush()
	for i := 0; !w.s.Idle() || len(w.answers) > 0; i++ {
		if i > 2000 {
			t.Fatalf("the queue does not come to rest: %+v", w.s.Progress())
		}
		w.send(t)
		w.answer(t)
		if at, ok := w.s.Deadline(); ok && at.After(w.now) && len(w.answers) == 0 {
			w.tick(at.Sub(w.now))
		}
		w.check(t)
	}
	w.tick(time.Second)
	w.merge(page{w.v.list(), w.now})
	for _, p := range w.pages {
		p.rows = slices.DeleteFunc(p.rows, func(r client.Summary) bool { // the store cannot know what it never saw
			_, held := w.s.Row(r.ID)
			return !held
		})
		w.s.Merge(p.rows, p.sent)
	}
}

// TestAnyInterleavingEndsInWhatTheServerHolds holds the store against a model
// of a server whose answers come late, twice, or not at all.
func TestAnyInterleavingEndsInWhatTheServerHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		t.Repeat(map[string]func(*rapid.T){
			"":        w.check,
			"mark":    w.mark,
			"edit":    w.edit,
			"delete":  w.delete,
			"undo":    w.undo,
			"redo":    w.redo,
			"send":    w.send,
			"send2":   w.send,
			"answer":  w.answer,
			"answer2": w.answer,
			"twice":   w.repeatAnswer,
			"retry":   w.retry,
			"refresh": w.refresh,
			"deliver": w.deliver,
			"late":    w.arriveLate,
			"others":  w.others,
			"tick":    func(t *rapid.T) { w.tick(time.Duration(rapid.IntRange(1, 12).Draw(t, "s")) * time.Second) },
			"sleep":   func(*rapid.T) { w.tick(2 * time.Hour) },
			"rare": func(t *rapid.T) {
				switch rapid.IntRange(0, 6).Draw(t, "what") {
				case 0:
					w.stop(t)
				case 6:
					w.delay(3 * time.Second)
				case 1:
					w.s.Pause()
				case 2:
					w.s.Resume()
				case 3:
					w.flush()
				case 4:
					w.s.Drop(w.some())
				default:
					w.s.ClearFresh()
				}
			},
		})
		w.settle(t)
		w.compare(t)
	})
}

// compare holds what is shown in the end against the truth.
func (w *world) compare(t *rapid.T) {
	for _, id := range w.v.ids() {
		truth := w.v.sessions[id]
		r, held := w.s.Row(id)
		switch {
		case truth == nil && w.s.Deleted(id) && held:
			t.Fatalf("%s: deleted and shown", id)
		case truth == nil && held && !r.Gone:
			t.Fatalf("%s: shown as if it were there", id)
		case truth == nil:
		case !held:
			t.Fatalf("%s: the server has it, the store does not", id)
		case r.Name != truth.Name || r.Status != truth.Status || !r.UpdatedAt.Equal(truth.UpdatedAt) || r.Pending || r.Deleting || r.Gone:
			t.Fatalf("%s: shown as %q %s %v (pending %v), the server has %q %s %v", id, r.Name, r.Status, r.UpdatedAt, r.Pending,
				truth.Name, truth.Status, truth.UpdatedAt)
		}
		w.nothingTypedIsLost(t, id)
	}
}

// nothingTypedIsLost: what was typed last and not taken back was written, or
// can be had again.
func (w *world) nothingTypedIsLost(t *rapid.T, id string) {
	name, ok := w.typed[id]
	if !ok || w.s.Deleted(id) || w.v.patched[id][name] > 0 {
		return
	}
	f, failed := w.s.Failed(id)
	if !failed || f.Patch.Name == nil || *f.Patch.Name != name {
		t.Fatalf("%s: %q was typed, not written, and is not kept: %+v", id, name, f)
	}
}

// TestUndoingEverythingBringsBackWhatTheServerHeld: whatever was edited,
// however the answers came, all steps undone leave the server with what it held
// before, and all steps redone with what was typed last.
func TestUndoingEverythingBringsBackWhatTheServerHeld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		truth := func() string {
			var b strings.Builder
			for _, id := range w.v.ids() {
				fmt.Fprintf(&b, "%s %q %s\n", id, w.v.sessions[id].Name, w.v.sessions[id].Status)
			}
			return b.String()
		}
		turn := func(once func(time.Time) (Undone, bool)) {
			for range rapid.IntRange(0, 2).Draw(t, "works") {
				w.slow(t)
			}
			if u, ok := once(w.now); !ok {
				t.Fatalf("nothing done: %+v", u)
			}
		}
		first := truth()
		for _, id := range w.v.ids() {
			w.again[id] = true // names come back
		}
		n := 0
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			p := client.UpdateSession{}
			if rapid.Bool().Draw(t, "name") {
				p.Name = ptr(fmt.Sprintf("mine %d", rapid.IntRange(0, 2).Draw(t, "which")))
			} else {
				p.Status = ptr(rapid.SampledFrom([]client.Status{client.StatusActive, client.StatusCompleted}).Draw(t, "status"))
			}
			if q := w.s.Edit(w.some(), p, EditOptions{Bulk: rapid.Bool().Draw(t, "bulk")}); len(q.IDs) > 0 {
				n++
			}
			w.slow(t)
		}
		want := w.promised()
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			for range n {
				turn(w.s.Undo)
			}
			w.settle(t)
			if got := truth(); got != first {
				t.Fatalf("undone:\n%swant:\n%s", got, first)
			}
			for range n {
				turn(w.s.Redo)
			}
			w.settle(t)
			if got := truth(); got != want {
				t.Fatalf("done again:\n%swant:\n%s", got, want)
			}
			w.calm = false
		}
	})
}

// promised is what the rows show, edits on their way included.
func (w *world) promised() string {
	var b strings.Builder
	for _, id := range w.v.ids() {
		r, _ := w.s.Row(id)
		fmt.Fprintf(&b, "%s %q %s\n", id, r.Name, r.Status)
	}
	return b.String()
}

// slow sends or answers a few works, with faults that no write is refused by.
func (w *world) slow(t *rapid.T) {
	switch rapid.IntRange(0, 2).Draw(t, "step") {
	case 0:
		w.tick(time.Second)
		for _, x := range w.s.Next(w.now, rapid.IntRange(1, 4).Draw(t, "free"), 2) {
			f := rapid.SampledFrom([]fault{fine, fine, limited, lostAfter, silent}).Draw(t, "fault")
			if f == silent && x.Kind == ReadBack {
				f = fine
			}
			w.busy[x.Session()] = true
			out, _ := w.v.carry(&x, f)
			w.answers = append(w.answers, answer{x, out})
		}
	case 1:
		w.answer(t)
	}
}
