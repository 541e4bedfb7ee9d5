package store

import (
	"slices"

	"vapi-sessions/ui/words"
)

// history is what the person did, the latest last, undone steps included.
type history struct{ steps []*step }

// maxSteps is how many steps are remembered.
const maxSteps = 100

// step is one action of the person.
type step struct {
	verb     string
	external any // the caller's
	marks    []markChange
	deletes  []*deletion
	edits    []*edit
	undone   bool // of a step without edits, each of which knows for itself
}

// canTurn reports whether the step can be undone or, if not undo, done again.
func (st *step) canTurn(undo bool) bool {
	if len(st.edits) > 0 {
		return slices.ContainsFunc(st.edits, func(e *edit) bool { return e.canTurn(undo) })
	}
	return st.undone != undo
}

// add remembers a step; what was undone before cannot be redone any more. Of
// many steps the oldest is forgotten.
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

// next is the step whose turn it is to be undone or, if not undo, done again;
// nil when there is none.
func (h *history) next(undo bool) *step {
	order := slices.All(h.steps)
	if undo {
		order = slices.Backward(h.steps)
	}
	for _, st := range order {
		if st.canTurn(undo) {
			return st
		}
	}
	return nil
}

// forget drops a step.
func (h *history) forget(st *step) {
	h.steps = slices.DeleteFunc(h.steps, func(other *step) bool { return other == st })
}

// Remember puts a step of the caller's own into the history, such as another
// filter: Undo and Redo give it back when its turn comes, and change nothing.
func (s *Store) Remember(own any) { s.history.add(&step{external: own}) }

// Forget drops those of the caller's own steps that came to nothing.
func (s *Store) Forget(failed func(own any) bool) {
	s.history.steps = slices.DeleteFunc(s.history.steps, func(st *step) bool { return st.external != nil && failed(st.external) })
}

// name is the step in words, such as "delete 3 sessions".
func (st *step) name(n int) string {
	return st.verb + " " + words.Plural(n, "session")
}
