package detail

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// shortDuration spells a duration in at most five cells: 412ms, 3.2s, 41s, 12m, 5h,
// 2d4h.
func shortDuration(d time.Duration) string {
	switch {
	case d.Abs() < time.Second:
		return d.Truncate(time.Millisecond).String()
	case d.Abs() < 10*time.Second:
		return d.Truncate(100 * time.Millisecond).String()
	}
	return words.ShortDuration(d)
}

// clockDuration spells a duration as 0:41 or 1:02:41.
func clockDuration(d time.Duration) string {
	s := int(max(0, d) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// waitingTime spells how long somebody waits: to the second for less than an hour.
func waitingTime(d time.Duration) string {
	if d < time.Hour {
		return clockDuration(d)
	}
	return words.ShortDuration(d)
}

// relativeTime spells the distance to a time: "2m ago", "in 23h58".
func relativeTime(at, now time.Time) string {
	if d := at.Sub(now); d >= time.Second {
		return "in " + words.TimeLeft(d)
	}
	return words.Ago(now, at) + " ago"
}

// timeOfDay spells a time to the second, without its date where other has the same.
func timeOfDay(at, other time.Time, zone *time.Location) string {
	at, layout := at.In(zone), time.DateTime
	if at.Format(time.DateOnly) == other.In(zone).Format(time.DateOnly) {
		layout = time.TimeOnly
	}
	return at.Format(layout)
}

// exactTime spells a time to the second; "" for the zero time.
func exactTime(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return at.In(zone).Format("2006-01-02 15:04:05 MST")
}

// dollarText spells an amount in dollars: with cents where it is large, with more places
// where it is small.
func dollarText(v float64) string {
	switch {
	case v >= 100:
		return "$" + strconv.FormatFloat(v, 'f', 2, 64)
	case v != 0 && v < 0.001 && v > -0.001:
		return "$" + strconv.FormatFloat(v, 'f', 6, 64)
	}
	return "$" + strconv.FormatFloat(v, 'f', 4, 64)
}

// optionalDollars spells an amount; "" where it is not known.
func optionalDollars(v *float64) string {
	if v == nil {
		return ""
	}
	return dollarText(*v)
}

// truncateBytes returns at most the first n bytes of a text, without half of a
// character.
func truncateBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// shortID shortens a long ID to its two ends.
func shortID(id, ellipsis string) string {
	if len(id) <= 20 || theme.Width(id) != len(id) {
		return id
	}
	return id[:8] + ellipsis + id[len(id)-4:]
}
