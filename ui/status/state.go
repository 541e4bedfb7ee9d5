package status

import (
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// State is what the status line says about the list.
type State struct {
	Note                        string // what just happened; the rest gives way to it
	NoteBad                     bool
	Marked                      int  // with what the open range would add
	RangeOpen                   bool // a range is open
	RangeNotLoaded              int  // rows of it that are not loaded
	NewRows                     int  // held back
	Row, Rows                   int  // of the cursor, from 1, and of the list; 0 when there is none
	AwaitingFirst               bool // the first page is not here yet
	LoadingAll                  bool // the whole list is being loaded
	Loaded                      int
	Total                       int // -1 when unknown
	Searched                    int // rows looked at for a filter that runs here; 0 when it all runs on the server
	Searching                   bool
	MayGrow                     bool   // more rows may match
	Stopped                     bool   // the person stopped the search or the first load
	View                        string // that is listed, where no other line names it
	Filter                      string // what leaves rows out, where no other line says so
	Sort                        string
	SortBrief                   string // where Sort has no room
	Missing                     string // what matches and is not in the list; nothing usually
	Pending                     string // unsent deletes or a running queue
	ProgressDone, ProgressTotal int    // how far a queue, an export or a load of all rows has come; Of is 0 when none runs
}

// Line draws the status line.
func (s State) Line(t *theme.Theme, w int) string {
	left := s.parts(t)
	if s.Note != "" {
		left = append([]part{{text: " " + s.Note + "  ", role: s.noteRole(), priority: 100}}, left...)
	}
	var right []part
	if s.ProgressTotal > 0 {
		right = append(right, part{text: " " + progressBar(t, s.ProgressDone, s.ProgressTotal) + " ", role: theme.Bar, priority: 3})
	}
	return layoutLine(t, theme.Chrome, w, left, right)
}

// stayPriority is what a part is worth that stays beside a note.
const stayPriority = 9

// parts are what the line says besides its note.
func (s *State) parts(t *theme.Theme) (parts []part) {
	add := func(when bool, all ...part) {
		if when {
			parts = append(parts, all...)
		}
	}
	add(s.Pending != "", part{text: " " + s.Pending + "  ", role: theme.Warn, priority: stayPriority + 1})
	add(s.Marked > 0 || s.RangeOpen, s.marks())
	add(s.NewRows > 0, part{text: " ^ " + words.Count(s.NewRows) + " new", role: theme.Good, priority: 8}, part{text: ", press . to show", priority: 2}, part{text: "  ", priority: 7})
	elide := func(text string, most int) string { return theme.Cut(text, most, t.Glyph(theme.GlyphEllipsis)) }
	const view, filter, brief = 20, 28, 11
	add(s.View != "", part{text: t.Chip(theme.Tab, elide(s.View, view)), role: theme.Tab, priority: 6,
		short: &part{text: t.Chip(theme.Tab, elide(s.View, brief)), role: theme.Tab, priority: 7}}, part{text: " ", priority: 6})
	add(s.Filter != "", part{text: " " + elide(s.Filter, filter) + "  ", role: theme.Accent, priority: 6,
		short: &part{text: " " + elide(s.Filter, brief) + " ", role: theme.Accent, priority: 7}})
	add(true, s.position(), part{text: s.activity(), priority: 2}, part{text: "  ", priority: 4})
	add(s.Missing != "", part{text: " " + s.Missing + "  ", role: theme.Warn, priority: 6})
	add(s.Sort != "", part{text: " sort " + s.Sort, role: theme.Dim, priority: 1, short: &part{text: " sort " + s.SortBrief, role: theme.Dim, priority: 1}})
	return parts
}

// marks says how many sessions are marked, and that a range is open, of which what
// is not loaded gets no marks.
func (s *State) marks() part {
	marked := func(more string, short *part) part {
		return part{text: " " + words.Count(s.Marked) + " marked" + more + "  ", role: theme.Marked, priority: stayPriority, short: short}
	}
	if !s.RangeOpen {
		return marked("", nil)
	}
	rest, short := ", a range", marked(", a range", nil)
	if s.RangeNotLoaded > 0 {
		rest += ", " + words.Count(s.RangeNotLoaded) + " not loaded"
		long := short
		short = marked(rest, &long)
	}
	return marked(rest+": space ends it", &short)
}

// position says where one is in the list, and how much of it is there.
func (s *State) position() part {
	coverage := part{text: " " + s.coverage(), priority: 4}
	if s.Row == 0 || s.AwaitingFirst {
		return coverage
	}
	row := " row " + words.Count(s.Row)
	coverage.short = &part{text: row + "/" + countSoFar(s.Rows, s.MayGrow), priority: stayPriority}
	full := part{text: row + "  " + coverage.text, priority: 4, short: coverage.short}
	if s.Searched > 0 {
		full.short = &coverage
	}
	return full
}

// Overflow takes from the note what the line has no room for beside what stays
// there, and draws it as lines to be shown above.
func (s *State) Overflow(t *theme.Theme, w int) (lines []string) {
	if s.Note == "" {
		return nil
	}
	room := w - 1
	for _, p := range s.parts(t) {
		for p.short != nil {
			p = *p.short
		}
		if p.priority >= stayPriority {
			room -= theme.Width(p.text)
		}
	}
	note := theme.Wrap(s.Note, w-2)
	last := len(note) - 1
	if s.Note = note[last]; theme.Width(" "+s.Note+"  ") > room {
		s.Note, last = "", last+1
	}
	for _, text := range note[:last] {
		lines = append(lines, layoutLine(t, theme.Chrome, w, []part{{text: " " + text, role: s.noteRole()}}, nil))
	}
	return lines
}

func (s *State) noteRole() theme.Role {
	if s.NoteBad {
		return theme.Bad
	}
	return theme.Strong
}

// coverage says how much of the list is loaded, or searched.
func (s State) coverage() string {
	if s.AwaitingFirst && s.Stopped {
		return "loading stopped, r goes on"
	}
	if s.AwaitingFirst {
		return "asking for the first page"
	}
	total := "an unknown number"
	if s.Total >= 0 {
		total = words.Count(s.Total)
	}
	if s.Searched > 0 {
		return "searched " + words.Count(s.Searched) + " of " + total + ", " + words.Count(s.Rows) + " match"
	}
	return "loaded " + words.Count(s.Loaded) + " of " + total
}

// activity says whether more is being loaded or searched, and what stops it or goes
// on with it.
func (s State) activity() string {
	switch {
	case s.AwaitingFirst:
		return ""
	case s.Searched > 0 && s.Stopped:
		return ", search stopped, r goes on"
	case s.Searched > 0 && s.Searching:
		return ", searching, ctrl-c stops"
	case s.Searched == 0 && s.LoadingAll:
		return ", loading all, ctrl-c stops"
	}
	return ""
}
