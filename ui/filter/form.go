package filter

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Form is the filter as an input for each of its parts. Terms that no input can
// show are kept and named. The zero value is not ready; use NewForm.
type Form struct {
	theme *theme.Theme
	keys  keymap.Map
	now   time.Time
	known Known

	docs   []fieldDoc
	fields []formField
	pieces []formPiece // the terms, in the order of the text
	active int
	top    int // the first line of the inputs that is shown

	filter   Filter
	text     string
	problems []Problem
}

// field is an input and what it came from.
type formField struct {
	line    line
	origin  string // the term as it was written
	shown   string // the text that stands for origin
	problem *Problem
}

// formPiece is a term of the text: of a field, or kept as it is.
type formPiece struct {
	field int // -1 for a term without a field
	text  string
}

// NewForm returns a form with empty inputs.
func NewForm(o Options) *Form {
	f := &Form{theme: o.Theme, keys: o.Keys, now: o.Now, known: o.Known, docs: fieldDocs()}
	f.SetText("")
	return f
}

// SetTheme changes the styles.
func (f *Form) SetTheme(t *theme.Theme) { f.theme = t }

// SetNow tells the time and, with its location, the zone.
func (f *Form) SetNow(now time.Time) { f.now = now }

// SetKnown tells the names that are suggested.
func (f *Form) SetKnown(k Known) { f.known = k }

// Text is the filter in the language. While nothing is edited it means what was
// set, in the same words and order.
func (f *Form) Text() string { return f.text }

// Filter is what the inputs mean, and what is wrong with them.
func (f *Form) Filter() (Filter, []Problem) { return f.filter, f.problems }

// SetText fills the inputs from a text in the language.
func (f *Form) SetText(text string) {
	f.fields = make([]formField, len(f.docs))
	f.pieces, f.active, f.top = nil, 0, 0
	text = tidy(text)
	p := parser{lexer: lexer{text: text}, now: f.now}
	for p.blank() {
		from, before := p.at, len(p.terms)
		p.term()
		written := text[from:p.at]
		switch len(p.terms) - before {
		case 1:
			f.place(&p.terms[before], written)
		case 2: // sort:-cost
			f.place(&p.terms[before], p.terms[before].String())
			f.place(&p.terms[before+1], p.terms[before+1].String())
		default: // what has a problem, no input shows
			f.pieces = append(f.pieces, formPiece{-1, written})
		}
	}
	f.read()
}

// place puts a term into the first free input that takes it, or keeps it.
func (f *Form) place(t *term, written string) {
	for i := range f.docs {
		x := &f.fields[i]
		if x.origin != "" || !f.docs[i].takes(t) {
			continue
		}
		show := f.docs[i].show(t)
		x.line.set(show)
		x.origin, x.shown = written, show
		f.pieces = append(f.pieces, formPiece{i, written})
		return
	}
	f.pieces = append(f.pieces, formPiece{-1, written})
}

// written is the term of a field: as it was, while it is not edited.
func (f *Form) written(i int) string {
	if x := &f.fields[i]; x.origin != "" && x.line.text == x.shown {
		return x.origin
	}
	return f.docs[i].term(f.fields[i].line.text)
}

// read puts the text together and finds whose problems there are.
func (f *Form) read() {
	var b strings.Builder
	from := make([]int, len(f.fields)) // where a field's term begins, or -1
	to := make([]int, len(f.fields))
	add := func(text string) (int, int) {
		if text == "" {
			return -1, -1
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(text)
		return at, b.Len()
	}
	placed := make([]bool, len(f.fields))
	for _, p := range f.pieces {
		if i := p.field; i >= 0 {
			placed[i] = true
			from[i], to[i] = add(f.written(i))
		} else {
			add(p.text)
		}
	}
	for i := range f.fields {
		if !placed[i] {
			from[i], to[i] = add(f.written(i))
		}
	}
	f.text = b.String()
	f.filter, f.problems = Parse(f.text, f.now)
	for i := range f.fields {
		f.fields[i].problem = nil
		for j := range f.problems {
			if p := &f.problems[j]; from[i] >= 0 && from[i] <= p.From && p.From <= to[i] {
				f.fields[i].problem = p
				break
			}
		}
	}
}

// also lists the terms that no input shows.
func (f *Form) also() string {
	var rest []string
	for _, p := range f.pieces {
		if p.field < 0 {
			rest = append(rest, p.text)
		}
	}
	return strings.Join(rest, " ")
}

// Key edits the input that has the keyboard. A blank steps through the words
// of an input that takes only words; right at the end takes what is suggested.
func (f *Form) Key(msg tea.KeyPressMsg) Intent {
	x := &f.fields[f.active]
	switch {
	case msg.Keystroke() == "space" && f.wordy():
		x.line.set(f.nextWord())
	case (msg.Keystroke() == "right" || msg.Keystroke() == "end") && x.line.at == len(x.line.text) && f.suggestion() != "":
		x.line.set(x.line.text + f.suggestion())
	default:
		changed, _ := x.line.key(msg)
		if !changed {
			return nil
		}
	}
	f.read()
	return Changed{f.text}
}

// Paste puts text into the input that has the keyboard.
func (f *Form) Paste(text string) {
	f.fields[f.active].line.insert(strings.TrimSpace(text))
	f.read()
}

// Do carries out an action.
func (f *Form) Do(a keymap.Action) Intent {
	n := len(f.fields)
	switch a {
	case keymap.NextPane, keymap.Down, keymap.NextChoice:
		f.active = (f.active + 1) % n
	case keymap.PreviousPane, keymap.Up, keymap.PrevChoice:
		f.active = (f.active + n - 1) % n
	case keymap.PageDown, keymap.HalfDown:
		f.active = min(f.active+8, n-1)
	case keymap.PageUp, keymap.HalfUp:
		f.active = max(f.active-8, 0)
	case keymap.Top:
		f.active = 0
	case keymap.End:
		f.active = n - 1
	case keymap.Accept, keymap.Save:
		return f.accept()
	case keymap.Cancel, keymap.Back:
		return Close{}
	default:
	}
	return nil
}

// accept applies the filter, or goes to the first input with a problem.
func (f *Form) accept() Intent {
	if len(f.problems) == 0 {
		return Apply{f.text}
	}
	for i := range f.fields {
		if f.fields[i].problem != nil {
			f.active = i
			break
		}
	}
	return nil
}

// wordy reports whether the input takes words only.
func (f *Form) wordy() bool {
	s, _ := lookup(f.docs[f.active].key)
	return s.kind == kindWord
}

// nextWord is the word after the one in the input; after the last is none.
func (f *Form) nextWord() string {
	s, _ := lookup(f.docs[f.active].key)
	now := lower(strings.TrimSpace(f.fields[f.active].line.text))
	for i, w := range s.Words {
		if w == now {
			return append(s.Words, "")[i+1]
		}
	}
	return s.Words[0]
}

// suggestion is how what is typed in the input could go on.
func (f *Form) suggestion() string {
	text := f.fields[f.active].line.text
	d := &f.docs[f.active]
	if d.kind == fieldList {
		items := splitItems(text)
		text = items[len(items)-1]
	}
	s, _ := lookup(d.key)
	if text == "" || strings.Contains(text, `"`) || s.kind.ordered() && s.kind != kindPoint {
		return ""
	}
	for _, c := range candidates(s, ':', f.known, f.now) {
		whole := strings.Trim(c.Text, `"`)
		if len(whole) > len(text) && strings.EqualFold(whole[:len(text)], text) && !strings.ContainsAny(whole, `",\`) {
			return whole[len(text):]
		}
	}
	return ""
}
