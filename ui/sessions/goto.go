package sessions

import (
	"strconv"
	"strings"

	"vapi-sessions/ui/words"
)

// PlaceOf is the position that "50%" or "500" names: a part of the list, or the
// number of a row.
func (m *Model) PlaceOf(s string) (int, bool) {
	n, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	v, err := strconv.Atoi(n)
	if err != nil || m.shown == nil || v < 0 || percent && v > 100 {
		return 0, false
	}
	if percent {
		return (m.shown.Rows().Len() - 1) * v / 100, true
	}
	return max(0, v-1), true
}

// Missing says what is not in the list although it matches.
func (m *Model) Missing() string {
	st, zone := m.Stats(), m.zone
	switch {
	case st.LeftOut > 0:
		return words.Plural(st.LeftOut, "session") + " left out, without a readable ID"
	case !st.NarrowedGe.IsZero():
		return "the server shows nothing older than " + st.NarrowedGe.In(zone).Format("2006-01-02")
	case !st.NarrowedLe.IsZero():
		return "the server shows nothing newer than " + st.NarrowedLe.In(zone).Format("2006-01-02")
	case st.BeyondRetention:
		return "more sessions exist, beyond the server's retention"
	}
	return ""
}
