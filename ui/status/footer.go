package status

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// State is what the status line says about the list.
type State struct {
	Note      string // what just happened; the rest gives way to it
	NoteBad   bool
	Marked    int
	Ranging   bool
	New       int  // held back
	Row       int  // of the cursor, from 1; 0 when there is none
	Asking    bool // the first page is not here yet
	All       bool // the whole list is being loaded
	Loaded    int
	Total     int // -1 when unknown
	Searched  int // rows looked at for a filter that runs here; 0 when it all runs on the server
	Matched   int
	Searching bool
	Halted    bool   // the person stopped the search or the first load
	View      string // that is listed, where no other line names it
	Filter    string // what leaves rows out, where no other line says so
	Sort      string
	Missing   string // what matches and is not in the list; nothing usually
	Pending   string // unsent deletes or a running queue
	Did, Of   int    // how far a queue, an export or a load of all rows has come; Of is 0 when none runs
}

// Line draws the status line.
func (s State) Line(t *theme.Theme, w int) string {
	var left []part
	if s.Note != "" {
		left = append(left, part{" " + s.Note + "  ", s.noteRole(), 100})
	}
	if s.Pending != "" {
		left = append(left, part{" " + s.Pending + "  ", theme.Warn, 10})
	}
	if s.Marked > 0 {
		left = append(left, part{" " + words.Count(s.Marked) + " marked  ", theme.Marked, 9})
	}
	if s.Ranging {
		left = append(left, part{" marking a range, space ends it  ", theme.Marked, 9})
	}
	if s.New > 0 {
		left = append(left, part{" ^ " + words.Count(s.New) + " new", theme.Good, 8}, part{", press . to show", theme.Plain, 2}, part{"  ", theme.Plain, 7})
	}
	if s.View != "" {
		left = append(left, part{t.Chip(theme.Tab, s.View), theme.Tab, 6}, part{" ", theme.Plain, 6})
	}
	if s.Filter != "" {
		const most = 28
		left = append(left, part{" " + theme.Cut(s.Filter, most, t.Glyph(theme.GlyphEllipsis)) + "  ", theme.Accent, 6})
	}
	if s.Row > 0 && !s.Asking && s.Searched == 0 {
		left = append(left, part{" row " + words.Count(s.Row) + "  ", theme.Plain, 5})
	}
	left = append(left, part{" " + s.coverage(), theme.Plain, 4}, part{s.going(), theme.Plain, 2}, part{"  ", theme.Plain, 4})
	if s.Missing != "" {
		left = append(left, part{" " + s.Missing + "  ", theme.Warn, 6})
	}
	if s.Sort != "" {
		left = append(left, part{" sort " + s.Sort, theme.Dim, 1})
	}
	var right []part
	if s.Of > 0 {
		right = append(right, part{" " + bar(t, s.Did, s.Of) + " ", theme.Bar, 3})
	}
	return spread(t, theme.Chrome, w, left, right)
}

// Overflow takes from the note what the line has no room for, and draws it as
// lines to be shown above.
func (s *State) Overflow(t *theme.Theme, w int) (lines []string) {
	wrapped := strings.Split(ansi.WrapWc(s.Note, max(1, w-2), " "), "\n")
	s.Note = wrapped[len(wrapped)-1]
	for _, text := range wrapped[:len(wrapped)-1] {
		lines = append(lines, spread(t, theme.Chrome, w, []part{{" " + text, s.noteRole(), 1}}, nil))
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
		return "searched " + words.Count(s.Searched) + " of " + total + ", " + words.Count(s.Matched) + " match"
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

// footerGap stands between the keys of a footer.
const footerGap = "  "

// Footer draws the short help of some keys: as many as fit, in order.
func Footer(t *theme.Theme, w int, keys help.KeyMap) string {
	line := " "
	shown, _ := footerKeys(w, keys)
	for _, b := range shown {
		line += t.Style(theme.Key).Render(b.Help().Key) + " " + t.Style(theme.Dim).Render(b.Help().Desc) + footerGap
	}
	return theme.Fit(line, w)
}

// FooterAt gives the key that stands at a cell of a footer.
func FooterAt(w int, keys help.KeyMap, x int) (key.Binding, bool) {
	shown, ends := footerKeys(w, keys)
	for i, b := range shown {
		if x < ends[i] {
			return b, x >= ends[i]-footerWidth(b)
		}
	}
	return key.Binding{}, false
}

// footerKeys are the keys of a footer that fit, and the cell behind each.
func footerKeys(w int, keys help.KeyMap) (shown []key.Binding, ends []int) {
	used := 1
	for _, b := range keys.ShortHelp() {
		n := footerWidth(b)
		if used+n+len(footerGap) <= w {
			shown, ends = append(shown, b), append(ends, used+n)
			used += n + len(footerGap)
		}
	}
	return shown, ends
}

func footerWidth(b key.Binding) int {
	return theme.Width(b.Help().Key) + 1 + theme.Width(b.Help().Desc)
}
