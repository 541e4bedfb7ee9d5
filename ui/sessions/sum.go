package sessions

import (
	"fmt"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// sum shows cost, turns and age of the marked sessions, or else of the loaded ones.
func (m *Model) sum() {
	m.MarkRange()
	title, rows := "Sum of the list", m.loadedRows()
	about := words.Plural(len(rows), "session") + m.coverage()
	if marked := m.store.Marked(); len(marked) > 0 {
		title, rows = "Sum of the marked", rows[:0]
		about = words.Plural(len(marked), "marked session")
		for _, mark := range marked {
			r, _ := m.store.Facts(mark.ID)
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		m.o.Host.Say("no sessions to sum")
		return
	}
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: title, Text: append([]string{about}, SumLines(rows, m.now, m.zone)...), MessageOnly: true}))
}

// coverage follows a count of loaded rows and says how much of the list they are; empty
// where they are all of it.
func (m *Model) coverage() string {
	st := m.stats()
	switch {
	case st.Complete:
		return ""
	case m.local():
		return fmt.Sprintf(" found in %s searched of %s", words.Count(st.Searched), countOr(st.Matching))
	}
	return " loaded of " + countOr(st.Total)
}

// ReadSoFar says how many of how many sessions were read; empty where all were. none
// reports whether not one was.
func (m *Model) ReadSoFar() (part string, none bool) {
	st := m.stats()
	read, all := st.Loaded, st.Total
	if m.local() {
		read, all = st.Searched, st.Matching
	}
	if st.Complete {
		return "", false
	}
	return words.Count(read) + " of " + countOr(all), read == 0
}

// countOr formats a count, or says that it is not known.
func countOr(n int) string {
	if n < 0 {
		return "an unknown number"
	}
	return words.Count(n)
}

// SumLines returns lines with cost, turns and age of at least one session.
func SumLines(rows []client.Summary, now time.Time, zone *time.Location) []string {
	var s store.Totals
	for i := range rows {
		s.Add(&rows[i])
	}
	each := ""
	if s.CostKnown > 0 {
		each = fmt.Sprintf(" in all, $%.3f each, at most $%.3f", s.Cost/float64(s.CostKnown), s.MaxCost)
	}
	lines := []string{"Cost: " + s.CostWords(each), fmt.Sprintf("Turns: %s in all, %.1f each", words.Count(s.Turns), float64(s.Turns)/float64(len(rows)))}
	if !s.Oldest.IsZero() {
		lines = append(lines, "Oldest: "+words.Ago(now, s.Oldest)+", created "+s.Oldest.In(zone).Format("2006-01-02 15:04"))
	}
	return lines
}
