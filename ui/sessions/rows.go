package sessions

import "vapi-sessions/ui/store"

// Rows is the list that the pane shows. Positions run from 0 to Len()-1,
// newest first or as sorted; most of them may not be loaded.
type Rows interface {
	Len() int
	Cell(i int) Cell
	// Version changes whenever Cell of any position may answer otherwise than
	// before.
	Version() uint64
	Index(id string) (int, bool)
	// Anchor names a place so that it survives change; Resolve finds it again.
	Anchor(i int) Anchor
	Resolve(a Anchor) int
}

// Kind says what stands at a position of the list.
type Kind uint8

// A position holds a session, is not loaded yet, or could not be loaded.
const (
	Loaded Kind = iota
	Blank
	Failed
)

// Cell is what stands at one position.
type Cell struct {
	Kind Kind
	Row  store.Row
	Err  error // why, when Kind is Failed
}

// Anchor is a place that survives change: a session, or, where none is loaded,
// a distance from the start or from the end of the list.
type Anchor struct {
	ID      string
	Delta   int // rows further than ID
	Place   int // counted from the start or, FromEnd, from the end
	FromEnd bool
}
