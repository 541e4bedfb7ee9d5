package dialog

import (
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// SessionSet is the sessions that a dialog is about.
type SessionSet struct {
	IDs    []string
	InView int      // how many of them are on the screen
	Active int      // how many of them are active, and not past a limit
	Maybe  int      // how many of them are active, and maybe expired
	Sample []string // a line for each of the first ones
}

// visibleText says how many of the sessions are on the screen.
func (o *SessionSet) visibleText() string {
	return "in view " + words.Count(o.InView) + "   not in view " + words.Count(len(o.IDs)-o.InView)
}

// addActiveWarning warns of sessions in which callers may be; why follows how many they
// are.
func (o *SessionSet) addActiveWarning(box *boxBuilder, why string) {
	if o.Active > 0 {
		box.addHangingText(theme.Warn, "! ", pluralOf(o.Active, "is", "are")+" still active"+why)
	}
	if o.Maybe > 0 {
		box.addHangingText(theme.Warn, "! ", words.Count(o.Maybe)+" may be still active, maybe expired"+why)
	}
}

// addSample adds the lines of the sample, and how many sessions have none.
func (o *SessionSet) addSample(box *boxBuilder) {
	for _, l := range words.AndMore(o.Sample, len(o.IDs)) {
		box.addLine("  " + l)
	}
}
