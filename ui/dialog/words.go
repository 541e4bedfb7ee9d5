package dialog

import (
	"math"
	"strconv"

	"vapi-sessions/ui/words"
)

// pluralOf spells a count with a word whose plural words.Plural does not know.
func pluralOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return words.Count(n) + " " + many
}

// perSecond spells a rate: "1.4/s", "63/s".
func perSecond(rate float64) string {
	if rate < 10 {
		return strconv.FormatFloat(math.Round(rate*10)/10, 'f', -1, 64) + "/s"
	}
	return words.Count(int(math.Round(rate))) + "/s"
}
