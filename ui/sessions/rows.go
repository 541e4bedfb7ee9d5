package sessions

import (
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/store"
)

// rowSource is the list that the pane shows. Positions run from 0 to Len()-1,
// newest first or as sorted; most of them may not be loaded.
type rowSource interface {
	Len() int
	Cell(i int) cell
	// Version changes whenever any Cell may have changed.
	Version() uint64
	Index(id string) (int, bool)
	// Anchor returns an anchor for a position; Resolve finds its position after changes.
	Anchor(i int) pager.Anchor
	Resolve(a pager.Anchor) int
}

// cell is the content of one position.
type cell struct {
	Kind pager.CellKind
	Row  store.Row // its Gone is also set when the session no longer matches the filter
	Err  error     // why the row could not be loaded
}

// pagerRows is a list in the server's order: positions of the pager, rows of the store.
type pagerRows struct {
	*pager.Pager
	store *store.Store
}

// Version implements rowSource.
func (r pagerRows) Version() uint64 { return r.Pager.Version() + r.store.Version() }

// Cell implements rowSource.
func (r pagerRows) Cell(i int) cell {
	at := r.At(i)
	c := cell{Kind: at.Kind, Err: at.Err}
	if at.Kind == pager.Loaded {
		var ok bool
		if c.Row, ok = r.store.Row(at.ID); !ok {
			c.Kind = pager.Blank
		}
		c.Row.Gone = c.Row.Gone || r.Gone(at.ID)
	}
	return c
}
