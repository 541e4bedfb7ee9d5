package filter

import (
	"strconv"
	"strings"
	"time"
)

// Years that a date may have: others are slips of the hand.
const (
	firstYear = 1970
	lastYear  = 2999
)

// longest is the most that a span may count of each unit: two centuries.
func longest(u unit) int {
	switch u {
	case seconds, minutes:
		return 99_999_999
	case hours:
		return 1_753_000
	case days:
		return 73_000
	case weeks:
		return 10_400
	case months:
		return 2_400
	default:
		return 200
	}
}

// String is how the language writes the span.
func (s span) String() string { return strconv.Itoa(s.n) + string(s.unit) }

// words spells a span out.
func (s span) words() string {
	name := map[unit]string{seconds: "second", minutes: "minute", hours: "hour", days: "day", weeks: "week", months: "month", years: "year"}[s.unit]
	if s.n != 1 {
		name += "s"
	}
	return strconv.Itoa(s.n) + " " + name
}

// readSpan reads "7d", "90m", "2w", "3mo".
func readSpan(text string) (span, bool) {
	i := 0
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	if i == 0 || i > 9 {
		return span{}, false
	}
	n, err := strconv.Atoi(text[:i])
	if err != nil {
		return span{}, false
	}
	switch u := unit(lower(text[i:])); u {
	case seconds, minutes, hours, days, weeks, months, years:
		return span{n, u}, n <= longest(u)
	}
	return span{}, false
}

// form is what a point was written as.
type form uint8

const (
	formNow     form = iota
	formAgo          // -7d
	formInstant      // a time with a zone
	formClock        // a time of day on a date, in the reader's zone
	formDate
	formWord // today, monday, last-week
)

// point is a point in time as it was written. What is relative stays so until
// it is resolved.
type point struct {
	form  form
	ago   span
	at    time.Time // formInstant, UTC
	clock clock     // formClock, formDate
	fine  time.Duration
	word  string
}

// String is how the language writes the point.
func (p point) String() string {
	switch p.form {
	case formAgo:
		return "-" + p.ago.String()
	case formInstant:
		return p.at.Format("2006-01-02T15:04"+fraction(p.fine)) + "Z"
	case formClock:
		return p.clock.utc().Format("2006-01-02T15:04" + fraction(p.fine))
	case formDate:
		return p.clock.utc().Format(time.DateOnly)
	case formWord:
		return p.word
	default:
		return "now"
	}
}

func fraction(fine time.Duration) string {
	switch fine {
	case time.Minute:
		return ""
	case time.Second:
		return ":05"
	default:
		return ":05.000"
	}
}

// whole reports whether the point stands for a day or longer, so that
// comparisons speak about all of it.
func (p point) whole() bool { return p.form == formDate || p.form == formWord }

// resolve gives the first instant of the point and the first one after it. They
// are equal for a point without extent.
func (p point) resolve(now time.Time) (from, to time.Time) {
	zone := now.Location()
	switch p.form {
	case formAgo:
		t := p.ago.shift(now, -1)
		return t, t
	case formInstant:
		return p.at, p.at.Add(p.fine)
	case formClock:
		t := p.clock.instant(zone)
		return t, t.Add(p.fine)
	case formDate:
		c := p.clock
		return day(c.y, c.mo, c.d, zone), day(c.y, c.mo, c.d+1, zone)
	case formWord:
		return calendar(p.word, now)
	default:
		t := now.Truncate(time.Millisecond)
		return t, t
	}
}

// calendar resolves a word for a day or a longer period. Weeks begin on Monday;
// a weekday is the latest one, today included, and with "last" before today.
func calendar(word string, now time.Time) (from, to time.Time) {
	zone := now.Location()
	y, mo, d := now.Date()
	which, name, two := strings.Cut(word, "-")
	if !two {
		which, name = "", word
	}
	back := 0
	if which == "last" {
		back = 1
	}
	monday := d - int(now.Weekday()+6)%7
	switch name {
	case "today":
		return day(y, mo, d, zone), day(y, mo, d+1, zone)
	case "yesterday":
		return day(y, mo, d-1, zone), day(y, mo, d, zone)
	case "week":
		return day(y, mo, monday-7*back, zone), day(y, mo, monday-7*back+7, zone)
	case "month":
		return day(y, mo-time.Month(back), 1, zone), day(y, mo-time.Month(back)+1, 1, zone)
	case "year":
		return day(y-back, 1, 1, zone), day(y-back+1, 1, 1, zone)
	}
	since := (int(now.Weekday()) - weekday(name) + 7) % 7
	if since == 0 && back == 1 {
		since = 7
	}
	return day(y, mo, d-since, zone), day(y, mo, d-since+1, zone)
}

// weekday gives the number of a day's name, Sunday 0, or -1.
func weekday(name string) int {
	for i := time.Sunday; i <= time.Saturday; i++ {
		if full := lower(i.String()); name == full || name == full[:3] {
			return int(i)
		}
	}
	return -1
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func lower(s string) string { return strings.ToLower(s) }
