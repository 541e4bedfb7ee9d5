package dialog

import (
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// HelpOptions make the Help.
type HelpOptions struct {
	Place  string         // what the keys are for, such as "session list"
	Scopes []keymap.Scope // innermost first
	Preset string
}

// Help lists the keys of the scopes that had the keyboard, as they really
// resolve, what only a command does, and what the signs mean. Typing searches,
// enter does the action under the cursor.
type Help struct {
	Look
	search
	o     HelpOptions
	all   []helpLine
	shown []helpLine
}

// helpLine is a line of the help.
type helpLine struct {
	group  string
	keys   []string // as they are shown
	help   string
	action keymap.Action // empty for a sign
}

// NewHelp makes the help.
func NewHelp(l Look, o HelpOptions) *Help {
	h := &Help{Look: l, o: o}
	h.search = search{query: field.New(""), find: h.narrow}
	for _, b := range l.Keys.Active(o.Scopes).All() {
		line := helpLine{strings.ToUpper(string(b.Group)), nil, b.Help().Desc, b.Action}
		for _, k := range b.Keys() {
			line.keys = append(line.keys, keymap.Label(k))
		}
		if last := len(h.all) - 1; last >= 0 && isView(b.Action) && isView(h.all[last].action) {
			first, _, _ := strings.Cut(h.all[last].keys[0], "-")
			h.all[last].keys, h.all[last].help = []string{first + "-" + line.keys[0]}, "views"
			continue
		}
		h.all = append(h.all, line)
	}
	for _, b := range l.Keys.All() {
		if len(b.Keys()) == 0 {
			h.all = append(h.all, helpLine{"COMMANDS", []string{":" + string(b.Action)}, b.Help().Desc, b.Action})
		}
	}
	for _, s := range signs(l.Theme) {
		h.all = append(h.all, helpLine{group: "SIGNS", keys: s[:1], help: s[1]})
	}
	h.find()
	return h
}

// isView reports whether an action lists a view that has a number of its own:
// these are one line.
func isView(a keymap.Action) bool {
	return strings.HasPrefix(string(a), "view-") && a != keymap.View0
}

// signs are those of the list, each with what it means.
func signs(t *theme.Theme) [][2]string {
	return [][2]string{
		{t.Glyph(theme.GlyphActive), "active"}, {t.Glyph(theme.GlyphMaybe), "maybe expired"}, {t.Glyph(theme.GlyphExpired), "expired"},
		{t.Glyph(theme.GlyphDone), "completed"}, {t.Glyph(theme.GlyphMark), "marked"}, {"<-", "the caller waits"}, {"!", "needs a look"},
	}
}

// narrow keeps what matches the query.
func (h *Help) narrow() {
	h.shown = h.shown[:0:0]
	for _, l := range h.all {
		if contains(l.help+" "+string(l.action)+" "+strings.Join(l.keys, " "), h.query.Value()) {
			h.shown = append(h.shown, l)
		}
	}
	h.resize(len(h.shown))
}

// cell is a place in the columns of the help: a heading, or a line.
type cell struct {
	heading string
	at      int // index into shown, or -1
}

func (h *Help) cells() []cell {
	var all []cell
	last := ""
	for i, l := range h.shown {
		if l.group != last && h.query.Value() == "" {
			all = append(all, cell{l.group, -1})
		}
		last = l.group
		all = append(all, cell{"", i})
	}
	return all
}

func (h *Help) picture(maxW, maxH int) picture {
	wants := 80
	if maxW >= threeColumns+frame {
		wants = maxW - 2
	}
	s := newSheet(h.Look, "Keys for: "+h.o.Place, min(wants, 124), maxW)
	preset := ""
	if h.o.Preset != "" {
		preset = "preset: " + h.o.Preset
	}
	s.searchLine("type to search: ", &h.query, preset)
	cells := h.cells()
	columns := 1
	switch {
	case s.w >= threeColumns-2:
		columns = 3
	case s.w >= 56:
		columns = 2
	}
	rows := (len(cells) + columns - 1) / columns
	wide := (s.w - 2*(columns-1)) / columns
	for r := range rows {
		line := row{cursor: -1}
		x := 0
		for c := range columns {
			i := c*rows + r
			if i >= len(cells) {
				continue
			}
			if c > 0 {
				line.text, x = line.text+"  ", x+2
			}
			line.text += h.cellText(s, cells[i], wide)
			if cells[i].at >= 0 {
				line.hits = append(line.hits, hit{x, x + wide, cells[i].at})
				line.focus = line.focus || cells[i].at == h.at
			}
			x += wide
		}
		s.body = append(s.body, line)
	}
	if len(cells) == 0 {
		s.say(theme.Dim, "No action matches. Clear the search to see all of them.")
	}
	return s.draw(maxH, nil)
}

// threeColumns is the width from which the help has three columns.
const threeColumns = 112

// keyColumn is how many cells the keys of a binding get.
const keyColumn = 13

func (h *Help) cellText(s *sheet, c cell, wide int) string {
	if c.at < 0 {
		return s.Theme.Style(theme.Header).Render(fit(s, c.heading, wide))
	}
	l := h.shown[c.at]
	keys := l.keys[0]
	for _, k := range l.keys[1:] {
		if next := keys + " " + k; width(next) < keyColumn {
			keys = next
		}
	}
	keys = fit(s, keys, max(keyColumn, width(keys)))
	help := fit(s, l.help, max(1, wide-width(keys)-3))
	if c.at == h.at {
		return s.Theme.Style(theme.Cursor).Render(s.Theme.Glyph(theme.GlyphCursor) + " " + keys + " " + help)
	}
	return "  " + s.Theme.Style(theme.Key).Render(keys) + " " + help
}

// Hints implements Dialog.
func (h *Help) Hints() []keymap.Action {
	return []keymap.Action{keymap.Down, keymap.Accept, keymap.Cancel}
}

// Words implements Dialog.
func (h *Help) Words(a keymap.Action) string {
	if a == keymap.Accept {
		return "run"
	}
	return choosing(a)
}

// Do implements Dialog. The first cancel clears the search.
func (h *Help) Do(a keymap.Action) Intent {
	switch {
	case h.do(a):
		return nil
	case a == keymap.NextPane:
		h.do(keymap.Down)
	case a == keymap.PreviousPane:
		h.do(keymap.Up)
	case a == keymap.Accept && len(h.shown) > 0:
		return h.press(h.at)
	case a == keymap.Help:
		return Cancel{}
	case a == keymap.Cancel && h.query.Value() != "":
		h.query.Set("")
		h.find()
	case a == keymap.Cancel:
		return Cancel{}
	default:
		return outside(a)
	}
	return nil
}

// press implements Dialog.
func (h *Help) press(target int) Intent {
	h.at = target
	if a := h.shown[target].action; a != "" {
		return RunAction{a}
	}
	return nil
}
