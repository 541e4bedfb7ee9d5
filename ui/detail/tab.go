package detail

// Tab is one of the pane's views of a session.
type Tab uint8

// The tabs, in their order on the screen.
const (
	TabTranscript Tab = iota
	TabInfo
	TabJSON
	TabCost
	TabDiff
	tabs
)

var tabNames = [tabs]string{"Transcript", "Info", "JSON", "Cost", "Diff"}

// String gives the tab's name as the screen shows it.
func (t Tab) String() string {
	if t >= tabs {
		return "unknown"
	}
	return tabNames[t]
}
