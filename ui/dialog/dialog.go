package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Dialog is one box. Its methods are called from one goroutine.
type Dialog interface {
	// Box draws the dialog: lines of one width of at most maxW cells, and at
	// most maxH of them.
	Box(maxW, maxH int) []string
	// Cursor gives the cell of the text cursor within Box(maxW, maxH), and
	// whether there is one.
	Cursor(maxW, maxH int) (x, y int, ok bool)
	// Scopes says which keys the dialog takes just now, innermost first.
	Scopes() []keymap.Scope
	// Hints lists the actions worth showing in the footer.
	Hints() []keymap.Action
	// Do carries out an action; nil means that the dialog dealt with it.
	Do(keymap.Action) Intent
	// Key takes a key that is no action here: text and its editing.
	Key(tea.KeyPressMsg) Intent
	// Paste takes pasted text. A dialog that asks for consent drops it.
	Paste(text string)
	// Click presses what is at a cell of Box(maxW, maxH).
	Click(x, y, maxW, maxH int) Intent
}

// Look is what every dialog is drawn with.
type Look struct {
	Theme *theme.Theme
	Keys  keymap.Map
}

// Answer carries out what a dialog asks for. Who opens a dialog gives it along:
// nobody else has to know what the dialog is about.
type Answer func(Intent) tea.Cmd

// Stack is the open dialogs, the newest on top. The zero Stack is empty.
type Stack struct{ open []opened }

// opened is a dialog with what its answers do.
type opened struct {
	Dialog
	answer Answer
}

// Push opens a dialog over the others. What it asks for is given to answer,
// which is nil for a dialog that only says something.
func (s *Stack) Push(d Dialog, answer Answer) { s.open = append(s.open, opened{d, answer}) }

// Pop closes the dialog on top, if there is one, and returns it.
func (s *Stack) Pop() Dialog {
	d := s.Top()
	if d != nil {
		s.open[len(s.open)-1] = opened{}
		s.open = s.open[:len(s.open)-1]
	}
	return d
}

// Top gives the dialog that has the keyboard, or nil.
func (s *Stack) Top() Dialog {
	if len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1].Dialog
}

// Answer closes the dialog on top, unless it stays for what it asks, and carries
// that out. Closing without an answer is none.
func (s *Stack) Answer(in Intent) tea.Cmd {
	answer := s.open[len(s.open)-1].answer
	if !Stays(in) {
		s.Pop()
	}
	if _, closed := in.(Cancel); closed || answer == nil {
		return nil
	}
	return answer(in)
}

// Len is how many dialogs are open.
func (s *Stack) Len() int { return len(s.open) }

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
	if msg.IsRepeat && consents(a) || strays(top, msg, a) {
		return nil
	}
	return top.Do(a)
}

// strays reports whether a letter would move the focus of a question to an
// answer: text that was meant for something else, such as the phrase of a
// dialog that is closed, must not lead there. Arrows and tab do.
func strays(d Dialog, msg tea.KeyPressMsg, a keymap.Action) bool {
	if msg.Text == "" {
		return false
	}
	switch d := d.(type) {
	case *Delete:
	case *Question:
		if len(d.controls) == 1 {
			return false
		}
	default:
		return false
	}
	return a == keymap.In || a == keymap.Out || a == keymap.Down || a == keymap.Up
}

// consents reports whether an action can set something going.
func consents(a keymap.Action) bool {
	return a == keymap.Accept || a == keymap.Yes || a == keymap.Save
}

// outside gives the intent of an action that means the same in every dialog.
func outside(a keymap.Action) Intent {
	switch a {
	case keymap.Suspend, keymap.Redraw, keymap.Help:
		return Pass{a}
	default:
		return nil
	}
}
