package keymap

import (
	"strconv"
	"strings"
)

// Action is what a key, a palette line, a menu item or a click asks for. Its text is
// its name in settings, help, palette and README.
type Action string

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
