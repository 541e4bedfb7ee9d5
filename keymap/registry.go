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
)

// Groups lists the groups in the order of the help.
func Groups() []Group {
	return []Group{GroupMove, GroupFind, GroupMark, GroupAct, GroupTake, GroupLook, GroupLeave, GroupForm}
}

// place is where an action has keys, and which, the plainest first.
type place struct {
	scopes []Scope
	keys   []string
}

// entry is one action of the registry. Without places it is reached by the
// palette only.
type entry struct {
	action Action
	group  Group
	help   string
	places []place
}

func panes(keys ...string) place { return place{[]Scope{ScopeList, ScopeDetail}, keys} }
func list(keys ...string) place  { return place{[]Scope{ScopeList}, keys} }
func detail(keys ...string) place {
	return place{[]Scope{ScopeDetail}, keys}
}
func dialog(keys ...string) place { return place{[]Scope{ScopeDialog}, keys} }
func global(keys ...string) place { return place{[]Scope{ScopeGlobal}, keys} }
func form(keys ...string) place   { return place{[]Scope{ScopeForm}, keys} }
func bar(keys ...string) place    { return place{[]Scope{ScopeFilter}, keys} }

func at(a Action, g Group, help string, places ...place) entry {
	return entry{a, g, help, places}
}

// registry is every action there is, with its default keys.
func registry() []entry {
	var all []entry
	for _, part := range [][]entry{moving(), finding(), acting(), taking(), looking(), leaving(), filling()} {
		all = append(all, part...)
	}
	return all
}

func moving() []entry {
	return []entry{
		at(Down, GroupMove, "down", panes("j", "down", "ctrl+n"), dialog("j", "down", "ctrl+n")),
		at(Up, GroupMove, "up", panes("k", "up", "ctrl+p"), dialog("k", "up", "ctrl+p")),
		at(Top, GroupMove, "top", panes("g", "home", "alt+<"), dialog("g", "home", "alt+<")),
		at(End, GroupMove, "end", panes("G", "end", "alt+>"), dialog("G", "end", "alt+>")),
		at(HalfDown, GroupMove, "half a page down", panes("ctrl+d"), dialog("ctrl+d")),
		at(HalfUp, GroupMove, "half a page up", panes("ctrl+u"), dialog("ctrl+u")),
		at(PageDown, GroupMove, "page down", panes("pgdown", "ctrl+f", "ctrl+v"), dialog("pgdown", "ctrl+f", "ctrl+v")),
		at(PageUp, GroupMove, "page up", panes("pgup", "ctrl+b", "alt+v"), dialog("pgup", "ctrl+b", "alt+v")),
		at(In, GroupMove, "into the detail", list("l", "right"), dialog("l", "right")),
		at(Out, GroupMove, "back to the list", detail("h", "left"), dialog("h", "left")),
		at(ScrollLeft, GroupMove, "scroll left", panes("H", "shift+left")),
		at(ScrollRight, GroupMove, "scroll right", panes("L", "shift+right")),
		at(OtherDown, GroupMove, "other pane down", panes("J")),
		at(OtherUp, GroupMove, "other pane up", panes("K")),
		at(NextPane, GroupMove, "next pane or field", panes("tab"), dialog("tab")),
		at(PreviousPane, GroupMove, "pane or field before", panes("shift+tab"), dialog("shift+tab")),
	}
}

func finding() []entry {
	all := []entry{
		at(Filter, GroupFind, "filter", list("/")),
		at(Find, GroupFind, "find in the text", detail("/")),
		at(FindNext, GroupFind, "next match", detail("n")),
		at(FindPrevious, GroupFind, "previous match", detail("N")),
		at(FilterForm, GroupFind, "filter as a form", panes("F"), bar("alt+f")),
		at(FilterByThis, GroupFind, "filter by this value", panes(",")),
		at(DropLoosest, GroupFind, "drop loosest term", list("backspace")),
		at(NextUser, GroupFind, "next user turn", detail("}")),
		at(PreviousUser, GroupFind, "previous user turn", detail("{")),
		at(NextError, GroupFind, "next tool error", detail("!")),
		at(NextRefusal, GroupFind, "next refusal", detail("~")),
	}
	for n := range 10 {
		help, where := "view "+strconv.Itoa(n), panes(strconv.Itoa(n))
		if n == 0 {
			help = "all sessions"
		} else if n <= len(tabs()) {
			where = list(strconv.Itoa(n)) // in the detail they choose a tab
		}
		all = append(all, at(View(n), GroupFind, help, where))
	}
	return append(all,
		at(SaveView, GroupFind, "save as a view", bar("ctrl+s")),
		at(Sort, GroupFind, "sort", panes("s")),
		at(SortReverse, GroupFind, "reverse the sort", panes("S")),
		at(Columns, GroupFind, "columns", panes("c")),
		at(Sum, GroupFind, "sums", panes("#")),
		at(LoadAll, GroupFind, "load all rows"),
		at(Palette, GroupFind, "command", global(":", "alt+x")),
	)
}

