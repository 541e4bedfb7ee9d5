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
	o     PromptOptions
	tried bool // it was confirmed as it was
}

// NewPrompt makes a prompt.
func NewPrompt(l Look, o PromptOptions) *Prompt {
	p := &Prompt{form: form{Look: l, title: o.Title, wide: 66, enter: "ok"}, o: o}
	p.begin(p, text("text", o.Label, o.Text, 50), button("cancel", "Cancel", keymap.Cancel), button("ok", "OK", keymap.Accept))
	return p
}

// check says what is wrong once something was typed or confirmed.
func (p *Prompt) check() Intent {
	c := p.control("text")
	if c.fault = ""; p.tried || c.field.Value() != p.o.Text {
		c.fault = p.fault()
	}
	p.control("ok").off = c.fault != ""
	return nil
}

func (p *Prompt) fault() string {
	if p.o.Check == nil {
		return ""
	}
	return p.o.Check(p.typed("text"))
}

func (p *Prompt) body(s *sheet) {
	p.draw(s)
	if p.o.Help != "" {
		s.say(theme.Dim, p.o.Help)
	}
}

func (p *Prompt) pressed(string) Intent {
	if p.tried = true; p.fault() != "" {
		return p.checked()
	}
	return Submit{p.typed("text")}
}
