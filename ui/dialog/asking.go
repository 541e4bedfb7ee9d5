package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// questionBase keeps the click targets of a question apart from those of the form
// that it stands in.
const questionBase = 500

// question asks before a form throws away what a person typed. To keep editing
// has the focus; a letter throws away, unless letters before it were meant for
// the form.
type question struct {
	form
	asked *form
	stray bool // a letter was typed that means nothing here
}

func newQuestion(asked *form) *question {
	q := &question{form: form{Look: asked.Look}, asked: asked}
	q.begin(q, button("keep", "Keep editing", ""), button("discard", "Discard", keymap.Discard))
	return q
}

// Words implements Dialog.
func (q *question) Words(a keymap.Action) string {
	if a == keymap.Cancel {
		return "discard"
	}
	return q.form.Words(a)
}

// Key implements Dialog.
func (q *question) Key(msg tea.KeyPressMsg) Intent {
	q.stray = q.stray || msg.Text != ""
	return nil
}

// Do implements Dialog.
func (q *question) Do(a keymap.Action) Intent {
	if a == keymap.Discard && q.stray {
		return nil
	}
	return q.form.Do(a)
}

func (q *question) pressed(button string) Intent {
	if button == "discard" {
		return Cancel{}
	}
	q.asked.question = nil
	return nil
}

// asksConsent reports whether the question is asked.
func (f *form) asksConsent() bool { return f.question != nil }

// foot adds the buttons of the form, or the question and its own.
func (f *form) foot(s *sheet) {
	if f.question == nil {
		f.buttons(s, 0)
		return
	}
	s.footText(theme.Warn, "Throw away what you typed?")
	f.question.buttons(s, questionBase)
}
