package dialog

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// reference is what a text names by its ID, or by a name that is known.
type reference struct {
	what  string // in words
	known []filter.Named
}

// text is the control that a reference is typed into.
func (r reference) text(name, label, value string) control {
	c := text(name, label, value, 38).reads(r.read).completes(r.complete)
	c.hint = "name or ID"
	return c
}

// id gives the ID that a text stands for, or what is wrong with it: it is an ID, a
// name, or how no more than one name begins.
func (r reference) id(text string) (id, fault string) {
	fault = checkID(text)
	if fault == "" {
		return text, ""
	}
	called, begun := r.find(text)
	switch {
	case len(called) == 1:
		return called[0].ID, ""
	case len(called) > 1:
		return "", "several are called so: type the ID"
	case len(begun) == 1:
		return begun[0].ID, ""
	case len(begun) > 1:
		return "", "several names begin so: type more of one"
	case partOfID(text):
		return "", fault
	}
	return "", "no " + r.what + " called so is known here: type its ID"
}

// find lists what is called as a text says, and what has a name that goes on after
// it. Names are cleaned, and case is no matter.
func (r reference) find(text string) (called, begun []filter.Named) {
	for _, n := range r.known {
		name, _ := client.Clean(n.Name)
		n.Name = strings.TrimSpace(name)
		switch {
		case strings.EqualFold(n.Name, text):
			called = append(called, n)
		case len(n.Name) > len(text) && strings.EqualFold(n.Name[:len(text)], text):
			begun = append(begun, n)
		}
	}
	return called, begun
}

// read shows what a text stands for.
func (r reference) read(text string) (note, fault string) {
	text = strings.TrimSpace(text)
	id, fault := r.id(text)
	if fault == "" && id != text {
		note = "= " + words.ShortIDs(id)
	}
	return note, fault
}

// complete shows how a name could go on.
func (r reference) complete(text string) (rest, whole string) {
	if called, begun := r.find(text); text != "" && len(called) == 0 && len(begun) > 0 {
		whole = begun[0].Name
		rest = whole[len(text):]
	}
	return rest, whole
}
