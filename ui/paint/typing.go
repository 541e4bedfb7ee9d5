package paint

import (
	"bytes"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// typing tells the characters that mean themselves from everything else.
// Bubble Tea's reader passes each key through two more goroutines, which takes
// longer than it takes to show what the key does. A character may go past that
// reader only if nothing that came before it is still in there, neither on its
// way nor as the beginning of something.
type typing struct {
	drained bool      // the reader has passed on all that it was given
	asked   bool      // it was given nothing, to see it come back for more
	taken   time.Time // when it had taken that
	keeps   bool      // it may keep something back to see what follows
	pasting bool      // it takes what comes for pasted text
	tail    []byte    // the last bytes it was given
}

const (
	// forgotten is after what pause the reader keeps nothing back any more: it
	// waits half as long for the rest of a sequence.
	forgotten = 100 * time.Millisecond

	pasteBegins, pasteEnds = "\x1b[200~", "\x1b[201~"
)

// catchUp is asked when the reader comes for more, and reports whether it is to
// be given nothing: it takes that only when it has passed on what it was given
// before.
func (t *typing) catchUp(now time.Time) bool {
	if t.drained {
		return false
	}
	t.asked, t.drained = !t.asked, t.asked
	t.taken = now
	return t.asked
}

// plain reports whether bytes are characters that go past the reader. Others
// are taken to be given to it.
func (t *typing) plain(b []byte, now time.Time) bool {
	printable, ascii := true, true
	for _, c := range b {
		printable = printable && c >= ' ' && c < 0x7f
		ascii = ascii && c != 0x1b && c < 0x80
	}
	if printable && t.drained && !t.keeps {
		return true
	}
	t.paste(b)
	t.keeps = !ascii || t.pasting || t.keeps && now.Sub(t.taken) <= forgotten
	t.asked, t.drained = false, false
	return false
}

// paste looks for the beginning and the end of what is pasted. They may come in
// pieces; whether the reader puts those together depends on the time between
// them, so that a beginning counts in any case, and an end only if it is whole.
func (t *typing) paste(b []byte) {
	before := len(t.tail)
	t.tail = append(t.tail, b...)
	begins, ends := bytes.LastIndex(t.tail, []byte(pasteBegins)), bytes.LastIndex(b, []byte(pasteEnds))
	switch {
	case begins >= 0 && (ends < 0 || begins > before+ends):
		t.pasting = true
	case ends >= 0:
		t.pasting = false
	}
	t.tail = append(t.tail[:0], t.tail[max(0, len(t.tail)-len(pasteBegins)+1):]...)
}

// typed is the message of a character, as Bubble Tea makes it.
func typed(c byte) tea.KeyPressMsg {
	k := tea.KeyPressMsg{Code: rune(c), Text: string(rune(c))}
	if unicode.IsUpper(k.Code) {
		k.Code, k.ShiftedCode, k.Mod = unicode.ToLower(k.Code), k.Code, tea.ModShift
	}
	return k
}
