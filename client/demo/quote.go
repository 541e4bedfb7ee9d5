package demo

import (
	"strconv"
	"time"
)

const hexDigits = "0123456789abcdef"

// quote appends s as a JSON string. s must be valid UTF-8, as all generated
// text is.
func quote(dst []byte, s string) []byte {
	dst = append(dst, '"')
	dst = escape(dst, s)
	return append(dst, '"')
}

// escape appends s as the inside of a JSON string.
func escape(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(dst, s[from:]...)
}

// member appends a comma, a name and a string value.
func member(dst []byte, name, value string) []byte {
	dst = append(dst, `,"`...)
	dst = append(dst, name...)
	dst = append(dst, `":`...)
	return quote(dst, value)
}

// instantLayout is how the API writes an instant: UTC, milliseconds, Z.
const instantLayout = "2006-01-02T15:04:05.000Z"

// appendInstant appends Unix milliseconds as a quoted instant.
func appendInstant(dst []byte, ms int64) []byte {
	dst = append(dst, '"')
	dst = time.UnixMilli(ms).UTC().AppendFormat(dst, instantLayout)
	return append(dst, '"')
}

func appendInt(dst []byte, n int64) []byte { return strconv.AppendInt(dst, n, 10) }
