package filter

import (
	"fmt"
	"strings"
	"time"
)

// readPoint reads a point in time, or says what is wrong with it. An empty
// fault with false means that it is no point at all.
func readPoint(text string, now time.Time) (p point, fault string, ok bool) {
	word := strings.Join(strings.Fields(lower(text)), "-")
	if p, ok := readWord(word); ok {
		return p, "", true
	}
	if ago, ok := strings.CutSuffix(word, "-ago"); ok {
		word = "-" + ago
	}
	if rest, minus := strings.CutPrefix(word, "-"); minus {
		s, ok := readSpan(rest)
		return point{form: formAgo, ago: s}, "", ok
	}
	if len(text) < len(time.DateOnly) || !isDigit(text[0]) {
		return p, "", false
	}
	return readDate(text, now.Location())
}

func readWord(word string) (point, bool) {
	switch word {
	case "now":
		return point{form: formNow}, true
	case "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year":
		return point{form: formWord, word: word}, true
	}
	name, last := strings.CutPrefix(word, "last-")
	i := weekday(name)
	if i < 0 {
		return point{}, false
	}
	word = lower(time.Weekday(i).String())
	if last {
		word = "last-" + word
	}
	return point{form: formWord, word: word}, true
}

// readDate reads YYYY-MM-DD, with a time of day after a T or a blank or without.
func readDate(text string, zone *time.Location) (p point, fault string, ok bool) {
	date, err := time.Parse(time.DateOnly, text[:10])
	switch {
	case err != nil:
		return p, text[:10] + " is not a date: write YYYY-MM-DD", false
	case !plausible(date):
		return p, fmt.Sprintf("the year must be %d to %d", firstYear, lastYear), false
	case len(text) == 10:
		return point{form: formDate, clock: clockOf(date)}, "", true
	}
	if p, ok = readTime(text); !ok {
		return p, "write the time of day as HH:MM, HH:MM:SS or HH:MM:SS.mmm, with Z or +HH:MM after it, or neither", false
	}
	if p.form == formClock {
		fault = p.clock.unclear(zone)
	} else if !plausible(p.at) {
		fault = fmt.Sprintf("the year must be %d to %d", firstYear, lastYear)
	}
	return p, fault, fault == ""
}

func plausible(t time.Time) bool { return t.Year() >= firstYear && t.Year() <= lastYear }

// readTime reads a date with a time of day: with seconds and milliseconds or
// without, with a zone or without.
func readTime(text string) (p point, ok bool) {
	if text[10] != 'T' && text[10] != 't' && text[10] != ' ' {
		return p, false
	}
	of, zoned := text[11:], ""
	if i := strings.IndexAny(of, "Zz+-"); i >= 0 {
		of, zoned = of[:i], strings.ToUpper(of[i:])
	}
	layout := "2006-01-02 15:04:05" // time.Parse takes a fraction after it
	switch len(of) {
	case len("15:04"):
		layout, p.fine = "2006-01-02 15:04", time.Minute
	case len("15:04:05"):
		p.fine = time.Second
	case len("15:04:05.0"), len("15:04:05.00"), len("15:04:05.000"):
		p.fine = time.Millisecond
	default:
		return p, false
	}
	if zoned != "" {
		layout += "Z07:00"
	}
	t, err := time.Parse(layout, text[:10]+" "+of+zoned)
	if err != nil {
		return p, false
	}
	if zoned == "" {
		p.form, p.clock = formClock, clockOf(t)
	} else {
		p.form, p.at = formInstant, t.UTC()
	}
	return p, true
}

// unclear says why a clock time is not one instant in the zone.
func (c clock) unclear(zone *time.Location) string {
	shown := c.utc().Format("2006-01-02 15:04")
	switch all := c.instants(zone); len(all) {
	case 1:
		return ""
	case 0:
		return shown + " does not exist in " + zone.String() + ": clocks went forward"
	default:
		return shown + " happened twice in " + zone.String() + ": write it with a zone, " +
			all[0].Format("15:04-07:00") + " or " + all[1].Format("15:04-07:00")
	}
}
