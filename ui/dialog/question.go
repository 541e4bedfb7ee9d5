package dialog

import (
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Button is one answer to a question.
type Button struct {
	Label  string
	Press  Answer
	YesKey bool // y presses it, too: for questions about a single session
}

// QuestionOptions configure a Question.
type QuestionOptions struct {
	Title       string
	Name        string     // of the session in question; may be empty
	Sessions    SessionSet // the sessions in question; may be empty
	Text        []string   // paragraphs
	Warnings    []string   // paragraphs with "!" before them
	Closing     string     // a last paragraph
	Buttons     []Button   // after Cancel or Close
	DryRun      Answer     // shows what Buttons would send, so the box shows the account; nil where they send nothing
	MessageOnly bool       // the first button is Close instead of Cancel, and the box is as wide as its text
}

// Question shows a text and may ask: a message, an error's detail, a choice before
// something is written. Its first button closes it and has the focus.
type Question struct {
	form
	o QuestionOptions
}

// AsksConsent implements Dialog. It reports whether the question has answers.
func (q *Question) AsksConsent() bool { return len(q.controls) > 1 }

// NewQuestion returns a question or a message.
func NewQuestion(l Base, o QuestionOptions) *Question {
	wide, leaves := 64, "Cancel"
	if o.MessageOnly {
		leaves = "Close"
		for _, p := range o.Text {
			wide = max(wide, min(theme.Width(p)+frameWidth, 100))
		}
	}
	q := &Question{form: form{Base: l, title: o.Title, maxWidth: wide, writes: o.DryRun != nil, scopes: []keymap.Scope{keymap.ScopeDialog}}, o: o}
	q.controls = append(q.controls, button("cancel", leaves, "", q.cancel))
	for _, b := range o.Buttons {
		a := keymap.Action("")
		if b.YesKey {
			a = keymap.Yes
		}
		q.controls = append(q.controls, button("", b.Label, a, closing(b.Press)))
	}
	if q.writes {
		q.controls = append(q.controls, dryRunButton(o.DryRun))
	}
	q.begin(q)
	return q
}

// body puts the warnings first where the dialog writes and there is little room.
func (q *Question) body(box *boxBuilder) {
	if q.o.Name != "" {
		box.addText(theme.Strong, q.o.Name)
	}
	warn := func() {
		for _, p := range q.o.Warnings {
			box.addHangingText(theme.Warn, "! ", p)
		}
	}
	first := box.isLow && q.writes
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

// Wheel scrolls the text by n lines.
func (q *Question) Wheel(by int) { q.viewport.SetYOffset(q.viewport.YOffset() + by) }

// bindings implements Dialog. Where there is only one button, Up and Down scroll the text.
func (q *Question) bindings() bindings {
	all := q.form.bindings()
	if !q.AsksConsent() {
		for a, by := range map[keymap.Action]int{keymap.Down: 1, keymap.Up: -1} {
			all.of(a).run = func() outcome { q.Wheel(by); return outcome{} }
		}
	}
	return all
}
