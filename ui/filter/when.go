package filter

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// point is a point in time as written. A relative one is resolved by bounds.
type point struct {
	text      string        // as the language writes it
	isPeriod  bool          // a day or longer: comparisons speak about all of it
	precision time.Duration // of a time of day; 0 for none
	ago       span          // of a point such as -7d

	// bounds gives the first instant of the point and the first one after it. They
	// are equal for a point without extent.
	bounds func(now time.Time) (from, to time.Time)
}

// newPoint is a point without extent: nothing happens exactly then.
func newPoint(text string, at func(now time.Time) time.Time) point {
	return point{text: text, bounds: func(now time.Time) (from, to time.Time) { t := at(now); return t, t }}
}

// from returns the point that lies the span before now, or after it when sign is 1.
func (s span) from(sign int) point {
	p := newPoint("-"+s.String(), func(now time.Time) time.Time { return s.shift(now, sign) })
	p.ago = s
	return p
}

// wordNow is the one word for a point without extent.
const wordNow = "now"

// pointWords are the words for points in time.
func pointWords() []string {
	return []string{wordNow, "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// readPoint reads a point in time, or says what is wrong with it. An empty fault with
// false means that the text is no point at all.
func readPoint(text string, now time.Time) (p point, fault string, ok bool) {
	word := strings.Join(strings.Fields(lower(text)), "-")
	if p, ok := readWord(word); ok {
		return p, "", true
	}
	ago, minus := strings.CutPrefix(word, "-")
	if !minus {
		ago, minus = strings.CutSuffix(word, "-ago")
	}
	if minus {
		s, ok := readSpan(ago)
		return s.from(-1), "", ok
	}
	if len(text) < len(time.DateOnly) || !isDigit(text[0]) {
		return p, "", false
	}
	return readDate(text, now.Location())
}

func readWord(word string) (point, bool) {
	if word == wordNow {
		return newPoint(word, func(now time.Time) time.Time { return now.Truncate(time.Millisecond) }), true
	}
	name, last := strings.CutPrefix(word, "last-")
	if i := weekday(name); i >= 0 {
		word = lower(time.Weekday(i).String())
		if last {
			word = "last-" + word
		}
	} else if !slices.Contains(pointWords(), word) {
		return point{}, false
	}
	return point{text: word, isPeriod: true, bounds: func(now time.Time) (from, to time.Time) { return calendar(word, now) }}, true
}

// readDate reads YYYY-MM-DD, with a time of day after a T or a blank or without.
func readDate(text string, zone *time.Location) (p point, fault string, ok bool) {
	date, err := time.Parse(time.DateOnly, text[:10])
	switch {
	case err != nil:
		return p, text[:10] + " is not a date: write YYYY-MM-DD", false
	case len(text) > 10:
		p, fault = readTime(text, zone)
	default:
		p = point{text: text, isPeriod: true, bounds: func(now time.Time) (from, to time.Time) {
			y, mo, d := date.Date()
			return day(y, mo, d, now.Location()), day(y, mo, d+1, now.Location())
		}}
	}
	const firstYear, lastYear = "1970", "2999" // others are slips of the hand
	if year := cmp.Or(p.text, text)[:4]; year < firstYear || year > lastYear {
		fault = "the year must be " + firstYear + " to " + lastYear
	}
	return p, fault, fault == ""
}

// readTime reads a date with a time of day: with seconds and milliseconds or
// without, with a zone or without.
func readTime(text string, zone *time.Location) (p point, fault string) {
	const pattern = "2006-01-02T15:04"
	of := strings.ToUpper(strings.Replace(text, " ", "T", 1))
	for _, layout := range []string{pattern, pattern + ":05"} { // time.Parse takes a fraction after it
		for _, zoned := range []string{"", "Z07:00"} {
			t, err := time.Parse(layout+zoned, of)
			if err != nil || of[13] != ':' || t.Nanosecond()%int(time.Millisecond) != 0 {
				continue
			}
			switch {
			case layout == pattern:
				p.precision = time.Minute
			case strings.ContainsAny(of, ".,"):
				p.precision, layout = time.Millisecond, layout+".000"
			default:
				p.precision = time.Second
			}
			if zoned != "" {
				p.text = t.UTC().Format(layout) + "Z"
				p.bounds = func(time.Time) (from, to time.Time) { return t.UTC(), t.UTC().Add(p.precision) }
				return p, ""
			}
			p.text = t.Format(layout)
			p.bounds = func(now time.Time) (from, to time.Time) {
				at := instant(t, now.Location())
				return at, at.Add(p.precision)
			}
			return p, ambiguity(t, zone)
		}
	}
	return p, "write the time of day as HH:MM, HH:MM:SS or HH:MM:SS.mmm, with Z or +HH:MM after it, or neither"
}

// ambiguity says why a civil time is not one instant in the zone.
func ambiguity(t time.Time, zone *time.Location) string {
	shown := t.Format("2006-01-02 15:04")
	switch all := instants(t, zone); len(all) {
	case 1:
		return ""
	case 0:
		return shown + " does not exist in " + zone.String() + ": clocks went forward"
	default:
		return shown + " happened twice in " + zone.String() + ": write it with a zone, " +
			all[0].Format("15:04-07:00") + " or " + all[1].Format("15:04-07:00")
	}
}

// calendar resolves a word for a day or a longer period. Weeks begin on Monday;
// a weekday is the latest one, today included, and with "last" before today.
func calendar(word string, now time.Time) (from, to time.Time) {
	y, mo, d := now.Date()
	years, months, days := 0, time.Month(0), 1 // how long it is
	back := 0
	name, last := strings.CutPrefix(word, "last-")
	if last {
		back = 1
	}
	switch strings.TrimPrefix(name, "this-") {
	case "today":
	case "yesterday":
		d--
	case "week":
		d, days = d-int(now.Weekday()+6)%7-7*back, 7
	case "month":
		mo, d, months, days = mo-time.Month(back), 1, 1, 0
	case "year":
		y, mo, d, years, days = y-back, 1, 1, 1, 0
	default:
		since := (int(now.Weekday()) - weekday(name) + 7) % 7
		if since == 0 && last {
			since = 7
		}
		d -= since
	}
	zone := now.Location()
	return day(y, mo, d, zone), day(y+years, mo+months, d+days, zone)
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
