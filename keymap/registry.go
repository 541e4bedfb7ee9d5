package keymap

import "slices"

// registered are all actions in the order of the help. They are defined below, while the
// variables of the package are initialised; nothing changes the list afterwards.
var registered []entry

// define registers an action with its group, its help text and its default keys, and
// returns it.
func define(name Action, g Group, help string, keySets ...keySet) Action {
	if slices.ContainsFunc(registered, func(e entry) bool { return e.action == name }) {
		panic("two actions are called " + string(name))
	}
	registered = append(registered, entry{name, g, help, keySets})
	return name
}

// entry is one action of the registry. Without key sets it is only in the palette.
type entry struct {
	action  Action
	group   Group
	help    string
	keySets []keySet
}

// keySet is a list of keys in some scopes, the most important key first.
type keySet struct {
	scopes []Scope
	keys   []string
}

func panes(keys ...string) keySet     { return keySet{[]Scope{ScopeList, ScopeDetail}, keys} }
func list(keys ...string) keySet      { return keySet{[]Scope{ScopeList}, keys} }
func detail(keys ...string) keySet    { return keySet{[]Scope{ScopeDetail}, keys} }
func dialog(keys ...string) keySet    { return keySet{[]Scope{ScopeDialog}, keys} }
func global(keys ...string) keySet    { return keySet{[]Scope{ScopeGlobal}, keys} }
func form(keys ...string) keySet      { return keySet{[]Scope{ScopeForm}, keys} }
func filterBar(keys ...string) keySet { return keySet{[]Scope{ScopeFilter}, keys} }

// Moving.
var (
	Down         = define("down", GroupMove, "down", panes("j", "down", "ctrl+n"), dialog("j", "down", "ctrl+n"))
	Up           = define("up", GroupMove, "up", panes("k", "up", "ctrl+p"), dialog("k", "up", "ctrl+p"))
	Top          = define("top", GroupMove, "top", panes("g", "home", "alt+<"), dialog("g", "home", "alt+<"))
	End          = define("end", GroupMove, "end", panes("G", "end", "alt+>"), dialog("G", "end", "alt+>"))
	HalfDown     = define("half-page-down", GroupMove, "half a page down", panes("ctrl+d"), dialog("ctrl+d"))
	HalfUp       = define("half-page-up", GroupMove, "half a page up", panes("ctrl+u"), dialog("ctrl+u"))
	PageDown     = define("page-down", GroupMove, "page down", panes("pgdown", "ctrl+f", "ctrl+v"), dialog("pgdown", "ctrl+f", "ctrl+v"))
	PageUp       = define("page-up", GroupMove, "page up", panes("pgup", "ctrl+b", "alt+v"), dialog("pgup", "ctrl+b", "alt+v"))
	EnterPane    = define("in", GroupMove, "into the detail", list("l", "right"), dialog("l", "right"))
	LeavePane    = define("out", GroupMove, "back to the list", detail("h", "left"), dialog("h", "left"))
	ScrollLeft   = define("scroll-left", GroupMove, "scroll left", panes("H", "shift+left"))
	ScrollRight  = define("scroll-right", GroupMove, "scroll right", panes("L", "shift+right"))
	OtherDown    = define("other-pane-down", GroupMove, "other pane down", panes("J"))
	OtherUp      = define("other-pane-up", GroupMove, "other pane up", panes("K"))
	NextPane     = define("next-pane", GroupMove, "next pane or field", panes("tab"), dialog("tab"))
	PreviousPane = define("previous-pane", GroupMove, "pane or field before", panes("shift+tab"), dialog("shift+tab"))
)

