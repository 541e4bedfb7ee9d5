package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// day is a duration of 24 hours; calendars do not matter to settings.
const day = 24 * time.Hour

// parseDuration reads "90s", "2h30m", "7d" or a number of seconds.
func parseDuration(v any) (time.Duration, error) {
	wrong := fmt.Errorf("must be a duration such as \"10s\", \"2h\" or \"7d\"")
	switch v := v.(type) {
	case int64:
		if v < 0 || v > math.MaxInt64/int64(time.Second) {
			return 0, wrong
		}
		return time.Duration(v) * time.Second, nil
	case string:
		total := time.Duration(0)
		if days, rest, ok := strings.Cut(v, "d"); ok {
			n, err := strconv.ParseUint(days, 10, 16)
			if err != nil {
				return 0, wrong
			}
			if total = time.Duration(n) * day; rest == "" {
				return total, nil
			}
			v = rest
		}
		d, err := time.ParseDuration(v)
		if err != nil || d < 0 {
			return 0, wrong
		}
		return total + d, nil
	}
	return 0, wrong
}

// FormatDuration writes a duration as settings do: "10s", "2h30m", "7d".
func FormatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	out := ""
	if d >= day {
		out = strconv.Itoa(int(d/day)) + "d"
		d %= day
	}
	if d == 0 {
		return out
	}
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = s[:len(s)-2]
	}
	if strings.HasSuffix(s, "h0m") {
		s = s[:len(s)-2]
	}
	return out + s
}
