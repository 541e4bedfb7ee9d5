package client

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// What the API sends as text, number or date is taken in any of the shapes in
// which the same thing is usually written. What is none of them counts as
// absent: a field that cannot be read must not become a wrong one.

// bytes takes text: a string, or the literal of a number or boolean. It is
// valid until the next call.
func (c *cursor) bytes() []byte {
	switch c.kind() {
	case '"':
		return c.unquoted()
	case 't', 'f', '0':
		return c.raw()
	default:
		c.skip()
		return nil
	}
}

// text is bytes as a string.
func (c *cursor) text() string {
	return strings.ToValidUTF8(string(c.bytes()), "\uFFFD")
}

// number takes a finite number, also one written as a string.
func (c *cursor) number() (float64, bool) {
	if k := c.kind(); k == 't' || k == 'f' {
		c.skip()
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(string(c.bytes())), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, false
	}
	return f, true
}

// optional is number for what may be absent: nil then.
func (c *cursor) optional() *float64 {
	f, ok := c.number()
	if !ok {
		return nil
	}
	return &f
}

// integer takes a whole number that a float64 holds exactly; a fraction is cut off.
func (c *cursor) integer() (int64, bool) {
	const exact = 1 << 53
	f, ok := c.number()
	if !ok || math.Abs(f) > exact {
		return 0, false
	}
	return int64(f), true
}

// count is integer for what cannot be negative; 0 when absent.
func (c *cursor) count() int64 {
	n, _ := c.integer()
	return max(n, 0)
}

// boolean takes true, also written as a string or as 1.
func (c *cursor) boolean() bool {
	s := string(c.bytes())
	return s == "true" || s == "1"
}

// instant takes a date.
func (c *cursor) instant() time.Time {
	if k := c.kind(); k == 't' || k == 'f' {
		c.skip()
		return time.Time{}
	}
	return parseInstant(c.bytes())
}

// dateLayouts are what is tried after RFC 3339, in UTC where no zone is named.
var dateLayouts = [...]string{
	"2006-01-02T15:04:05.999999999Z0700",
	"2006-01-02T15:04:05.999999999Z07",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02 15:04:05.999999999Z07",
	"2006-01-02 15:04:05.999999999 -0700",
	"2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02",
	time.RFC1123,
	time.RFC1123Z,
}

// parseInstant reads RFC 3339, its common relatives, and Unix times in seconds
// or milliseconds. The zero time is what it gives for everything else.
func parseInstant(b []byte) time.Time {
	const longest = 64
	if len(b) == 0 || len(b) > longest {
		return time.Time{}
	}
	var t time.Time
	if t.UnmarshalText(b) == nil {
		return sane(t)
	}
	s := strings.TrimSpace(string(b))
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return unixTime(f)
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return sane(t)
		}
	}
	return time.Time{}
}

// unixTime tells seconds from milliseconds by size: a session is of this century.
func unixTime(f float64) time.Time {
	const (
		earliest = 946684800  // 2000, in seconds
		latest   = 4102444800 // 2100
	)
	switch {
	case f >= earliest && f <= latest:
		return time.UnixMilli(int64(f * 1000)).UTC()
	case f >= earliest*1000 && f <= latest*1000:
		return time.UnixMilli(int64(f)).UTC()
	}
	return time.Time{}
}

// sane drops years that arithmetic and columns cannot hold.
func sane(t time.Time) time.Time {
	if t = t.UTC(); t.Year() < 1970 || t.Year() > 9999 {
		return time.Time{}
	}
	return t
}
