package detail

import (
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// minLinesShown is how many lines must be known before the JSON tab is shown.
const minLinesShown = 200

// jsonLines is the JSON tab. Every line of the indented document is a block, with the
// same number.
type jsonLines struct {
	*jsonIndex
	pane *Pane
}

func (p *Pane) jsonTab() source {
	if p.json == nil {
		p.json = newJSONIndex(p.session.Raw)
		for !p.json.done && len(p.json.lines) < minLinesShown {
			p.json.advance(indexStepBytes)
		}
	}
	return &jsonLines{jsonIndex: p.json, pane: p}
}

func (x *jsonLines) count() int { return len(x.lines) }

func (x *jsonLines) parent(i int) int { return int(x.lines[i].parent) }

// lastInFold returns the line that closes what line i opens, or the last line that is
// known. The outermost object is no fold.
func (x *jsonLines) lastInFold(i int) int {
	switch l := &x.lines[i]; {
	case l.kind != lineOpen || i == 0:
		return i
	case l.closedBy == 0:
		return len(x.lines) - 1
	default:
		return int(l.closedBy)
	}
}

func (x *jsonLines) startsFolded(int) bool { return false }

func (x *jsonLines) text(i int) string {
	if key := x.key(i); len(key) > 0 {
		return string(key) + ": " + string(x.value(i))
	}
	return string(x.value(i))
}

func (x *jsonLines) block(i int, closed bool) block {
	l := &x.lines[i]
	var w styledText
	removed := 0
	add := func(b []byte, role theme.Role) {
		t, n := cleaned(string(b))
		removed += n
		w.add(t, role)
	}
	if key := x.key(i); len(key) > 0 {
		add(key, theme.JSONKey)
		w.add(": ", theme.Plain)
	}
	if i == x.pane.revealed {
		add(x.unmasked(i), theme.Warn)
	} else {
		add(x.shown(i))
	}
	foldSign := ""
	switch {
	case closed:
		foldSign = x.pane.theme.Glyph(theme.GlyphFolded)
		x.addFolded(&w, i)
	case x.lastInFold(i) != i:
		foldSign = x.pane.theme.Glyph(theme.GlyphUnfolded)
	}
	if l.commaAfter {
		w.add(",", theme.Plain)
	}
	w.addRemoved(removed)
	out := w.block(2*int(l.depth), 4)
	_, masked := x.masked[i]
	out.foldSign, out.secret = foldSign, masked && l.kind == lineValue
	return out
}

// shown returns the value of line i as the screen shows it, and its role.
func (x *jsonLines) shown(i int) ([]byte, theme.Role) {
	b, kind := x.value(i), x.lines[i].kind
	switch {
	case len(b) == 0 || kind == lineOpen || kind == lineClose || kind == lineValue && (b[0] == '{' || b[0] == '['):
		return b, theme.Plain
	case string(b) == `"`+client.Mask+`"`:
		return b, theme.Masked
	case x.pane.private && (kind == lineContinued || !shownInPrivate(readableText(x.key(i))) && b[0] != 't' && b[0] != 'f' && b[0] != 'n'):
		return []byte(words.Mask(string(b))), theme.Masked
	case kind == lineContinued || b[0] == '"':
		return b, theme.JSONString
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		return b, theme.JSONNumber
	}
	return b, theme.JSONWord
}

// addFolded writes the line that stands for a closed fold: the closing bracket, and how
// many lines are hidden.
func (x *jsonLines) addFolded(w *styledText, i int) {
	bracket := x.raw[x.lines[i].valueFrom]
	w.add(" "+x.pane.ellipsis()+" "+string(rune(bracket+2)), theme.Plain) // ] and } come two after [ and {
	last := x.lastInFold(i)
	if x.lines[last].commaAfter {
		w.add(",", theme.Plain)
	}
	w.add("  "+strconv.Itoa(last-i-1)+" lines", theme.Dim)
}
