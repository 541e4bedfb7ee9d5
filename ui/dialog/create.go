package dialog

import (
	"encoding/json"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// CreateOptions configure a Create.
type CreateOptions struct {
	Now     time.Time
	Zone    *time.Location // nil for UTC
	Typed   FormValues     // what the fields hold at first
	Refused string         // why the last attempt failed; "" where there was none
	Known   filter.Known   // names that can be typed instead of IDs

	Create func(body client.CreateSession, typed FormValues) tea.Cmd // typed fills the form again if the server refuses
	DryRun func(body client.CreateSession) tea.Cmd
}

// Create is the form for a new session.
type Create struct {
	form
	o                       CreateOptions
	assistant, squad, phone reference
}

// NewCreate returns the form.
func NewCreate(l Base, o CreateOptions) *Create {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	t := o.Typed
	c := &Create{form{Base: l, title: "New session", writes: true, maxWidth: 66}, o,
		reference{"assistant", o.Known.Assistants}, reference{"squad", o.Known.Squads}, reference{"phone number", o.Known.PhoneNumbers}}
	c.begin(c,
		text("name", "Name", t.Name, 42).validatedBy(CheckName),
		c.assistant.text("assistant", "Assistant", t.Assistant), c.squad.text("squad", "or squad", t.Squad).validatedBy(c.validateSquad),
		c.phone.text("phone", "Phone number", t.Phone),
		statusControl("", t.Status),
		expiresControl(t.Expires).validatedBy(c.validateExpires),
		text("customer", "Customer", t.Customer, 18).validatedBy(func(s string) (note, fault string) {
			return "number, optional", numberFault(strings.TrimSpace(s))
		}),
		area("first", "Message", t.First).validatedBy(func(s string) (note, fault string) { return "", messageFault(s) }),
		button("cancel", "Cancel", keymap.Cancel, c.cancel), saveButton("Create", func() tea.Cmd { return o.Create(c.Body(), c.Typed()) }),
		dryRunButton(with(o.DryRun, c.Body)),
	)
	return c
}

// Typed returns what the form holds now.
func (c *Create) Typed() FormValues {
	status := c.control("status")
	return FormValues{
		Name: c.typed("name"), Assistant: c.value("assistant"), Squad: c.value("squad"), Phone: c.value("phone"),
		Status: client.Status(status.options[status.chosen]), Expires: c.value("expires"),
		Customer: c.value("customer"), First: c.typed("first"),
	}
}

// validateSquad allows a squad only without an assistant.
func (c *Create) validateSquad(text string) (note, fault string) {
	if note, fault = c.squad.validate(text); fault == "" && strings.TrimSpace(text) != "" && c.value("assistant") != "" {
		fault = "an assistant or a squad, not both"
	}
	return note, fault
}

func (c *Create) validateExpires(text string) (note, fault string) {
	seconds, fault := parseExpires(text)
	if fault == "" && seconds == 0 {
		return "empty: " + writeExpires(client.DefaultExpirationSeconds), ""
	}
	return expiryNote(seconds, c.o.Now, c.o.Zone), fault
}

// changed reports whether the form differs from its first values. An empty status counts
// as active, which the form then shows.
func (c *Create) changed() bool {
	now, first := c.Typed(), c.o.Typed
	if first.Status == "" {
		first.Status = client.StatusActive
	}
	return now != first
}

// Body returns the body of the POST.
func (c *Create) Body() client.CreateSession {
	t := c.Typed()
	seconds, _ := parseExpires(t.Expires)
	b := client.CreateSession{Name: t.Name, Status: t.Status, ExpirationSeconds: seconds}
	b.AssistantID, _ = c.assistant.id(t.Assistant)
	b.SquadID, _ = c.squad.id(t.Squad)
	b.PhoneNumberID, _ = c.phone.id(t.Phone)
	if t.Customer != "" {
		b.Customer, _ = jsontext.AppendQuote([]byte(`{"number":`), t.Customer) // cannot fail: the number was validated
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

func (c *Create) body(box *boxBuilder) {
	if c.o.Refused != "" {
		box.addHangingText(theme.Bad, "! ", c.o.Refused)
	}
	c.addControls(box)
	box.addSpace()
	box.addText(theme.Dim, "The message is the assistant's first. Creating fires session.created once and is never repeated by itself.")
}
