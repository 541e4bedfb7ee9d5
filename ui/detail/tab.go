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
	TabChats
	tabCount
)

// tabEntry defines a tab. source makes its content and is called when the session has
// arrived. The keymap's tabs give it its digit. A tab that needs another request, as the
// chats do, has it in commands.go.
type tabEntry struct {
	name      string
	source    func(*Pane) source
	showsAges bool // it shows how long ago something was
}

func (t Tab) entry() tabEntry {
	return [tabCount]tabEntry{
		TabTranscript: {"Transcript", (*Pane).transcript, true},
		TabInfo:       {"Info", (*Pane).infoFields, true},
		TabJSON:       {"JSON", (*Pane).jsonTab, false},
		TabCost:       {"Cost", (*Pane).costFields, false},
		TabDiff:       {"Diff", (*Pane).diffFields, false},
		TabChats:      {"Chats", (*Pane).chatsFields, true},
	}[t]
}

// String returns the tab's name as the screen shows it; "unknown" after the last.
func (t Tab) String() string {
	if t >= tabCount {
		return "unknown"
	}
	return t.entry().name
}
