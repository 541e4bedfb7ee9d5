package detail

// Intent is what the pane wants done: one of the types of this file.
type Intent interface{ intent() }

// FilterBy asks to add a term to the list's filter for the value under the
// cursor. Key is one of the filter language's keys; Value is not quoted.
type FilterBy struct {
	Key, Value string
	ID         bool // the value is the ID of what Key names
}

// Note asks to tell the person something in the status line.
type Note struct{ Text string }

// Leave says that there is nothing here to go back from: what is next is for the
// caller to say.
type Leave struct{}

func (FilterBy) intent() {}
func (Note) intent()     {}
func (Leave) intent()    {}
