package store

import (
	"slices"

	"vapi-sessions/ui/words"
)

// history is the steps of the person, the latest last, undone ones included.
type history struct{ steps []*step }

// maxSteps is how many steps the history keeps.
const maxSteps = 100

// step is one action of the person.
type step struct {
	verb     string
	external any // a step of the caller's; see Remember
	marks    []markChange
	deletes  []*deletion
	edits    []*edit
	undone   bool // of a step without edits; an edit knows it by itself

	endedPause bool // undoing it left nothing to send, which ended a pause; redoing it pauses again

	committed, committedUndone bool // whether CommitSteps was called for it, and undone as it was then
}

// canUndoOrRedo reports whether the step can be undone or, if not undo, redone.
func (st *step) canUndoOrRedo(undo bool) bool {
	if len(st.edits) > 0 {
		return slices.ContainsFunc(st.edits, func(e *edit) bool { return e.canUndoOrRedo(undo) })
	}
	return st.undone != undo
}

// add adds a step and drops the undone ones, which cannot be redone any more. When
// there are too many steps, the oldest is dropped.
func (h *history) add(st *step) {
	h.steps = slices.DeleteFunc(h.steps, func(st *step) bool {
		had := len(st.edits) > 0
		st.edits = slices.DeleteFunc(st.edits, (*edit).undone)
		return st.undone || had && len(st.edits) == 0
	})
	if len(h.steps) == maxSteps {
		h.forget(h.steps[0])
	}
	h.steps = append(h.steps, st)
}

// next is the step to be undone or, if not undo, redone next; nil when there is none.
func (h *history) next(undo bool) *step {
	order := slices.All(h.steps)
	if undo {
		order = slices.Backward(h.steps)
	}
	for _, st := range order {
		if st.canUndoOrRedo(undo) {
			return st
		}
	}
	return nil
}

// forget drops a step.
func (h *history) forget(st *step) {
	h.steps = slices.DeleteFunc(h.steps, func(other *step) bool { return other == st })
}

// Remember adds a step that is not the store's to the history, such as another filter.
// Undo and Redo return it when it is next, and change nothing.
func (s *Store) Remember(external any) { s.history.add(&step{external: external}) }

// CommitSteps says that the steps of Remember have taken effect as they are now, done
// or undone.
func (s *Store) CommitSteps() {
	for _, st := range s.history.steps {
		st.committed, st.committedUndone = true, st.undone
	}
}

// RollbackSteps makes the steps of Remember for which is returns true as they were at the
// last CommitSteps: later ones are dropped, and what was undone or redone since is not.
func (s *Store) RollbackSteps(is func(external any) bool) {
	s.history.steps = slices.DeleteFunc(s.history.steps, func(st *step) bool {
		if st.external == nil || !is(st.external) {
			return false
		}
		st.undone = st.committedUndone
		return !st.committed
	})
}

// name is the step in words, such as "delete 3 sessions".
func (st *step) name(n int) string {
	return st.verb + " " + words.Plural(n, "session")
}
