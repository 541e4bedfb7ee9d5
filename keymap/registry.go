package keymap

import "strconv"

// Group is the heading under which an action is listed.
type Group string

// The groups, in the order of the help.
const (
	GroupMove  Group = "Move"
	GroupFind  Group = "Find"
	GroupMark  Group = "Mark"
	GroupAct   Group = "Act"
	GroupTake  Group = "Take"
	GroupLook  Group = "Look"
	GroupLeave Group = "Leave"
	GroupForm  Group = "In forms"
	GroupMenu  Group = "This menu" // the items of an open menu; not in Groups
)

// Groups lists the groups in the order of the help.
func Groups() []Group {
	return []Group{GroupMove, GroupFind, GroupMark, GroupAct, GroupTake, GroupLook, GroupLeave, GroupForm}
}

// keySet is a list of keys in some scopes, the most important key first.
type keySet struct {
	scopes []Scope
	keys   []string
}

// entry is one action of the registry. Without key sets it is only in the palette.
type entry struct {
	action  Action
	group   Group
	help    string
	keySets []keySet
}

func panes(keys ...string) keySet     { return keySet{[]Scope{ScopeList, ScopeDetail}, keys} }
func list(keys ...string) keySet      { return keySet{[]Scope{ScopeList}, keys} }
func detail(keys ...string) keySet    { return keySet{[]Scope{ScopeDetail}, keys} }
func dialog(keys ...string) keySet    { return keySet{[]Scope{ScopeDialog}, keys} }
func global(keys ...string) keySet    { return keySet{[]Scope{ScopeGlobal}, keys} }
func form(keys ...string) keySet      { return keySet{[]Scope{ScopeForm}, keys} }
func filterBar(keys ...string) keySet { return keySet{[]Scope{ScopeFilter}, keys} }

func define(a Action, g Group, help string, keySets ...keySet) entry {
	return entry{a, g, help, keySets}
}

// registry is the table of all actions with their default keys.
func registry() []entry {
	var all []entry
	for _, part := range [][]entry{moveActions(), findActions(), actActions(), takeActions(), lookActions(), leaveActions(), formActions()} {
		all = append(all, part...)
	}
	return all
}

func moveActions() []entry {
	return []entry{
		define(Down, GroupMove, "down", panes("j", "down", "ctrl+n"), dialog("j", "down", "ctrl+n")),
		define(Up, GroupMove, "up", panes("k", "up", "ctrl+p"), dialog("k", "up", "ctrl+p")),
		define(Top, GroupMove, "top", panes("g", "home", "alt+<"), dialog("g", "home", "alt+<")),
		define(End, GroupMove, "end", panes("G", "end", "alt+>"), dialog("G", "end", "alt+>")),
		define(HalfDown, GroupMove, "half a page down", panes("ctrl+d"), dialog("ctrl+d")),
		define(HalfUp, GroupMove, "half a page up", panes("ctrl+u"), dialog("ctrl+u")),
		define(PageDown, GroupMove, "page down", panes("pgdown", "ctrl+f", "ctrl+v"), dialog("pgdown", "ctrl+f", "ctrl+v")),
		define(PageUp, GroupMove, "page up", panes("pgup", "ctrl+b", "alt+v"), dialog("pgup", "ctrl+b", "alt+v")),
		define(EnterPane, GroupMove, "into the detail", list("l", "right"), dialog("l", "right")),
		define(LeavePane, GroupMove, "back to the list", detail("h", "left"), dialog("h", "left")),
		define(ScrollLeft, GroupMove, "scroll left", panes("H", "shift+left")),
		define(ScrollRight, GroupMove, "scroll right", panes("L", "shift+right")),
		define(OtherDown, GroupMove, "other pane down", panes("J")),
		define(OtherUp, GroupMove, "other pane up", panes("K")),
		define(NextPane, GroupMove, "next pane or field", panes("tab"), dialog("tab")),
		define(PreviousPane, GroupMove, "pane or field before", panes("shift+tab"), dialog("shift+tab")),
	}
}

