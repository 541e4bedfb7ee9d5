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
// resolve. Typing searches, enter does the action under the cursor.
type Help struct {
	Look
	search
	o     HelpOptions
	all   []keymap.Binding
	shown []keymap.Binding
}

// NewHelp makes the help.
func NewHelp(l Look, o HelpOptions) *Help {
	h := &Help{Look: l, o: o, all: l.Keys.Active(o.Scopes).All()}
	h.search = search{query: field.New(""), find: h.narrow}
	h.find()
	return h
}

// narrow keeps what matches the query.
func (h *Help) narrow() {
	h.shown = h.shown[:0:0]
	for _, b := range h.all {
		labels := make([]string, 0, len(b.Keys()))
		for _, k := range b.Keys() {
			labels = append(labels, keymap.Label(k))
		}
		if contains(b.Help().Desc+" "+string(b.Action)+" "+strings.Join(labels, " "), h.query.Value()) {
			h.shown = append(h.shown, b)
		}
	}
	h.resize(len(h.shown))
}

// cell is a place in the columns of the help: a heading, or a binding.
type cell struct {
	heading string
	at      int // index into shown, or -1
}

func (h *Help) cells() []cell {
	var all []cell
	last := keymap.Group("")
	for i, b := range h.shown {
		if b.Group != last && h.query.Value() == "" {
			all = append(all, cell{strings.ToUpper(string(b.Group)), -1})
		}
		last = b.Group
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
	b := h.shown[c.at]
	keys := ""
	for _, k := range b.Keys() {
		if next := keys + " " + keymap.Label(k); width(next) <= keyColumn {
			keys = next
		}
	}
	keys = fit(s, strings.TrimPrefix(keys, " "), keyColumn)
	help := fit(s, b.Help().Desc, max(1, wide-keyColumn-3))
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
		return RunAction{h.shown[h.at].Action}
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
	return RunAction{h.shown[target].Action}
}
