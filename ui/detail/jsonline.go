package detail

import "bytes"

// longest is how many bytes of text a block holds at most. A longer string
// goes on in the next block.
const longest = 16 << 10

// lineKind is what a line of indented JSON holds.
type lineKind uint8

const (
	lineValue lineKind = iota // a scalar, or an empty object or list
	lineOpen                  // the beginning of an object or list
	lineClose                 // its end
)

// jsonLine is one line of indented JSON, as places in its piece of the
// document.
type jsonLine struct {
	key   span // with its quotes; empty without
	value span // a bracket for lineOpen and lineClose
	depth int
	kind  lineKind
	comma bool // one follows
	begun bool // continues the string of the line before
	goes  bool // the string goes on in the next line
}

// lineAt is where a line begins: all that is needed to read on from there.
type lineAt struct {
	off    int
	depth  int
	inside bool // within a long string
}

// scanLine reads the line that begins at a place. ok is false at the end.
func scanLine(b []byte, at lineAt) (l jsonLine, next lineAt, ok bool) {
	i := at.off
	if at.inside {
		l.begun, l.depth = true, at.depth
		l.value.from = i
		return finishString(b, l, at.depth)
	}
	for i = blankEnd(b, i); i < len(b) && (b[i] == ',' || b[i] == ':'); i = blankEnd(b, i) {
		i++
	}
	if i >= len(b) {
		return l, lineAt{off: i, depth: at.depth}, false
	}
	l.depth = at.depth
	if c := b[i]; c == '}' || c == ']' {
		l.kind, l.depth = lineClose, max(0, at.depth-1)
		l.value = span{i, i + 1}
		return finishLine(b, l, l.depth)
	}
	if b[i] == '"' {
		if end, whole := boundedString(b, i+1); whole {
			if j := blankEnd(b, end); j < len(b) && b[j] == ':' {
				l.key = span{i, end}
				i = blankEnd(b, j+1)
			}
		}
	}
	return scanValue(b, l, i)
}

// scanValue reads the value of a line.
func scanValue(b []byte, l jsonLine, i int) (jsonLine, lineAt, bool) {
	l.value.from = i
	if i >= len(b) {
		l.value.to = i
		return finishLine(b, l, l.depth)
	}
	switch c := b[i]; c {
	case '"':
		return finishString(b, l, l.depth)
	case '{', '[':
		l.value.to = i + 1
		if j := blankEnd(b, i+1); j < len(b) && b[j] == c+2 { // ] and } come two after [ and {
			l.value.to = j + 1
			return finishLine(b, l, l.depth)
		}
		l.kind = lineOpen
		return l, lineAt{off: i + 1, depth: l.depth + 1}, true
	case '}', ']', ',':
		l.value.to = i
	default:
		l.value.to = wordEnd(b, i)
	}
	return finishLine(b, l, l.depth)
}

// finishString reads a string, or as much of it as a line holds.
func finishString(b []byte, l jsonLine, depth int) (jsonLine, lineAt, bool) {
	i := l.value.from
	if !l.begun {
		i++
	}
	end, whole := boundedString(b, i)
	l.value.to = end
	if whole || end >= len(b) {
		return finishLine(b, l, depth)
	}
	l.goes = true
	return l, lineAt{off: end, depth: depth, inside: true}, true
}

// finishLine looks for the comma after a line.
func finishLine(b []byte, l jsonLine, depth int) (jsonLine, lineAt, bool) {
	j := blankEnd(b, l.value.to)
	if j < len(b) && b[j] == ',' {
		l.comma = true
		j++
	}
	return l, lineAt{off: j, depth: depth}, true
}

// boundedString reads a string's text from i on, up to its closing quote or as
// far as a line goes, and reports whether the quote was reached.
func boundedString(b []byte, i int) (end int, whole bool) {
	limit := min(len(b), i+longest)
	if n := bytes.IndexByte(b[i:limit], '"'); n >= 0 && bytes.IndexByte(b[i:i+n], '\\') < 0 {
		return i + n + 1, true
	}
	for i < limit {
		switch b[i] {
		case '"':
			return i + 1, true
		case '\\':
			i += 2
			if i <= len(b) && b[i-1] == 'u' {
				i += 4
			}
		default:
			i++
		}
	}
	i = min(i, len(b))
	for back := i; back < len(b) && back > limit-4; back-- {
		if b[back]&0xc0 != 0x80 { // the first byte of a character
			return back, false
		}
	}
	return i, false
}
