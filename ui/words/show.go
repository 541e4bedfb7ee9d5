package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Ago is the time since an instant in at most five cells: 0s, 41m, 5h, 2d4h, 11d.
func Ago(now, at time.Time) string {
	if at.IsZero() {
		return "?"
	}
	return ShortDuration(max(0, now.Sub(at)))
}

// ShortDuration is a duration in at most five cells.
func ShortDuration(d time.Duration) string {
	// Divided as integers: as a float, 4103 hours and 3599.999999999 s are 4104 hours.
	hours := int(d / time.Hour)
	days := hours / 24
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d/time.Second)) + "s"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case hours < 48:
		return strconv.Itoa(hours) + "h"
	case days < 10 && hours%24 > 0:
		return strconv.Itoa(days) + "d" + strconv.Itoa(hours%24) + "h"
	case days < 1000:
		return strconv.Itoa(days) + "d"
	}
	return strconv.Itoa(days/365) + "y"
}

// LongDuration is a duration in a sentence, in its two largest units: 10 s, 2 min 30 s,
// 7 d.
func LongDuration(d time.Duration) string {
	text := ""
	for _, u := range []struct {
		per  time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		switch n := strconv.Itoa(int(d/u.per)) + " " + u.name; {
		case d >= u.per && text != "":
			return text + " " + n
		case text != "":
			return text
		case d >= u.per || u.per == time.Second:
			text = n
		}
		d %= u.per
	}
	return text
}

// TimeLeft is a remaining time in at most five cells. Unlike ShortDuration it has
// minutes after hours: 45s, 12m, 23h58, 2d4h, 13d.
func TimeLeft(d time.Duration) string {
	if d < time.Hour || d >= 48*time.Hour {
		return ShortDuration(d)
	}
	return ShortDuration(d) + fmt.Sprintf("%02d", int(d/time.Minute)%60)
}

// NextChange is when the first of texts changes that tell how long ago an instant is (Ago)
// or how much is left until then (TimeLeft). A text of centuries ago does not change, nor
// does that of a zero instant; without others it is zero.
func NextChange(now time.Time, instants ...time.Time) (next time.Time) {
	for _, at := range instants {
		ago := now.Sub(at)
		u := unit(ago, time.Hour)
		change := at.Add(ago.Truncate(u) + u)
		if left := -ago; left > 0 {
			change = at.Add(1 - left.Truncate(unit(left, 48*time.Hour)))
		}
		if change.After(now) {
			next = Sooner(next, change)
		}
	}
	return next
}

// unit is the smallest unit that the text of a length of time shows, where it shows
// minutes below a limit.
func unit(d, minutes time.Duration) time.Duration {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return time.Second
	case d < minutes:
		return time.Minute
	case d < 10*day:
		return time.Hour
	}
	return day
}

// Sooner is the sooner of two moments, of which a zero one never comes.
func Sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// WholeSecond is the first whole second that is not before a moment; zero for zero.
func WholeSecond(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(time.Second - 1).Truncate(time.Second)
}

// Size is a number of bytes in at most six cells, in units of 1000.
func Size(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + "B"
	case n < 999_950: // what would be rounded to a thousand has the next unit
		return strconv.FormatFloat(float64(n)/1e3, 'f', 1, 64) + "k"
	case n < 999_950_000:
		return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + "M"
	}
	return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + "G"
}

// Bytes is Size with its unit: 41B, 605.8kB.
func Bytes(n int64) string { return strings.TrimSuffix(Size(n), "B") + "B" }
