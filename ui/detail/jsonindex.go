package detail

import (
	"bytes"
	"unicode/utf8"

	"vapi-sessions/client"
)

const (
	maxBlockBytes  = 16 << 10  // most bytes of text in one block; the rest of a longer text goes into further blocks
	indexStepBytes = 256 << 10 // bytes of a document that one step reads
)

// lineKind says what a line of indented JSON holds.
type lineKind uint8

const (
	lineValue     lineKind = iota // a scalar, or an empty object or list
	lineOpen                      // the beginning of an object or list
	lineClose                     // its end
	lineContinued                 // more of the text of the line before
)

// jsonLine is one line of an indented document. Its places are byte offsets in the
// document as the server sent it.
type jsonLine struct {
	from, valueFrom, to uint32 // where the line, its value, and both end
	parent              int32  // the line that opens the object or list around it, or that it closes; -1 for none
	closedBy            int32  // the line that closes what it opens; 0 until that line is read
	depth               uint16
	kind                lineKind
	commaAfter          bool // a comma follows the value
}

// jsonIndex is the list of a document's lines as far as the document was read. It is
// read step by step, so that the first screen does not wait for the last byte. A line
// takes 28 bytes.
type jsonIndex struct {
	raw       []byte
	tokens    *client.Redactor
	bytesRead int
	done      bool
	lines     []jsonLine
	masked    map[int][]byte // line → what is shown instead of its value, or of a part of it
	openLine  int32          // the innermost object or list that is not closed yet, or -1
	nameFrom  int            // where the name of the next value begins, or -1
}

func newJSONIndex(raw []byte) *jsonIndex {
	return &jsonIndex{raw: raw, tokens: client.NewRedactor(raw), masked: make(map[int][]byte), openLine: -1, nameFrom: -1}
}

// advance reads at least size further bytes, or the rest of the document.
func (x *jsonIndex) advance(size int) {
	for until := x.bytesRead + size; x.bytesRead < until && !x.done; {
		t, ok := x.tokens.Next()
		switch {
		case !ok:
			x.done = true
			return
		case t.Name:
			x.nameFrom = t.From
		case t.Kind == '}' || t.Kind == ']':
			x.close(t)
		case t.Kind == '{' || t.Kind == '[':
			x.add(t, lineOpen)
			x.openLine = int32(len(x.lines) - 1)
		default:
			x.scalar(t)
		}
		x.bytesRead = t.To
	}
}

// add appends a line that begins with the token t.
func (x *jsonIndex) add(t client.Token, kind lineKind) *jsonLine {
	l := jsonLine{from: uint32(t.From), valueFrom: uint32(t.From), to: uint32(t.To), parent: x.openLine, kind: kind}
	if x.nameFrom >= 0 {
		l.from, x.nameFrom = uint32(x.nameFrom), -1
	}
	if x.openLine >= 0 {
		l.depth = x.lines[x.openLine].depth + 1
		if before := len(x.lines) - 1; before > int(x.openLine) {
			x.lines[before].commaAfter = true
		}
	}
	x.lines = append(x.lines, l)
	return &x.lines[len(x.lines)-1]
}

// scalar appends the line of a scalar, and further ones where its text is too long for
// one.
func (x *jsonIndex) scalar(t client.Token) {
	text := x.raw[t.From:t.To]
	if t.Masked != nil {
		text = t.Masked
	}
	l := x.add(t, lineValue)
	for at := 0; ; {
		part := text[at:]
		if len(part) > maxBlockBytes {
			end := maxBlockBytes
			for end > maxBlockBytes-utf8.UTFMax && !utf8.RuneStart(part[end]) {
				end--
			}
			part = part[:end]
		}
		if t.Masked != nil {
			x.masked[len(x.lines)-1] = part
		} else {
			l.valueFrom = uint32(t.From + at)
			l.to = l.valueFrom + uint32(len(part))
		}
		if at += len(part); at >= len(text) {
			return
		}
		x.lines = append(x.lines, jsonLine{from: uint32(t.To), valueFrom: uint32(t.To), to: uint32(t.To), parent: l.parent, depth: l.depth, kind: lineContinued})
		l = &x.lines[len(x.lines)-1]
		if t.Masked == nil {
			l.from = uint32(t.From + at)
		}
	}
}

// close ends the innermost object or list. An empty one is a single line.
func (x *jsonIndex) close(t client.Token) {
	open, n := x.openLine, len(x.lines)
	l := &x.lines[open]
	x.openLine = l.parent
	if n-1 == int(open) {
		l.kind, l.to = lineValue, uint32(t.To)
		return
	}
	l.closedBy = int32(n)
	x.lines = append(x.lines, jsonLine{from: uint32(t.From), valueFrom: uint32(t.From), to: uint32(t.To), parent: open, depth: l.depth, kind: lineClose})
}

// key returns the member name of line n with its quotes; empty where it has none.
func (x *jsonIndex) key(n int) []byte {
	l := &x.lines[n]
	return bytes.TrimRight(x.raw[l.from:max(l.from, l.valueFrom)], " \t\r\n:")
}

// value returns the value of line n, secrets masked.
func (x *jsonIndex) value(n int) []byte {
	if masked, ok := x.masked[n]; ok {
		return masked
	}
	text := x.unmasked(n)
	if l := &x.lines[n]; l.kind == lineValue && len(text) > 2 && (text[0] == '{' || text[0] == '[') {
		return []byte{text[0], text[len(text)-1]} // without the blanks between them
	}
	return text
}

// unmasked returns the value of line n as the server sent it.
func (x *jsonIndex) unmasked(n int) []byte {
	l := &x.lines[n]
	return x.raw[l.valueFrom:l.to]
}
