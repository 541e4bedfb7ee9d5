package dialog

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Dialog is one box of this package. It is not safe for concurrent use.
type Dialog interface {
	// draw draws the dialog: at most maxH lines, all of one width of at most maxW
	// cells.
	draw(maxW, maxH int) drawnBox
	// Scopes returns the key scopes that apply now, innermost first.
	Scopes() []keymap.Scope
	// bindings returns what actions do here now.
	bindings() bindings
	// key takes a key that is no action here: text, or an editing key.
	key(tea.KeyPressMsg) outcome
	// paste takes pasted text. A dialog that asks for consent ignores it.
	paste(text string) outcome
	// click handles a click on the clickArea with this target.
	click(target int) outcome
	// AsksConsent reports whether the dialog asks for consent now.
	AsksConsent() bool
	// keyMap returns the keys that the dialog knows.
	keyMap() keymap.Map
	// setTheme changes the styles.
	setTheme(*theme.Theme)
}

// Base is what every dialog knows of the program.
type Base struct {
	Theme   *theme.Theme
	Keys    keymap.Map
	Account string // that is written to
	Live    bool   // the account has real sessions
	// ReadOnly says that the program writes nothing, so no dialog offers it.
	ReadOnly bool
	// Run carries out an action of the program.
	Run func(keymap.Action) tea.Cmd
}

func (l *Base) setTheme(t *theme.Theme) { l.Theme = t }
func (l *Base) keyMap() keymap.Map      { return l.Keys }

// Stack is the open dialogs, the newest on top. The zero Stack is empty.
type Stack struct {
	dialogs []Dialog
	drawn   drawnBox // the box that was drawn last
	drawnOf Dialog   // whose box that is
}

// Push opens a dialog over the others.
func (s *Stack) Push(d Dialog) { s.dialogs = append(s.dialogs, d) }

// Pop closes the dialog on top.
func (s *Stack) Pop() { s.dialogs = slices.Delete(s.dialogs, len(s.dialogs)-1, len(s.dialogs)) }

// Top returns the dialog that has the keyboard, or nil.
func (s *Stack) Top() Dialog {
	if len(s.dialogs) == 0 {
		return nil
	}
	return s.dialogs[len(s.dialogs)-1]
}

// UpdateTop changes the dialog on top, if it is of the given type.
func UpdateTop[D Dialog](s *Stack, change func(D)) {
	if d, ok := s.Top().(D); ok {
		change(d)
	}
}

// SetTheme changes the styles of all open dialogs.
func (s *Stack) SetTheme(t *theme.Theme) {
	for _, d := range s.dialogs {
		d.setTheme(t)
	}
}

// Box draws the dialog on top: at most maxH lines, all of one width of at most maxW
// cells.
func (s *Stack) Box(maxW, maxH int) []string {
	if d := s.Top(); d != nil {
		s.drawn, s.drawnOf = d.draw(maxW, maxH), d
	}
	return s.drawn.lines
}

// Cursor returns the cell of the text cursor in the box that was drawn last, and whether
// there is one.
func (s *Stack) Cursor() (x, y int, ok bool) {
	return s.drawn.cursorX, s.drawn.cursorY, s.drawn.cursorY >= 0
}

// Click handles a click at a cell of the box that was drawn last, if its dialog is still
// on top.
func (s *Stack) Click(x, y int) tea.Cmd {
	target, ok := s.drawn.targetAt(x, y)
	d := s.Top()
	if !ok || d == nil || d != s.drawnOf {
		return nil
	}
	return s.finish(d.click(target))
}

// Do gives an action to the dialog on top.
func (s *Stack) Do(a keymap.Action) tea.Cmd {
	if b := s.Top().bindings().of(a); b != nil && b.run != nil {
		return s.finish(b.run())
	}
	return nil
}

// ActionLabel says what an action does in the dialog on top, for the footer. It is empty
// where the keymap's own words fit.
func (s *Stack) ActionLabel(a keymap.Action) string {
	if b := s.Top().bindings().of(a); b != nil {
		return b.label
	}
	return ""
}

// Paste gives pasted text to the dialog on top.
func (s *Stack) Paste(text string) tea.Cmd { return s.finish(s.Top().paste(text)) }

// finish closes the dialog on top if it is to be closed, and then runs the answer.
func (s *Stack) finish(o outcome) tea.Cmd {
	if o.closes {
		s.Pop()
	}
	if o.answer == nil {
		return nil
	}
	return o.answer()
}

// Hints returns the actions for the footer, the most useful first: with Cancel among the
// first two where it has an effect, and Help at the end.
func (s *Stack) Hints() []keymap.Action {
	var hints []keymap.Action
	all := s.Top().bindings()
	for _, b := range all {
		if b.footer && !b.off && b.action != keymap.Help && !slices.Contains(hints, b.action) {
			hints = append(hints, b.action)
		}
	}
	if !all.of(keymap.Cancel).off {
		hints = slices.Insert(hints, min(1, len(hints)), keymap.Cancel)
	}
	if all.of(keymap.Help).footer {
		hints = append(hints, keymap.Help)
	}
	return hints
}

// Keys returns the keys that the dialog on top knows, or without a dialog the others.
func (s *Stack) Keys(others keymap.Map) keymap.Map {
	if d := s.Top(); d != nil {
		return d.keyMap()
	}
	return others
}

// HasFields reports whether one of the open dialogs has fields to fill in.
func (s *Stack) HasFields() bool {
	return slices.ContainsFunc(s.dialogs, func(d Dialog) bool {
		return slices.ContainsFunc(d.Scopes(), func(s keymap.Scope) bool { return s == keymap.ScopeText || s == keymap.ScopeForm })
	})
}

// Len returns how many dialogs are open.
func (s *Stack) Len() int { return len(s.dialogs) }

// Press gives a key to the dialog on top. A key that repeats because it is held down can
// move and edit, but not consent.
func (s *Stack) Press(msg tea.KeyPressMsg) tea.Cmd {
	top := s.Top()
	if top == nil {
		return nil
	}
	a, ok := top.keyMap().Resolve(top.Scopes(), msg.String())
	if !ok {
		return s.finish(top.key(msg))
	}
	switch {
	case msg.IsRepeat && (IsConsent(a) || a == keymap.Cancel && top.AsksConsent()):
		return nil
	case isStrayLetter(top, msg.Text != "", a):
		return s.finish(top.key(msg))
	}
	return s.Do(a)
}

// isStrayLetter reports whether a key is a letter that would move the focus to an answer
// of a question. Such letters are ignored: they can be the rest of a text that was typed
// into a dialog that is closed by now. Arrows and tab do move the focus.
func isStrayLetter(d Dialog, letter bool, a keymap.Action) bool {
	return letter && d.AsksConsent() && (a == keymap.EnterPane || a == keymap.LeavePane || a == keymap.Down || a == keymap.Up)
}

// IsConsent reports whether an action can start something.
func IsConsent(a keymap.Action) bool {
	_, item := a.ItemKey()
	return item || a == keymap.Accept || a == keymap.Yes || a == keymap.Save || a == keymap.Discard
}
