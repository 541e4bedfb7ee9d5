package dialog

import tea "charm.land/bubbletea/v2"

// Handler carries out what a dialog asks for. It is given by whoever opens the dialog,
// so that nobody else has to know what the dialog is about.
type Handler func(Intent) tea.Cmd

// On returns a handler for one kind of intent. It ignores all others.
func On[I Intent](do func(I) tea.Cmd) Handler {
	return func(in Intent) tea.Cmd {
		if i, ok := in.(I); ok {
			return do(i)
		}
		return nil
	}
}

// OnChoice returns a handler for a menu or a question, called with the key of the
// choice.
func OnChoice(choose func(key string) tea.Cmd) Handler {
	return On(func(c Choose) tea.Cmd { return choose(c.Key) })
}

// OnYes returns a handler for a question that is either confirmed or closed.
func OnYes(yes func() tea.Cmd) Handler { return On(func(Choose) tea.Cmd { return yes() }) }

// OnSubmit returns a handler for a prompt, called with the text that was typed.
func OnSubmit(submit func(text string) tea.Cmd) Handler {
	return On(func(s Submit) tea.Cmd { return submit(s.Text) })
}
