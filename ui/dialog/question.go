package dialog

import (
	"slices"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Button is one answer to a question.
type Button struct {
	Label string
	Key   string // what Choose carries
	Yes   bool   // y presses it too: what is asked is about one thing
}

// QuestionOptions make a Question.
type QuestionOptions struct {
	Name    string // what Choose carries as its menu
	Title   string
	Text    []string // paragraphs
	Warn    []string // marked with "!"
	Buttons []Button // after Cancel
	Cancel  string   // label of the first button, which has the focus; "Cancel" when empty
}

// Question says something, and may ask: a message, an error's detail, a choice
// before something that writes. Its first button has the focus and closes it.
type Question struct {
	form
	o QuestionOptions
}

// asksConsent reports whether it is more than a message.
func (q *Question) asksConsent() bool { return len(q.controls) > 1 }

// NewQuestion makes a question or message.
func NewQuestion(l Look, o QuestionOptions) *Question {
	if o.Cancel == "" {
		o.Cancel = "Cancel"
	}
	q := &Question{form: form{Look: l}, o: o}
	q.controls = append(q.controls, button("cancel", o.Cancel, ""))
	for _, b := range o.Buttons {
		key := ""
		if b.Yes {
			key = firstKey(l, keymap.Yes)
		}
		q.controls = append(q.controls, button(b.Key, b.Label, key))
	}
	return q
}

func (q *Question) picture(maxW, maxH int) picture {
	s := newSheet(q.Look, q.o.Title, 64, maxW)
	for _, p := range q.o.Text {
		p, _ = client.Clean(p)
		s.say(theme.Plain, p)
	}
	for _, p := range q.o.Warn {
		p, _ = client.Clean(p)
		s.hang(theme.Warn, "! ", p)
	}
	s.space()
	q.buttons(s)
	return s.draw(maxH, &q.view)
}

// read scrolls the text by a line, too, where there is but one button to move to.
func (q *Question) read(a keymap.Action) bool {
	switch {
	case len(q.controls) > 1:
	case a == keymap.Down:
		q.view.ScrollDown(1)
		return true
	case a == keymap.Up:
		q.view.ScrollUp(1)
		return true
	}
	return q.form.read(a)
}

// Wheel scrolls the text by some lines.
func (q *Question) Wheel(by int) { q.view.SetYOffset(q.view.YOffset() + by) }

// Scopes implements Dialog.
func (q *Question) Scopes() []keymap.Scope { return []keymap.Scope{keymap.ScopeDialog} }

// Hints implements Dialog.
func (q *Question) Hints() []keymap.Action {
	if slices.ContainsFunc(q.o.Buttons, func(b Button) bool { return b.Yes }) {
		return []keymap.Action{keymap.Accept, keymap.Yes, keymap.NextPane, keymap.Cancel}
	}
	return []keymap.Action{keymap.Accept, keymap.NextPane, keymap.Cancel}
}

// Do implements Dialog.
func (q *Question) Do(a keymap.Action) Intent {
	if q.read(a) {
		return nil
	}
	return q.answer(q.do(a), a)
}

func (q *Question) answer(pressed string, a keymap.Action) Intent {
	switch pressed {
	case "":
		return outside(a)
	case "cancel":
		return Cancel{}
	}
	for _, b := range q.o.Buttons {
		if a == keymap.Yes && b.Yes || a != keymap.Yes && b.Key == pressed {
			return Choose{q.o.Name, b.Key}
		}
	}
	return nil
}

// press implements Dialog.
func (q *Question) press(target int) Intent {
	return q.answer(q.click(target), "")
}
