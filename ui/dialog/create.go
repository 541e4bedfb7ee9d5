package dialog

import (
	"encoding/json"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// CreateOptions begin a new session.
type CreateOptions struct {
	Now     time.Time
	Zone    *time.Location // nil for UTC
	Typed   *Typed         // what was typed before, or suggestions; nil for none
	Refused string         // why the server refused what was typed before
	Known   filter.Known   // names that can be typed in place of IDs
}

// Create is the form for a new session.
type Create struct {
	form
	o     CreateOptions
	first Typed
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
	c := &Create{form{Look: l, title: "New session", writes: true, main: "save", wide: 66}, o, t}
	c.begin(c,
		text("name", "Name", t.Name, 42),
		text("assistant", "Assistant", t.Assistant, 38),
		text("squad", "or squad", t.Squad, 38),
		text("phone", "Phone number", t.Phone, 38),
		radio("status", "Status", statusIndex("", t.Status), statuses("")...),
		text("expires", "Expires in", t.Expires, 10),
		text("customer", "Customer", t.Customer, 18),
		area("first", "Message", t.First),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Create", keymap.Save),
	)
	return c
}

// Typed gives what is in the form just now.
func (c *Create) Typed() Typed {
	status := c.control("status")
	return Typed{
		Name: c.typed("name"), Assistant: c.value("assistant"), Squad: c.value("squad"), Phone: c.value("phone"),
		Status: client.Status(status.options[status.chosen]), Expires: c.value("expires"),
		Customer: c.value("customer"), First: c.typed("first"),
	}
}

// faults says what is wrong with each field.
func (c *Create) faults() map[string]string {
	f := map[string]string{
		"name": checkName(c.typed("name")), "customer": checkNumber(c.value("customer")),
		"first": checkMessage(c.typed("first")),
	}
	for name, r := range c.references() {
		_, f[name] = r.id(c.value(name))
	}
	_, f["expires"] = ParseExpires(c.value("expires"))
	if f["squad"] == "" && c.value("assistant") != "" && c.value("squad") != "" {
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
	now, first := c.Typed(), c.first
	if first.Status == "" {
		first.Status = client.StatusActive
	}
	return now != first
}

func (c *Create) check() Intent {
	for name, fault := range c.faults() {
		c.control(name).fault = fault
	}
	for name, r := range c.references() {
		r.complete(c.control(name), c.focused().name == name)
	}
	c.control("name").checkName()
	c.control("expires").must = true
	seconds, fault := ParseExpires(c.value("expires"))
	c.control("expires").note = resolved(seconds, c.o.Now, c.o.Zone)
	if fault == "" && seconds == 0 {
		c.control("expires").note = "empty: " + writeExpires(client.DefaultExpirationSeconds)
	}
	c.control("customer").note = "number, optional"
	c.control("save").off = !c.valid()
	return nil
}

// Body is what would be sent.
func (c *Create) Body() client.CreateSession {
	t := c.Typed()
	seconds, _ := ParseExpires(t.Expires)
	b := client.CreateSession{Name: t.Name, Status: t.Status, ExpirationSeconds: seconds}
	refs := c.references()
	b.AssistantID, _ = refs["assistant"].id(t.Assistant)
	b.SquadID, _ = refs["squad"].id(t.Squad)
	b.PhoneNumberID, _ = refs["phone"].id(t.Phone)
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

func (c *Create) body(s *sheet) {
	if c.o.Refused != "" {
		refused, _ := client.Clean(c.o.Refused)
		s.hang(theme.Bad, "! ", "Not created: "+refused)
	}
	c.draw(s)
	s.space()
	s.say(theme.Dim, "The message is the assistant's first. Creating fires session.created once and is never repeated by itself.")
}

func (c *Create) pressed(string) Intent { return CreateSession{c.Body(), c.Typed()} }
