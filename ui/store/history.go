package store

import (
	"fmt"

	"vapi-sessions/client"
)

// history is what can be undone and redone, the latest last.
type history struct {
	done, undone []*step
}

// steps is how many steps are remembered.
const steps = 100

// step is one action of the person.
type step struct {
	verb    string
	own     any // the caller's
	marks   []markChange
	deletes []*deletion
	edits   []editStep
	from    *step // whose edits came back here because undoing them failed
}

// editStep is what became of one session's edit.
type editStep struct {
	id    string
	part  *part // what was queued for it last
	taken bool  // and taken back before it was sent
}

// add remembers a step; what was undone before cannot be redone any more.
func (h *history) add(st *step) {
	h.undone = nil
	h.push(st)
}

func (h *history) push(st *step) { push(&h.done, st) }

// push adds a step; of many the oldest is forgotten.
func push(list *[]*step, st *step) {
	if len(*list) == steps {
		*list = append((*list)[:0], (*list)[1:]...)
	}
	*list = append(*list, st)
}

// Remember puts a step of the caller's own into the history, such as another
// filter: Undo and Redo give it back when its turn comes, and change nothing.
func (s *Store) Remember(own any) { s.history.add(&step{own: own}) }

// giveBack puts an edit that was to be taken back, or done again, where it was
// before: that came to nothing.
func (h *history) giveBack(p *part) {
	if !p.undo || p.of == nil {
		return
	}
	of := p.of
	p.of = nil
	if st, e := take(&h.undone, p); st != nil {
		h.done = returned(h.done, st, editStep{id: e.id, part: of})
	} else if st, e := take(&h.done, p); st != nil {
		h.undone = returned(h.undone, st, editStep{id: e.id, part: of})
	}
}

// take removes an edit from the steps and returns the step that it was in.
func take(list *[]*step, p *part) (*step, editStep) {
	for i := len(*list) - 1; i >= 0; i-- {
		st := (*list)[i]
		for j, e := range st.edits {
			if e.part != p {
				continue
			}
			st.edits = append(st.edits[:j:j], st.edits[j+1:]...)
			if len(st.edits) == 0 {
				*list = append((*list)[:i:i], (*list)[i+1:]...)
			}
			return st, e
		}
	}
	return nil, editStep{}
}

// replace puts another edit into the step that holds one.
func (h *history) replace(p *part, by editStep) {
	for _, list := range [][]*step{h.undone, h.done} {
		for _, st := range list {
			for i := range st.edits {
				if st.edits[i].part == p {
					st.edits[i] = by
				}
			}
		}
	}
}

// returned adds an edit to what came back of the same step.
func returned(list []*step, from *step, e editStep) []*step {
	if n := len(list); n > 0 && list[n-1].from == from {
		list[n-1].edits = append(list[n-1].edits, e)
		return list
	}
	return append(list, &step{verb: from.verb, edits: []editStep{e}, from: from})
}

// name is the step in words, such as "delete 3 sessions".
func (st *step) name(n int) string {
	if n == 1 {
		return st.verb + " 1 session"
	}
	return fmt.Sprintf("%s %d sessions", st.verb, n)
}

// keepStopped keeps an edit that was stopped before it was sent, to be tried
// again. One that would have taken another back is forgotten: nobody typed it.
func (s *Store) keepStopped(id string, p *part) {
	if p.undo {
		s.history.giveBack(p)
		return
	}
	s.keepTyped(id, p.patch)
}

func (s *Store) keepTyped(id string, patch client.UpdateSession) {
	f := s.failures[id]
	if f == nil {
		f = &Failure{ID: id}
		s.failures[id] = f
	}
	f.Patch, f.Err = join(f.Patch, patch), errStopped
}
