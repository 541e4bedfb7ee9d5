package filter

import (
	"cmp"
	"slices"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Ref is the ID of an assistant, a squad or a phone number, which has a name.
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

// Names returns the name behind an ID. Nil knows no names, as in private mode.
type Names func(Ref) Name

// Criterion is a key and a value by which the list can be filtered, made from what is
// on the screen.
type Criterion struct {
	Key   string // of the registry
	Value string // not quoted; empty for nothing
	IsID  bool   // the value is the ID of what Key names
}

// CriterionFor filters by the name behind an ID, or by the ID where no name is known.
func (n Names) CriterionFor(key string, ref Ref) Criterion {
	if n != nil && n(ref).Text != "" {
		return Criterion{Key: key, Value: n(ref).Text}
	}
	return Criterion{Key: key, Value: ref.ID, IsID: true}
}

// AssistantCriterion filters by what the ASSISTANT column shows of a row. Its Value is
// empty where the row has no assistant. Without names, as in private mode, it filters by
// ID alone.
func (n Names) AssistantCriterion(r *client.Summary) Criterion {
	_, ref := AssistantOf(r)
	switch {
	case ref.ID == "" && n == nil:
		return Criterion{Key: keyAssistant, Value: r.AssistantID, IsID: true}
	case ref.ID == "":
		return Criterion{Key: keyAssistant, Value: r.AssistantName}
	case ref.Kind == client.SquadName:
		return n.CriterionFor(keySquad, ref)
	}
	return n.CriterionFor(keyAssistant, ref)
}

// AssistantOf returns what the ASSISTANT column shows of a row: either a text, or the
// name behind ref, whose ID is then not empty.
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

// shown returns the text where ref has no ID, or else what the list shows for the ID: its
// name, or the ID itself. Known is false while the name was not read.
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

// comparesNames reports whether the term compares with a name that is looked up.
func (t *term) comparesNames() bool {
	return t.spec.nameRef != nil && slices.ContainsFunc(t.values, func(v value) bool { return !v.whole && v.text != "" })
}

// Refs lists the IDs of a row whose names the filter compares.
func (f Filter) Refs(r *client.Summary) []Ref {
	var refs []Ref
	for i := range f.terms {
		t := &f.terms[i]
		if !t.comparesNames() {
			continue
		}
		if _, ref := t.spec.nameRef(r); ref.ID != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

// ComparesNames reports whether the filter compares names that have to be looked up.
func (f Filter) ComparesNames() bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return t.comparesNames() })
}
