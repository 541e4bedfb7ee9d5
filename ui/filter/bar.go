package filter

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// Options are what a bar is made with.
type Options struct {
	Theme   *theme.Theme
	Now     time.Time // its location is the zone that dates are read in
	Known   Known
	History []string // earlier filters, the latest first
}

// Bar is an input line for a filter, with an explanation and completion. Control
// characters are removed as they are typed. The zero value is not ready; use NewBar.
type Bar struct {
	theme   *theme.Theme
	now     time.Time
	known   Known
	history []string

	field    field.Field
	filter   Filter
	problems []Problem
	terms    []Term

	popup   popupKind
	choices []Choice
	title   string // of the popup
	chosen  int
	picked  bool // the person moved to the chosen one: enter puts it in
	typed   bool // the text was edited since it was set, or taken from the history
}

// popupKind says what the popup shows.
type popupKind uint8

const (
	popupNext    popupKind = iota // how the text can go on, or be corrected
	popupHistory                  // earlier filters
	popupClosed                   // the person closed it; typing opens it again
)

// NewBar returns a bar with an empty text.
func NewBar(o Options) *Bar {
	b := &Bar{theme: o.Theme, now: o.Now, known: o.Known, history: o.History, field: field.New("")}
	b.read()
	return b
}

// SetTheme changes the styles.
func (b *Bar) SetTheme(t *theme.Theme) { b.theme = t }

// SetNow tells the time that relative dates are resolved against, and with its
// location the zone of all others.
func (b *Bar) SetNow(now time.Time) {
	b.now = now
	b.terms = b.filter.Terms(now)
}

// Value is the text.
func (b *Bar) Value() string { return b.field.Value() }

// SetValue replaces the text.
func (b *Bar) SetValue(text string) {
	b.field.Set(tidy(text))
	b.popup, b.typed = popupNext, false
	b.read()
}

// read parses the text again.
func (b *Bar) read() {
	b.filter, b.problems = Parse(b.Value(), b.now)
	b.terms = b.filter.Terms(b.now)
	b.suggest()
}

// Key edits the text. Keys that mean an action go to Do instead.
func (b *Bar) Key(msg tea.KeyPressMsg) Intent {
	before := b.Value()
	msg.Text = tidy(msg.Text)
	if !b.field.HandleKey(msg) {
		return nil
	}
	return b.edited(b.Value() != before)
}

// Paste puts text in at the cursor; line breaks become blanks.
func (b *Bar) Paste(text string) Intent {
	b.field.Paste(tidy(strings.TrimSpace(text)))
	return b.edited(true)
}

// edited updates the bar after a key or a paste.
func (b *Bar) edited(changed bool) Intent {
	b.typed = b.typed || changed
	if changed || b.popup == popupHistory {
		b.popup = popupNext
	}
	if !changed {
		b.suggest()
		return nil
	}
	b.read()
	return Changed{b.Value()}
}

// Do carries out an action.
func (b *Bar) Do(a keymap.Action) Intent {
	switch a {
	case keymap.Accept:
		return b.accept()
	case keymap.Complete:
		return b.complete()
	case keymap.NextChoice:
		b.choose(1)
	case keymap.PrevChoice:
		b.choose(-1)
	case keymap.History:
		b.showHistory()
	case keymap.FilterForm:
		return OpenForm{b.Value()}
	case keymap.SaveView:
		if b.settled() {
			return SaveView{b.filter.String()}
		}
	case keymap.Cancel, keymap.Back:
		if b.popupOpen() {
			b.offer(popupClosed)
			return nil
		}
		return Close{b.Value()}
	default:
	}
	return nil
}

// ActionLabel returns a label for an action in the present state; empty for its usual one.
func (b *Bar) ActionLabel(a keymap.Action) string {
	switch {
	case a == keymap.Cancel && b.popupOpen():
		return "close"
	case a == keymap.Accept && b.takesChoice():
		return "take it"
	case a == keymap.Accept:
		return "apply"
	case a == keymap.NextChoice:
		return "next"
	}
	return ""
}

