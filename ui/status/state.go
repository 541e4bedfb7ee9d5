package status

import (
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// State is what the status line says about the list.
type State struct {
	Note      string // what just happened; the rest gives way to it
	NoteBad   bool
	Marked    int  // with what the open range would add
	Ranging   bool // a range is open
	New       int  // held back
	Row, Rows int  // of the cursor, from 1, and of the list; 0 when there is none
	Asking    bool // the first page is not here yet
	All       bool // the whole list is being loaded
	Loaded    int
	Total     int // -1 when unknown
	Searched  int // rows looked at for a filter that runs here; 0 when it all runs on the server
	Searching bool
	SoFar     bool   // more rows may match
	Halted    bool   // the person stopped the search or the first load
	View      string // that is listed, where no other line names it
	Filter    string // what leaves rows out, where no other line says so
	Sort      string
	SortBrief string // where Sort has no room
	Missing   string // what matches and is not in the list; nothing usually
	Pending   string // unsent deletes or a running queue
	Did, Of   int    // how far a queue, an export or a load of all rows has come; Of is 0 when none runs
}

// Line draws the status line.
func (s State) Line(t *theme.Theme, w int) string {
	left := s.parts(t)
	if s.Note != "" {
		left = append([]part{{text: " " + s.Note + "  ", role: s.noteRole(), worth: 100}}, left...)
	}
	var right []part
	if s.Of > 0 {
		right = append(right, part{text: " " + bar(t, s.Did, s.Of) + " ", role: theme.Bar, worth: 3})
	}
	return spread(t, theme.Chrome, w, left, right)
}

// lasting is what a part is worth that stays beside a note.
const lasting = 9

// parts are what the line says besides its note.
func (s *State) parts(t *theme.Theme) (parts []part) {
	add := func(when bool, all ...part) {
		if when {
			parts = append(parts, all...)
		}
	}
	add(s.Pending != "", part{text: " " + s.Pending + "  ", role: theme.Warn, worth: lasting + 1})
	marked := part{text: " " + words.Count(s.Marked) + " marked  ", role: theme.Marked, worth: lasting}
	if s.Ranging {
		brief := marked
		brief.text = " " + words.Count(s.Marked) + " marked, a range  "
		marked.text, marked.brief = strings.TrimRight(brief.text, " ")+": space ends it  ", &brief
	}
	add(s.Marked > 0 || s.Ranging, marked)
	add(s.New > 0, part{text: " ^ " + words.Count(s.New) + " new", role: theme.Good, worth: 8}, part{text: ", press . to show", worth: 2}, part{text: "  ", worth: 7})
	cut := func(text string, most int) string { return theme.Cut(text, most, t.Glyph(theme.GlyphEllipsis)) }
	const view, filter, brief = 20, 28, 11
	add(s.View != "", part{text: t.Chip(theme.Tab, cut(s.View, view)), role: theme.Tab, worth: 6,
		brief: &part{text: t.Chip(theme.Tab, cut(s.View, brief)), role: theme.Tab, worth: 7}}, part{text: " ", worth: 6})
	add(s.Filter != "", part{text: " " + cut(s.Filter, filter) + "  ", role: theme.Accent, worth: 6,
		brief: &part{text: " " + cut(s.Filter, brief) + " ", role: theme.Accent, worth: 7}})
	add(true, s.place(), part{text: s.going(), worth: 2}, part{text: "  ", worth: 4})
	add(s.Missing != "", part{text: " " + s.Missing + "  ", role: theme.Warn, worth: 6})
	add(s.Sort != "", part{text: " sort " + s.Sort, role: theme.Dim, worth: 1, brief: &part{text: " sort " + s.SortBrief, role: theme.Dim, worth: 1}})
	return parts
}

// place says where one is in the list, and how much of it is there.
func (s *State) place() part {
	covered := part{text: " " + s.coverage(), worth: 4}
	if s.Row == 0 || s.Asking {
		return covered
	}
	row := " row " + words.Count(s.Row)
	covered.brief = &part{text: row + "/" + countSoFar(s.Rows, s.SoFar), worth: lasting}
	full := part{text: row + "  " + covered.text, worth: 4, brief: covered.brief}
	if s.Searched > 0 {
		full.brief = &covered
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
		for p.brief != nil {
			p = *p.brief
		}
		if p.worth >= lasting {
			room -= theme.Width(p.text)
		}
	}
	note := theme.Wrap(s.Note, w-2)
	last := len(note) - 1
	if s.Note = note[last]; theme.Width(" "+s.Note+"  ") > room {
		s.Note, last = "", last+1
	}
	for _, text := range note[:last] {
		lines = append(lines, spread(t, theme.Chrome, w, []part{{text: " " + text, role: s.noteRole()}}, nil))
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
	if s.Asking && s.Halted {
		return "loading stopped, r goes on"
	}
	if s.Asking {
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

// going says whether more is being loaded or searched, and what stops it or goes
// on with it.
func (s State) going() string {
	switch {
	case s.Asking:
		return ""
	case s.Searched > 0 && s.Halted:
		return ", search stopped, r goes on"
	case s.Searched > 0 && s.Searching:
		return ", searching, ctrl-c stops"
	case s.Searched == 0 && s.All:
		return ", loading all, ctrl-c stops"
	}
	return ""
}
