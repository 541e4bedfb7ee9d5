package dialog

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// FilterForm is the filter with a field for each of its parts. It asks for what the
// filter bar asks for: filter.Apply, filter.SaveView, filter.Close, and filter.Changed,
// after which it stays open.
type FilterForm struct {
	form
	ask       func(filter.Intent) tea.Cmd
	inputs    *filter.Inputs
	known     filter.Known
	requested string // the filter of the last filter.Changed
}

// NewFilterForm returns the form for a filter. known are names to complete.
func NewFilterForm(l Base, inputs *filter.Inputs, known filter.Known, ask func(filter.Intent) tea.Cmd) *FilterForm {
	f := &FilterForm{form{Base: l, title: "Filter", maxWidth: 76, labelWidth: 14, enterButton: "apply"}, ask, inputs, known, inputs.Text()}
	for i, in := range inputs.All() {
		c := text(strconv.Itoa(i), in.Label, in.Text, 60)
		c.heading, c.placeholder = in.Group, in.Hint
		f.controls = append(f.controls, c.validatedBy(f.validatorOf(i)).completedBy(func(string) (rest, whole string) { return f.inputs.Completion(i, f.known), "" }))
	}
	f.begin(f, button("cancel", "Cancel", keymap.Cancel, f.cancel),
		button("apply", "Apply", keymap.Accept, func() outcome { return f.submit(filter.Apply{Text: f.Text()}) }),
		button("save", "Save as a view", keymap.Save, func() outcome { return f.submit(filter.SaveView{Text: f.Text()}) }))
	return f
}

// Text returns the filter in the filter language.
func (f *FilterForm) Text() string { return f.inputs.Text() }

// validatorOf returns the validator of input i, which also sets the input.
func (f *FilterForm) validatorOf(i int) validator {
	return func(text string) (note, fault string) {
		f.inputs.Set(i, text)
		if p := f.inputs.Problem(i); p != nil && !p.Incomplete {
			fault = p.Message
		}
		return "", fault
	}
}

// afterChange asks for the list of the changed filter.
func (f *FilterForm) afterChange() outcome {
	if f.Text() == f.requested {
		return outcome{}
	}
	f.requested = f.Text()
	return outcome{answer: func() tea.Cmd { return f.ask(filter.Changed{Text: f.requested}) }}
}

func (f *FilterForm) body(box *boxBuilder) {
	f.addControls(box)
	text, role := "", theme.Dim
	if at := f.focus; at < len(f.inputs.All()) {
		text = f.inputs.Meaning(at)
	}
	if p := f.problem(); p != "" {
		text, role = p, theme.Bad
	}
	lines, most := wrap(text, box.width), 3 // always as many lines, so that the box keeps its height
	if box.isLow {
		most = 1
	}
	if len(lines) > most {
		lines[most-1] = box.elide(strings.Join(lines[most-1:], " "), box.width)
	}
	for i := range most {
		box.addFootText(role, lineAt(lines, i))
	}
	if others := f.inputs.Others(); others != "" {
		box.addFootText(theme.Plain, box.elide("also: "+others, box.width))
	}
	if !box.isLow {
		box.addFootText(theme.Plain, box.elide("/ "+f.Text(), box.width))
	}
}

// problem returns what is wrong with the filter, unless the focused field shows it.
func (f *FilterForm) problem() string {
	_, problems := f.inputs.Filter()
	if len(problems) == 0 || f.focused().fault != "" {
		return ""
	}
	return problems[0].Message
}

// key implements Dialog. In a field that takes only certain words, space steps through
// them.
func (f *FilterForm) key(msg tea.KeyPressMsg) outcome {
	if f.focus < len(f.inputs.All()) && msg.Keystroke() == "space" {
		if word, only := f.inputs.Next(f.focus); only {
			f.focused().field.Set(word)
			return f.revalidate()
		}
	}
	return f.form.key(msg)
}

// submit closes the form and asks for what applies or saves the filter, or moves to the
// first field with a problem.
func (f *FilterForm) submit(in filter.Intent) outcome {
	if _, problems := f.inputs.Filter(); len(problems) == 0 {
		return outcome{true, func() tea.Cmd { return f.ask(in) }}
	}
	for i := range f.inputs.All() {
		if f.inputs.Problem(i) != nil {
			f.focus = i
			break
		}
	}
	return outcome{}
}

func (f *FilterForm) leave() outcome {
	return outcome{true, func() tea.Cmd { return f.ask(filter.Close{Text: f.Text()}) }}
}