func findActions() []entry {
	all := []entry{
		define(Filter, GroupFind, "filter", list("/")),
		define(Find, GroupFind, "find in the text", detail("/")),
		define(FindNext, GroupFind, "next match", detail("n")),
		define(FindPrevious, GroupFind, "previous match", detail("N")),
		define(FilterForm, GroupFind, "filter as a form", panes("F"), filterBar("alt+f")),
		define(FilterByThis, GroupFind, "filter by this value", panes(",")),
		define(DropLoosest, GroupFind, "drop loosest term", list("backspace")),
		define(NextUser, GroupFind, "next user turn", detail("}")),
		define(PreviousUser, GroupFind, "previous user turn", detail("{")),
		define(NextError, GroupFind, "next tool error", detail("!")),
		define(NextRefusal, GroupFind, "next refusal", detail("~")),
	}
	for n := range 10 {
		help, where := "view "+strconv.Itoa(n), panes(strconv.Itoa(n))
		if n == 0 {
			help = "all sessions"
		} else if n <= len(tabs()) {
			where = list(strconv.Itoa(n)) // in the detail they choose a tab
		}
		all = append(all, define(View(n), GroupFind, help, where))
	}
	return append(all,
		define(SaveView, GroupFind, "save as a view", filterBar("ctrl+s")),
		define(Sort, GroupFind, "sort", panes("s")),
		define(SortReverse, GroupFind, "reverse the sort", panes("S")),
		define(Columns, GroupFind, "columns", panes("c")),
		define(Sum, GroupFind, "sums", panes("#")),
		define(LoadAll, GroupFind, "load all rows"),
		define(Palette, GroupFind, "command", global(":", "alt+x")),
	)
}

func actActions() []entry {
	return []entry{
		define(Mark, GroupMark, "mark", list("space")),
		define(MarkRange, GroupMark, "mark a range", list("v")),
		define(MarkDown, GroupMark, "mark downward", list("shift+down")),
		define(MarkUp, GroupMark, "mark upward", list("shift+up")),
		define(MarkAll, GroupMark, "mark all matching", list("*")),
		define(Unmark, GroupMark, "clear the marks"),
		define(CompareMarked, GroupMark, "compare two marked", panes("=")),
		define(Open, GroupAct, "open", list("enter")),
		define(Rename, GroupAct, "rename", panes("i")),
		define(Edit, GroupAct, "edit", panes("e")),
		define(EditJSON, GroupAct, "edit as JSON", panes("E")),
		define(ToggleStatus, GroupAct, "complete or reopen", panes("t")),
		define(Delete, GroupAct, "delete", panes("d", "delete")),
		define(CleanUp, GroupAct, "clean up", panes("D")),
		define(Undo, GroupAct, "undo", panes("u")),
		define(Redo, GroupAct, "redo", panes("U")),
		define(SendNow, GroupAct, "send now"),
		define(Add, GroupAct, "add a session", panes("a")),
		define(Clone, GroupAct, "clone", panes("C")),
		define(Trash, GroupAct, "trash"),
		define(Pause, GroupAct, "pause or resume"),
		define(Stop, GroupAct, "stop"),
	}
}

func takeActions() []entry {
	return []entry{
		define(Copy, GroupTake, "copy", panes("y")),
		define(CopyID, GroupTake, "copy the ID", panes("y y")),
		define(CopyName, GroupTake, "copy the name", panes("y n")),
		define(CopyJSON, GroupTake, "copy as JSON", panes("Y", "y j")),
		define(CopyTranscript, GroupTake, "copy the transcript", panes("y t")),
		define(CopyMarkdown, GroupTake, "copy as Markdown", panes("y m")),
		define(CopyCurl, GroupTake, "copy as curl", panes("y c")),
		define(CopyLink, GroupTake, "copy the list's link", panes("y l")),
		define(OpenWeb, GroupTake, "open in the browser", panes("o")),
		define(OpenAssistant, GroupTake, "assistant in browser", panes("O")),
		define(Export, GroupTake, "export"),
	}
}

