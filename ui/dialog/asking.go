package dialog

import (
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// questionBase keeps the click targets of a question apart from those of the form
// that it stands in.
const questionBase = 500

// question asks before a form throws away what a person typed. To keep editing
// has the focus.
type question struct {
	form
	asked *form
}

func newQuestion(asked *form) *question {
	q := &question{form{Look: asked.Look}, asked}
	q.begin(q, button("keep", "Keep editing", keymap.Cancel), button("discard", "Discard", ""))
	return q
}

// Do implements Dialog: esc keeps, too.
func (q *question) Do(a keymap.Action) Intent {
	if a == keymap.Cancel || a == keymap.Quit || a == keymap.Back {
		return q.pressed("keep")
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
