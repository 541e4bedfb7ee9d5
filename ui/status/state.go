package status

import (
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// State is the content of the status line.
type State struct {
	Note                        string // what has just happened; the other parts are dropped before it
	NoteBad                     bool   // Note is an error
	Marked                      int    // number of marked sessions, with those that an open range would add
	RangeOpen                   bool   // a range of marks is open
	RangeNotLoaded              int    // rows of that range that are not loaded
	NewRows                     int    // number of new sessions that are not in the list yet
	Row, Rows                   int    // the cursor's row, from 1, and the number of rows; 0 when there is none
	AwaitingFirst               bool   // the first page has not arrived
	LoadingAll                  bool   // the whole list is being loaded
	Loaded                      int
	Total                       int    // number of sessions on the server; -1 when unknown
	Searched                    int    // rows searched by a filter that runs here; 0 when it runs on the server
	Matching                    int    // how many of those match
	Searching                   bool   // the search goes on
	MayGrow                     bool   // more rows may match
	Stopped                     bool   // the person stopped the search or the first load
	View                        string // name of the view, if no other line shows it
	Sort                        string
	SortBrief                   string     // Sort for a line without room
	Missing                     string     // what matches and is not in the list; usually empty
	Pending                     string     // unsent deletes, or a queue that runs
	ProgressDone, ProgressTotal int        // progress of a queue, an export or a load of all rows; ProgressTotal is 0 when none runs
	Keys                        keymap.Map // which keys the texts name
}

// Line draws the status line in w cells.
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

// stayPriority is the lowest priority of a part that stays beside a note.
const stayPriority = 9

// parts are the parts of the line besides its note.
func (s *State) parts(t *theme.Theme) (parts []part) {
	add := func(when bool, all ...part) {
		if when {
			parts = append(parts, all...)
		}
	}
	add(s.Pending != "", part{text: " " + s.Pending + "  ", role: theme.Warn, priority: stayPriority + 1})
	add(s.Marked > 0 || s.RangeOpen, s.marks())
	add(s.NewRows > 0, part{text: " ^ " + words.Count(s.NewRows) + " new", role: theme.Good, priority: 8}, part{text: ", press " + s.Keys.Label(keymap.ShowNew) + " to show", priority: 2}, part{text: "  ", priority: 7})
	elide := func(text string, most int) string { return theme.Cut(text, most, t.Glyph(theme.GlyphEllipsis)) }
	const view, brief = 20, 11
	add(s.View != "", part{text: t.Chip(theme.Tab, elide(s.View, view)), role: theme.Tab, priority: 6,
		short: &part{text: t.Chip(theme.Tab, elide(s.View, brief)), role: theme.Tab, priority: 7}}, part{text: " ", priority: 6})
	add(true, s.position(), part{text: s.activity(), priority: 2}, part{text: "  ", priority: 4})
	add(s.Missing != "", part{text: " " + s.Missing + "  ", role: theme.Warn, priority: 6})
	add(s.Sort != "", part{text: " sort " + s.Sort, role: theme.Dim, priority: 1, short: &part{text: " sort " + s.SortBrief, role: theme.Dim, priority: 1}})
	return parts
}

// marks says how many sessions are marked. Of an open range it says how many rows are
// not loaded, which get no marks.
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
	return marked(rest+": "+s.Keys.Label(keymap.Mark)+" ends it", &short)
}

// position says on which row the cursor is, and how much of the list is loaded.
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

// Overflow shortens the note to what fits beside the parts that stay, and returns the
// rest of it as lines to be shown above the status line.
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

// coverage says how many rows are loaded or searched.
func (s State) coverage() string {
	if s.AwaitingFirst && s.Stopped {
		return "loading stopped, " + s.Keys.Label(keymap.Refresh) + " goes on"
	}
	if s.AwaitingFirst {
		return "asking for the first page"
	}
	total := "an unknown number"
	if s.Total >= 0 {
		total = words.Count(s.Total)
	}
	if s.Searched > 0 {
		return "searched " + words.Count(s.Searched) + " of " + total + ", " + words.Count(s.Matching) + " match"
	}
	return "loaded " + words.Count(s.Loaded) + " of " + total
}

// activity says whether rows are being loaded or searched, and which key stops or
// continues that.
func (s State) activity() string {
	switch {
	case s.AwaitingFirst:
		return ""
	case s.Searched > 0 && s.Stopped:
		return ", search stopped, " + s.Keys.Label(keymap.Refresh) + " goes on"
	case s.Searched > 0 && s.Searching:
		return ", searching, ctrl-c stops"
	case s.Searched == 0 && s.LoadingAll:
		return ", loading all, ctrl-c stops"
	}
	return ""
}
