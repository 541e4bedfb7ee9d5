package dialog

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// reference is what a text names by its ID, or by a name that is known.
type reference struct {
	what  string // in words
	known []filter.Named
}

// references are the controls of the form that name something.
func (c *Create) references() map[string]reference {
	return map[string]reference{
		"assistant": {"assistant", c.o.Known.Assistants},
		"squad":     {"squad", c.o.Known.Squads},
		"phone":     {"phone number", c.o.Known.PhoneNumbers},
	}
}

// id gives the ID that a text stands for, or what is wrong with it.
func (r reference) id(text string) (id, fault string) {
	fault = checkID(text)
	if fault == "" {
		return text, ""
	}
	var ids []string
	for _, n := range r.known {
		if name, _ := client.Clean(n.Name); strings.EqualFold(strings.TrimSpace(name), text) {
			ids = append(ids, n.ID)
		}
	}
	switch {
	case len(ids) == 1:
		return ids[0], ""
	case len(ids) > 1:
		return "", "several are called so: type the ID"
	case strings.Trim(text, "0123456789abcdefABCDEF-") == "":
		return "", fault
	}
	return "", "no " + r.what + " called so is known here: type its ID"
}

// complete shows what a text stands for or, while it is typed, how it could go on.
func (r reference) complete(c *control, focused bool) {
	text := c.field.Value()
	c.rest, c.note = "", ""
	if id, fault := r.id(strings.TrimSpace(text)); fault == "" && id != strings.TrimSpace(text) {
		c.note = "= " + short(id)
		return
	}
	if !focused || text == "" {
		return
	}
	for _, n := range r.known {
		if name, _ := client.Clean(n.Name); len(name) > len(text) && strings.EqualFold(name[:len(text)], text) {
			c.rest, c.fault = name[len(text):], ""
			return
		}
	}
}
