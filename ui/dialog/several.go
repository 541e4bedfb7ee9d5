package dialog

import "vapi-sessions/ui/words"

// Several are sessions that a dialog is about together.
type Several struct {
	IDs    []string
	InView int      // how many of them are on the screen
	Active int      // how many of them are active
	Sample []string // a line each for the first ones
}

// where says how many of them are seen.
func (o *Several) where() string {
	return "in view " + words.Count(o.InView) + "   not in view " + words.Count(len(o.IDs)-o.InView)
}
