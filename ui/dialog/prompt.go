package dialog

import (
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// PromptOptions make a Prompt.
type PromptOptions struct {
	Title string
	Label string
	Text  string
	Help  string              // a line below
	Check func(string) string // what is wrong with the text, or nothing; nil accepts all
}

// Prompt asks for one line of text.
type Prompt struct {
	form
	o PromptOptions
}

// NewPrompt makes a prompt.
func NewPrompt(l Look, o PromptOptions) *Prompt {
	p := &Prompt{form{Look: l, title: o.Title, wide: 66, enter: "ok"}, o}
	p.begin(p, text("text", o.Label, o.Text, 50), button("cancel", "Cancel", keymap.Cancel), button("ok", "OK", keymap.Accept))
	return p
}

func (p *Prompt) check() Intent {
	c := p.control("text")
	if c.fault = ""; p.o.Check != nil {
		c.fault = p.o.Check(c.field.Value())
	}
	p.control("ok").off = c.fault != ""
	return nil
}

func (p *Prompt) body(s *sheet) {
	p.draw(s)
	if p.o.Help != "" {
		s.say(theme.Dim, p.o.Help)
	}
}

func (p *Prompt) pressed(string) Intent { return Submit{p.typed("text")} }
