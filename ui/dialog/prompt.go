package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// PromptOptions configure a Prompt.
type PromptOptions struct {
	Title  string
	Label  string
	Text   string
	Help   string              // a line below the field
	Check  func(string) string // returns what is wrong with the text, or ""; nil accepts all
	Submit func(text string) tea.Cmd
}

// Prompt asks for one line of text.
type Prompt struct {
	form
	o         PromptOptions
	confirmed bool // enter was pressed, so faults are shown
}

// NewPrompt returns a prompt.
func NewPrompt(l Base, o PromptOptions) *Prompt {
	p := &Prompt{form: form{Base: l, title: o.Title, maxWidth: 66, enterButton: "ok"}, o: o}
	p.begin(p, text("text", o.Label, o.Text, 50).validatedBy(p.validate), button("cancel", "Cancel", keymap.Cancel, p.cancel), button("ok", "OK", keymap.Accept, p.submit))
	return p
}

// validate returns a fault only once something was typed or confirmed.
func (p *Prompt) validate(text string) (note, fault string) {
	if p.o.Check != nil && (p.confirmed || text != p.o.Text) {
		fault = p.o.Check(text)
	}
	return "", fault
}

func (p *Prompt) afterChange() outcome {
	p.control("ok").disabled = !p.valid()
	return outcome{}
}

func (p *Prompt) body(box *boxBuilder) {
	p.addControls(box)
	if p.o.Help != "" {
		box.addText(theme.Dim, p.o.Help)
	}
}

func (p *Prompt) submit() outcome {
	if p.confirmed = true; !p.valid() {
		return p.revalidate()
	}
	return outcome{true, func() tea.Cmd { return p.o.Submit(p.typed("text")) }}
}