// Finding.
var (
	Filter       = define("filter", GroupFind, "filter", list("/"))
	Find         = define("find", GroupFind, "find in the text", detail("/"))
	FindNext     = define("find-next", GroupFind, "next match", detail("n"))
	FindPrevious = define("find-previous", GroupFind, "previous match", detail("N"))
	FilterForm   = define("filter-form", GroupFind, "filter as a form", panes("F"), filterBar("alt+f"))
	FilterByThis = define("filter-by-this", GroupFind, "filter by this value", panes(","))
	DropLoosest  = define("drop-loosest-term", GroupFind, "drop loosest term", list("backspace"))
	NextUser     = define("next-user-turn", GroupFind, "next user turn", detail("}"))
	PreviousUser = define("previous-user-turn", GroupFind, "previous user turn", detail("{"))
	NextError    = define("next-tool-error", GroupFind, "next tool error", detail("!"))
	NextRefusal  = define("next-refusal", GroupFind, "next refusal", detail("~"))
	_            = [...]Action{
		define(View(0), GroupFind, "all sessions", panes("0")),
		define(View(1), GroupFind, "view 1", list("1")), // in the detail the digits up to 6 choose a tab
		define(View(2), GroupFind, "view 2", list("2")),
		define(View(3), GroupFind, "view 3", list("3")),
		define(View(4), GroupFind, "view 4", list("4")),
		define(View(5), GroupFind, "view 5", list("5")),
		define(View(6), GroupFind, "view 6", list("6")),
		define(View(7), GroupFind, "view 7", panes("7")),
		define(View(8), GroupFind, "view 8", panes("8")),
		define(View(9), GroupFind, "view 9", panes("9")),
	}
	SaveView    = define("save-view", GroupFind, "save as a view", filterBar("ctrl+s"))
	Sort        = define("sort", GroupFind, "sort", panes("s"))
	SortReverse = define("sort-reverse", GroupFind, "reverse the sort", panes("S"))
	Columns     = define("columns", GroupFind, "columns", panes("c"))
	Sum         = define("sum", GroupFind, "sums", panes("#"))
	LoadAll     = define("load-all", GroupFind, "load all rows")
	Palette     = define("command", GroupFind, "command", global(":", "alt+x"))
)

// Marking.
var (
	Mark          = define("mark", GroupMark, "mark", list("space"))
	MarkRange     = define("mark-range", GroupMark, "mark a range", list("v"))
	MarkDown      = define("mark-extend-down", GroupMark, "mark downward", list("shift+down"))
	MarkUp        = define("mark-extend-up", GroupMark, "mark upward", list("shift+up"))
	MarkAll       = define("mark-all-matching", GroupMark, "mark all matching", list("*"))
	Unmark        = define("unmark-all", GroupMark, "clear the marks")
	CompareMarked = define("compare", GroupMark, "compare two marked", panes("="))
)

// Acting.
var (
	Open         = define("open", GroupAct, "open", list("enter"))
	Rename       = define("rename", GroupAct, "rename", panes("i"))
	Edit         = define("edit", GroupAct, "edit", panes("e"))
	EditJSON     = define("edit-json", GroupAct, "edit as JSON", panes("E"))
	ToggleStatus = define("complete-or-reopen", GroupAct, "complete or reopen", panes("t"))
	Delete       = define("delete", GroupAct, "delete", panes("d", "delete"))
	CleanUp      = define("clean-up", GroupAct, "clean up", panes("D"))
	Undo         = define("undo", GroupAct, "undo", panes("u"))
	Redo         = define("redo", GroupAct, "redo", panes("U"))
	SendNow      = define("send-now", GroupAct, "send now")
	Add          = define("add", GroupAct, "add a session", panes("a"))
	Clone        = define("clone", GroupAct, "clone", panes("C"))
	Trash        = define("trash", GroupAct, "trash")
	Pause        = define("pause-or-resume", GroupAct, "pause or resume")
	Stop         = define("stop", GroupAct, "stop")
)

// Taking.
var (
	Copy           = define("copy", GroupTake, "copy", panes("y"))
	CopyID         = define("copy-id", GroupTake, "copy the ID", panes("y y"))
	CopyName       = define("copy-name", GroupTake, "copy the name", panes("y n"))
	CopyJSON       = define("copy-json", GroupTake, "copy as JSON", panes("Y", "y j"))
	CopyTranscript = define("copy-transcript", GroupTake, "copy the transcript", panes("y t"))
	CopyMarkdown   = define("copy-markdown", GroupTake, "copy as Markdown", panes("y m"))
	CopyCurl       = define("copy-curl", GroupTake, "copy as curl", panes("y c"))
	CopyLink       = define("copy-link", GroupTake, "copy the list's link", panes("y l"))
	OpenWeb        = define("open-in-browser", GroupTake, "open in the browser", panes("o"))
	OpenAssistant  = define("open-assistant-in-browser", GroupTake, "assistant in browser", panes("O"))
	Export         = define("export", GroupTake, "export")
)

