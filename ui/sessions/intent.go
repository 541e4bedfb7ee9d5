package sessions

// Intent is what the pane wants done: one of the types of this file.
type Intent interface{ intent() }

// OpenSession asks to read the session in the detail pane, and to go there.
type OpenSession struct{ ID string }

// ToggleMarks asks to mark the sessions, or to unmark those that all are.
type ToggleMarks struct{ IDs []string }

// AddMarks asks to mark the sessions, whatever they were. Missing is how many
// rows of a range are not loaded and cannot be marked.
type AddMarks struct {
	IDs     []string
	Missing int
}

// RetryAt asks to fetch again what failed at this position.
type RetryAt struct{ Place int }

// FilterBy asks to add a term for the value under the cursor.
type FilterBy struct {
	Key, Value string
	ID         bool   // the value is the ID of what Key names
	Said       string // what the list is filtered by, where Key does not say enough
}

// SortBy asks to sort by the column that was clicked.
type SortBy struct{ Column string }

func (OpenSession) intent() {}
func (ToggleMarks) intent() {}
func (AddMarks) intent()    {}
func (RetryAt) intent()     {}
func (FilterBy) intent()    {}
func (SortBy) intent()      {}
