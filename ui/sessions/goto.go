package sessions

import (
	"slices"
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// positionOf returns the position that "50%" (of the list) or "500" (a row, from 1) names.
func (m *Model) positionOf(s string) (int, bool) {
	n, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	v, err := strconv.Atoi(n)
	if err != nil || v < 0 || percent && v > 100 {
		return 0, false
	}
	if percent {
		return (m.shown.rows().Len() - 1) * v / 100, true
	}
	return max(0, v-1), true
}

// PlaceWords describes what [Model.GoTo] would do; empty where there is no such place.
func (m *Model) PlaceWords(s string) string {
	i, ok := m.positionOf(s)
	switch {
	case !ok:
		return ""
	case strings.HasSuffix(s, "%"):
		return "go to " + s + " of the list"
	}
	return "go to row " + words.Count(i+1)
}

// GoTo puts the cursor on a place of the list.
func (m *Model) GoTo(place string) {
	i, ok := m.positionOf(place)
	if !ok {
		m.o.Host.Complain("there is no place " + place)
		return
	}
	m.moveTo(i)
}

// OpenByID opens the session with the typed ID, or the loaded one whose ID begins so.
func (m *Model) OpenByID(typed string) {
	typed = strings.ToLower(typed)
	ids := slices.DeleteFunc(m.shown.rowIDs(), func(id string) bool { return !strings.HasPrefix(id, typed) })
	switch {
	case client.IsUUID(typed):
		m.o.Host.OpenSession(typed)
	case len(ids) == 1:
		m.o.Host.OpenSession(ids[0])
	case len(ids) == 0:
		m.o.Host.Complain("no loaded session's ID begins with " + typed)
	default:
		m.o.Host.Complain("the IDs of " + words.Plural(len(ids), "loaded session") + " begin with " + typed)
	}
}

// missing says which matching sessions the list does not have; empty for none.
func (m *Model) missing() string {
	st, zone := m.stats(), m.zone
	switch {
	case st.Unreadable > 0:
		return words.Plural(st.Unreadable, "session") + " left out, without a readable ID"
	case !st.NarrowedGe.IsZero():
		return "the server shows nothing older than " + st.NarrowedGe.In(zone).Format("2006-01-02")
	case !st.NarrowedLe.IsZero():
		return "the server shows nothing newer than " + st.NarrowedLe.In(zone).Format("2006-01-02")
	case st.BeyondRetention:
		return "more sessions exist, beyond the server's retention"
	}
	return ""
}
