package dialog

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// Field is one line of text being typed, with the keys of Emacs and of every
// desktop. It moves and removes by what a person sees as one character. The
// zero Field is empty and ready.
type Field struct {
	text   string
	at     int // byte offset of the cursor, on a character's edge
	killed string
}

// NewField gives a field with the cursor behind the text.
func NewField(text string) Field {
	var f Field
	f.Insert(text)
	return f
}

// Value is the text.
func (f *Field) Value() string { return f.text }

// Set replaces the text and puts the cursor behind it.
func (f *Field) Set(text string) {
	f.text, f.at = "", 0
	f.Insert(text)
}

// Insert puts text at the cursor, as a paste does: line ends and tabs become
// blanks, and what would act on a terminal becomes a sign.
func (f *Field) Insert(text string) {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text)
	text, _ = client.Clean(text)
	f.text = f.text[:f.at] + text + f.text[f.at:]
	f.at += len(text)
	f.snap()
}

// snap moves the cursor out of a character that an edit has joined around it.
func (f *Field) snap() {
	edge := 0
	for edge < f.at {
		edge = f.after(edge)
	}
	f.at = edge
}

// Key takes a key and reports whether it was one for a text field.
func (f *Field) Key(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "left", "ctrl+b":
		f.at = f.before(f.at)
	case "right", "ctrl+f":
		f.at = f.after(f.at)
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "alt+b", "alt+left", "ctrl+left":
		f.at = f.wordBefore()
	case "alt+f", "alt+right", "ctrl+right":
		f.at = f.wordAfter()
	case "backspace", "ctrl+h":
		f.cut(f.before(f.at), f.at)
	case "delete", "ctrl+d":
		f.cut(f.at, f.after(f.at))
	case "ctrl+k":
		f.kill(f.at, len(f.text))
	case "ctrl+u":
		f.kill(0, f.at)
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		f.kill(f.wordBefore(), f.at)
	case "alt+d", "alt+delete", "ctrl+delete":
		f.kill(f.at, f.wordAfter())
	case "ctrl+y":
		f.Insert(f.killed)
	default:
		if msg.Text == "" || msg.Mod.Contains(tea.ModCtrl) || msg.Mod.Contains(tea.ModAlt) {
			return false
		}
		f.Insert(msg.Text)
	}
	f.snap()
	return true
}

func (f *Field) cut(from, to int) {
	f.text = f.text[:from] + f.text[to:]
	f.at = from
}

// kill cuts and keeps what was cut for ctrl-y.
func (f *Field) kill(from, to int) {
	if from < to {
		f.killed = f.text[from:to]
		f.cut(from, to)
	}
}

// after gives the edge behind the character at the offset.
func (f *Field) after(at int) int {
	if at >= len(f.text) {
		return len(f.text)
	}
	c, _ := ansi.FirstGraphemeCluster(f.text[at:], ansi.WcWidth)
	return at + len(c)
}

// before gives the edge in front of the character that ends at the offset.
func (f *Field) before(at int) int {
	last := 0
	for i := 0; i < at; i = f.after(i) {
		last = i
	}
	return last
}

func (f *Field) wordBefore() int {
	head := strings.TrimRightFunc(f.text[:f.at], notWord)
	return len(strings.TrimRightFunc(head, isWord))
}

func (f *Field) wordAfter() int {
	tail := strings.TrimLeftFunc(f.text[f.at:], notWord)
	return len(f.text) - len(strings.TrimLeftFunc(tail, isWord))
}

func isWord(r rune) bool  { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
func notWord(r rune) bool { return !isWord(r) }

// Window gives the part of the text that fits w cells with the cursor in it,
// padded to exactly w, and the cell of the cursor in it.
func (f *Field) Window(w int) (text string, cursor int) {
	if w <= 0 {
		return "", 0
	}
	start := 0
	for start < f.at && width(f.text[start:f.at]) >= w {
		start = f.after(start)
	}
	shown := theme.Cut(f.text[start:], w, "")
	return shown + strings.Repeat(" ", max(0, w-width(shown))), width(f.text[start:f.at])
}
