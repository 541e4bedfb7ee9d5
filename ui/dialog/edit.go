package dialog

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// FormValues are the texts in a form as a person typed them. They fill the form again
// after a save was refused.
type FormValues struct {
	Name      string
	Status    client.Status
	Expires   string
	Assistant string
	Squad     string
	Phone     string
	Customer  string
	First     string // the assistant's first message
}

// EditOptions configure an Edit.
type EditOptions struct {
	ID      string
	Name    string
	Status  client.Status
	Expires int64 // expirationSeconds; 0 when the session has none
	// ExpiresByDefault says that Expires is the API's default, not the session's own.
	ExpiresByDefault bool
	Messages         int
	Now              time.Time
	Zone             *time.Location // nil for UTC
	ServerChange     string         // as for SetServerChange
	Typed            *FormValues    // what was typed when the form was left, or nil
	// Unsaved are the fields of a save that was refused, where nothing is in Typed.
	Unsaved client.UpdateSession
	Refused string // why the last attempt failed; "" where there was none
	// Faults are the server's messages; one about a field begins with its API name.
	Faults []string

	Save        func(client.UpdateSession) tea.Cmd
	DryRun      func(client.UpdateSession) tea.Cmd
	Editor      func(p client.UpdateSession, typed FormValues) tea.Cmd // p is what was changed so far, as far as it is valid
	ShowChanges Answer                                                 // shows what changed on the server
}

// editForm is what the forms for one session and for many have in common.
type editForm struct {
	form
	initial FormValues // what the fields hold before anything is typed
}

// Edit is the form for one session. Only the fields that were changed are sent.
type Edit struct {
	editForm
	o EditOptions
}

// NewEdit returns the form.
func NewEdit(l Base, o EditOptions) *Edit {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	was := FormValues{Name: o.Name, Status: o.Status}
	if o.Expires > 0 {
		was.Expires = writeExpires(o.Expires)
	}
	t := was
	t.applyUnsaved(o.Unsaved)
	if o.Typed != nil {
		t = *o.Typed
	}
	e := &Edit{editForm{form{Base: l, title: "Edit session " + words.ShortIDs(o.ID), writes: true, needsChange: true, maxWidth: 66}, was}, o}
	e.begin(e,
		text("name", "Name", t.Name, 42).validatedBy(CheckName), statusControl(o.Status, t.Status), expiresControl(t.Expires).validatedBy(e.validateExpires),
		saveButton("Save", with(o.Save, e.Patch)), button("cancel", "Cancel", keymap.Cancel, e.cancel),
		button("editor", "Editor", keymap.EditorField, closing(func() tea.Cmd { return o.Editor(e.readablePatch(), e.Typed()) })),
		button("changes", "See changes", "", staying(o.ShowChanges)), dryRunButton(with(o.DryRun, e.Patch)),
	)
	e.SetServerChange(o.ServerChange)
	for _, fault := range o.Faults {
		for field, name := range map[string]string{"name": "name", "status": "status", "expirationSeconds": "expires"} {
			if strings.HasPrefix(fault, field) {
				e.control(name).fault = "refused: " + fault
				e.focusOn(name)
			}
		}
	}
	return e
}

// applyUnsaved overwrites the values of the fields that p has.
func (t *FormValues) applyUnsaved(p client.UpdateSession) {
	if p.Name != nil {
		t.Name = *p.Name
	}
	if p.Status != nil {
		t.Status = *p.Status
	}
	if p.ExpirationSeconds != nil {
		t.Expires = writeExpires(*p.ExpirationSeconds)
	}
}

// statusControl offers the API's two statuses, and before them the session's own where
// it is another one.
func statusControl(own, now client.Status) control {
	all := []string{string(client.StatusActive), string(client.StatusCompleted)}
	if own != "" && !slices.Contains(all, string(own)) {
		all = slices.Insert(all, 0, string(own))
	}
	return radio("status", "Status", max(0, slices.Index(all, string(now))), all...)
}

// ID returns the ID of the session in the form.
func (e *Edit) ID() string { return e.o.ID }

// SetServerChange shows what changed on the server while the form is open, such as
// "status, 3 s ago"; "" removes the note.
func (e *Edit) SetServerChange(what string) {
	e.o.ServerChange = what
	e.control("changes").hidden = what == ""
	e.revalidate()
}

// Set types a value into the field with a name, and returns what is wrong with it. It
// serves the program without a screen.
func (e *Edit) Set(field, value string) (fault string) {
	var names []string
	for i := range e.controls {
		c := &e.controls[i]
		switch {
		case c.kind == buttonControl:
			continue
		case c.name != field:
			names = append(names, c.name)
			continue
		case c.takesText():
			c.setValue(value)
		case slices.Contains(c.options, value):
			c.chosen = slices.Index(c.options, value)
		default:
			return "the " + field + " is one of " + strings.Join(c.options, ", ")
		}
		e.revalidate()
		return c.fault
	}
	return fmt.Sprintf("no field is called %q: %s", field, strings.Join(names, ", "))
}

// Typed returns what the form holds now.
func (e *Edit) Typed() FormValues {
	return FormValues{Name: e.typed("name"), Status: e.status(), Expires: e.typed("expires")}
}

func (c *editForm) status() client.Status {
	r := c.control("status")
	if c.initial.Status == "" && r.chosen == 0 {
		return "" // unchanged: the session has no status
	}
	return client.Status(r.options[r.chosen])
}

// Patch returns the fields that were changed. It is empty while a field has a fault.
func (c *editForm) Patch() client.UpdateSession {
	if !c.valid() {
		return client.UpdateSession{}
	}
	return c.readablePatch()
}

// readablePatch returns the fields that were changed and have no fault.
func (c *editForm) readablePatch() client.UpdateSession {
	var p client.UpdateSession
	if v := c.typed("name"); v != c.initial.Name {
		p.Name = &v
	}
	if v := c.status(); v != c.initial.Status {
		p.Status = &v
	}
	was, _ := parseExpires(c.initial.Expires)
	if v, _ := parseExpires(c.value("expires")); v != 0 && v != was {
		p.ExpirationSeconds = &v
	}
	return p
}

func (c *editForm) changed() bool { return !c.valid() || !c.Patch().Empty() }

// validateExpires says when the session would expire.
func (e *Edit) validateExpires(text string) (note, fault string) {
	seconds, fault := parseExpires(text)
	note = expiryNote(seconds, e.o.Now, e.o.Zone)
	switch {
	case seconds != 0 && e.o.ExpiresByDefault && seconds == e.o.Expires:
		_, when, _ := strings.Cut(note, ", ")
		note = "default, " + when
	case fault == "" && seconds == 0 && e.o.Expires > 0:
		note = "empty: not sent, stays " + writeExpires(e.o.Expires)
	}
	return note, fault
}

func (e *Edit) body(box *boxBuilder) {
	if e.o.Refused != "" {
		box.addHangingText(theme.Bad, "! ", e.o.Refused)
	}
	e.addControls(box)
	box.addLine("  " + box.fit("Messages", min(defaultLabelWidth, box.width/3)) + fmt.Sprintf(" %d, not sent (Editor changes them)", e.o.Messages))
	box.addSpace()
	if e.o.ServerChange != "" {
		box.addHangingText(theme.Warn, "! ", "Changed on the server: "+e.o.ServerChange)
	}
	box.addCompletingWarning(e.Patch())
	box.addHangingText(theme.Plain, "Will send: ", patchText(e.valid(), e.Patch()))
}
