package sessions

import "vapi-sessions/ui/status"

// State returns what the status line shows of the list. It includes the view only where no
// line above the list shows it.
func (m *Model) State(viewsShown bool) status.State {
	s := status.State{Keys: m.o.Keys, RangeOpen: m.Ranging()}
	s.Marked, s.RangeNotLoaded = m.markedWithRange()
	s.Total, _, _ = m.Count()
	s.Sort, s.SortBrief = m.sortWords()
	if !viewsShown {
		s.View = m.viewName()
	}
	if m.api == nil {
		return s
	}
	st, refused := m.stats(), m.shown.refused != ""
	s.Loaded = min(st.Loaded-st.Gone, max(0, st.Total-st.Buffered))
	s.NewRows, s.AwaitingFirst, s.LoadingAll = st.Buffered, !refused && !st.Ready && (st.Err == nil || m.readingStopped()), m.loadsAll()
	if s.Rows = m.Len(); s.Rows > 0 {
		s.Row = m.Cursor() + 1
	}
	if m.local() {
		s.Searched, s.Matching, s.Searching, s.Total, s.MayGrow = st.Searched, st.Total, st.InFlight > 0, st.Matching, !st.Complete
	}
	s.Stopped, s.Missing = m.readingStopped(), m.missing()
	return s
}

// Count returns how many sessions the list has, -1 when not known; whether these are the
// matches of a local filter; and whether more may be found.
func (m *Model) Count() (total int, matching, soFar bool) {
	st := m.stats()
	if total = st.Total; m.shown.refused != "" {
		total = 0
	}
	return total, m.local(), !st.Complete
}

// LoadingAll says how many sessions of how many a load of the whole list has read; total
// is 0 when none goes on.
func (m *Model) LoadingAll() (read, total int) {
	if st := m.stats(); m.loadsAll() {
		if total = st.Matching; total < 0 {
			total = st.Total
		}
		read = min(st.Searched, total)
	}
	return read, total
}
