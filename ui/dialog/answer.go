package dialog

import tea "charm.land/bubbletea/v2"

// OnChoice answers a menu or a question by the key that was chosen.
func OnChoice(choose func(key string) tea.Cmd) Answer {
	return func(in Intent) tea.Cmd {
		if c, ok := in.(Choose); ok {
			return choose(c.Key)
		}
		return nil
	}
}

// OnYes answers a question that is either confirmed or closed.
func OnYes(yes func() tea.Cmd) Answer {
	return OnChoice(func(key string) tea.Cmd {
		if key == "yes" {
			return yes()
		}
		return nil
	})
}

// OnSubmit answers a prompt with the text that was typed.
func OnSubmit(submit func(text string) tea.Cmd) Answer {
	return func(in Intent) tea.Cmd {
		if s, ok := in.(Submit); ok {
			return submit(s.Text)
		}
		return nil
	}
}
