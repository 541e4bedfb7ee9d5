package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Button is one answer to a question.
type Button struct {
	Label string
	Key   string // what Choose carries
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

// NewQuestion makes a question or message.
func NewQuestion(l Look, o QuestionOptions) *Question {
	if o.Cancel == "" {
		o.Cancel = "Cancel"
	}
	q := &Question{form{Look: l}, o}
	q.controls = append(q.controls, button("cancel", o.Cancel, ""))
	for _, b := range o.Buttons {
		q.controls = append(q.controls, button(b.Key, b.Label, ""))
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
	return s.draw(maxH, q.scroll)
}

// Box implements Dialog.
func (q *Question) Box(maxW, maxH int) []string { return q.picture(maxW, maxH).lines }

// Cursor implements Dialog.
func (q *Question) Cursor(int, int) (x, y int, ok bool) { return 0, 0, false }

// Scopes implements Dialog.
func (q *Question) Scopes() []keymap.Scope { return []keymap.Scope{keymap.ScopeDialog} }

// Hints implements Dialog.
func (q *Question) Hints() []keymap.Action {
	return []keymap.Action{keymap.Accept, keymap.NextPane, keymap.Cancel}
}

// Do implements Dialog.
func (q *Question) Do(a keymap.Action) Intent {
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
		if b.Key == pressed {
			return Choose{q.o.Name, pressed}
		}
	}
	return nil
}

// Key implements Dialog: a question takes no text.
func (q *Question) Key(tea.KeyPressMsg) Intent { return nil }

// Paste implements Dialog: a question drops it.
func (q *Question) Paste(string) {}

// Click implements Dialog.
func (q *Question) Click(x, y, maxW, maxH int) Intent {
	return q.answer(q.click(q.picture(maxW, maxH), x, y), "")
}