func acting() []entry {
	return []entry{
		at(Mark, GroupMark, "mark", list("space")),
		at(MarkRange, GroupMark, "mark a range", list("v")),
		at(MarkDown, GroupMark, "mark downward", list("shift+down")),
		at(MarkUp, GroupMark, "mark upward", list("shift+up")),
		at(MarkAll, GroupMark, "mark all matching", list("*")),
		at(Unmark, GroupMark, "clear the marks"),
		at(CompareMarked, GroupMark, "compare two marked", panes("=")),
		at(Open, GroupAct, "open", list("enter")),
		at(Rename, GroupAct, "rename", panes("i")),
		at(Edit, GroupAct, "edit", panes("e")),
		at(EditJSON, GroupAct, "edit as JSON", panes("E")),
		at(Toggle, GroupAct, "complete or reopen", panes("t")),
		at(Delete, GroupAct, "delete", panes("d", "delete")),
		at(CleanUp, GroupAct, "clean up", panes("D")),
		at(Undo, GroupAct, "undo", panes("u")),
		at(Redo, GroupAct, "redo", panes("U")),
		at(Flush, GroupAct, "send now"),
		at(Add, GroupAct, "add a session", panes("a")),
		at(Clone, GroupAct, "clone", panes("C")),
		at(Trash, GroupAct, "trash"),
		at(Pause, GroupAct, "pause or resume"),
		at(Stop, GroupAct, "stop"),
	}
}

func taking() []entry {
	return []entry{
		at(Copy, GroupTake, "copy", panes("y")),
		at(CopyID, GroupTake, "copy the ID", panes("y y")),
		at(CopyName, GroupTake, "copy the name", panes("y n")),
		at(CopyJSON, GroupTake, "copy as JSON", panes("Y", "y j")),
		at(CopyTranscript, GroupTake, "copy the transcript", panes("y t")),
		at(CopyMarkdown, GroupTake, "copy as Markdown", panes("y m")),
		at(CopyCurl, GroupTake, "copy as curl", panes("y c")),
		at(CopyLink, GroupTake, "copy the list's link", panes("y l")),
		at(OpenWeb, GroupTake, "open in the browser", panes("o")),
		at(OpenAssistant, GroupTake, "assistant in browser", panes("O")),
		at(Export, GroupTake, "export"),
	}
}

// tabs are those of the detail, in order.
func tabs() []string { return []string{"transcript", "info", "JSON", "cost", "diff", "chats"} }

func looking() []entry {
	all := []entry{
		at(TogglePane, GroupLook, "detail pane", panes("p")),
		at(PaneSide, GroupLook, "pane right or below", panes("P")),
		at(PaneGrow, GroupLook, "larger pane", panes("+")),
		at(PaneShrink, GroupLook, "smaller pane", panes("-")),
		at(FullScreen, GroupLook, "full screen", panes("f")),
	}
	for i, name := range tabs() {
		all = append(all, at(Tab(i+1), GroupLook, name, detail(strconv.Itoa(i+1))))
	}
	return append(all,
		at(NextTab, GroupLook, "next tab", panes("]")),
		at(PreviousTab, GroupLook, "previous tab", panes("[")),
		at(OpenJSON, GroupLook, "open at the JSON"),
		at(FoldOpen, GroupLook, "open the fold", detail("z o")),
		at(FoldClose, GroupLook, "close the fold", detail("z c")),
		at(FoldToggle, GroupLook, "toggle the fold", detail("enter", "z a")),
		at(FoldCloseAll, GroupLook, "close all folds", detail("z M")),
		at(FoldOpenAll, GroupLook, "open all folds", detail("z R")),
		at(Wrap, GroupLook, "wrap lines", detail("w")),
		at(Reveal, GroupLook, "reveal for 10 s", detail("x")),
		at(ShowNew, GroupLook, "show new rows", panes(".")),
		at(Refresh, GroupLook, "refresh", panes("r", "ctrl+r")),
		at(RefreshAll, GroupLook, "refresh names too", panes("R")),
		at(Activity, GroupLook, "activity", global("@")),
		at(Private, GroupLook, "private mode"),
		at(MouseToggle, GroupLook, "mouse on or off"),
	)
}

func leaving() []entry {
	return []entry{
		at(Help, GroupLeave, "help", global("?", "f1"), dialog("?", "f1"), form("f1"), bar("f1")),
		at(Back, GroupLeave, "back one step", global("esc", "ctrl+g", "alt+esc")),
		at(Quit, GroupLeave, "back, then quit", global("q"), dialog("q")),
		at(Cancel, GroupLeave, "cancel", global("ctrl+c"), dialog("esc", "ctrl+g", "ctrl+c", "alt+esc"), bar("esc", "ctrl+g", "ctrl+c", "alt+esc")),
		at(Suspend, GroupLeave, "suspend", global("ctrl+z"), dialog("ctrl+z"), bar("ctrl+z")),
		at(Redraw, GroupLeave, "redraw", global("ctrl+l"), dialog("ctrl+l"), bar("ctrl+l")),
	}
}

func filling() []entry {
	return []entry{
		at(Accept, GroupForm, "accept", dialog("enter"), bar("enter")),
		at(Save, GroupForm, "save", form("ctrl+s")),
		at(Yes, GroupForm, "yes, this one", dialog("y")),
		at(Discard, GroupForm, "discard", form("d")),
		at(ShowCurl, GroupForm, "dry run", form("alt+c"), dialog("c")),
		at(ToggleOption, GroupForm, "choose", dialog("space")),
		at(EditorField, GroupForm, "open in $EDITOR", form("ctrl+o")),
		at(Complete, GroupForm, "complete the word", bar("tab")),
		at(NextChoice, GroupForm, "next suggestion", bar("ctrl+n", "down")),
		at(PrevChoice, GroupForm, "previous suggestion", bar("ctrl+p", "up")),
		at(History, GroupForm, "earlier filters", bar("ctrl+r")),
	}
}
