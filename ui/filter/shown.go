package filter

import (
	"cmp"
	"slices"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Ref is the ID of an assistant, a squad or a phone number.
type Ref struct {
	Kind client.NameKind
	ID   string
}

// Sign is the glyph for where a session stands: open, done, maybe or certainly past
// its limit. The glyphs differ in shape, not only in colour.
func Sign(e client.Expiry) (theme.Glyph, theme.Role) {
	switch e {
	case client.Done:
		return theme.GlyphDone, theme.Dim
	case client.Expired:
		return theme.GlyphExpired, theme.Bad
	case client.MaybeExpired:
		return theme.GlyphMaybe, theme.Warn
	default:
		return theme.GlyphActive, theme.Good
	}
}

// Name is what is known of the name behind an ID.
type Name struct {
	Text  string // empty where there is none
	Gone  bool   // nothing has the ID any more
	Known bool   // the server answered for it
}

// Names gives the name behind an ID. Nil knows none, as in private mode.
type Names func(Ref) Name

// By is a value on the screen that the list can be filtered by.
type By struct {
	Key   string // of the registry
	Value string // not quoted; empty for nothing
	ID    bool   // the value is the ID of what Key names
}

// By is by the name behind an ID, or by the ID where none is known.
func (n Names) By(key string, ref Ref) By {
	if n != nil && n(ref).Text != "" {
		return By{Key: key, Value: n(ref).Text}
	}
	return By{Key: key, Value: ref.ID, ID: true}
}

// ByAssistant is by what the ASSISTANT column shows of a row, if anything has it.
// Without names, as in private mode, it is by ID alone.
func (n Names) ByAssistant(r *client.Summary) By {
	_, ref := AssistantOf(r)
	switch {
	case ref.ID == "" && n == nil:
		return By{Key: keyAssistant, Value: r.AssistantID, ID: true}
	case ref.ID == "":
		return By{Key: keyAssistant, Value: r.AssistantName}
	case ref.Kind == client.SquadName:
		return n.By(keySquad, ref)
	}
	return n.By(keyAssistant, ref)
}

// AssistantOf says what the ASSISTANT column shows of a row: a text as it is,
// or what the list shows for a reference, whose ID is then not empty.
func AssistantOf(r *client.Summary) (text string, ref Ref) {
	switch {
	case r.AssistantName != "":
		return r.AssistantName, ref
	case r.AssistantID != "":
		return "", Ref{client.AssistantName, r.AssistantID}
	case r.SquadID != "":
		return "", Ref{client.SquadName, r.SquadID}
	case r.Flags&client.FlagInline != 0:
		return "(inline)", ref
	}
	return "", ref
}

// Assistant is the text of the ASSISTANT column, and whether it is known.
func (n Names) Assistant(r *client.Summary) (shown string, known bool) {
	return n.shown(AssistantOf(r))
}

// shown is a text as it is, or what the list shows for a reference: its name, or its
// ID where it has none. Known is false while the name is not.
func (n Names) shown(text string, ref Ref) (shown string, known bool) {
	switch {
	case ref.ID == "":
		return text, true
	case n == nil:
		return ref.ID, false
	}
	name := n(ref)
	if name.Gone {
		return words.GoneLabel(ref.ID), name.Known
	}
	return cmp.Or(name.Text, ref.ID), name.Known
}

// byName reports whether the term compares with a name that is looked up.
func (t *term) byName() bool {
	return t.spec.named != nil && slices.ContainsFunc(t.values, func(v value) bool { return !v.whole && v.text != "" })
}

// Refs lists the IDs of a row whose names the filter compares.
func (f Filter) Refs(r *client.Summary) []Ref {
	var refs []Ref
	for i := range f.terms {
		t := &f.terms[i]
		if !t.byName() {
			continue
		}
		if _, ref := t.spec.named(r); ref.ID != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

// ByName reports whether the filter compares names that are looked up.
func (f Filter) ByName() bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return t.byName() })
}
