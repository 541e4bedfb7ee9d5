package paint

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is what one column of a line shows. Two cells look alike exactly when
// they are equal.
type cell struct {
	ch    int32  // a character; when negative, the complement of a number of cellCache.clusters
	style uint16 // a number of cellCache.styles
	width uint16 // columns; 0 for those of a wide character after its first
}

// blank is a column with nothing in it and the terminal's own background.
var blank = cell{ch: ' ', width: 1}

// plain reports whether terminals agree about how wide the cell is.
func (c cell) plain() bool { return c.width == 1 && c.ch >= 0 }

// wide reports whether the cell is a character of two columns on most terminals.
func (c cell) wide() bool { return c.width == 2 && c.ch >= 0 }

// cellCache gives a number to each style, and to each cluster: characters that some
// terminals draw as one, in columns of their own counting.
type cellCache struct {
	styles   texts // the escape sequences that switch a style, with its link, on after a reset; the first is ""
	clusters texts
}

// texts numbers texts in the order in which they come.
type texts struct {
	all    []string
	number map[string]int
}

func (t *texts) of(text string) int {
	i, ok := t.number[text]
	if !ok {
		i = len(t.all)
		text = strings.Clone(text)
		t.all = append(t.all, text)
		t.number[text] = i
	}
	return i
}

func newCellCache() *cellCache {
	return &cellCache{styles: texts{[]string{""}, map[string]int{"": 0}}, clusters: texts{number: map[string]int{}}}
}

// full reports whether it is time to begin anew.
func (a *cellCache) full() bool {
	const most = 1 << 13
	return len(a.styles.all) > most || len(a.clusters.all) > most
}

// text appends what a cell shows.
func (a *cellCache) text(dst []byte, c cell) []byte {
	if c.ch < 0 {
		return append(dst, a.clusters.all[^c.ch]...)
	}
	return utf8.AppendRune(dst, c.ch)
}

// parse gives exactly w cells for a line: cut where it is too long, filled
// with blanks where it is too short. Of escape sequences only colours, attributes
// and links count; all others and control characters are left out, so that no line
// can do anything but show itself.
func (a *cellCache) parse(line string, w int) []cell {
	cells := make([]cell, 0, w+1)
	var open, link string // the sequences since the last reset; the link that is open
	var style uint16
	for i := 0; i < len(line) && len(cells) <= w; {
		switch c := line[i]; {
		case c == 0x1b:
			seq := sgr(line[i:])
			if seq != "" {
				open = opened(open, seq)
			} else if seq = hyperlink(line[i:]); seq != "" {
				link = strings.TrimSuffix(seq, ansi.ResetHyperlink())
			} else {
				seq, _, _, _ = ansi.DecodeSequence(line[i:], 0, nil)
			}
			style = uint16(a.styles.of(link + open))
			i += len(seq)
		case c < 0x20 || c == 0x7f:
			i++
		default:
			ch, n := utf8.DecodeRuneInString(line[i:])
			if next, _ := utf8.DecodeRuneInString(line[i+n:]); !simple(ch) || !simple(next) {
				var text string
				text, cells = a.character(cells, line[i:], style)
				i += len(text)
				continue
			}
			cells = append(cells, cell{ch: ch, style: style, width: 1})
			i += n
		}
	}
	return fit(cells, w)
}

// character appends the cells of the first character of text with its marks,
// and gives what it took. What has no columns has no cells either.
func (a *cellCache) character(cells []cell, text string, style uint16) (string, []cell) {
	text, wide := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	ch, n := utf8.DecodeRuneInString(text)
	w := ansi.StringWidthWc(text)
	switch {
	case ch == utf8.RuneError && n == 1:
		w = 1 // a byte that some terminals obey
	case w == 0 || ch > 0x7e && ch < 0xa0:
		return text, cells
	}
	c := cell{ch: ch, style: style, width: uint16(w)}
	if n < len(text) || w != wide {
		c.ch = ^int32(a.clusters.of(strings.ToValidUTF8(text, "\uFFFD")))
	}
	cells = append(cells, c)
	for range w - 1 {
		cells = append(cells, cell{})
	}
	return text, cells
}

// fit makes a line w cells long. A character that does not fit whole is left out.
func fit(cells []cell, w int) []cell {
	if len(cells) > w {
		end := w
		for cells[end].width == 0 {
			end--
		}
		cells = cells[:end]
	}
	for len(cells) < w {
		cells = append(cells, blank)
	}
	return cells
}

// simple reports whether a character has one column on every terminal, and is
// drawn with no other such character as one: ASCII, Latin letters, and what lines
// and bars are made of.
func simple(ch rune) bool {
	return ch < 0x7f || ch > 0xa0 && ch < 0x300 && ch != 0xad || ch >= 0x2500 && ch < 0x25fd
}

// sgr is the sequence that a text begins with if it changes colours and
// attributes, or "".
func sgr(text string) string {
	if !strings.HasPrefix(text, "\x1b[") {
		return ""
	}
	for i := 2; i < len(text) && (text[i] >= '0' && text[i] <= ';' || text[i] == 'm'); i++ {
		if text[i] == 'm' {
			return text[:i+1]
		}
	}
	return ""
}

// hyperlink is the sequence that a text begins with if it begins a link (OSC 8), or
// ends one, or "".
func hyperlink(text string) string {
	end := strings.IndexByte(text, '\a')
	if end < 0 || !strings.HasPrefix(text, linkPrefix) {
		return ""
	}
	if strings.ContainsFunc(text[len(linkPrefix):end], func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return ""
	}
	return text[:end+1]
}

// linkPrefix begins a link.
const linkPrefix = "\x1b]8;"

// opened adds a sequence to those since the last reset. They are the whole
// style, so equal texts are equal styles.
func opened(open, seq string) string {
	switch params := seq[2 : len(seq)-1]; {
	case params == "" || params == "0":
		return ""
	case open == "" || strings.HasPrefix(params, "0;"):
		return seq
	}
	return open + seq
}
