package dialog

import (
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// editing is a form that holds what a person typed and therefore asks before it
// throws that away.
type editing struct {
	form
	asking bool
	was    int // which control had the focus before the question
}

// asksConsent reports whether the question is asked.
func (e *editing) asksConsent() bool { return e.asking }

// step carries out an action and gives the button that was pressed. Leaving with
// something typed first asks, in place of the form's own buttons: to keep
// editing has the focus.
func (e *editing) step(a keymap.Action, changed bool) string {
	return e.settle(e.do(a), changed)
}

func (e *editing) settle(pressed string, changed bool) string {
	switch {
	case pressed == "cancel" && e.asking, pressed == "keep":
		e.ask(false)
		return ""
	case pressed == "discard":
		return "cancel"
	case pressed == "cancel" && changed:
		e.ask(true)
		return ""
	case e.asking:
		return ""
	}
	return pressed
}

// Hints implements Dialog.
func (e *editing) Hints() []keymap.Action { return e.hints(e.form.Hints()...) }

// hints are those of the question while it is asked.
func (e *editing) hints(own ...keymap.Action) []keymap.Action {
	if e.asking {
		return []keymap.Action{keymap.Accept, keymap.NextPane}
	}
	return own
}

// ask shows or takes away the question.
func (e *editing) ask(on bool) {
	if on == e.asking {
		return
	}
	e.asking = on
	for i := range e.controls {
		c := &e.controls[i]
		question := c.name == "keep" || c.name == "discard"
		c.off = on != question
	}
	if on {
		e.was = e.focus
		e.focusOn("keep")
		return
	}
	e.focus = min(e.was, len(e.controls)-1)
}

// withQuestion adds the buttons of the question, off until it is asked.
func withQuestion(controls ...control) []control {
	keep, discard := button("keep", "Keep editing", "esc"), button("discard", "Discard", "")
	keep.off, discard.off = true, true
	return append(controls, keep, discard)
}

// foot adds the buttons of the form, or the question and its own.
func (e *editing) foot(s *sheet) {
	if e.asking {
		for _, l := range wrap("Throw away what you typed?", s.w) {
			s.foot = append(s.foot, row{text: s.Theme.Style(theme.Warn).Render(l), cursor: -1})
		}
	}
	shown := e.form
	shown.controls = nil
	index := make([]int, 0, len(e.controls))
	for i, c := range e.controls {
		question := c.name == "keep" || c.name == "discard"
		if c.kind == buttonControl && question == e.asking {
			if i == e.focus {
				shown.focus = len(index)
			}
			shown.controls, index = append(shown.controls, c), append(index, i)
		}
	}
	if e.focused().kind != buttonControl {
		shown.focus = -1
	}
	from := len(s.foot)
	shown.buttons(s)
	for _, r := range s.foot[from:] {
		for i := range r.hits {
			r.hits[i].target = index[r.hits[i].target]
		}
	}
}
