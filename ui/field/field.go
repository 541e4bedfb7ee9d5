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

// Field is one line of text with a cursor. The zero value is empty and ready.
type Field struct {
	in     textinput.Model
	raw    []string // texts of the stand-ins, from the first one on
	killed string   // last text that a key removed more than a character of
	scroll int      // first character that is shown
}

// New gives a field with the cursor behind the text.
func New(text string) (f Field) {
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
	if !f.in.Focused() {
		f.in = textinput.New()
		f.in.Focus()
	}
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

// Key takes a key and reports whether it was one for a text field. Textinput
// takes the keys but those of words, which end at blanks only with it; here they
// end at every sign, except for ctrl-w.
func (f *Field) Key(msg tea.KeyPressMsg) bool {
	before, at := f.Value(), f.Cursor()
	switch msg.String() {
	case "alt+b", "alt+left", "ctrl+left":
		f.Put(before, wordBefore(before, at))
	case "alt+f", "alt+right", "ctrl+right":
		f.Put(before, wordAfter(before, at))
	case "alt+backspace", "ctrl+backspace":
		f.kill(wordBefore(before, at), at)
	case "alt+d", "alt+delete", "ctrl+delete":
		f.kill(at, wordAfter(before, at))
	case "ctrl+k":
		f.kill(at, len(before))
	case "ctrl+u":
		f.kill(0, at)
	case "ctrl+y":
		f.insert(f.killed)
	case "ctrl+t":
		f.swap()
	case "left", "right", "home", "end", "backspace", "delete", "ctrl+b", "ctrl+f", "ctrl+a", "ctrl+e", "ctrl+h", "ctrl+d", "ctrl+w":
		f.update(msg)
		if now := f.Cursor(); msg.String() == "ctrl+w" && now < at {
			f.killed = before[now:at]
		}
	default:
		if msg.Text == "" || msg.Mod.Contains(tea.ModCtrl) || msg.Mod.Contains(tea.ModAlt) {
			return false
		}
		f.update(msg)
	}
	return true
}

// update gives a key to textinput. What it typed may join characters around it.
func (f *Field) update(msg tea.KeyPressMsg) {
	f.Put(f.Value(), f.Cursor())
	f.in, _ = f.in.Update(msg)
	f.Put(f.Value(), f.Cursor())
}

// kill removes a part of the text and keeps it for ctrl-y.
func (f *Field) kill(from, to int) {
	if text := f.Value(); from < to {
		f.killed = text[from:to]
		f.Put(text[:from]+text[to:], from)
	}
}

// swap exchanges the characters around the cursor, or the last two at the end.
func (f *Field) swap() {
	runes, pos := []rune(f.in.Value()), f.in.Position()
	if pos = min(pos, len(runes)-1); pos < 1 {
		return
	}
	runes[pos-1], runes[pos] = runes[pos], runes[pos-1]
	f.Put(f.decode(runes), len(f.decode(runes[:pos+1])))
}

func wordBefore(text string, at int) int {
	head := strings.TrimRightFunc(text[:at], notWord)
	return len(strings.TrimRightFunc(head, isWord))
}

func wordAfter(text string, at int) int {
	tail := strings.TrimLeftFunc(text[at:], notWord)
	return len(text) - len(strings.TrimLeftFunc(tail, isWord))
}

func isWord(r rune) bool  { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
func notWord(r rune) bool { return !isWord(r) }

// clean is how a rune of the textinput is drawn. What has no cells by itself, such
// as a mark behind a tab, is a dot: it must neither hide the cursor nor join its
// neighbour.
func (f *Field) clean(r rune) string {
	shown, _ := client.Clean(f.decode([]rune{r}))
	if theme.Width(shown) == 0 {
		return "·"
	}
	return shown
}

// Draw gives the characters that are shown in w cells, cleaned, each with its
// offset in the text and whether the cursor is on it. Behind the text the
// cursor is on a blank.
func (f *Field) Draw(w int, character func(at int, shown string, cursor bool)) {
	runes, pos := []rune(f.in.Value()), f.in.Position()
	shown := make([]string, len(runes)+1)
	for i, r := range runes {
		shown[i] = f.clean(r)
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

// Column is the cell at which a byte of the text was drawn last.
func (f *Field) Column(at int) (cells int) {
	runes := []rune(f.in.Value())
	from := min(f.scroll, len(runes))
	for i := len(f.decode(runes[:from])); i < at && from < len(runes); from++ {
		cells += theme.Width(f.clean(runes[from]))
		i += len(f.decode(runes[from : from+1]))
	}
	return cells
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
