package filter

import (
	"strconv"
	"strings"
	"time"
)

// civil is what clocks show at an instant in its zone, as a time in UTC.
func civil(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// instants gives every instant at which clocks in the zone show a civil time: one,
// or two where clocks were put back, or none where they were put forward.
func instants(shown time.Time, zone *time.Location) []time.Time {
	var all []time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := shown.Add(near).In(zone).Zone()
		t := shown.Add(-time.Duration(offset) * time.Second).In(zone)
		if civil(t).Equal(shown) && (len(all) == 0 || !all[0].Equal(t)) {
			all = append(all, t)
		}
	}
	return all
}

// instant is the first instant at which clocks show a civil time or, where they
// skip it, the instant at which they do.
func instant(shown time.Time, zone *time.Location) time.Time {
	if all := instants(shown, zone); len(all) > 0 {
		return all[0]
	}
	_, before := shown.Add(-24 * time.Hour).In(zone).Zone()
	t := shown.Add(-time.Duration(before) * time.Second).In(zone)
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		return start
	}
	return t
}

// day is the first instant of a date, which is not midnight everywhere.
func day(y int, mo time.Month, d int, zone *time.Location) time.Time {
	return instant(time.Date(y, mo, d, 0, 0, 0, 0, time.UTC), zone)
}

// unit is what a span counts: a time, or calendar days or months.
type unit struct {
	sign, name   string
	most         int // that a span may count: two centuries
	step         time.Duration
	days, months int
}

// units are from the smallest.
func units() []unit {
	return []unit{
		{sign: "s", name: "second", most: 99_999_999, step: time.Second},
		{sign: "m", name: "minute", most: 99_999_999, step: time.Minute},
		{sign: "h", name: "hour", most: 1_753_000, step: time.Hour},
		{sign: "d", name: "day", most: 73_000, days: 1},
		{sign: "w", name: "week", most: 10_400, days: 7},
		{sign: "mo", name: "month", most: 2_400, months: 1},
		{sign: "y", name: "year", most: 200, months: 12},
	}
}

// span is a duration as people write it. Days and longer are calendar days: a
// day ago is the same time of day, also across a change of clocks.
type span struct {
	n    int
	unit unit
}

// readSpan reads "7d", "90m", "2w", "3mo".
func readSpan(text string) (span, bool) {
	sign := strings.TrimLeft(text, "0123456789")
	n, err := strconv.Atoi(strings.TrimSuffix(text, sign))
	for _, u := range units() {
		if lower(sign) == u.sign {
			return span{n, u}, err == nil && n <= u.most
		}
	}
	return span{}, false
}

// String is how the language writes the span.
func (s span) String() string { return strconv.Itoa(s.n) + s.unit.sign }

// words spells a span out.
func (s span) words() string {
	if s.n == 1 {
		return "1 " + s.unit.name
	}
	return strconv.Itoa(s.n) + " " + s.unit.name + "s"
}

// shift gives the instant n units after t, or before it when sign is -1. It is
// whole milliseconds, as the server's times are. Where the month does not have the
// day, it is the month's last.
func (s span) shift(t time.Time, sign int) time.Time {
	t = t.Truncate(time.Millisecond)
	n := sign * s.n
	if n == 0 || s.unit.step > 0 {
		return t.Add(time.Duration(n) * s.unit.step) // nothing is exact even in a repeated hour
	}
	shown := civil(t)
	first := time.Date(shown.Year(), shown.Month()+time.Month(n*s.unit.months), 1, 0, 0, 0, 0, time.UTC)
	d := min(shown.Day(), first.AddDate(0, 1, -1).Day()) + n*s.unit.days
	return instant(first.AddDate(0, 0, d-1).Add(shown.Sub(shown.Truncate(24*time.Hour))), t.Location())
}
