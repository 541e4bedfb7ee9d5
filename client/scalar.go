package client

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// text is a string, or the literal of a number or boolean.
func text[T ~string](v jsontext.Value) T {
	switch v.Kind() {
	case '"':
		if quoted := v[1 : len(v)-1]; bytes.IndexByte(quoted, '\\') < 0 && utf8.Valid(quoted) {
			return T(quoted)
		}
		var room [512]byte
		s, _ := jsontext.AppendUnquote(room[:0], v) // invalid UTF-8 becomes U+FFFD
		return T(s)
	case 't', 'f', '0':
		return T(v)
	default:
		return ""
	}
}

// textOrJSON is a string, or any value but null as its JSON.
func textOrJSON(v jsontext.Value) string {
	switch v.Kind() {
	case '"':
		return text[string](v)
	case 'n':
		return ""
	default:
		return strings.ToValidUTF8(string(v), "\uFFFD")
	}
}

// number is a finite number, also one written as a string; nil for other
// values.
func number(v jsontext.Value) *float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(text[string](v)), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	return &f
}

// count is a non-negative whole number that a float64 holds exactly; fractions
// are cut off. It is nil for other values.
func count[T int | int64](v jsontext.Value) *T {
	const exact = 1 << 53
	f := number(v)
	if f == nil || *f < 0 || *f > exact {
		return nil
	}
	n := T(*f)
	return &n
}

// boolean is true or false, also written as a string or as 1 or 0; nil for
// other values.
func boolean(v jsontext.Value) *bool {
	s := text[string](v)
	yes := s == "true" || s == "1"
	if !yes && s != "false" && s != "0" {
		return nil
	}
	return &yes
}

// nonNull is a value, or nil for null.
func nonNull(v jsontext.Value) jsontext.Value {
	if v.Kind() == 'n' {
		return nil
	}
	return v
}

func instant(v jsontext.Value) time.Time { return parseInstant(text[string](v)) }

// dateLayouts are the formats of dates that are tried in turn; UTC when there
// is no zone.
var dateLayouts = [...]string{
	time.RFC3339,
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05Z07",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05Z07",
	"2006-01-02 15:04:05 -0700",
	time.DateTime,
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	time.DateOnly,
	time.RFC1123,
	time.RFC1123Z,
}

// parseInstant reads the formats of dateLayouts, and Unix times of this century
// in seconds or milliseconds. It returns the zero time for everything else.
func parseInstant(s string) time.Time {
	const (
		earliest = 946684800  // 2000, in seconds
		latest   = 4102444800 // 2100
	)
	s = strings.TrimSpace(s)
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		if f >= earliest && f <= latest {
			f *= 1000
		}
		if f >= earliest*1000 && f <= latest*1000 {
			return time.UnixMilli(int64(f)).UTC()
		}
		return time.Time{}
	}
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, s)
		if t = t.UTC(); err == nil && t.Year() >= 1970 && t.Year() <= 9999 { // other years do not fit arithmetic and columns
			return t
		}
	}
	return time.Time{}
}
