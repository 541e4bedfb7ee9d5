package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
)

// line is a text of one line with a cursor, edited as shells do. Its text is
// always safe to print.
type line struct {
	text string
	at   int // the cursor, a byte column at the start of a cluster
	off  int // the first byte that is shown
	cut  string
}

// tidy makes outside text fit for one line.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	s, _ = client.Clean(s)
	return s
}

// set replaces the text and puts the cursor behind it.
func (l *line) set(s string) {
	l.text = tidy(s)
	l.at, l.off = len(l.text), 0
}

// insert puts text in at the cursor.
func (l *line) insert(s string) {
	s = tidy(s)
	l.text = l.text[:l.at] + s + l.text[l.at:]
	l.at += len(s)
}

// next and previous are the neighbouring places for the cursor.
func (l *line) next(at int) int {
	if at >= len(l.text) {
		return len(l.text)
	}
	c, _ := ansi.FirstGraphemeCluster(l.text[at:], ansi.WcWidth)
	return at + max(1, len(c))
}

func (l *line) previous(at int) int {
	last := 0
	for i := 0; i < at; i = l.next(i) {
		last = i
	}
	return last
}

// wordLeft and wordRight find the ends of words, which blanks and the signs of
// the language part.
func (l *line) wordLeft() int {
	i := l.at
	for i > 0 && !l.wordy(l.previous(i)) {
		i = l.previous(i)
	}
	for i > 0 && l.wordy(l.previous(i)) {
		i = l.previous(i)
	}
	return i
}

func (l *line) wordRight() int {
	i := l.at
	for i < len(l.text) && !l.wordy(i) {
		i = l.next(i)
	}
	for i < len(l.text) && l.wordy(i) {
		i = l.next(i)
	}
	return i
}

func (l *line) wordy(at int) bool {
	for _, r := range l.text[at:] {
		return !unicode.IsSpace(r) && !strings.ContainsRune(`:=,"<>.-`, r)
	}
	return false
}

// remove takes out a stretch and keeps it for yanking when it was more than a
// character.
func (l *line) remove(from, to int, keep bool) bool {
	if from >= to {
		return false
	}
	if keep {
		l.cut = l.text[from:to]
	}
	l.text, l.at = l.text[:from]+l.text[to:], from
	return true
}

// key edits. It reports whether the text changed, and whether the key was one
// of the line's at all.
func (l *line) key(msg tea.KeyPressMsg) (changed, mine bool) {
	if k := msg.Key(); k.Text != "" && k.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		l.insert(k.Text)
		return true, true
	}
	name := msg.Keystroke()
	if to, ok := l.move(name); ok {
		l.at = to
		return false, true
	}
	return l.erase(name)
}

// move gives where a key takes the cursor.
func (l *line) move(key string) (int, bool) {
	switch key {
	case "left", "ctrl+b":
		return l.previous(l.at), true
	case "right", "ctrl+f":
		return l.next(l.at), true
	case "home", "ctrl+a":
		return 0, true
	case "end", "ctrl+e":
		return len(l.text), true
	case "alt+b", "alt+left", "ctrl+left":
		return l.wordLeft(), true
	case "alt+f", "alt+right", "ctrl+right":
		return l.wordRight(), true
	}
	return 0, false
}

func (l *line) erase(key string) (changed, mine bool) {
	switch key {
	case "space":
		l.insert(" ")
		return true, true
	case "backspace", "ctrl+h":
		return l.remove(l.previous(l.at), l.at, false), true
	case "delete", "ctrl+d":
		return l.remove(l.at, l.next(l.at), false), true
	case "ctrl+w":
		return l.remove(l.blankLeft(), l.at, true), true
	case "alt+backspace", "ctrl+backspace":
		return l.remove(l.wordLeft(), l.at, true), true
	case "alt+d", "alt+delete", "ctrl+delete":
		return l.remove(l.at, l.wordRight(), true), true
	case "ctrl+u":
		return l.remove(0, l.at, true), true
	case "ctrl+k":
		return l.remove(l.at, len(l.text), true), true
	case "ctrl+y":
		l.insert(l.cut)
		return l.cut != "", true
	case "ctrl+t":
		return l.swap(), true
	}
	return false, false
}

// blankLeft finds the start of the term before the cursor.
func (l *line) blankLeft() int {
	s := strings.TrimRightFunc(l.text[:l.at], unicode.IsSpace)
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return i + n
}

// swap exchanges the characters around the cursor, or the last two at the end.
func (l *line) swap() bool {
	mid := l.at
	if mid == len(l.text) {
		mid = l.previous(mid)
	}
	from, to := l.previous(mid), l.next(mid)
	if mid == 0 || from == mid {
		return false
	}
	l.text = l.text[:from] + l.text[mid:to] + l.text[from:mid] + l.text[to:]
	l.at = to
	return true
}

// scroll moves what is shown so that the cursor is within w cells, and a cell
// of what is beyond it when there is more.
func (l *line) scroll(w int) {
	if l.at < l.off {
		l.off = l.at
	}
	for l.off < l.at && ansi.StringWidthWc(l.text[l.off:l.at])+l.cursorWidth() > w {
		l.off = l.next(l.off)
	}
	// Show more on the left when there is room for it.
	for l.off > 0 {
		p := l.previous(l.off)
		if ansi.StringWidthWc(l.text[p:])+1 > w {
			break
		}
		l.off = p
	}
}

func (l *line) cursorWidth() int {
	if l.at >= len(l.text) {
		return 1
	}
	return max(1, ansi.StringWidthWc(l.text[l.at:l.next(l.at)]))
}

// column is the cell, from 0, at which a byte of the text is shown.
func (l *line) column(at int) int {
	if at <= l.off {
		return 0
	}
	return ansi.StringWidthWc(l.text[l.off:min(at, len(l.text))])
}
