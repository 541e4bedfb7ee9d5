package config

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// day is a duration of 24 hours; calendars do not matter to settings.
const day = 24 * time.Hour

// parseDuration reads "90s", "2h30m", "7d" or a number of seconds.
func parseDuration(v any) (time.Duration, error) {
	text, _ := v.(string)
	if n, whole := v.(int64); whole {
		text = strconv.FormatInt(n, 10) + "s"
	}
	if days, rest, ok := strings.Cut(text, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			text = strconv.FormatUint(24*n, 10) + "h" + rest
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, errors.New("must be a duration such as \"10s\", \"2h\" or \"7d\"")
	}
	return d, nil
}

// FormatDuration writes a duration as settings do: "10s", "2h30m", "7d".
func FormatDuration(d time.Duration) string {
	days, rest := "", d%day
	if d >= day {
		days = strconv.Itoa(int(d/day)) + "d"
		if rest == 0 {
			return days
		}
	}
	return days + strings.NewReplacer("h0m0s", "h", "m0s", "m").Replace(rest.String())
}
