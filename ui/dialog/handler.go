package dialog

import tea "charm.land/bubbletea/v2"

// Handler carries out what a dialog asks for. Who opens a dialog gives it along:
// nobody else has to know what the dialog is about.
type Handler func(Intent) tea.Cmd

// On answers one kind of intent, and no other.
func On[I Intent](do func(I) tea.Cmd) Handler {
	return func(in Intent) tea.Cmd {
		if i, ok := in.(I); ok {
			return do(i)
		}
		return nil
	}
}

// OnChoice answers a menu or a question by the key that was chosen.
func OnChoice(choose func(key string) tea.Cmd) Handler {
	return On(func(c Choose) tea.Cmd { return choose(c.Key) })
}

// OnYes answers a question that is either confirmed or closed.
func OnYes(yes func() tea.Cmd) Handler { return On(func(Choose) tea.Cmd { return yes() }) }

// OnSubmit answers a prompt with the text that was typed.
func OnSubmit(submit func(text string) tea.Cmd) Handler {
	return On(func(s Submit) tea.Cmd { return submit(s.Text) })
}
