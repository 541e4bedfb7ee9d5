package paint

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is the content of one column of a line. Equal cells look the same.
type cell struct {
	ch    int32  // a character, or the bitwise complement of an index of cellCache.clusters
	style uint16 // index of cellCache.styles
	width uint16 // columns; 0 for the further columns of a wide character
}

// blank is an empty cell with the terminal's own background.
var blank = cell{ch: ' ', width: 1}

// hasSafeWidth reports whether all terminals agree about the width of the cell.
func (c cell) hasSafeWidth() bool { return c.width == 1 && c.ch >= 0 }

// isWide reports whether the cell is a character of two columns on most terminals.
func (c cell) isWide() bool { return c.width == 2 && c.ch >= 0 }

// cellCache numbers styles, and clusters: several code points that some terminals
// draw as one character, with a width of their own.
type cellCache struct {
	styles   textTable // sequences that switch on a style and its link after a reset; the first is ""
	clusters textTable
}

// textTable numbers texts in the order of their arrival.
type textTable struct {
	texts   []string
	numbers map[string]int
}

// number returns the number of a text, which it adds if it is new.
func (t *textTable) number(text string) int {
	i, ok := t.numbers[text]
	if !ok {
		i = len(t.texts)
		text = strings.Clone(text)
		t.texts = append(t.texts, text)
		t.numbers[text] = i
	}
	return i
}

func newCellCache() *cellCache {
	return &cellCache{styles: textTable{[]string{""}, map[string]int{"": 0}}, clusters: textTable{numbers: map[string]int{}}}
}

// isFull reports whether the cache should be replaced by an empty one.
func (a *cellCache) isFull() bool {
	const limit = 1 << 13
	return len(a.styles.texts) > limit || len(a.clusters.texts) > limit
}

func (a *cellCache) appendText(dst []byte, c cell) []byte {
	if c.ch < 0 {
		return append(dst, a.clusters.texts[^c.ch]...)
	}
	return utf8.AppendRune(dst, c.ch)
}

// parse converts a line to exactly w cells: it cuts a longer line and pads a shorter
// one. It keeps colours, attributes and links, and drops all other escape sequences
// and control characters, so that a line can do nothing but show text.
func (a *cellCache) parse(line string, w int) []cell {
	cells := make([]cell, 0, w+1)
	var sequences, link string // the sequences since the last reset; the link that is open
	var style uint16
	for i := 0; i < len(line) && len(cells) <= w; {
		switch c := line[i]; {
		case c == 0x1b:
			seq := leadingSGR(line[i:])
			if seq != "" {
				sequences = appendSGR(sequences, seq)
			} else if seq = leadingHyperlink(line[i:]); seq != "" {
				link = strings.TrimSuffix(seq, ansi.ResetHyperlink())
			} else {
				seq, _, _, _ = ansi.DecodeSequence(line[i:], 0, nil)
			}
			style = uint16(a.styles.number(link + sequences))
			i += len(seq)
		case c < 0x20 || c == 0x7f:
			i++
		default:
			ch, n := utf8.DecodeRuneInString(line[i:])
			if next, _ := utf8.DecodeRuneInString(line[i+n:]); !isSimple(ch) || !isSimple(next) {
				var text string
				text, cells = a.appendCharacter(cells, line[i:], style)
				i += len(text)
				continue
			}
			cells = append(cells, cell{ch: ch, style: style, width: 1})
			i += n
		}
	}
	return fitWidth(cells, w)
}

// appendCharacter appends the cells of the first character of text with its combining
// marks, and returns the part of text that it used. A character without a width gets
// no cell.
func (a *cellCache) appendCharacter(cells []cell, text string, style uint16) (string, []cell) {
	text, graphemeWidth := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	ch, n := utf8.DecodeRuneInString(text)
	w := ansi.StringWidthWc(text)
	switch {
	case ch == utf8.RuneError && n == 1:
		w = 1 // an invalid byte, which some terminals take for a control character
	case w == 0 || ch > 0x7e && ch < 0xa0:
		return text, cells
	}
	c := cell{ch: ch, style: style, width: uint16(w)}
	if n < len(text) || w != graphemeWidth {
		c.ch = ^int32(a.clusters.number(strings.ToValidUTF8(text, "\uFFFD")))
	}
	cells = append(cells, c)
	for range w - 1 {
		cells = append(cells, cell{})
	}
	return text, cells
}

// fitWidth cuts or pads a line to w cells. It drops a wide character that is cut.
func fitWidth(cells []cell, w int) []cell {
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

// isSimple reports whether a character has one column on every terminal and never
// joins another one: ASCII, Latin letters, box and block drawing.
func isSimple(ch rune) bool {
	return ch < 0x7f || ch > 0xa0 && ch < 0x300 && ch != 0xad || ch >= 0x2500 && ch < 0x25fd
}

// leadingSGR returns the sequence for colours and attributes at the beginning of a
// text, or "".
func leadingSGR(text string) string {
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

// leadingHyperlink returns the sequence that begins or ends a link (OSC 8) at the
// beginning of a text, or "".
func leadingHyperlink(text string) string {
	end := strings.IndexByte(text, '\a')
	if end < 0 || !strings.HasPrefix(text, linkPrefix) {
		return ""
	}
	if strings.ContainsFunc(text[len(linkPrefix):end], func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return ""
	}
	return text[:end+1]
}

// linkPrefix is the beginning of a sequence for a link.
const linkPrefix = "\x1b]8;"

// appendSGR adds a sequence to those since the last reset. Together they are the whole
// style, so equal texts are equal styles.
func appendSGR(sequences, seq string) string {
	switch params := seq[2 : len(seq)-1]; {
	case params == "" || params == "0":
		return ""
	case sequences == "" || strings.HasPrefix(params, "0;"):
		return seq
	}
	return sequences + seq
}
