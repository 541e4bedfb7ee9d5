package dialog

import (
	"slices"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Button is one answer to a question.
type Button struct {
	Label  string
	Key    string // what Choose carries
	Intent Intent // what it asks for; nil for Choose
	YesKey bool   // y presses it too: what is asked is about one thing
}

// QuestionOptions make a Question.
type QuestionOptions struct {
	Title       string
	Name        string     // what is asked about, or nothing
	Sessions    SessionSet // the same of many
	Text        []string   // paragraphs
	Warnings    []string   // marked with "!"
	Closing     string     // a last paragraph
	Buttons     []Button   // after the first, which has the focus
	Writes      bool       // one of the buttons does, so the account is said
	MessageOnly bool       // it only says something: the first button closes it, and it is as wide as its text
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
func NewQuestion(l Base, o QuestionOptions) *Question {
	wide, leaves := 64, "Cancel"
	if o.MessageOnly {
		leaves = "Close"
		for _, p := range o.Text {
			wide = max(wide, min(width(p)+frameWidth, 100))
		}
	}
	q := &Question{form: form{Base: l, title: o.Title, maxWidth: wide, writes: o.Writes, scopes: []keymap.Scope{keymap.ScopeDialog}}, o: o}
	q.controls = append(q.controls, button("cancel", leaves, ""))
	for _, b := range o.Buttons {
		a := keymap.Action("")
		if b.YesKey {
			a = keymap.Yes
		}
		q.controls = append(q.controls, button(b.Key, b.Label, a))
	}
	if o.Writes {
		q.mainButton = o.Buttons[0].Key
	}
	q.begin(q)
	return q
}

// body warns first where something is written and there is little room.
func (q *Question) body(box *boxBuilder) {
	if q.o.Name != "" {
		box.addText(theme.Strong, q.o.Name)
	}
	warn := func() {
		for _, p := range q.o.Warnings {
			box.addHangingText(theme.Warn, "! ", p)
		}
	}
	first := box.isLow && q.o.Writes
	if first {
		warn()
	}
	for _, p := range q.o.Text {
		box.addText(theme.Plain, p)
	}
	if len(q.o.Sessions.IDs) > 0 {
		box.addLine(q.o.Sessions.visibleText())
		q.o.Sessions.addSample(box)
	}
	box.addSpace()
	if !first {
		warn()
		box.addSpace()
	}
	if q.o.Closing != "" {
		box.addText(theme.Plain, q.o.Closing)
	}
}

// Wheel scrolls the text by some lines.
func (q *Question) Wheel(by int) { q.viewport.SetYOffset(q.viewport.YOffset() + by) }

// Do implements Dialog: up and down scroll the text by a line where there is but
// one button to move to.
func (q *Question) Do(a keymap.Action) Intent {
	switch {
	case q.asksConsent() || a != keymap.Down && a != keymap.Up:
		return q.form.Do(a)
	case a == keymap.Down:
		q.Wheel(1)
	default:
		q.Wheel(-1)
	}
	return nil
}

func (q *Question) pressed(button string) Intent {
	i := slices.IndexFunc(q.o.Buttons, func(b Button) bool { return b.Key == button })
	if asks := q.o.Buttons[i].Intent; asks != nil {
		return asks
	}
	return Choose{button}
}
