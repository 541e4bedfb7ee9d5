package client

import (
	"encoding/binary"
	"math/bits"
)

// checkJSON reports why b is not exactly one JSON value, or nil: errMalformed,
// or errTooDeep for what is nested deeper than maxDepth, which is not looked
// at further. It accepts invalid UTF-8 in strings and repeated names, as the
// cursor does. It exists because a page is mostly strings, over which it goes
// eight bytes at a time.
func checkJSON(b []byte) error {
	v := validator{b: b}
	if err := v.value(0); err != nil {
		return err
	}
	if v.space(); v.i < len(b) {
		return errMalformed
	}
	return nil
}

type validator struct {
	b []byte
	i int
}

func (v *validator) space() {
	for v.i < len(v.b) {
		switch v.b[v.i] {
		case ' ', '\t', '\r', '\n':
			v.i++
		default:
			return
		}
	}
}

// next passes over white space and gives the byte that comes, or 0.
func (v *validator) next() byte {
	v.space()
	if v.i == len(v.b) {
		return 0
	}
	return v.b[v.i]
}

func (v *validator) value(depth int) error {
	var ok bool
	switch c := v.next(); c {
	case '{', '[':
		if depth == maxDepth {
			return errTooDeep
		}
		return v.nested(c+2, depth+1) // the closing bracket is two after the opening one
	case '"':
		ok = v.text()
	case 't':
		ok = v.literal("true")
	case 'f':
		ok = v.literal("false")
	case 'n':
		ok = v.literal("null")
	default:
		ok = v.number()
	}
	if !ok {
		return errMalformed
	}
	return nil
}

// nested passes over an object or array up to its closing bracket.
func (v *validator) nested(closing byte, depth int) error {
	v.i++
	if v.next() == closing {
		v.i++
		return nil
	}
	for {
		if closing == '}' && !v.name() {
			return errMalformed
		}
		if err := v.value(depth); err != nil {
			return err
		}
		switch v.next() {
		case ',':
			v.i++
		case closing:
			v.i++
			return nil
		default:
			return errMalformed
		}
	}
}

// name passes over a member's name and its colon.
func (v *validator) name() bool {
	if v.next() != '"' || !v.text() || v.next() != ':' {
		return false
	}
	v.i++
	return true
}

func (v *validator) literal(word string) bool {
	if len(v.b)-v.i < len(word) || string(v.b[v.i:v.i+len(word)]) != word {
		return false
	}
	v.i += len(word)
	return true
}

// text passes over a string.
func (v *validator) text() bool {
	b, i := v.b, v.i+1
	for {
		i += plainRun(b[i:])
		if i >= len(b) {
			return false
		}
		switch b[i] {
		case '"':
			v.i = i + 1
			return true
		case '\\':
			n := escapeLength(b[i:])
			if n == 0 {
				return false
			}
			i += n
		default:
			return false
		}
	}
}

// plainRun is how many bytes come before a quote, a backslash or a control.
func plainRun(b []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	i := 0
	for ; len(b)-i >= 8; i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		quote := x ^ '"'*ones
		slash := x ^ '\\'*ones
		found := ((x - ' '*ones) &^ x) | ((quote - ones) &^ quote) | ((slash - ones) &^ slash)
		if found &= highs; found != 0 {
			return i + bits.TrailingZeros64(found)/8 // the first is exact; only later ones can be wrong
		}
	}
	for ; i < len(b) && b[i] >= ' ' && b[i] != '"' && b[i] != '\\'; i++ {
	}
	return i
}

// escapeLength is the length of the escape that b begins with, or 0.
func escapeLength(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		const length = len(`\u0000`)
		if len(b) < length {
			return 0
		}
		for _, c := range b[2:length] {
			if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f') {
				return 0
			}
		}
		return length
	}
	return 0
}

// number passes over a number.
func (v *validator) number() bool {
	if v.i < len(v.b) && v.b[v.i] == '-' {
		v.i++
	}
	if v.i < len(v.b) && v.b[v.i] == '0' {
		v.i++
	} else if v.digits() == 0 {
		return false
	}
	if v.i < len(v.b) && v.b[v.i] == '.' {
		v.i++
		if v.digits() == 0 {
			return false
		}
	}
	if v.i < len(v.b) && v.b[v.i]|0x20 == 'e' {
		v.i++
		if v.i < len(v.b) && (v.b[v.i] == '+' || v.b[v.i] == '-') {
			v.i++
		}
		return v.digits() > 0
	}
	return true
}

func (v *validator) digits() int {
	start := v.i
	for v.i < len(v.b) && v.b[v.i] >= '0' && v.b[v.i] <= '9' {
		v.i++
	}
	return v.i - start
}
