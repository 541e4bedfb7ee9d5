// Package field is the text field of the whole program: one line that is being typed, on
// Bubbles' textinput. It keeps the text byte for byte, with joiners, line feeds and
// whatever else the name of a session contains. It moves and removes by what a person
// sees as one character, and cleans the text only when it is drawn.
//
// Textinput edits single runes and drops control characters. So it gets a text of the
// same shape, an x for each character and a blank for each blank, and what a key
// removes there is removed from the real text.
package field

import (
	"strings"
	"unicode"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// Field is one line of text with a cursor. The zero value is empty and ready.
type Field struct {
	chars   []string // the text, by what a person sees as one character
	pos     int      // index of the character under the cursor
	removed string   // last text of more than a character that a key removed, for ctrl-y
	scroll  int      // index of the first visible character
}

// New returns a field with a text and the cursor behind it.
func New(text string) (f Field) {
	f.Set(text)
	return f
}

// Value is the text.
func (f *Field) Value() string { return strings.Join(f.chars, "") }

// Cursor is the offset of the cursor in the text, in bytes.
func (f *Field) Cursor() int { return f.offset(f.pos) }

// offset is the offset of a character in the text, in bytes.
func (f *Field) offset(char int) int { return len(strings.Join(f.chars[:char], "")) }

// Set replaces the text and puts the cursor behind it.
func (f *Field) Set(text string) { f.SetWithCursor(text, len(text)) }

// SetWithCursor replaces the text and puts the cursor at an offset in bytes, or behind
// the character that contains the offset.
func (f *Field) SetWithCursor(text string, at int) {
	f.chars, f.pos = nil, 0
	for i := 0; i < len(text); i += len(f.chars[len(f.chars)-1]) {
		if i < at {
			f.pos++
		}
		c, _ := ansi.FirstGraphemeCluster(text[i:], ansi.WcWidth)
		f.chars = append(f.chars, text[i:i+max(1, len(c))]) // an invalid byte stands for itself
	}
}

// Paste inserts pasted text at the cursor. Line ends and tabs become blanks, and other
// control characters are dropped.
func (f *Field) Paste(text string) {
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
	f.SetWithCursor(value[:at]+text+value[at:], at+len(text))
}

// HandleKey handles a key and reports whether it is one for a text field. Textinput
// handles all but those that move or remove by words: its words end only at blanks,
// ours at every punctuation, except for ctrl-w.
func (f *Field) HandleKey(msg tea.KeyPressMsg) bool {
	text, at := f.Value(), f.Cursor()
	switch msg.String() {
	case "alt+b", "alt+left", "ctrl+left":
		f.SetWithCursor(text, wordBefore(text, at))
	case "alt+f", "alt+right", "ctrl+right":
		f.SetWithCursor(text, wordAfter(text, at))
	case "alt+backspace", "ctrl+backspace":
		f.remove(wordBefore(text, at), at)
	case "alt+d", "alt+delete", "ctrl+delete":
		f.remove(at, wordAfter(text, at))
	case "ctrl+y":
		f.insert(f.removed)
	case "ctrl+t":
		f.transpose()
	case "ctrl+k", "ctrl+u", "ctrl+w":
		f.remove(f.afterKey(msg))
	case "left", "right", "home", "end", "backspace", "delete", "ctrl+b", "ctrl+f", "ctrl+a", "ctrl+e", "ctrl+h", "ctrl+d":
		from, to := f.afterKey(msg)
		f.SetWithCursor(text[:from]+text[to:], from)
	default:
		if msg.Text == "" || msg.Mod.Contains(tea.ModCtrl) || msg.Mod.Contains(tea.ModAlt) {
			return false
		}
		f.insert(msg.Text)
	}
	return true
}

// afterKey returns where textinput puts the cursor after a key, and the end of what the
// key removes behind it, as offsets in the text.
func (f *Field) afterKey(msg tea.KeyPressMsg) (from, to int) {
	shape := make([]rune, len(f.chars))
	for i, c := range f.chars {
		shape[i] = 'x'
		if strings.TrimSpace(c) == "" {
			shape[i] = ' '
		}
	}
	in := textinput.New()
	in.Focus()
	in.SetValue(string(shape))
	in.SetCursor(f.pos)
	in, _ = in.Update(msg)
	pos := in.Position()
	removed := len(f.chars) - len(in.Value())
	return f.offset(pos), f.offset(pos + removed)
}

// remove removes a part of the text and keeps it for ctrl-y.
func (f *Field) remove(from, to int) {
	if text := f.Value(); from < to {
		f.removed = text[from:to]
		f.SetWithCursor(text[:from]+text[to:], from)
	}
}

// transpose swaps the characters before and under the cursor, or the last two at the
// end.
func (f *Field) transpose() {
	pos := min(f.pos, len(f.chars)-1)
	if pos < 1 {
		return
	}
	f.chars[pos-1], f.chars[pos] = f.chars[pos], f.chars[pos-1]
	f.SetWithCursor(f.Value(), f.offset(pos+1))
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

// visible is a character as it is drawn. One without a width, such as a mark behind a
// tab, is a dot, so that it neither hides the cursor nor joins its neighbour.
func visible(char string) string {
	clean, _ := client.Clean(char)
	if theme.Width(clean) == 0 {
		return "·"
	}
	return clean
}

// Draw calls character for each character that is visible in w cells: with its offset
// in the text, its cleaned text, and whether the cursor is on it. Behind the text the
// cursor is on a blank.
func (f *Field) Draw(w int, character func(at int, shown string, cursor bool)) {
	f.scrollToCursor(w)
	at := f.offset(f.scroll)
	for i, c := range f.chars[f.scroll:] {
		text := visible(c)
		if w -= theme.Width(text); w < 0 {
			return
		}
		character(at, text, f.scroll+i == f.pos)
		at += len(c)
	}
	if f.pos == len(f.chars) && w > 0 {
		character(at, " ", true)
	}
}

// scrollToCursor scrolls as little as possible so that the cursor is visible in w
// cells, and leaves no cells empty while text is hidden at the left.
func (f *Field) scrollToCursor(w int) {
	cells := func(i int) int {
		if i == len(f.chars) { // the blank behind the text
			return 1
		}
		return theme.Width(visible(f.chars[i]))
	}
	firstVisible := func(last int) int { // from which on w cells reach to the last
		room := w - cells(last)
		for ; last > 0 && cells(last-1) <= room; last-- {
			room -= cells(last - 1)
		}
		return last
	}
	f.scroll = min(max(min(f.scroll, f.pos), firstVisible(f.pos)), firstVisible(len(f.chars)))
}

// Column is the column at which Draw last drew the byte at an offset.
func (f *Field) Column(at int) (cells int) {
	from := min(f.scroll, len(f.chars))
	offset := f.offset(from)
	for _, c := range f.chars[from:] {
		if offset >= at {
			break
		}
		cells += theme.Width(visible(c))
		offset += len(c)
	}
	return cells
}

// Window returns the part of the text that Draw shows in w cells, padded to exactly w,
// and the column of the cursor in it.
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
