package detail

import (
	"cmp"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// maxJSONBytes is the longest JSON text, in bytes, that the transcript shows. The JSON
// tab has no such limit.
const maxJSONBytes = 1 << 20

// transcript is the Transcript tab. Its blocks are the parts of the turns.
type transcript struct {
	*turns
	pane *Pane
}

func (p *Pane) transcript() source { return &transcript{turns: p.turns, pane: p} }

func (t *transcript) count() int { return len(t.parts) }

// parent returns the head of the item that part i belongs to.
func (t *transcript) parent(i int) int {
	switch p := t.parts[i]; p.kind {
	case partHead, partWaiting, partEmpty:
		return -1
	default:
		return p.item.first
	}
}

func (t *transcript) lastInFold(i int) int {
	if p := t.parts[i]; p.kind == partHead {
		return p.item.last - 1
	}
	return i
}

func (t *transcript) startsFolded(i int) bool { return t.parts[i].item.startsFolded }

// text returns what Find searches in part i. The head of a tool call has the tool's
// name.
func (t *transcript) text(i int) string {
	if p := t.parts[i]; p.kind == partHead {
		if it := p.item; it.call != nil {
			return it.call.Name
		}
	}
	return t.redacted(t.parts[i])
}

// redacted returns the text of a part, secrets masked.
func (t *transcript) redacted(p part) string {
	if len(p.text) > maxJSONBytes && looksJSON(p.text) {
		return ""
	}
	return client.RedactText(p.text)
}

func (t *transcript) block(i int, closed bool) block {
	p := t.parts[i]
	var w styledText
	switch p.kind {
	case partEmpty:
		w.add("no messages", theme.Dim)
		return w.block(0, 0)
	case partWaiting:
		w.add(t.pane.theme.Glyph(theme.GlyphWaiting)+" waiting for a reply for "+waitingTime(t.pane.now.Sub(t.pane.summary.LastSpokeAt)), theme.Warn)
		return w.block(2, 0)
	case partHead:
		return t.headBlock(p, closed)
	default:
	}
	text, removed := cleaned(t.redacted(p))
	text = strings.TrimRight(t.pane.hideInPrivate(text), "\n ")
	indent := 2
	switch p.kind {
	case partText:
		switch {
		case t.pane.private: // the stars are masked letters, not emphasis
			w.add(text, theme.Plain)
		case p.item.Role.IsTool() || looksJSON(text):
			w.add(text, theme.Code)
		default:
			addMarkdown(&w, text)
		}
	case partRefusal:
		w.add("refused: ", theme.Bad)
		w.add(text, theme.Plain)
	case partArguments, partAnswer:
		indent = 4
		w.add(map[partKind]string{partArguments: "called with ", partAnswer: "answered "}[p.kind], theme.Dim)
		w.add(cmp.Or(text, "nothing"), theme.Code)
	default:
		w.add(text, theme.Code)
	}
	if text == "" && len(p.text) > maxJSONBytes {
		w.add(words.Bytes(int64(len(p.text)))+" of JSON: see the JSON tab", theme.Dim)
	}
	w.addRemoved(removed)
	return w.block(indent, 0)
}
