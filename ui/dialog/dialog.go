package dialog

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Dialog is one box of this package. Its methods are called from one goroutine.
type Dialog interface {
	// draw draws the dialog: lines of one width of at most maxW cells, and
	// at most maxH of them.
	draw(maxW, maxH int) drawnBox
	// Scopes says which keys the dialog takes just now, innermost first.
	Scopes() []keymap.Scope
	// Hints lists the actions worth showing in the footer besides Cancel, the most
	// wanted first.
	Hints() []keymap.Action
	// ActionLabel says what an action does here, for the footer and the help; empty where
	// its own words do.
	ActionLabel(keymap.Action) string
	// canDo reports whether an action can do something here now.
	canDo(keymap.Action) bool
	// Do carries out an action; nil means that the dialog dealt with it.
	Do(keymap.Action) Intent
	// Key takes a key that is no action here: text and its editing.
	Key(tea.KeyPressMsg) Intent
	// Paste takes pasted text. A dialog that asks for consent drops it.
	Paste(text string) Intent
	// click does what a click on a part of the picture asks for.
	click(target int) Intent
	// setTheme changes what it is drawn with.
	setTheme(*theme.Theme)
}

// Base is what every dialog is drawn with.
type Base struct {
	Theme   *theme.Theme
	Keys    keymap.Map
	Account string // whose sessions are written to
	Live    bool   // they are real ones
	// ReadOnly says that nothing is written, so nothing that writes is offered.
	ReadOnly bool
}

func (l *Base) setTheme(t *theme.Theme) { l.Theme = t }

// keyLabel is the label of an action's first key in some scopes.
func (l *Base) keyLabel(a keymap.Action, scopes []keymap.Scope) string {
	if keys := l.Keys.Keys(a, scopes...); len(keys) > 0 {
		return keymap.Label(keys[0])
	}
	return ""
}

// Stack is the open dialogs, the newest on top. The zero Stack is empty.
type Stack struct {
	dialogs []openDialog
	drawn   drawnBox // of the dialog on top, as it was drawn last
}

// openDialog is a dialog with what its answers do.
type openDialog struct {
	Dialog
	handle Handler
}

// Push opens a dialog over the others. What it asks for is given to answer,
// which is nil for a dialog that only says something.
func (s *Stack) Push(d Dialog, handle Handler) {
	s.dialogs = append(s.dialogs, openDialog{d, handle})
}

// Pop closes the dialog on top, if there is one, and returns it.
func (s *Stack) Pop() Dialog {
	d := s.Top()
	if d != nil {
		s.dialogs[len(s.dialogs)-1] = openDialog{}
		s.dialogs = s.dialogs[:len(s.dialogs)-1]
	}
	return d
}

// Top gives the dialog that has the keyboard, or nil.
func (s *Stack) Top() Dialog {
	if len(s.dialogs) == 0 {
		return nil
	}
	return s.dialogs[len(s.dialogs)-1].Dialog
}

// UpdateTop lets a dialog of one kind be changed, if it has the keyboard.
func UpdateTop[D Dialog](s *Stack, change func(D)) {
	if d, ok := s.Top().(D); ok {
		change(d)
	}
}

// SetTheme changes the styles of all that is open.
func (s *Stack) SetTheme(t *theme.Theme) {
	for _, d := range s.dialogs {
		d.setTheme(t)
	}
}

// Box gives the lines of the dialog on top, all of one width of at most maxW
// cells, and at most maxH of them.
func (s *Stack) Box(maxW, maxH int) []string {
	if d := s.Top(); d != nil {
		s.drawn = d.draw(maxW, maxH)
	}
	return s.drawn.lines
}

// Cursor gives the cell of the text cursor in the box that was drawn last, and
// whether there is one.
func (s *Stack) Cursor() (x, y int, ok bool) {
	return s.drawn.cursorX, s.drawn.cursorY, s.drawn.cursorY >= 0
}

// Click presses what is at a cell of the box that was drawn last.
func (s *Stack) Click(x, y int) Intent {
	target, ok := s.drawn.targetAt(x, y)
	d := s.Top()
	if !ok || d == nil {
		return nil
	}
	return d.click(target)
}

// Handle closes the dialog on top, unless it stays for what it asks, and carries
// that out. Closing without an answer is none.
func (s *Stack) Handle(in Intent) tea.Cmd {
	answer := s.dialogs[len(s.dialogs)-1].handle
	if !KeepsOpen(in) {
		s.Pop()
	}
	if _, closed := in.(Cancel); closed || answer == nil {
		return nil
	}
	return answer(in)
}

// Hints lists the actions worth showing in the footer, the most wanted first. How
// to leave is always told.
func (s *Stack) Hints() []keymap.Action {
	all := slices.Clone(s.Top().Hints())
	return slices.Insert(all, min(1, len(all)), keymap.Cancel)
}

// Len is how many dialogs are open.
func (s *Stack) Len() int { return len(s.dialogs) }

// Press gives a key to the dialog on top. A key that repeats because it is held
// down does whatever moves or edits, and nothing that consents.
func (s *Stack) Press(keys keymap.Map, msg tea.KeyPressMsg) Intent {
	top := s.Top()
	if top == nil {
		return nil
	}
	a, ok := keys.Resolve(top.Scopes(), msg.String())
	if !ok {
		return top.Key(msg)
	}
	switch {
	case msg.IsRepeat && (isConsent(a) || a == keymap.Cancel && AsksConsent(top)):
		return nil
	case isStrayLetter(top, msg.Text != "", a):
		return top.Key(msg)
	}
	return top.Do(a)
}

// AsksConsent reports whether a dialog asks for consent just now.
func AsksConsent(d Dialog) bool {
	asking, ok := d.(interface{ asksConsent() bool })
	return ok && asking.asksConsent()
}

// isStrayLetter reports whether a key, where it is a letter, would move the focus of a question to an
// answer: text that was meant for something else, such as the phrase of a
// dialog that is closed, must not lead there. Arrows and tab do.
func isStrayLetter(d Dialog, letter bool, a keymap.Action) bool {
	return letter && AsksConsent(d) && (a == keymap.In || a == keymap.Out || a == keymap.Down || a == keymap.Up)
}

// isConsent reports whether an action can set something going.
func isConsent(a keymap.Action) bool {
	return a == keymap.Accept || a == keymap.Yes || a == keymap.Save || a == keymap.Discard
}

// globalIntent gives the intent of an action that means the same in every dialog.
func globalIntent(a keymap.Action) Intent {
	switch a {
	case keymap.Suspend, keymap.Redraw, keymap.Help:
		return PassAction{a}
	default:
		return nil
	}
}
