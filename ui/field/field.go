// Package field is the text field of the whole program: one line that is being
// typed, on Bubbles' textinput. It keeps the text byte for byte, with joiners,
// line feeds and whatever else a session's name may hold, moves and removes by
// what a person sees as one character, and cleans the text only when it is
// drawn.
//
// Textinput edits single runes and drops control characters. So it is given one
// private-use rune, a stand-in, for every character that has several runes or
// that it would drop.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// Stand-ins are the private-use runes of plane 16.
const (
	firstStandIn = 0x100000
	lastStandIn  = 0x10fffd
)

// Field is one line of text with a cursor. The zero value is not ready; use New.
type Field struct {
	in     textinput.Model
	raw    []string // texts of the stand-ins, from the first one on
	killed string   // last text that a key removed more than a character of
	scroll int      // first character that is shown
}

// New gives a field with the cursor behind the text.
func New(text string) Field {
	in := textinput.New()
	in.Focus()
	in.KeyMap.Paste.SetEnabled(false)
	f := Field{in: in}
	f.Set(text)
	return f
}

// Value is the text.
func (f *Field) Value() string { return f.decode([]rune(f.in.Value())) }

// Cursor is the offset of the cursor in the text, in bytes.
func (f *Field) Cursor() int { return len(f.decode([]rune(f.in.Value())[:f.in.Position()])) }

// Set replaces the text and puts the cursor behind it.
func (f *Field) Set(text string) { f.Put(text, len(text)) }

// Put replaces the text and puts the cursor at an offset in bytes, or behind
// the character that the offset is inside of.
func (f *Field) Put(text string, at int) {
	f.raw = nil
	known := map[string]rune{}
	var in []rune
	cursor := 0
	for i := 0; i < len(text); {
		if i < at {
			cursor++
		}
		c, _ := ansi.FirstGraphemeCluster(text[i:], ansi.WcWidth)
		c = text[i : i+max(1, len(c))] // an invalid byte stands for itself
		i += len(c)
		r, n := utf8.DecodeRuneInString(c)
		if n < len(c) || r == utf8.RuneError || unicode.IsControl(r) || r >= firstStandIn {
			if known[c] == 0 && len(f.raw) <= lastStandIn-firstStandIn {
				known[c] = firstStandIn + rune(len(f.raw))
				f.raw = append(f.raw, c)
			}
			r = known[c]
		}
		in = append(in, r)
	}
	f.in.SetValue(string(in))
	f.in.SetCursor(cursor)
}

// decode gives the text that runes of the textinput stand for.
func (f *Field) decode(in []rune) string {
	var b strings.Builder
	for _, r := range in {
		if r >= firstStandIn {
			b.WriteString(f.raw[r-firstStandIn])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Insert puts pasted text in at the cursor. Line ends and tabs become blanks,
// and other control characters are left out.
func (f *Field) Insert(text string) {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text)
	f.insert(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text))
}

func (f *Field) insert(text string) {
	value, at := f.Value(), f.Cursor()
	f.Put(value[:at]+text+value[at:], at+len(text))
}

// Key takes a key and reports whether it was one for a text field.
func (f *Field) Key(msg tea.KeyPressMsg) bool {
	k := &f.in.KeyMap
	kills := key.Matches(msg, k.DeleteAfterCursor, k.DeleteBeforeCursor, k.DeleteWordBackward, k.DeleteWordForward)
	typed := msg.Text != "" && !msg.Mod.Contains(tea.ModCtrl) && !msg.Mod.Contains(tea.ModAlt)
	switch {
	case msg.String() == "ctrl+y":
		f.insert(f.killed)
		return true
	case !kills && !typed && !key.Matches(msg, k.CharacterBackward, k.CharacterForward, k.WordBackward, k.WordForward,
		k.LineStart, k.LineEnd, k.DeleteCharacterBackward, k.DeleteCharacterForward):
		return false
	}
	before, from := f.Value(), f.Cursor()
	forward := key.Matches(msg, k.DeleteWordForward)
	if forward { // textinput v2.2.1 panics on it at the end of the text
		msg = tea.KeyPressMsg{Code: tea.KeyRight, Mod: tea.ModAlt}
	}
	f.in, _ = f.in.Update(msg)
	after, at := f.Value(), f.Cursor()
	if forward {
		after, at = before[:from]+before[at:], from
	}
	if kills && len(after) < len(before) {
		f.killed = before[at : at+len(before)-len(after)]
	}
	f.Put(after, at)
	return true
}

// Draw gives the characters that are shown in w cells, cleaned, each with its
// offset in the text and whether the cursor is on it. Behind the text the
// cursor is on a blank.
func (f *Field) Draw(w int, character func(at int, shown string, cursor bool)) {
	runes, pos := []rune(f.in.Value()), f.in.Position()
	shown := make([]string, len(runes)+1)
	for i, r := range runes {
		shown[i], _ = client.Clean(f.decode([]rune{r}))
		if shown[i] == "" {
			shown[i] = "·"
		}
	}
	shown[len(runes)] = " "
	f.keepInSight(shown, pos, w)
	at := len(f.decode(runes[:f.scroll]))
	for i := f.scroll; i < len(shown); i++ {
		if w -= theme.Width(shown[i]); w < 0 || i == len(runes) && pos < i {
			return
		}
		character(at, shown[i], i == pos)
		if i < len(runes) {
			at += len(f.decode(runes[i : i+1]))
		}
	}
}

// keepInSight scrolls no further than is needed for the cursor to be in w cells.
func (f *Field) keepInSight(shown []string, pos, w int) {
	cells := func(from, to int) (n int) {
		for _, s := range shown[from:to] {
			n += theme.Width(s)
		}
		return n
	}
	f.scroll = min(f.scroll, pos)
	for f.scroll < pos && cells(f.scroll, pos+1) > w {
		f.scroll++
	}
	for f.scroll > 0 && cells(f.scroll-1, len(shown)) <= w {
		f.scroll--
	}
}

// Window gives the part of the text that fits w cells with the cursor in it,
// padded to exactly w, and the cell of the cursor in it.
func (f *Field) Window(w int) (text string, cursor int) {
	var b strings.Builder
	cells := 0
	f.Draw(w, func(_ int, shown string, on bool) {
		if on {
			cursor = cells
		}
		cells += theme.Width(shown)
		b.WriteString(shown)
	})
	return b.String() + strings.Repeat(" ", max(0, w-cells)), cursor
}

// View draws the field with its cursor in exactly w cells.
func (f *Field) View(w int) string {
	var b strings.Builder
	cells := 0
	f.Draw(w, func(_ int, shown string, on bool) {
		if cells += theme.Width(shown); on {
			shown = "\x1b[7m" + shown + "\x1b[m"
		}
		b.WriteString(shown)
	})
	return b.String() + strings.Repeat(" ", max(0, w-cells))
}