// Looking.
var (
	TogglePane = define("pane", GroupLook, "detail pane", panes("p"))
	PaneSide   = define("pane-side", GroupLook, "pane right or below", panes("P"))
	PaneGrow   = define("pane-grow", GroupLook, "larger pane", panes("+"))
	PaneShrink = define("pane-shrink", GroupLook, "smaller pane", panes("-"))
	FullScreen = define("full-screen", GroupLook, "full screen", panes("f"))
	_          = [...]Action{
		define(Tab(1), GroupLook, "transcript", detail("1")),
		define(Tab(2), GroupLook, "info", detail("2")),
		define(Tab(3), GroupLook, "JSON", detail("3")),
		define(Tab(4), GroupLook, "cost", detail("4")),
		define(Tab(5), GroupLook, "diff", detail("5")),
		define(Tab(6), GroupLook, "chats", detail("6")),
	}
	NextTab      = define("next-tab", GroupLook, "next tab", panes("]"))
	PreviousTab  = define("previous-tab", GroupLook, "previous tab", panes("["))
	OpenJSON     = define("open-json", GroupLook, "open at the JSON") // opens the detail pane at its JSON tab
	FoldOpen     = define("fold-open", GroupLook, "open the fold", detail("z o"))
	FoldClose    = define("fold-close", GroupLook, "close the fold", detail("z c"))
	FoldToggle   = define("fold-toggle", GroupLook, "toggle the fold", detail("enter", "z a"))
	FoldCloseAll = define("fold-close-all", GroupLook, "close all folds", detail("z M"))
	FoldOpenAll  = define("fold-open-all", GroupLook, "open all folds", detail("z R"))
	Wrap         = define("wrap", GroupLook, "wrap lines", detail("w"))
	Reveal       = define("reveal", GroupLook, "reveal for 10 s", detail("x"))
	ShowNew      = define("show-new", GroupLook, "show new rows", panes("."))
	Refresh      = define("refresh", GroupLook, "refresh", panes("r", "ctrl+r"))
	RefreshAll   = define("refresh-all", GroupLook, "refresh names too", panes("R"))
	Activity     = define("activity", GroupLook, "activity", global("@"))
	Private      = define("private", GroupLook, "private mode")
	MouseToggle  = define("mouse", GroupLook, "mouse on or off")
)

// Leaving, and what every place shares.
var (
	Help    = define("help", GroupLeave, "help", global("?", "f1"), dialog("?", "f1"), form("f1"), filterBar("f1"))
	Back    = define("back", GroupLeave, "back one step", global("esc", "ctrl+g", "alt+esc")) // undoes one step, such as a filter or a mark
	Quit    = define("quit", GroupLeave, "back, then quit", global("q"), dialog("q"))         // back, and quit when nothing is left to undo
	Cancel  = define("cancel", GroupLeave, "cancel", global("ctrl+c"), dialog("esc", "ctrl+g", "ctrl+c", "alt+esc"), filterBar("esc", "ctrl+g", "ctrl+c", "alt+esc"))
	Suspend = define("suspend", GroupLeave, "suspend", global("ctrl+z"), dialog("ctrl+z"), filterBar("ctrl+z"))
	Redraw  = define("redraw", GroupLeave, "redraw", global("ctrl+l"), dialog("ctrl+l"), filterBar("ctrl+l"))
)

// In text fields, forms and dialogs.
var (
	Accept       = define("accept", GroupForm, "accept", dialog("enter"), filterBar("enter"))
	Save         = define("save", GroupForm, "save", form("ctrl+s"))
	Yes          = define("yes", GroupForm, "yes, this one", dialog("y"))                // in a dialog about one session
	Discard      = define("discard", GroupForm, "discard", form("d"))                    // what was typed into a form
	ShowCurl     = define("show-curl", GroupForm, "dry run", form("alt+c"), dialog("c")) // shows the requests that a dialog would send
	ToggleOption = define("toggle-option", GroupForm, "choose", dialog("space"))
	ItemDown     = define("item-down", GroupForm, "move the item down", dialog("shift+down"))
	ItemUp       = define("item-up", GroupForm, "move the item up", dialog("shift+up"))
	EditorField  = define("field-in-editor", GroupForm, "open in $EDITOR", form("ctrl+o"))
	Complete     = define("complete", GroupForm, "complete the word", filterBar("tab"))
	NextChoice   = define("next-choice", GroupForm, "next suggestion", filterBar("ctrl+n", "down"))
	PrevChoice   = define("prev-choice", GroupForm, "previous suggestion", filterBar("ctrl+p", "up"))
	History      = define("history", GroupForm, "earlier filters", filterBar("ctrl+r"))
)
