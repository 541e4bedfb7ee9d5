package writes

import (
	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/store"
)

// tellFailure says why the write of a patch, or a delete, failed, and which key tries again.
func (m *Model) tellFailure(id string, patch client.UpdateSession) {
	f, failed := m.o.Store.Failed(id)
	row, _ := m.o.Store.Row(id)
	edit := m.o.Keys.Label(keymap.Edit)
	done, key := "undone", m.o.Keys.Label(keymap.Undo)
	if f.Origin == store.ByRedo {
		done, key = "done again", m.o.Keys.Label(keymap.Redo)
	}
	switch {
	case !failed && !row.Pending: // an undo that was redone, or the reverse: nothing is to be tried again
		m.o.Host.Say(m.undoNote)
	case !failed:
	case f.Deleting:
		m.o.Host.Complain(notDone(&f, "deleted") + ": " + reason(f.Err))
	case f.Theirs != nil && f.Origin != store.Typed:
		m.o.Host.Complain("not " + done + ", others changed it meanwhile, " + edit + " shows the choice: " + m.title(id))
	case f.Theirs != nil:
		m.o.Host.Complain(m.title(id) + ": both sides changed it, " + edit + " shows the choice")
	case f.Origin != store.Typed:
		m.o.Host.Complain(notDone(&f, done) + ", " + key + " tries again: " + reason(f.Err))
	default:
		why, done, again := reason(f.Err), "saved", edit+" has what you typed"
		if e, ok := m.editorTexts[id]; ok && e.queued {
			m.keepForRetry(e, notDone(&f, done)+", "+why)
			return
		}
		if patch.Status != nil && len(store.Changes(store.Base{}, patch)) == 1 {
			done = map[client.Status]string{client.StatusCompleted: "completed", client.StatusActive: "reopened"}[*patch.Status]
			again = m.o.Keys.Label(keymap.ToggleStatus) + " tries again"
		}
		not := notDone(&f, done)
		if here, _ := m.o.Host.Current(); here != id {
			not = m.title(id) + " " + not
		}
		m.o.Host.Complain(not + ", " + again + ": " + why)
	}
}

// notDone is a failed write in words, such as "not saved", by what it would have done.
func notDone(f *store.Failure, done string) string {
	if f.Unsure() {
		return "perhaps " + done
	}
	return "not " + done
}
