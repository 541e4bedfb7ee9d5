package detail

import (
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// wholeJSON is the longest JSON text, in bytes, that a transcript shows. The
// JSON tab shows any.
const wholeJSON = 1 << 20

// speakerWidth is how wide the names of speakers are set.
const speakerWidth = 10

// transcript is the Transcript tab: the parts of the turns are its blocks.
type transcript struct {
	*turns
	f        folds
	private  bool
	now      time.Time
	zone     *time.Location
	ellipsis string
	waits    string // the sign of a caller who waits
	alert    string // the sign of what needs a look
}

func (t *transcript) first() int { return 0 }

func (t *transcript) last() int { return t.visible(len(t.parts) - 1) }

func (t *transcript) visible(i int) int {
	i = max(0, min(i, len(t.parts)-1))
	if t.hidden(i) {
		i = t.items[t.parts[i].item].first
	}
	return i
}

func (t *transcript) next(i int) int {
	p := t.parts[i]
	if p.kind == partHead && t.isClosed(p.item) {
		i = t.items[p.item].last - 1
	}
	if i+1 >= len(t.parts) {
		return -1
	}
	return i + 1
}

func (t *transcript) prev(i int) int {
	if i <= 0 {
		return -1
	}
	return t.visible(i - 1)
}

func (t *transcript) share(i int) float64 { return float64(i) / float64(max(1, len(t.parts)-1)) }

func (t *transcript) isClosed(it int) bool { return t.f.closed(it, t.items[it].long) }

// hidden reports whether a part is folded away.
func (t *transcript) hidden(i int) bool {
	switch p := t.parts[i]; p.kind {
	case partHead, partWaiting, partEmpty:
		return false
	default:
		return t.isClosed(p.item)
	}
}

func (t *transcript) fold(i int, how foldHow) int {
	p := t.parts[i]
	if p.item < 0 || p.kind == partWaiting {
		return i
	}
	closed := how == foldClose || how == foldToggle && !t.isClosed(p.item)
	t.f.set(p.item, closed)
	if closed {
		return t.items[p.item].first
	}
	return i
}

func (t *transcript) foldAll(i int, open bool) int {
	t.f.setAll(open)
	return t.visible(i)
}

func (t *transcript) reveal(i int) {
	if t.hidden(i) {
		t.f.set(t.parts[i].item, false)
	}
}

func (t *transcript) folds() folds     { return t.f.clone() }
func (t *transcript) setFolds(f folds) { t.f = f }

// raw gives the text of a part for the screen, secrets masked.
func (t *transcript) raw(p part) string {
	text := t.unmasked(p)
	if len(text) > wholeJSON && looksJSON(text) {
		return ""
	}
	return client.RedactText(text)
}

// shown gives a part's text ready for the screen, and how many characters had
// to be replaced.
func (t *transcript) shown(p part) (string, int) {
	text, n := cleaned(t.raw(p))
	if t.private {
		text = hidden(text)
	}
	return strings.TrimRight(text, "\n "), n
}

func (t *transcript) lay(i int) laid {
	p := t.parts[i]
	var w writing
	switch p.kind {
	case partEmpty:
		w.add("no messages", theme.Dim)
		return w.laid(0, 0)
	case partWaiting:
		w.add(t.waits+" waiting for a reply for "+clockDuration(t.now.Sub(lastUse(t.s))), theme.Warn)
		return w.laid(2, 0)
	case partHead:
		return t.head(p)
	default:
	}
	text, removed := t.shown(p)
	lead := 2
	switch p.kind {
	case partText:
		if t.s.Messages[t.items[p.item].message].Role.Tool() || looksJSON(text) {
			w.add(text, theme.Code)
		} else {
			markdown(&w, text)
		}
	case partRefusal:
		w.add("refused: ", theme.Bad)
		w.add(text, theme.Plain)
	case partArguments:
		lead = 4
		w.add("called with ", theme.Dim)
		w.add(orNothing(text), theme.Code)
	case partAnswer:
		lead = 4
		w.add("answered ", theme.Dim)
		w.add(orNothing(text), theme.Code)
	default:
		w.add(text, theme.Code)
	}
	if length := p.text.to - p.text.from; text == "" && length > wholeJSON {
		w.add(sizeText(length)+" of JSON: see the JSON tab", theme.Dim)
	}
	if removed > 0 {
		w.add(" "+removedNote(removed), theme.Dim)
	}
	return w.laid(lead, 0)
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
