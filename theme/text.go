package theme

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the width of a text in cells; escape sequences have none.
func Width(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' {
			return ansi.StringWidthWc(s)
		}
	}
	return len(s)
}

// firstPiece measures the first piece of a text, an escape sequence or a character:
// its size in bytes and its width in cells.
func firstPiece(s string) (size, cells int) {
	if s[0] == '\x1b' {
		end := byte('m')
		if strings.HasPrefix(s, "\x1b]") { // a link
			end = '\a'
		}
		if i := strings.IndexByte(s, end); i > 0 {
			return i + 1, 0
		}
	}
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	c, _ := ansi.FirstGraphemeCluster(s, ansi.WcWidth)
	return len(c), ansi.StringWidthWc(c)
}

// Split returns the offset at which a text, which may contain styles, exceeds w cells,
// and the cells before it.
func Split(s string, w int) (at, cells int) {
	for at < len(s) {
		size, n := firstPiece(s[at:])
		if cells+n > w {
			break
		}
		cells += n
		at += size
	}
	return at, cells
}

// Cut shortens a text, which may contain styles, to w cells, and ends it with tail if it
// was longer. It ends the styles and links that are open at the cut. (TruncateWc of the
// ansi package measures differently, and leaves text of some scripts too wide.)
func Cut(s string, w int, tail string) string {
	if Width(s) <= w {
		return s
	}
	room := w - Width(tail)
	if room < 0 {
		room, tail = w, ""
	}
	at, _ := Split(s, max(0, room))
	if strings.Contains(s[:at], "\x1b]") {
		tail += ansi.ResetHyperlink()
	}
	if strings.Contains(s[:at], "\x1b") {
		tail += "\x1b[m"
	}
	return s[:at] + tail
}

// Fit cuts or pads a text, which may contain styles, to exactly w cells. A text that is
// cut ends in the ellipsis.
func (t *Theme) Fit(s string, w int) string {
	w = max(0, w)
	n := Width(s)
	if n > w {
		s = Cut(s, w, t.Glyph(GlyphEllipsis))
		n = Width(s)
	}
	if n == w {
		return s
	}
	return s + strings.Repeat(" ", w-n)
}

// CutLeft removes the first w cells of a text and keeps its styles. A wide character
// that is cut becomes a blank.
func CutLeft(s string, w int) string {
	at, cells := Split(s, w)
	if at == len(s) {
		return ""
	}
	var b strings.Builder
	for i := 0; i < at; {
		size, n := firstPiece(s[i:])
		if n == 0 && s[i] == '\x1b' {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	if cells < w {
		size, n := firstPiece(s[at:])
		b.WriteString(strings.Repeat(" ", cells+n-w))
		at += size
	}
	b.WriteString(s[at:])
	return b.String()
}

// unbreakable matches what must stay on one line: a number with its unit, a date, and a
// hyphen with the word that it begins.
var unbreakable = regexp.MustCompile(`\d (s|min|h|d)\b|\d{4}-\d\d-\d\d|\B-`)

// Wrap wraps plain text between words into lines of at most w cells.
func Wrap(s string, w int) []string {
	const space, hyphen = "\u00a0", "\u2011" // at which nothing is broken
	s = unbreakable.ReplaceAllStringFunc(s, strings.NewReplacer(" ", space, "-", hyphen).Replace)
	lines := strings.Split(ansi.WrapWc(s, max(1, w), " "), "\n")
	for i, l := range lines {
		lines[i] = Cut(strings.NewReplacer(space, " ", hyphen, "-").Replace(l), max(1, w), "")
	}
	return lines
}