// tabs are those of the detail, in order.
func tabs() []string { return []string{"transcript", "info", "JSON", "cost", "diff", "chats"} }

func lookActions() []entry {
	all := []entry{
		define(TogglePane, GroupLook, "detail pane", panes("p")),
		define(PaneSide, GroupLook, "pane right or below", panes("P")),
		define(PaneGrow, GroupLook, "larger pane", panes("+")),
		define(PaneShrink, GroupLook, "smaller pane", panes("-")),
		define(FullScreen, GroupLook, "full screen", panes("f")),
	}
	for i, name := range tabs() {
		all = append(all, define(Tab(i+1), GroupLook, name, detail(strconv.Itoa(i+1))))
	}
	return append(all,
		define(NextTab, GroupLook, "next tab", panes("]")),
		define(PreviousTab, GroupLook, "previous tab", panes("[")),
		define(OpenJSON, GroupLook, "open at the JSON"),
		define(FoldOpen, GroupLook, "open the fold", detail("z o")),
		define(FoldClose, GroupLook, "close the fold", detail("z c")),
		define(FoldToggle, GroupLook, "toggle the fold", detail("enter", "z a")),
		define(FoldCloseAll, GroupLook, "close all folds", detail("z M")),
		define(FoldOpenAll, GroupLook, "open all folds", detail("z R")),
		define(Wrap, GroupLook, "wrap lines", detail("w")),
		define(Reveal, GroupLook, "reveal for 10 s", detail("x")),
		define(ShowNew, GroupLook, "show new rows", panes(".")),
		define(Refresh, GroupLook, "refresh", panes("r", "ctrl+r")),
		define(RefreshAll, GroupLook, "refresh names too", panes("R")),
		define(Activity, GroupLook, "activity", global("@")),
		define(Private, GroupLook, "private mode"),
		define(MouseToggle, GroupLook, "mouse on or off"),
	)
}

func leaveActions() []entry {
	return []entry{
		define(Help, GroupLeave, "help", global("?", "f1"), dialog("?", "f1"), form("f1"), filterBar("f1")),
		define(Back, GroupLeave, "back one step", global("esc", "ctrl+g", "alt+esc")),
		define(Quit, GroupLeave, "back, then quit", global("q"), dialog("q")),
		define(Cancel, GroupLeave, "cancel", global("ctrl+c"), dialog("esc", "ctrl+g", "ctrl+c", "alt+esc"), filterBar("esc", "ctrl+g", "ctrl+c", "alt+esc")),
		define(Suspend, GroupLeave, "suspend", global("ctrl+z"), dialog("ctrl+z"), filterBar("ctrl+z")),
		define(Redraw, GroupLeave, "redraw", global("ctrl+l"), dialog("ctrl+l"), filterBar("ctrl+l")),
	}
}

func formActions() []entry {
	return []entry{
		define(Accept, GroupForm, "accept", dialog("enter"), filterBar("enter")),
		define(Save, GroupForm, "save", form("ctrl+s")),
		define(Yes, GroupForm, "yes, this one", dialog("y")),
		define(Discard, GroupForm, "discard", form("d")),
		define(ShowCurl, GroupForm, "dry run", form("alt+c"), dialog("c")),
		define(ToggleOption, GroupForm, "choose", dialog("space")),
		define(ItemDown, GroupForm, "move the item down", dialog("shift+down")),
		define(ItemUp, GroupForm, "move the item up", dialog("shift+up")),
		define(EditorField, GroupForm, "open in $EDITOR", form("ctrl+o")),
		define(Complete, GroupForm, "complete the word", filterBar("tab")),
		define(NextChoice, GroupForm, "next suggestion", filterBar("ctrl+n", "down")),
		define(PrevChoice, GroupForm, "previous suggestion", filterBar("ctrl+p", "up")),
		define(History, GroupForm, "earlier filters", filterBar("ctrl+r")),
	}
}
