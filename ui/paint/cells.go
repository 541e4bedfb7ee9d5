package paint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is what one column of a line shows. Two cells look alike exactly when
// they are equal.
type cell struct {
	ch    int32  // a character; when negative, the complement of an index into atlas.clusters
	style uint16 // an index into atlas.styles
	width uint8  // columns: 0 for the second half of a wide character
	loose bool   // part of what some terminals draw as one, in columns of their own counting
}

// blank is a column with nothing in it and the terminal's own background.
var blank = cell{ch: ' ', width: 1}

// plain reports whether terminals agree about how wide the cell is.
func (c cell) plain() bool { return c.width == 1 && c.ch >= 0 && !c.loose }

// maxKnown bounds how many styles and clusters are remembered.
const maxKnown = 1 << 13

// atlas gives styles and characters with combining marks a number each.
type atlas struct {
	styles    []string // the escape sequences that switch a style on after a reset; the first is ""
	onBlank   []onBlank
	styleOf   map[string]uint16
	clusters  []string
	clusterOf map[string]int32
}

func newAtlas() *atlas {
	return &atlas{styles: []string{""}, onBlank: []onBlank{nothing}, styleOf: map[string]uint16{"": 0}, clusterOf: map[string]int32{}}
}

// full reports whether it is time to begin anew.
func (a *atlas) full() bool { return len(a.styles) > maxKnown || len(a.clusters) > maxKnown }

func (a *atlas) style(open string) uint16 {
	id, ok := a.styleOf[open]
	if !ok {
		id = uint16(len(a.styles))
		open = strings.Clone(open)
		a.styles = append(a.styles, open)
		a.onBlank = append(a.onBlank, lookOnBlank(open))
		a.styleOf[open] = id
	}
	return id
}

func (a *atlas) cluster(text string) int32 {
	i, ok := a.clusterOf[text]
	if !ok {
		i = int32(len(a.clusters))
		text = strings.Clone(text)
		a.clusters = append(a.clusters, text)
		a.clusterOf[text] = i
	}
	return ^i
}

// text appends what a cell shows.
func (a *atlas) text(dst []byte, c cell) []byte {
	if c.ch < 0 {
		return append(dst, a.clusters[^c.ch]...)
	}
	return utf8.AppendRune(dst, c.ch)
}

// reader takes one line apart.
type reader struct {
	atlas *atlas
	cells []cell
	open  string // the sequences since the last reset
	style uint16
	last  int // where in cells the last character began, -1 before the first
	from  int // where in the line it began
	until int // where in the line the characters end that may be drawn as one
	loose bool
}

// parse appends exactly w cells for a line: cut where it is too long, filled
// with blanks where it is too short. Of escape sequences only colours and
// attributes count; all others and control characters are left out, so that no
// line can do anything but show itself.
func (a *atlas) parse(cells []cell, line string, w int) []cell {
	r := reader{atlas: a, cells: cells, last: -1}
	for i := 0; i < len(line) && len(r.cells) <= w; {
		c := line[i]
		switch {
		case c == 0x1b:
			r.last = -1 // a mark does not reach across it
			i += r.escape(line[i:])
		case c < 0x20 || c == 0x7f:
			r.last = -1
			i++
		case c < 0x80:
			i = r.ascii(line, i, w)
		default:
			i += r.wide(line, i)
		}
	}
	return fit(r.cells, w)
}

// ascii reads what is ASCII from i on, up to the first character that does not
// fit, and tells where it ends.
func (r *reader) ascii(line string, i, w int) int {
	blank := r.style
	if r.atlas.onBlank[blank] == nothing {
		blank = 0
	}
	for ; i < len(line) && len(r.cells) <= w; i++ {
		c := line[i]
		if c < ' ' || c >= 0x7f {
			break
		}
		style := r.style
		if c == ' ' {
			style = blank
		}
		r.cells = append(r.cells, cell{ch: int32(c), style: style, width: 1})
	}
	r.last, r.from = len(r.cells)-1, i-1
	return i
}

// fit makes a line w cells long.
func fit(cells []cell, w int) []cell {
	if len(cells) > w {
		cells = cells[:w]
		if w > 0 && cells[w-1].width == 2 {
			cells[w-1] = blank // half of it has no room
		}
	}
	for len(cells) < w {
		cells = append(cells, blank)
	}
	return cells
}

// wide reads a character beyond ASCII and tells how many bytes it takes.
func (r *reader) wide(line string, i int) int {
	ch, n := utf8.DecodeRuneInString(line[i:])
	if ch < 0xa0 {
		r.last = -1
		return n // a control character, which some terminals obey
	}
	r.cluster(line, i, n)
	switch w := ansi.StringWidthWc(line[i : i+n]); {
	case ch == utf8.RuneError && n == 1: // a byte that some terminals obey
		r.last = -1
		r.cells = append(r.cells, cell{ch: ch, style: r.style, width: 1})
	case w > 0:
		r.last, r.from = len(r.cells), i
		r.cells = append(r.cells, cell{ch: ch, style: r.style, width: uint8(w), loose: r.loose})
		for range w - 1 {
			r.cells = append(r.cells, cell{})
		}
	case r.last >= 0: // a mark on the character before it
		r.cells[r.last].ch = r.atlas.cluster(line[r.from : i+n])
	}
	return n
}

// cluster finds out whether the character at i, of n bytes, is one of several
// that some terminals draw as one, and count otherwise than others do.
func (r *reader) cluster(line string, i, n int) {
	if i < r.until {
		return
	}
	all, wide := ansi.FirstGraphemeCluster(line[i:], ansi.GraphemeWidth)
	r.until = i + len(all)
	r.loose = len(all) > n || wide != ansi.StringWidthWc(all)
	if last := r.last; !r.loose && last >= 0 && unicode.Is(unicode.M, []rune(all)[0]) {
		r.loose, r.cells[last].loose = true, true // a mark with a column of its own
	}
}

// escape reads an escape sequence and tells how many bytes it takes.
func (r *reader) escape(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return other(s)
	}
	i := 2
	for i < len(s) && (s[i] >= 0x20 && s[i] <= 0x3f) {
		i++
	}
	if i == len(s) {
		return i
	}
	if s[i] == 'm' && !strings.ContainsAny(s[2:i], "<=>? !$'*+,-./\"#%&()") {
		r.attributes(s[:i+1])
	}
	return i + 1
}

// attributes takes a change of colours and attributes in. What follows a reset
// is the whole style, so equal texts are equal styles.
func (r *reader) attributes(seq string) {
	switch params := seq[2 : len(seq)-1]; {
	case params == "" || params == "0":
		r.open = ""
	case strings.HasPrefix(params, "0;"):
		r.open = seq
	case r.open == "":
		r.open = seq
	default:
		r.open += seq
	}
	r.style = r.atlas.style(r.open)
}

// other passes over a sequence that is not a CSI: strings to their end, the
// rest with its one character.
func other(s string) int {
	if len(s) < 2 {
		return 1
	}
	if strings.IndexByte("]PX^_", s[1]) < 0 {
		if s[1] < 0x20 || s[1] > 0x7e {
			return 1
		}
		return 2
	}
	for i := 2; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		}
	}
	return len(s)
}
