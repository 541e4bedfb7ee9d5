package detail

import (
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// firstLines is how many lines of JSON must be known before it is shown.
const firstLines = 200

// jsonView is the JSON tab: every line of the indented document is a block,
// and the number of a line is the number of its block.
type jsonView struct {
	x        *jsonIndex
	f        folds
	private  bool
	ellipsis string
	revealed int // the line whose secrets show; -1 for none
}

func newJSONView(raw []byte, ellipsis string) *jsonView {
	v := &jsonView{x: newJSONIndex(raw), ellipsis: ellipsis, revealed: -1}
	for !v.x.done() && v.x.lines < firstLines {
		v.x.advance()
	}
	return v
}

func (v *jsonView) first() int {
	if v.x.lines == 0 {
		return -1
	}
	return 0
}

func (v *jsonView) last() int {
	if v.x.lines == 0 {
		return -1
	}
	return v.visible(v.x.lines - 1)
}

func (v *jsonView) next(i int) int {
	if v.isClosed(i) {
		c := v.x.closeOf(i)
		if c < 0 {
			return -1
		}
		i = c
	}
	if i+1 >= v.x.lines {
		return -1
	}
	return i + 1
}

func (v *jsonView) prev(i int) int {
	if i <= 0 {
		return -1
	}
	i--
	if l, _ := v.x.line(i); l.kind == lineClose {
		if o := v.x.openOf(i); o >= 0 && v.isClosed(o) {
			return o
		}
	}
	return i
}

// visible gives the line itself, or the head of the outermost fold around it.
func (v *jsonView) visible(i int) int {
	i = max(min(0, v.x.lines-1), min(i, v.x.lines-1))
	if i < 0 {
		return i
	}
	if !v.f.any() {
		return i
	}
	around := v.x.around(i)
	if l, _ := v.x.line(i); l.kind == lineClose {
		if o := v.x.openOf(i); o >= 0 {
			around = append(around, o)
		}
	}
	for _, o := range around {
		if v.isClosed(o) {
			return o
		}
	}
	return i
}

func (v *jsonView) isClosed(i int) bool {
	l, _ := v.x.line(i)
	if l.kind != lineOpen {
		return false
	}
	if l.depth == 0 { // closing all leaves the names of the outermost members
		return v.f.except[i]
	}
	return v.f.closed(i, false)
}

func (v *jsonView) share(i int) float64 {
	p := &v.x.pieces[v.x.pieceOf(i)]
	inside := float64(i-p.first) / float64(max(1, p.lines)) * float64(len(p.raw))
	return (float64(p.start) + inside) / float64(max(1, len(v.x.raw)))
}

func (v *jsonView) fold(i int, how foldHow) int {
	l, _ := v.x.line(i)
	at := i
	switch around := v.x.around(i); {
	case l.kind == lineOpen && (how != foldClose || !v.isClosed(i)):
	case l.kind == lineClose && v.x.openOf(i) >= 0:
		at = v.x.openOf(i)
	case len(around) > 0:
		at = around[len(around)-1]
	default:
		return i
	}
	switch how {
	case foldOpen:
		v.f.set(at, false)
	case foldClose:
		v.f.set(at, true)
	case foldToggle:
		v.f.set(at, !v.isClosed(at))
	}
	return v.visible(i)
}

func (v *jsonView) foldAll(i int, open bool) int {
	v.f.setAll(open)
	return v.visible(i)
}

func (v *jsonView) reveal(i int) {
	for _, o := range v.x.around(i) {
		if v.isClosed(o) {
			v.f.set(o, false)
		}
	}
}

func (v *jsonView) folds() folds     { return v.f.clone() }
func (v *jsonView) setFolds(f folds) { v.f = f }

func (v *jsonView) lay(i int) laid {
	l, p := v.x.line(i)
	var w writing
	mark := foldMarkNone
	removed := 0
	add := func(b []byte, role theme.Role) {
		t, n := client.Clean(string(b))
		removed += n
		w.add(t, role)
	}
	if l.key.to > l.key.from {
		add(p.masked[l.key.from:l.key.to], theme.JSONKey)
		w.add(": ", theme.Plain)
	}
	if v.revealed == i {
		add(v.secret(i), theme.Warn)
	} else {
		add(v.value(l, p))
	}
	if l.kind == lineOpen {
		mark = foldMarkOpen
		if v.isClosed(i) {
			mark = foldMarkClosed
			v.closing(&w, i, p.masked[l.value.from])
		}
	}
	if l.comma {
		w.add(",", theme.Plain)
	}
	if removed > 0 {
		w.add(" "+removedNote(removed), theme.Dim)
	}
	out := w.laid(2*l.depth, 4)
	out.mark, out.revived = mark, v.revealed == i
	return out
}

// value gives a line's value and its role.
func (v *jsonView) value(l jsonLine, p *piece) ([]byte, theme.Role) {
	b := p.masked[l.value.from:l.value.to]
	if len(b) == 0 {
		return b, theme.Plain
	}
	switch c := b[0]; {
	case l.kind != lineValue || c == '{' || c == '[':
		return b, theme.Plain
	case string(b) == `"`+client.Mask+`"`:
		return b, theme.Masked
	case v.private && b[0] != 't' && b[0] != 'f' && b[0] != 'n' && (l.begun || !openKey(unquoted(p.masked[l.key.from:l.key.to]))):
		return []byte(hidden(string(b))), theme.Masked
	case l.begun || c == '"':
		return b, theme.JSONString
	case c == '-' || c >= '0' && c <= '9':
		return b, theme.JSONNumber
	}
	return b, theme.JSONWord
}

// closing writes what stands for the lines of a closed fold.
func (v *jsonView) closing(w *writing, i int, bracket byte) {
	w.add(" "+v.ellipsis+" "+string(rune(bracket+2)), theme.Plain)
	c := v.x.closeOf(i)
	if c < 0 {
		return
	}
	if l, _ := v.x.line(c); l.comma {
		w.add(",", theme.Plain)
	}
	w.add("  "+strconv.Itoa(c-i-1)+" lines", theme.Dim)
}

// secret gives the value of a line as it came. Lines that continue a string do
// not count, because a secret can be longer than the mask in its place.
func (v *jsonView) secret(i int) []byte {
	want, p := v.x.line(i)
	if want.begun {
		return p.masked[want.value.from:want.value.to]
	}
	nth := 0
	for k := p.first; k < i; k++ {
		if l, _ := v.x.line(k); !l.begun {
			nth++
		}
	}
	at := p.marks[0]
	for {
		l, next, ok := scanLine(p.raw, at)
		if !ok {
			return nil
		}
		at = next
		if l.begun {
			continue
		}
		if nth == 0 {
			return p.raw[l.value.from:l.value.to]
		}
		nth--
	}
}

// hasSecret reports whether something of a line is masked.
func (v *jsonView) hasSecret(i int) bool {
	l, p := v.x.line(i)
	shown := string(p.masked[l.value.from:l.value.to])
	return !l.begun && strings.Contains(shown, client.Mask) && string(v.secret(i)) != shown
}
