package store

import (
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// send hands out works, and checks each against what the person agreed to.
func (w *world) send(t *rapid.T) {
	free, batch := 4, 2
	if !w.calm {
		free = rapid.IntRange(0, 5).Draw(t, "free")
		batch = rapid.IntRange(1, 3).Draw(t, "batch")
	}
	for _, x := range w.s.Next(w.now, free, batch) {
		for _, id := range x.IDs {
			if w.busy[id] {
				t.Fatalf("%s: two works at once", id)
			}
			w.busy[id] = x.Kind != Reread // which may be left over from a delete that was undone
			if x.Kind == ReadBack || x.Kind == Patch {
				continue
			}
			seen, agreed := w.consent[id]
			if !agreed {
				t.Fatalf("%s: %v without consent", id, x.Kind)
			}
			if from := w.notUntil[id]; w.now.Before(from) {
				t.Fatalf("%s: %v before its undo window ended", id, x.Kind)
			}
			s := w.v.sessions[id]
			if x.Kind == Delete || s == nil {
				continue
			}
			if same := !x.ChangedSince(slices.Index(x.IDs, id), s); same && w.v.foreign[id] != seen {
				t.Fatalf("%s: would be deleted although somebody changed it", id)
			}
		}
		f := fine
		if !w.calm {
			f = drawFault(t)
		}
		theirs := w.v.get(x.Session())
		out, late := w.v.carry(&x, f)
		if now := w.v.get(x.Session()); x.Kind == Patch && theirs != nil && strings.HasPrefix(theirs.Name, "theirs") &&
			deref(x.Base.Name) != theirs.Name && now.Name != theirs.Name {
			t.Fatalf("%s: %q of somebody else was overwritten unseen by %q", x.Session(), theirs.Name, now.Name)
		}
		for _, o := range out {
			if (x.Kind == Delete || x.Kind == DeleteOne) && o.Kind != RateLimited && o.Kind != Unsent && o.Kind != Unknown {
				delete(w.consent, o.ID) // used up: not to be sent again
			}
		}
		if late != nil {
			w.late = append(w.late, func() {
				w.arrived[x.Session()+deref(x.Patch.Name)]++
				late()
			})
		}
		w.answers = append(w.answers, answer{x, out})
	}
	if n := len(w.s.queue.inFlight); n > w.s.o.Parallel {
		t.Fatalf("%d works under way, %d allowed", n, w.s.o.Parallel)
	}
}

func (w *world) answer(t *rapid.T) {
	if len(w.answers) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.answers)-1).Draw(t, "which")
	a := w.answers[i]
	w.answers = slices.Delete(w.answers, i, i+1)
	if a.w.Kind != Reread {
		delete(w.busy, a.w.Session())
	}
	r := w.s.Finish(a.w.ID, a.out, w.now)
	for _, id := range r.Deleted {
		w.dead[id] = true
		delete(w.consent, id)
		if w.v.sessions[id] != nil {
			t.Fatalf("%s: taken for deleted while the server has it", id)
		}
	}
	for _, id := range r.NotDeleted {
		if !slices.Contains(a.w.IDs, id) { // given up with the rest of its bulk
			w.revoke(t, id)
		}
	}
	for _, o := range a.out {
		if _, on := w.s.deletes[o.ID]; !on {
			delete(w.consent, o.ID) // left out, or given up
		}
	}
	for _, o := range a.out {
		if a.w.Kind == Patch && o.Kind == Done && o.Session != nil {
			w.wrote[o.ID] = o.Session.UpdatedAt
		}
	}
	w.old = append(w.old, a)
}

func (w *world) repeatAnswer(t *rapid.T) {
	if len(w.old) > 0 {
		a := rapid.SampledFrom(w.old).Draw(t, "again")
		if r := w.s.Finish(a.w.ID, a.out, w.now); r.Deleted != nil || r.Changed != nil || r.Failed != nil || r.NotDeleted != nil {
			t.Fatalf("an answer that came twice changed something: %+v", r)
		}
	}
}

// retry does again what failed, and resolves what is in conflict.
func (w *world) retry(t *rapid.T) {
	id := rapid.SampledFrom(w.v.ids()).Draw(t, "id")
	f, ok := w.s.Failed(id)
	switch {
	case !ok:
		return
	case f.Theirs != nil:
		w.again[id] = true
		w.s.Resolve(id, []string{FieldName})
		return
	case f.Deleting:
		at := time.Time{}
		if m := w.s.marks[id]; m != nil {
			at = m.UpdatedAt
		} else if r, ok := w.s.Row(id); ok {
			at = r.UpdatedAt
		}
		if _, deletes := w.s.Retry([]string{id}, w.now); len(deletes) > 0 {
			w.consent[id], w.notUntil[id] = w.v.versions[id][at.UnixNano()], w.now.Add(w.window)
		}
	default:
		w.again[id] = true
		w.s.Retry([]string{id}, w.now)
	}
}
