package filter

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Options are what a bar is made with.
type Options struct {
	Theme   *theme.Theme
	Now     time.Time // its location is the zone that dates are read in
	Known   Known
	History []string // earlier filters, the latest first
}

// Bar is the filter as a line of text, with an explanation and completion. The
// zero value is not ready; use NewBar.
type Bar struct {
	theme   *theme.Theme
	now     time.Time
	known   Known
	history []string

	w, h     int
	focused  bool
	line     line
	filter   Filter
	problems []Problem
	terms    []Term

	choices  []Choice
	chosen   int
	picked   bool // the person went to the chosen one: enter takes it
	top      int  // the first choice that is shown
	hidden   bool // the person closed the popup; typing opens it again
	browsing bool // the popup shows earlier filters
}

// NewBar returns a bar with an empty text.
func NewBar(o Options) *Bar {
	b := &Bar{theme: o.Theme, now: o.Now, known: o.Known, history: o.History}
	b.read()
	return b
}

// Resize sets the size in cells: a line to type in and, with a second one, an
// explanation.
func (b *Bar) Resize(w, h int) { b.w, b.h = max(0, w), max(0, h) }

// SetTheme changes the styles.
func (b *Bar) SetTheme(t *theme.Theme) { b.theme = t }

// SetNow tells the time that relative dates are resolved against, and with its
// location the zone of all others.
func (b *Bar) SetNow(now time.Time) {
	b.now = now
	b.terms = b.filter.Terms(now)
}

// SetFocus says whether the bar has the keyboard.
func (b *Bar) SetFocus(on bool) {
	b.focused, b.hidden, b.browsing = on, false, false
	b.line.put(b.line.text, len(b.line.text))
	b.suggest()
}

// Value is the text.
func (b *Bar) Value() string { return b.line.text }

// SetValue replaces the text.
func (b *Bar) SetValue(text string) {
	if text == b.line.text {
		return
	}
	b.line.set(text)
	b.browsing = false
	b.read()
}

// Filter is what the text means, and what is wrong with it.
func (b *Bar) Filter() (Filter, []Problem) { return b.filter, b.problems }

// read understands the text anew.
func (b *Bar) read() {
	b.filter, b.problems = Parse(b.line.text, b.now)
	b.terms = b.filter.Terms(b.now)
	b.suggest()
}

// Key edits the text. Keys that mean an action go to Do instead.
func (b *Bar) Key(msg tea.KeyPressMsg) Intent {
	changed, mine := b.line.key(msg)
	if !mine {
		return nil
	}
	return b.edited(changed)
}

// Paste puts text in at the cursor; line breaks become blanks.
func (b *Bar) Paste(text string) {
	b.line.insert(strings.TrimSpace(text))
	b.edited(true)
}

// edited follows a key: the popup is about what is at the cursor.
func (b *Bar) edited(changed bool) Intent {
	b.browsing = false
	if !changed {
		b.suggest()
		return nil
	}
	b.hidden = false
	b.read()
	return Changed{b.line.text}
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
		b.earlier()
	case keymap.FilterForm:
		return OpenForm{b.line.text}
	case keymap.SaveView:
		if b.settled() {
			return SaveView{b.filter.String()}
		}
	case keymap.Cancel, keymap.Back:
		if b.popupOpen() {
			b.hidden, b.browsing = true, false
			b.suggest()
			return nil
		}
		return Close{b.line.text}
	default:
	}
	return nil
}

// Words says what an action does just now; it is empty where the action's own
// words do.
func (b *Bar) Words(a keymap.Action) string {
	switch {
	case a == keymap.Cancel && b.popupOpen():
		return "close"
	case a == keymap.Accept && b.picked && b.popupOpen():
		return "take it"
	case a == keymap.Accept:
		return "apply"
	case a == keymap.NextChoice:
		return "next"
	}
	return ""
}

// accept takes what the person went to in the popup, or else applies the text
// as it stands. What cannot be read stays, and the explanation says why: a
// correction is never taken unless it was chosen.
func (b *Bar) accept() Intent {
	if (b.browsing || b.picked) && b.popupOpen() {
		return b.complete()
	}
	if !b.settled() {
		return nil
	}
	return Apply{b.line.text}
}

// settled closes the popup, so that the explanation can be read, and reports
// whether the text can be.
func (b *Bar) settled() bool {
	b.hidden = true
	b.suggest()
	return len(b.problems) == 0
}

// complete puts the chosen completion in.
func (b *Bar) complete() Intent {
	if b.hidden {
		b.hidden = false
		b.suggest()
		return nil
	}
	if b.chosen >= len(b.choices) {
		return nil
	}
	c := b.choices[b.chosen]
	b.line.put(c.Apply(b.line.text))
	b.browsing = false
	return b.edited(true)
}

// choose moves in the popup, around its ends.
func (b *Bar) choose(by int) {
	if b.hidden {
		b.hidden = false
		b.suggest()
		return
	}
	if n := len(b.choices); n > 0 {
		b.chosen, b.picked = (b.chosen+by+n)%n, true
	}
}

// earlier shows the earlier filters that contain the text, and then steps
// through them.
func (b *Bar) earlier() {
	if b.browsing {
		b.choose(1)
		return
	}
	b.browsing, b.hidden = true, false
	b.suggest()
}

// popupOpen reports whether there is a popup to close.
func (b *Bar) popupOpen() bool { return b.focused && !b.hidden && len(b.choices) > 0 }

// suggest finds what to offer at the cursor.
func (b *Bar) suggest() {
	b.chosen, b.picked, b.top, b.choices = 0, false, 0, nil
	if !b.focused || b.hidden {
		return
	}
	whole := func(text, help string) Choice {
		return Choice{Text: text, Help: help, To: len(b.line.text), Open: true}
	}
	if b.browsing {
		typed := words.NewMatcher(strings.TrimSpace(b.line.text))
		for _, text := range b.history {
			if text = tidy(text); text != "" && typed.In(text) {
				b.choices = append(b.choices, whole(text, ""))
			}
		}
		return
	}
	if p := b.problemAt(); p != nil && !p.Incomplete {
		for _, fix := range p.Fixes {
			b.choices = append(b.choices, whole(fix, "correction"))
		}
	}
	for _, c := range Complete(b.line.text, b.line.at, b.known, b.now) {
		if b.line.text[c.From:c.To] != c.Text {
			b.choices = append(b.choices, c)
		}
	}
}

// problemAt is the problem at the cursor, else the first one.
func (b *Bar) problemAt() *Problem {
	for i := range b.problems {
		if p := &b.problems[i]; p.From <= b.line.at && b.line.at <= p.To {
			return p
		}
	}
	if len(b.problems) > 0 {
		return &b.problems[0]
	}
	return nil
}
