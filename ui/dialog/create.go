package dialog

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// CreateOptions begin a new session.
type CreateOptions struct {
	Now     time.Time
	Zone    *time.Location // nil for UTC
	Typed   *Typed         // what was typed before, or suggestions; nil for none
	Refused string         // why the server refused what was typed before
}

// Create is the form for a new session.
type Create struct {
	editing
	o     CreateOptions
	begin Typed
}

// NewCreate makes the form.
func NewCreate(l Look, o CreateOptions) *Create {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	var t Typed
	if o.Typed != nil {
		t = *o.Typed
	}
	c := &Create{editing{form: form{Look: l}}, o, t}
	c.controls = withQuestion(
		text("name", "Name", t.Name, 42),
		text("assistant", "Assistant ID", t.Assistant, 38),
		text("squad", "or squad ID", t.Squad, 38),
		radio("status", "Status", statusIndex("", t.Status), statuses("")...),
		text("expires", "Expires in", t.Expires, 10),
		text("customer", "Customer", t.Customer, 18),
		text("first", "Message", t.First, 50),
		button("cancel", "Cancel", "esc"), button("save", "Create", firstKey(l, keymap.Save)),
	)
	c.control("expires").must = true
	c.check()
	return c
}

// Typed gives what is in the form just now.
func (c *Create) Typed() Typed {
	status := c.control("status")
	return Typed{
		Name: c.control("name").field.Value(), Assistant: c.value("assistant"), Squad: c.value("squad"),
		Status: client.Status(status.options[status.chosen]), Expires: c.value("expires"),
		Customer: c.value("customer"), First: c.control("first").field.Value(),
	}
}

// faults says what is wrong with each field.
func (c *Create) faults() map[string]string {
	f := map[string]string{
		"name": checkName(c.control("name").field.Value()), "assistant": checkID(c.value("assistant")),
		"squad": checkID(c.value("squad")), "customer": checkNumber(c.value("customer")),
		"first": checkMessage(c.control("first").field.Value()),
	}
	_, f["expires"] = parseExpires(c.value("expires"))
	if c.value("assistant") != "" && c.value("squad") != "" {
		f["squad"] = "an assistant or a squad, not both"
	}
	return f
}

func (c *Create) valid() bool {
	for _, fault := range c.faults() {
		if fault != "" {
			return false
		}
	}
	return true
}

// changed compares what can be typed; the status always has a value.
func (c *Create) changed() bool {
	now, begin := c.Typed(), c.begin
	if begin.Status == "" {
		begin.Status = client.StatusActive
	}
	return now != begin
}

func (c *Create) check() {
	for name, fault := range c.faults() {
		c.control(name).fault = fault
	}
	name := c.control("name")
	name.note = strconv.Itoa(utf8.RuneCountInString(name.field.Value())) + "/" + strconv.Itoa(client.MaxNameLength)
	seconds, fault := parseExpires(c.value("expires"))
	c.control("expires").note = resolved(seconds, c.o.Now, c.o.Zone)
	if fault == "" && seconds == 0 {
		c.control("expires").note = "empty: " + writeExpires(client.DefaultExpirationSeconds)
	}
	c.control("customer").note = "number, optional"
	c.control("save").off = c.asking || !c.valid()
	if c.focused().off {
		c.move(1)
	}
}

// Body is what would be sent.
func (c *Create) Body() client.CreateSession {
	t := c.Typed()
	seconds, _ := parseExpires(t.Expires)
	b := client.CreateSession{Name: t.Name, Status: t.Status, ExpirationSeconds: seconds, AssistantID: t.Assistant, SquadID: t.Squad}
	if t.Customer != "" {
		b.Customer, _ = jsontext.AppendQuote([]byte(`{"number":`), t.Customer) // a checked number is valid
		b.Customer = append(b.Customer, '}')
	}
	if t.First != "" {
		messages := []map[string]string{{"role": string(client.RoleAssistant), "content": t.First}}
		if data, err := json.Marshal(messages); err == nil {
			b.Messages = jsontext.Value(data)
		}
	}
	return b
}

func (c *Create) picture(maxW, maxH int) picture {
	s := newSheet(c.Look, "New session", 66, maxW)
	if c.o.Refused != "" {
		refused, _ := client.Clean(c.o.Refused)
		s.hang(theme.Bad, "! ", "Not created: "+refused)
	}
	c.draw(s)
	s.space()
	s.say(theme.Dim, "The message is the assistant's first. Creating fires session.created once and is never repeated by itself.")
	s.space()
	c.foot(s)
	return s.draw(maxH, &c.view)
}

// Key implements Dialog.
func (c *Create) Key(msg tea.KeyPressMsg) Intent {
	c.form.Key(msg)
	c.check()
	return nil
}

// Paste implements Dialog.
func (c *Create) Paste(s string) {
	c.form.Paste(s)
	c.check()
}

// Do implements Dialog.
func (c *Create) Do(a keymap.Action) Intent { return c.answer(c.step(a, c.changed()), a) }

func (c *Create) answer(pressed string, a keymap.Action) Intent {
	c.check()
	switch pressed {
	case "save":
		if c.control("save").off {
			return nil
		}
		return CreateSession{c.Body(), c.Typed()}
	case "cancel":
		return Cancel{}
	}
	return outside(a)
}

// press implements Dialog.
func (c *Create) press(target int) Intent {
	return c.answer(c.settle(c.click(target), c.changed()), "")
}
