package dialog

import (
	"math"
	"strconv"
	"time"

	"vapi-sessions/ui/words"
)

// plural writes a count with words of which words.Plural does not know the other.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return words.Count(n) + " " + many
}

// perSecond writes a rate, as exactly as it matters: "1.4/s", "63/s".
func perSecond(rate float64) string {
	if rate < 10 {
		return strconv.FormatFloat(math.Round(rate*10)/10, 'f', -1, 64) + "/s"
	}
	return words.Count(int(math.Round(rate))) + "/s"
}

// span writes a length of time in its two largest units: "10 s", "2 m 30 s", "7 d".
func span(d time.Duration) string {
	s := int64(d.Round(time.Second) / time.Second)
	units := []struct {
		seconds int64
		name    string
	}{{86400, " d"}, {3600, " h"}, {60, " m"}, {1, " s"}}
	for i, u := range units {
		if s < u.seconds {
			continue
		}
		out := strconv.FormatInt(s/u.seconds, 10) + u.name
		if i+1 < len(units) && s%u.seconds/units[i+1].seconds > 0 {
			out += " " + strconv.FormatInt(s%u.seconds/units[i+1].seconds, 10) + units[i+1].name
		}
		return out
	}
	return "0 s"
}
