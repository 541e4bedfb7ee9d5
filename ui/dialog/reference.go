package dialog

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// reference is a field that takes an ID, or a name that is known.
type reference struct {
	kind  string // of thing, in words
	names []filter.Named
}

// text returns the control of the field.
func (r reference) text(name, label, value string) control {
	c := text(name, label, value, 38).validatedBy(r.validate).completedBy(r.complete)
	c.placeholder = "name or ID"
	return c
}

// id returns the ID that a text stands for, or a fault. The text can be an ID, a name,
// or the beginning of a single name.
func (r reference) id(text string) (id, fault string) {
	fault = idFault(text)
	if fault == "" {
		return text, ""
	}
	equal, prefixed := r.find(text)
	switch {
	case len(equal) == 1:
		return equal[0].ID, ""
	case len(equal) > 1:
		return "", "several are called so: type the ID"
	case len(prefixed) == 1:
		return prefixed[0].ID, ""
	case len(prefixed) > 1:
		return "", "several names begin so: type more of one"
	case partOfID(text):
		return "", fault
	}
	return "", "no " + r.kind + " called so is known here: type its ID"
}

// find returns the names that equal the text, and the longer ones that begin with it, in
// any case.
func (r reference) find(text string) (equal, prefixed []filter.Named) {
	for _, n := range r.names {
		name, _ := client.Clean(n.Name)
		n.Name = strings.TrimSpace(name)
		switch {
		case strings.EqualFold(n.Name, text):
			equal = append(equal, n)
		case len(n.Name) > len(text) && strings.EqualFold(n.Name[:len(text)], text):
			prefixed = append(prefixed, n)
		}
	}
	return equal, prefixed
}

// validate shows the ID of a name.
func (r reference) validate(text string) (note, fault string) {
	text = strings.TrimSpace(text)
	id, fault := r.id(text)
	if fault == "" && id != text {
		note = "= " + words.ShortIDs(id)
	}
	return note, fault
}

// complete completes a name.
func (r reference) complete(text string) (rest, whole string) {
	if equal, prefixed := r.find(text); text != "" && len(equal) == 0 && len(prefixed) > 0 {
		whole = prefixed[0].Name
		rest = whole[len(text):]
	}
	return rest, whole
}
