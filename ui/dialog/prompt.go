package dialog

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// PromptOptions make a Prompt.
type PromptOptions struct {
	Name  string // what Submit carries
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
	p := &Prompt{form{Look: l}, o}
	p.controls = []control{text("text", o.Label, o.Text, 50), button("cancel", "Cancel", "esc"), button("ok", "OK", "enter")}
	p.check()
	return p
}

func (p *Prompt) check() {
	c := p.control("text")
	if c.fault = ""; p.o.Check != nil {
		c.fault = p.o.Check(c.field.Value())
	}
	p.control("ok").off = c.fault != ""
	if p.focused().off {
		p.focusOn("text")
	}
}

func (p *Prompt) picture(maxW, maxH int) picture {
	s := newSheet(p.Look, p.o.Title, 66, maxW)
	p.draw(s)
	if p.o.Help != "" {
		s.say(theme.Dim, p.o.Help)
	}
	s.space()
	p.buttons(s)
	return s.draw(maxH, &p.view)
}

// Hints implements Dialog.
func (p *Prompt) Hints() []keymap.Action {
	return []keymap.Action{keymap.Accept, keymap.NextPane, keymap.Cancel}
}

// Key implements Dialog.
func (p *Prompt) Key(msg tea.KeyPressMsg) Intent {
	p.form.Key(msg)
	p.check()
	return nil
}

// Paste implements Dialog.
func (p *Prompt) Paste(s string) {
	p.form.Paste(s)
	p.check()
}

// Do implements Dialog: enter in the text submits it.
func (p *Prompt) Do(a keymap.Action) Intent {
	if a == keymap.Accept && p.focused().kind == textControl || a == keymap.Save {
		return p.answer("ok", a)
	}
	return p.answer(p.do(a), a)
}

func (p *Prompt) answer(pressed string, a keymap.Action) Intent {
	switch pressed {
	case "ok":
		if p.control("ok").off {
			return nil
		}
		return Submit{p.o.Name, p.control("text").field.Value()}
	case "cancel":
		return Cancel{}
	}
	return outside(a)
}

// press implements Dialog.
func (p *Prompt) press(target int) Intent {
	return p.answer(p.click(target), "")
}
