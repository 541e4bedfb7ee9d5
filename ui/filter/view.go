package filter

// View is a filter with a name and a number.
type View struct {
	Number int // 0 to 9: the key that shows it
	Name   string
	Filter string // in the language; empty for all sessions
}

// DefaultViews are the views of a person who has saved none.
func DefaultViews() []View {
	return []View{
		{0, "all", ""},
		{1, "recent", "idle:<24h"},
		{2, "stale", "status:expired"},
		{3, "today", "created:today"},
		{4, "waiting", "last:user status=active"},
		{5, "costly", "sort:cost order:desc"},
	}
}
