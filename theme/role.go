package theme

// Role is what a piece of text is for; a theme gives each a style.
type Role uint8

// The roles. Colour is never the only sign of any of them.
const (
	Plain         Role = iota
	Dim                // less important; placeholders
	Strong             // bold
	Title              // program and dialog titles
	Header             // column headings
	Accent             // what has the focus
	Cursor             // the row under the cursor (reverse video when colour is off)
	CursorIdle         // the same, when another pane has the focus
	Marked             // marked rows
	Gone               // struck through: a delete on its way, or a row that is gone
	Changed            // a row that changed since it was shown
	Good               // active, ok
	Warn               // maybe expired, attention
	Bad                // expired, errors
	Info               // notes
	Border             // lines of panes and dialogs
	BorderFocus        // the same, with the focus
	Match              // a find hit
	MatchCurrent       // the find hit under the cursor
	Speaker            // the name of who speaks
	SpeakerUser        // user
	SpeakerAgent       // assistant
	SpeakerTool        // tool
	SpeakerSystem      // system, developer
	Code               // Markdown code, tool arguments
	Emphasis           // Markdown emphasis
	JSONKey
	JSONString
	JSONNumber
	JSONWord // true, false, null
	Masked   // a hidden secret
	Key      // a key in footer and help
	Button
	ButtonFocus
	Field // a text field
	FieldFocus
	Live    // the word LIVE
	Banner  // an error banner
	Bar     // chart bars, progress, scroll bar
	Brand   // the program's name
	Account // whose sessions these are
	Tab     // the chosen one of some tabs
	Chrome  // the ground of the header and the status line
	roleCount
)
