package sessions

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
)

// openBar opens the filter for typing.
func (m *Model) openBar() {
	m.filter.textBefore = m.filter.text
	history := slices.Clone(m.filter.history)
	slices.Reverse(history)
	m.bar = filter.NewBar(filter.Options{Theme: m.theme, Now: m.now, Known: m.Known(), History: history})
	text := m.filter.text
	if text != "" {
		text += " "
	}
	m.bar.SetValue(text)
	m.o.Host.FocusList()
}

// openForm opens the filter as a form with an input for each of its keys.
func (m *Model) openForm(text string) {
	if m.bar == nil {
		m.filter.textBefore = m.filter.text
	}
	m.bar, m.inForm = nil, true
	m.o.Host.Open(dialog.NewFilterForm(m.o.Host.DialogBase(), filter.NewInputs(text, m.now), m.Known(), func(in filter.Intent) tea.Cmd {
		m.filterIntent(in)
		return nil
	}))
}

// filterIntent carries out what the bar or the form asks for.
func (m *Model) filterIntent(in filter.Intent) {
	switch in := in.(type) {
	case filter.Changed:
		m.filter.typedText, m.filter.applyAt = in.Text, m.now.Add(typingRest)
	case filter.Apply:
		m.submitFilter(in.Text)
		m.filter.history = config.AddToHistory(m.filter.history, m.filter.text)
	case filter.Close:
		m.rememberTyped(in.Text)
		m.closeInput()
		if m.filter.text != m.filter.textBefore {
			m.returnToListing(m.filter.textBefore)
		}
	case filter.OpenForm:
		m.openForm(in.Text)
	case filter.SaveView:
		m.submitFilter(in.Text)
		m.askViewName()
	}
}

// rememberTyped adds a filter that was typed and not applied to the earlier filters.
func (m *Model) rememberTyped(text string) {
	parsed, problems := filter.Parse(text, m.now)
	if len(problems) > 0 || parsed.IsZero() || parsed.String() == m.filter.textBefore {
		return
	}
	m.filter.history = config.AddToHistory(m.filter.history, parsed.String())
	if keys := m.o.Keys.Keys(keymap.History); len(keys) > 0 {
		m.o.Host.Say("the filter stays as it was: " + m.o.Keys.Label(keymap.Filter) + " and " + keymap.Label(keys[0]) + " have what you typed")
	}
}

// submitFilter closes bar and form and applies their filter. It is one step for undo,
// from the filter that was in force before typing.
func (m *Model) submitFilter(text string) {
	from := m.currentListing()
	from.text = m.filter.textBefore
	m.closeInput()
	m.apply(text)
	m.rememberStep(from)
}

func (m *Model) closeInput() {
	m.bar, m.inForm, m.filter.applyAt = nil, false, time.Time{}
}

// applyTyped applies the typed filter when it is due, if it can be read.
func (m *Model) applyTyped() {
	if m.filter.applyAt.IsZero() || m.now.Before(m.filter.applyAt) {
		return
	}
	m.filter.applyAt = time.Time{}
	if _, problems := filter.Parse(m.filter.typedText, m.now); len(problems) == 0 {
		m.apply(m.filter.typedText)
	}
}
