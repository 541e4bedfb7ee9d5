package dialog

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// BulkDeleteOptions are the facts about the sessions to delete.
type BulkDeleteOptions struct {
	SessionSet
	Matching   string        // what a clean-up chose them by; "" where a person marked them
	Facts      []string      // their cost, and the age of the oldest
	Changed    []string      // a line for each session that is left out, for it changed since it was marked
	Gone       []string      // the same for sessions that are gone or cannot be read
	Duration   time.Duration // at the current Rate; 0 when not known
	Rate       float64       // requests per second
	UndoWindow time.Duration
	TrashKeep  time.Duration

	Delete, DryRun, Export, ListAll Answer
}

// BulkDelete asks whether to delete many sessions. Delete is disabled until the phrase
// "delete N" has been typed; until then Cancel has the focus.
type BulkDelete struct {
	form
	o           BulkDeleteOptions
	phrase      field.Field // takes all letters, wherever the focus is
	wrongPhrase string      // what was typed instead of the phrase when enter was pressed
}

// NewBulkDelete returns the question.
func NewBulkDelete(l Base, o BulkDeleteOptions) *BulkDelete {
	b := &BulkDelete{form: form{Base: l, title: "Delete " + words.Plural(len(o.IDs), "session"), writes: true, maxWidth: 76, scopes: typingScopes()}, o: o}
	list := button("list", "List all", "", staying(o.ListAll))
	list.hidden = len(o.IDs) <= len(o.Sample)
	b.begin(b, button("cancel", "Cancel", "", b.cancel), button("dry", "Dry run", "", staying(o.DryRun)), button("export", "Export first", "", staying(o.Export)),
		list, button("delete", "Delete", "", closing(o.Delete)))
	return b
}

// Phrase returns what must be typed.
func (b *BulkDelete) Phrase() string { return "delete " + strconv.Itoa(len(b.o.IDs)) }

// afterChange enables and focuses Delete once the phrase is typed.
func (b *BulkDelete) afterChange() outcome {
	d := b.control("delete")
	agreed := b.phrase.Value() == b.Phrase() && len(b.o.IDs) > 0
	if agreed && d.disabled {
		b.focusOn("delete")
	}
	d.disabled = !agreed
	return outcome{}
}

func (b *BulkDelete) body(box *boxBuilder) {
	if box.isLow {
		b.addWarnings(box)
	}
	if b.o.Matching != "" {
		box.addText(theme.Plain, pluralOf(len(b.o.IDs), "session matches ", "sessions match ")+" "+b.o.Matching)
	}
	box.addHangingText(theme.Plain, "  ", b.o.visibleText())
	box.addHangingText(theme.Plain, "  ", strings.Join(append([]string{"active " + words.Count(b.o.Active)}, b.o.Facts...), "   "))
	if !box.isLow {
		b.addWarnings(box)
	}
	box.addSpace()
	b.o.addSample(box)
	addLeftOut(box, b.o.Changed, "changed since marked")
	addLeftOut(box, b.o.Gone, "gone or unreadable")
	box.addSpace()
	box.addText(theme.Plain, rereadNote+durationText(b.o.Duration, b.o.Rate)+" Can be stopped. Fires session.deleted webhooks: "+words.Count(len(b.o.IDs))+". "+
		deleteConsequences(b.Keys, b.o.UndoWindow, b.o.TrashKeep))
	b.addPhraseField(box)
}

// addLeftOut lists sessions that are not deleted, and why.
func addLeftOut(box *boxBuilder, lines []string, why string) {
	if len(lines) > 0 {
		box.addText(theme.Warn, words.Plural(len(lines), "session")+" "+why+", left out:")
	}
	for _, l := range lines {
		box.addLine("  " + l)
	}
}

func (b *BulkDelete) addWarnings(box *boxBuilder) {
	b.o.addActiveWarning(box, ": callers may be in these conversations.")
	box.addHangingText(theme.Warn, "! ", CannotRestore)
}

// rereadNote says how each of many sessions is deleted.
const rereadNote = "Each is read again, then deleted; what changed is left out."

// durationText says how long the deletes take; "" when that is not known.
func durationText(d time.Duration, rate float64) string {
	if d <= 0 || rate <= 0 {
		return ""
	}
	return fmt.Sprintf(" It takes about %s at %s.", words.LongDuration(d), perSecond(rate))
}

// addPhraseField adds the field of the phrase to the foot. It always has the text
// cursor.
func (b *BulkDelete) addPhraseField(box *boxBuilder) {
	before, after := "Type ", " to confirm: "
	phrase := b.Phrase()
	if box.width < theme.Width(before+phrase+after)+10 {
		after = ": "
	}
	field := max(4, min(18, box.width-theme.Width(before+phrase+after)-2))
	shown, cursor := b.phrase.Window(field)
	text := before + box.Theme.Style(theme.Strong).Render(phrase) + after
	x := theme.Width(before + phrase + after)
	box.foot = append(box.foot, row{text: text + "[" + box.Theme.Style(theme.FieldFocus).Render(shown) + "]", cursor: x + 1 + cursor})
	if b.wrongPhrase != "" {
		box.addFootText(theme.Warn, fmt.Sprintf("! You typed %q; to delete these, type %q.", b.wrongPhrase, phrase))
	}
}

// key implements Dialog: letters go into the phrase.
func (b *BulkDelete) key(msg tea.KeyPressMsg) outcome {
	b.phrase.HandleKey(msg)
	b.wrongPhrase, b.focusMoved = "", false
	return b.revalidate()
}

// paste implements Dialog: the phrase cannot be pasted.
func (b *BulkDelete) paste(string) outcome { return outcome{} }

// mistyped returns what was typed if it is not the phrase, unless the focus was moved to
// a button since.
func (b *BulkDelete) mistyped() string {
	typed := b.phrase.Value()
	if typed == b.Phrase() || b.focusMoved {
		return ""
	}
	return typed
}

// bindings implements Dialog. Enter after a wrong phrase presses nothing, and says what
// is wrong.
func (b *BulkDelete) bindings() bindings {
	all := b.form.bindings()
	if typed := b.mistyped(); typed != "" {
		accept := all.of(keymap.Accept)
		accept.label, accept.run = "", func() outcome {
			b.wrongPhrase = typed
			return outcome{}
		}
	}
	return all
}