// accept puts in the choice that the person moved to, or else applies the text. A text
// with problems stays, and the explanation says why.
func (b *Bar) accept() Intent {
	if b.takesChoice() {
		return b.complete()
	}
	if !b.settled() {
		return nil
	}
	return Apply{b.Value()}
}

// takesChoice reports whether enter puts in a choice.
func (b *Bar) takesChoice() bool { return (b.popup == popupHistory || b.picked) && b.popupOpen() }

// settled closes the popup, so that the explanation is visible, and reports whether the
// text has no problems.
func (b *Bar) settled() bool {
	b.offer(popupClosed)
	return len(b.problems) == 0
}

// complete puts the chosen completion in.
func (b *Bar) complete() Intent {
	if b.popup == popupClosed {
		b.offer(popupNext)
		return nil
	}
	if b.chosen >= len(b.choices) {
		return nil
	}
	c, earlier := b.choices[b.chosen], b.popup == popupHistory
	b.field.SetWithCursor(c.Apply(b.Value()))
	in := b.edited(true)
	b.typed = !earlier
	return in
}

// choose moves in the popup, and wraps around at its ends.
func (b *Bar) choose(by int) {
	if b.popup == popupClosed {
		b.offer(popupNext)
		return
	}
	if n := len(b.choices); n > 0 {
		b.chosen, b.picked = (b.chosen+by+n)%n, true
	}
}

// showHistory opens the popup with the earlier filters, or moves to the next one. Once
// something was typed, it offers only those that contain the text.
func (b *Bar) showHistory() {
	if b.popup == popupHistory {
		b.choose(1)
		return
	}
	b.offer(popupHistory)
}

// popupOpen reports whether there is a popup to close.
func (b *Bar) popupOpen() bool { return len(b.choices) > 0 }

// offer changes what the popup shows.
func (b *Bar) offer(what popupKind) {
	b.popup = what
	b.suggest()
}

// suggest fills the popup.
func (b *Bar) suggest() {
	b.chosen, b.picked, b.choices = 0, false, nil
	switch b.popup {
	case popupClosed:
	case popupHistory:
		b.suggestEarlier()
	case popupNext:
		b.suggestNext()
	}
}

// suggestWhole offers a text that replaces the whole text.
func (b *Bar) suggestWhole(text string) {
	b.choices = append(b.choices, Choice{Text: text, To: len(b.Value()), Open: true})
}

// suggestEarlier offers the earlier filters.
func (b *Bar) suggestEarlier() {
	b.title = "earlier filters"
	text := strings.TrimSpace(b.Value())
	typed := words.NewMatcher(text)
	for _, old := range b.history {
		if old = tidy(old); old != "" && old != text && (!b.typed || typed.In(old)) {
			b.suggestWhole(old)
		}
	}
}

// suggestNext offers completions at the cursor, or corrections of a problem: of one at the
// cursor, or where there is nothing to complete, of the first one.
func (b *Bar) suggestNext() {
	text, at := b.Value(), b.field.Cursor()
	for _, c := range Complete(text, at, b.known, b.now) {
		if text[c.From:c.To] != c.Text {
			b.choices = append(b.choices, c)
		}
	}
	if p := b.problemAt(); p != nil && !p.Incomplete && len(p.Fixes) > 0 && (len(b.choices) == 0 || p.holds(at) || strings.HasSuffix(" "+text[:at], " ")) {
		b.title, b.choices = "corrections", nil
		for _, fix := range p.Fixes {
			b.suggestWhole(fix)
		}
		return
	}
	switch {
	case len(b.choices) == 0:
	case b.choices[0].Open:
		b.title = "keys"
	default:
		b.title = text[strings.LastIndexByte(text[:b.choices[0].From], ' ')+1 : b.choices[0].From]
	}
}

// problemAt is the problem at the cursor, else the first one.
func (b *Bar) problemAt() *Problem {
	at := b.field.Cursor()
	if len(b.problems) == 0 {
		return nil
	}
	return &b.problems[max(0, slices.IndexFunc(b.problems, func(p Problem) bool { return p.holds(at) }))]
}
