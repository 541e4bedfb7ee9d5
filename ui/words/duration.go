package words

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// DurationExamples are examples of what ParseDuration reads, for a sentence.
const DurationExamples = "36h, 2d, 1d12h, 90m or a number of seconds"

// longUnits matches the units that time.ParseDuration does not know.
var longUnits = regexp.MustCompile(`[0-9.]+[dw]`)

// ParseDuration reads a duration as people type it: 36h, 1d12h, 2w, 1.5h, 90 s, or a
// number of seconds. A day has 24 hours.
func ParseDuration(text string) (_ time.Duration, ok bool) {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	text = longUnits.ReplaceAllStringFunc(text, func(part string) string {
		number, hours := part[:len(part)-1], 24.0
		if strings.HasSuffix(part, "w") {
			hours *= 7
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return part
		}
		return strconv.FormatFloat(n*hours, 'f', -1, 64) + "h"
	})
	if text != "" && strings.Trim(text[len(text)-1:], "0123456789") == "" {
		text += "s"
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0
}

// FormatDuration formats a duration so that ParseDuration reads it: 10s, 2h30m, 1d12h,
// 7d.
func FormatDuration(d time.Duration) string {
	const day = 24 * time.Hour
	days, rest := "", d%day
	if d >= day {
		days = strconv.Itoa(int(d/day)) + "d"
		if rest == 0 {
			return days
		}
	}
	return days + strings.NewReplacer("h0m0s", "h", "m0s", "m").Replace(rest.String())
}
