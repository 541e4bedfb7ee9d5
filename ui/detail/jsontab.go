package detail

import (
	"strconv"

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
	for !v.x.done && len(v.x.lines) < firstLines {
		v.x.advance(indexStep)
	}
	return v
}

func (v *jsonView) first() int { return min(0, len(v.x.lines)-1) }

func (v *jsonView) last() int { return v.visible(len(v.x.lines) - 1) }

func (v *jsonView) next(i int) int {
	if v.isClosed(i) {
		i = v.x.closeOf(i)
	}
	if i+1 >= len(v.x.lines) {
		return -1
	}
	return i + 1
}

func (v *jsonView) prev(i int) int {
	if i <= 0 {
		return -1
	}
	return v.visible(i - 1)
}

// visible gives the line itself, or the head of the outermost fold around it.
func (v *jsonView) visible(i int) int {
	i = max(min(0, len(v.x.lines)-1), min(i, len(v.x.lines)-1))
	if i < 0 || !v.f.any() {
		return i
	}
	for o := int(v.x.lines[i].parent); o >= 0; o = int(v.x.lines[o].parent) {
		if v.isClosed(o) {
			i = o
		}
	}
	return i
}

func (v *jsonView) isClosed(i int) bool {
	l := &v.x.lines[i]
	if l.kind != lineOpen {
		return false
	}
	if l.depth == 0 { // closing all leaves the names of the outermost members
		return v.f.except[i]
	}
	return v.f.closed(i, false)
}

func (v *jsonView) share(i int) float64 { return float64(i) / float64(max(1, len(v.x.lines)-1)) }

func (v *jsonView) fold(i int, how foldHow) int {
	at := i
	if l := &v.x.lines[i]; l.kind != lineOpen || how == foldClose && v.isClosed(i) {
		at = int(l.parent)
	}
	if at < 0 {
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
	for o := int(v.x.lines[i].parent); o >= 0; o = int(v.x.lines[o].parent) {
		if v.isClosed(o) {
			v.f.set(o, false)
		}
	}
}

func (v *jsonView) folds() folds     { return v.f.clone() }
func (v *jsonView) setFolds(f folds) { v.f = f }

func (v *jsonView) lay(i int) laid {
	l := &v.x.lines[i]
	var w writing
	mark := foldMarkNone
	removed := 0
	add := func(b []byte, role theme.Role) {
		t, n := client.Clean(string(b))
		removed += n
		w.add(t, role)
	}
	if key := v.x.key(i); len(key) > 0 {
		add(key, theme.JSONKey)
		w.add(": ", theme.Plain)
	}
	if v.revealed == i {
		add(v.x.unmasked(i), theme.Warn)
	} else {
		add(v.value(i))
	}
	if l.kind == lineOpen {
		mark = foldMarkOpen
		if v.isClosed(i) {
			mark = foldMarkClosed
			v.closing(&w, i)
		}
	}
	if l.comma {
		w.add(",", theme.Plain)
	}
	if removed > 0 {
		w.add(" "+removedNote(removed), theme.Dim)
	}
	out := w.laid(2*int(l.depth), 4)
	out.mark, out.revived = mark, v.revealed == i
	return out
}

// value gives a line's value and its role.
func (v *jsonView) value(i int) ([]byte, theme.Role) {
	b, kind := v.x.text(i), v.x.lines[i].kind
	switch {
	case len(b) == 0 || kind == lineOpen || kind == lineClose || kind == lineValue && (b[0] == '{' || b[0] == '['):
		return b, theme.Plain
	case string(b) == `"`+client.Mask+`"`:
		return b, theme.Masked
	case v.private && (kind == lineRest || !openKey(unquoted(v.x.key(i))) && b[0] != 't' && b[0] != 'f' && b[0] != 'n'):
		return []byte(hidden(string(b))), theme.Masked
	case kind == lineRest || b[0] == '"':
		return b, theme.JSONString
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		return b, theme.JSONNumber
	}
	return b, theme.JSONWord
}

// closing writes what stands for the lines of a closed fold.
func (v *jsonView) closing(w *writing, i int) {
	bracket := v.x.raw[v.x.lines[i].value]
	w.add(" "+v.ellipsis+" "+string(rune(bracket+2)), theme.Plain) // ] and } come two after [ and {
	last := v.x.closeOf(i)
	if v.x.lines[last].comma {
		w.add(",", theme.Plain)
	}
	w.add("  "+strconv.Itoa(last-i-1)+" lines", theme.Dim)
}

// hasSecret reports whether the value of a line is masked.
func (v *jsonView) hasSecret(i int) bool {
	_, masked := v.x.masked[i]
	return masked && v.x.lines[i].kind == lineValue
}
