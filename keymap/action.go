package keymap

import (
	"strconv"
	"strings"
)

// Action is what a key, a palette line, a menu item or a click asks for. Its text is
// its name in settings, help, palette and README.
type Action string

// Moving.
const (
	Down         Action = "down"
	Up           Action = "up"
	Top          Action = "top"
	End          Action = "end"
	HalfDown     Action = "half-page-down"
	HalfUp       Action = "half-page-up"
	PageDown     Action = "page-down"
	PageUp       Action = "page-up"
	EnterPane    Action = "in"  // l: into the detail pane
	LeavePane    Action = "out" // h: back to the list
	ScrollLeft   Action = "scroll-left"
	ScrollRight  Action = "scroll-right"
	OtherDown    Action = "other-pane-down"
	OtherUp      Action = "other-pane-up"
	NextPane     Action = "next-pane" // in a form: the next field
	PreviousPane Action = "previous-pane"
)

// Page is by how many lines an action moves on a screen of that many lines, up when
// negative; 0 for an action that does not page.
func (a Action) Page(lines int) int {
	switch a {
	case HalfDown:
		return max(1, lines/2)
	case HalfUp:
		return -max(1, lines/2)
	case PageDown:
		return lines
	case PageUp:
		return -lines
	default:
		return 0
	}
}

// View is the action that shows the view with a number from 0 to 9.
func View(n int) Action { return Action("view-" + strconv.Itoa(n)) }

// Tab is the action that shows the tab with a number from 1.
func Tab(n int) Action { return Action("tab-" + strconv.Itoa(n)) }

// Number is the number of the view or tab that an action shows; viewOrTab is "view" or
// "tab". ok is false for another action.
func (a Action) Number(viewOrTab string) (n int, ok bool) {
	digits, ok := strings.CutPrefix(string(a), viewOrTab+"-")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// Finding.
const (
	Filter       Action = "filter"
	FilterForm   Action = "filter-form"
	FilterByThis Action = "filter-by-this"
	Find         Action = "find"
	FindNext     Action = "find-next"
	FindPrevious Action = "find-previous"
	NextUser     Action = "next-user-turn"
	PreviousUser Action = "previous-user-turn"
	NextError    Action = "next-tool-error"
	NextRefusal  Action = "next-refusal"
	SaveView     Action = "save-view"
	Sort         Action = "sort"
	SortReverse  Action = "sort-reverse"
	Columns      Action = "columns"
	Sum          Action = "sum"
	Palette      Action = "command"
	LoadAll      Action = "load-all"
	DropLoosest  Action = "drop-loosest-term"
)

// Marking.
const (
	Mark      Action = "mark"
	MarkRange Action = "mark-range"
	MarkDown  Action = "mark-extend-down"
	MarkUp    Action = "mark-extend-up"
	MarkAll   Action = "mark-all-matching"
	Unmark    Action = "unmark-all"
)

// Acting.
const (
	Open         Action = "open"
	Rename       Action = "rename"
	Edit         Action = "edit"
	EditJSON     Action = "edit-json"
	ToggleStatus Action = "complete-or-reopen"
	Delete       Action = "delete"
	CleanUp      Action = "clean-up"
	Undo         Action = "undo"
	Redo         Action = "redo"
	SendNow      Action = "send-now"
	Add          Action = "add"
	Clone        Action = "clone"
	Trash        Action = "trash"
	Pause        Action = "pause-or-resume"
	Stop         Action = "stop"
)

// Taking.
const (
	Copy           Action = "copy"
	CopyID         Action = "copy-id"
	CopyName       Action = "copy-name"
	CopyJSON       Action = "copy-json"
	CopyTranscript Action = "copy-transcript"
	CopyMarkdown   Action = "copy-markdown"
	CopyCurl       Action = "copy-curl"
	CopyLink       Action = "copy-link"
	OpenWeb        Action = "open-in-browser"
	OpenAssistant  Action = "open-assistant-in-browser"
	Export         Action = "export"
)

// Looking.
const (
	TogglePane    Action = "pane"
	PaneSide      Action = "pane-side"
	PaneGrow      Action = "pane-grow"
	PaneShrink    Action = "pane-shrink"
	FullScreen    Action = "full-screen"
	NextTab       Action = "next-tab"
	PreviousTab   Action = "previous-tab"
	FoldOpen      Action = "fold-open"
	FoldClose     Action = "fold-close"
	FoldToggle    Action = "fold-toggle"
	FoldCloseAll  Action = "fold-close-all"
	FoldOpenAll   Action = "fold-open-all"
	Wrap          Action = "wrap"
	Reveal        Action = "reveal"
	ShowNew       Action = "show-new"
	Refresh       Action = "refresh"
	RefreshAll    Action = "refresh-all"
	Activity      Action = "activity"
	Private       Action = "private"
	MouseToggle   Action = "mouse"
	CompareMarked Action = "compare"
	OpenJSON      Action = "open-json" // opens the detail pane at its JSON tab
)

// Leaving, and what every place shares.
const (
	Help    Action = "help"
	Back    Action = "back" // esc: undoes one step, such as a filter or a mark
	Quit    Action = "quit" // q: back, and quit when nothing is left to undo
	Cancel  Action = "cancel"
	Suspend Action = "suspend"
	Redraw  Action = "redraw"
)

// In text fields, forms and dialogs.
const (
	Accept       Action = "accept"      // enter
	Save         Action = "save"        // ctrl-s
	Complete     Action = "complete"    // tab in the filter bar
	NextChoice   Action = "next-choice" // ctrl-n
	PrevChoice   Action = "prev-choice" // ctrl-p
	History      Action = "history"     // ctrl-r
	EditorField  Action = "field-in-editor"
	Yes          Action = "yes"       // y in a dialog about one session
	Discard      Action = "discard"   // discards what was typed into a form
	ShowCurl     Action = "show-curl" // shows the requests that a dialog would send
	ToggleOption Action = "toggle-option"
	ItemDown     Action = "item-down" // moves an item of a menu
	ItemUp       Action = "item-up"
)

// Scope is a place where keys have a meaning of their own.
type Scope string

// The scopes, from the inside out.
const (
	ScopeText   Scope = "text"   // a text field has the keyboard: printable keys are text
	ScopeFilter Scope = "filter" // the filter bar
	ScopeMenu   Scope = "menu"   // the items of a menu, each with its own key
	ScopeForm   Scope = "form"   // a dialog with fields
	ScopeDialog Scope = "dialog" // any dialog or menu
	ScopeDetail Scope = "detail"
	ScopeList   Scope = "list"
	ScopeGlobal Scope = "global"
)
