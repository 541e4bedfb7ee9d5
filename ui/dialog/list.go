package dialog

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// list is a choice of one among some rows.
type list struct {
	at    int
	count int
}

// pageStep is how far a page key moves in a list: its height is not known
// before it is drawn.
const pageStep = 10

// do moves the choice and reports whether the action was a movement.
func (l *list) do(a keymap.Action) bool {
	switch a {
	case keymap.Down:
		l.at++
	case keymap.Up:
		l.at--
	case keymap.Top:
		l.at = 0
	case keymap.End:
		l.at = l.count - 1
	default:
		n := a.Page(pageStep)
		if n == 0 {
			return false
		}
		l.at += n
	}
	l.at = max(0, min(l.at, l.count-1))
	return true
}

// step is do, and takes tab for down.
func (l *list) step(a keymap.Action) bool {
	switch a {
	case keymap.NextPane:
		a = keymap.Down
	case keymap.PreviousPane:
		a = keymap.Up
	}
	return l.do(a)
}

// key moves the choice by the keys that a text field would otherwise take.
func (l *list) key(name string) bool {
	switch name {
	case "home":
		return l.do(keymap.Top)
	case "end":
		return l.do(keymap.End)
	}
	return false
}

// Hints implements Dialog.
func (l *list) Hints() []keymap.Action { return []keymap.Action{keymap.Down, keymap.Accept} }

// resize tells how many rows there are.
func (l *list) resize(count int) {
	l.count = count
	l.at = max(0, min(l.at, count-1))
}

// window gives the rows to draw, with the chosen one in the middle if it can be.
func (l *list) window(room int) (from, to int) {
	room = max(1, min(room, l.count))
	from = max(0, min(l.at-room/2, l.count-room))
	return from, min(from+room, l.count)
}

// room is how many rows are left for the body of a box.
func (s *sheet) room(maxH int) int { return max(1, maxH-2-len(s.head)-len(s.foot)) }

// choice adds a row of a list to the body; left and right are plain text.
func (s *sheet) choice(target int, chosen bool, role theme.Role, left, right string) {
	sign := "  "
	if chosen {
		sign = s.Theme.Glyph(theme.GlyphCursor) + " "
	}
	right = s.cutTo(right, s.w/2)
	gap := 0
	if right != "" {
		gap = 1
	}
	left = s.cutTo(sign+left, s.w-width(right)-gap)
	text := left + strings.Repeat(" ", s.w-width(left)-width(right)) + right
	style := s.Theme.Style(role)
	if chosen {
		style = s.Theme.On(role, theme.Cursor)
	}
	s.body = append(s.body, row{text: style.Render(text), cursor: -1, focus: chosen, hits: []hit{{0, s.w, target}}})
}

// searchLine adds the line where a search is typed to the head.
func (s *sheet) searchLine(label string, f *field.Field, right string) {
	wide := max(4, s.w-width(label)-width(right)-2)
	if wide < 12 {
		right = ""
		wide = max(4, s.w-width(label)-1)
	}
	shown, cursor := f.Window(wide)
	text := s.Theme.Style(theme.Dim).Render(label) + s.Theme.Style(theme.FieldFocus).Render(shown)
	if right != "" {
		text += " " + s.Theme.Style(theme.Dim).Render(right)
	}
	s.head = append(s.head, row{text: text, cursor: width(label) + cursor})
}

// search is a list that letters narrow.
type search struct {
	query field.Field
	list
	find func() // lists what the query leaves
}

// Scopes implements Dialog: letters go to the search.
func (q *search) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
}

// Key implements Dialog.
func (q *search) Key(msg tea.KeyPressMsg) Intent {
	if q.query.Key(msg) {
		q.find()
	}
	return nil
}

// Paste implements Dialog.
func (q *search) Paste(s string) Intent {
	q.query.Insert(s)
	q.find()
	return nil
}

// listBase keeps the click targets of rows apart from those of buttons.
const listBase = 1000

// picker is a form below a list: the arrows choose a row, and tab the button that
// enter presses.
type picker struct {
	form
	list list
}

// Hints implements Dialog.
func (p *picker) Hints() []keymap.Action {
	return []keymap.Action{keymap.Down, keymap.NextPane, keymap.Accept}
}

// Words implements Dialog.
func (p *picker) Words(a keymap.Action) string { return cmp.Or(choosing(a), p.form.Words(a)) }

// Do implements Dialog.
func (p *picker) Do(a keymap.Action) Intent {
	if p.list.do(a) {
		return nil
	}
	return p.form.Do(a)
}

func (p *picker) press(target int) Intent {
	if target >= listBase {
		p.list.at = target - listBase
		return nil
	}
	return p.form.press(target)
}

// choosing is what moving in a list is called in the footer.
func choosing(a keymap.Action) string {
	if a == keymap.Down {
		return "choose"
	}
	return ""
}

// contains reports whether every word of a query is in the text, whatever its case.
func contains(text, query string) bool {
	for _, w := range strings.Fields(query) {
		if !words.NewMatcher(w).In(text) {
			return false
		}
	}
	return true
}
