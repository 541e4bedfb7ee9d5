package detail

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// shortDuration spells a duration in at most five cells: 412ms, 3.2s, 41s,
// 12m, 23h58, 4d3h, 31d.
func shortDuration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	switch {
	case d < time.Second:
		return sign + strconv.Itoa(int(d.Milliseconds())) + "ms"
	case d < 10*time.Second:
		return sign + strconv.FormatFloat(float64(d/(100*time.Millisecond))/10, 'f', 1, 64) + "s"
	}
	return sign + age(d)
}

// age spells how long ago something was, to the second at best.
func age(d time.Duration) string {
	d = max(0, d)
	days, hours := int(d/(24*time.Hour)), int(d/time.Hour)
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d/time.Second)) + "s"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case days < 1:
		return fmt.Sprintf("%dh%02d", hours, int(d/time.Minute)%60)
	case days < 7 && hours%24 > 0:
		return fmt.Sprintf("%dd%dh", days, hours%24)
	}
	return strconv.Itoa(days) + "d"
}

// clockDuration spells a duration as 0:41 or 1:02:41.
func clockDuration(d time.Duration) string {
	s := int(max(0, d) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// relative tells how far away a time is: "2m ago", "in 23h58".
func relative(at, now time.Time) string {
	if d := at.Sub(now); d >= time.Second {
		return "in " + age(d)
	}
	return age(now.Sub(at)) + " ago"
}

// sizeText spells a number of bytes.
func sizeText(n int) string {
	switch {
	case n < 1000:
		return strconv.Itoa(n) + " B"
	case n < 1000*1000:
		return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}

// dollars spells an amount: cents for what is large, more places for what is small.
func dollars(v float64) string {
	switch {
	case v >= 100:
		return "$" + strconv.FormatFloat(v, 'f', 2, 64)
	case v != 0 && v < 0.001 && v > -0.001:
		return "$" + strconv.FormatFloat(v, 'f', 6, 64)
	}
	return "$" + strconv.FormatFloat(v, 'f', 4, 64)
}

// head is at most the first n bytes of a text, without a broken character.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// cut shortens clean text to n cells.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cells := 0
	for i := 0; i < len(s); {
		size, c := runeAt(s, i)
		if cells+c > n {
			return s[:i]
		}
		cells += c
		i += size
	}
	return s
}

// padded fills a text with blanks to n cells.
func padded(s string, n int) string {
	if pad := n - width(s); pad > 0 {
		return s + strings.Repeat(" ", pad)
	}
	return s
}

// shortID shortens an ID to its two ends.
func shortID(id, ellipsis string) string {
	if len(id) <= 20 || !isASCII(id) {
		return id
	}
	return id[:8] + ellipsis + id[len(id)-4:]
}
