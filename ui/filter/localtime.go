package filter

import "time"

// clock is a civil date and time of day, without a zone.
type clock struct {
	y        int
	mo       time.Month
	d        int
	h, mi, s int
	ms       int
}

func (c clock) utc() time.Time {
	return time.Date(c.y, c.mo, c.d, c.h, c.mi, c.s, c.ms*int(time.Millisecond), time.UTC)
}

func clockOf(t time.Time) clock {
	y, mo, d := t.Date()
	h, mi, s := t.Clock()
	return clock{y, mo, d, h, mi, s, t.Nanosecond() / int(time.Millisecond)}
}

// instants gives every instant at which clocks in the zone show this: one, or
// two where clocks were put back, or none where they were put forward.
func (c clock) instants(zone *time.Location) []time.Time {
	local := c.utc()
	var all []time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := local.Add(near).In(zone).Zone()
		t := local.Add(-time.Duration(offset) * time.Second).In(zone)
		if clockOf(t) == c && (len(all) == 0 || !all[0].Equal(t)) {
			all = append(all, t)
		}
	}
	return all
}

// instant is the first instant at which clocks show this or, where they skip
// it, the instant at which they do.
func (c clock) instant(zone *time.Location) time.Time {
	if all := c.instants(zone); len(all) > 0 {
		return all[0]
	}
	local := c.utc()
	_, before := local.Add(-24 * time.Hour).In(zone).Zone()
	t := local.Add(-time.Duration(before) * time.Second).In(zone)
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		return start
	}
	return t
}

// day is the first instant of a date, which is not midnight everywhere.
func day(y int, mo time.Month, d int, zone *time.Location) time.Time {
	return clockOf(time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)).instant(zone)
}

// unit is what a span counts.
type unit string

// The units, from the smallest.
const (
	seconds unit = "s"
	minutes unit = "m"
	hours   unit = "h"
	days    unit = "d"
	weeks   unit = "w"
	months  unit = "mo"
	years   unit = "y"
)

// span is a duration as people write it. Days and longer are calendar days: a
// day ago is the same time of day, also across a change of clocks.
type span struct {
	n    int
	unit unit
}

// shift gives the instant n units after t, or before it when sign is -1. It is
// whole milliseconds, as the server's times are.
func (s span) shift(t time.Time, sign int) time.Time {
	t = t.Truncate(time.Millisecond)
	n := sign * s.n
	switch s.unit {
	case seconds:
		return t.Add(time.Duration(n) * time.Second)
	case minutes:
		return t.Add(time.Duration(n) * time.Minute)
	case hours:
		return t.Add(time.Duration(n) * time.Hour)
	case days:
		return dated(t, 0, n)
	case weeks:
		return dated(t, 0, 7*n)
	case months:
		return dated(t, n, 0)
	default:
		return dated(t, 12*n, 0)
	}
}

// dated moves a date and keeps the time of day; a day that the month does not
// have becomes its last. A shift of nothing is exact even in a repeated hour.
func dated(t time.Time, addMonths, addDays int) time.Time {
	if addMonths == 0 && addDays == 0 {
		return t
	}
	c := clockOf(t)
	if addMonths != 0 {
		first := time.Date(c.y, c.mo+time.Month(addMonths), 1, 0, 0, 0, 0, time.UTC)
		c.y, c.mo, _ = first.Date()
		c.d = min(c.d, first.AddDate(0, 1, -1).Day())
	}
	c.y, c.mo, c.d = time.Date(c.y, c.mo, c.d+addDays, 0, 0, 0, 0, time.UTC).Date()
	return c.instant(t.Location())
}
