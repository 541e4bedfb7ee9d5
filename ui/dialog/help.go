package dialog

import (
	"slices"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// HelpOptions make the Help.
type HelpOptions struct {
	Place    string         // what the keys are for, such as "session list"
	Scopes   []keymap.Scope // innermost first
	Preset   string
	Commands []Command // that can be typed where the keys of the scopes work
}

// Help lists the keys of the scopes that had the keyboard, as they really
// resolve, what only a command does, and what the signs mean. Typing searches,
// enter does what is under the cursor.
type Help struct {
	Look
	search
	o     HelpOptions
	all   []helpLine
	shown []helpLine
}

// helpLine is an entry of the help.
type helpLine struct {
	group  string
	keys   []string // as they are shown
	help   string
	action keymap.Action // empty for a sign and for a command with arguments
	typed  string        // what the palette is opened with, for such a command
}

// NewHelp makes the help.
func NewHelp(l Look, o HelpOptions) *Help {
	h := &Help{Look: l, o: o}
	h.search = search{query: field.New(""), find: h.narrow}
	for _, b := range l.Keys.Active(o.Scopes).All() {
		line := helpLine{group: strings.ToUpper(string(b.Group)), help: b.Help().Desc, action: b.Action}
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
	if slices.Contains(o.Scopes, keymap.ScopeGlobal) {
		h.commands()
	}
	for _, s := range signs(l.Theme) {
		h.all = append(h.all, helpLine{group: "SIGNS", keys: s[:1], help: s[1]})
	}
	h.find()
	return h
}

// commands adds what has no key, or more to say than a key.
func (h *Help) commands() {
	for _, c := range h.o.Commands {
		h.all = append(h.all, helpLine{group: "COMMANDS", keys: []string{":" + c.Usage}, help: c.Help, typed: c.Name + " "})
	}
	for _, b := range h.Keys.All() {
		if len(b.Keys()) == 0 && !slices.ContainsFunc(h.o.Commands, func(c Command) bool { return c.Name == string(b.Action) }) {
			h.all = append(h.all, helpLine{group: "COMMANDS", keys: []string{":" + string(b.Action)}, help: b.Help().Desc, action: b.Action})
		}
	}
}

// isView reports whether an action lists a view that has a number of its own:
// these are one line.
func isView(a keymap.Action) bool {
	n, ok := a.Number("view")
	return ok && n > 0
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

// cell is a row of a column of the help.
type cell struct {
	text string
	at   int // index into shown, or -1
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
	columns := 1
	switch {
	case s.w >= threeColumns-2:
		columns = 3
	case s.w >= 56:
		columns = 2
	}
	wide := (s.w - 2*(columns-1)) / columns
	s.columns(h.columns(s, columns, wide), wide, h.at)
	if len(h.shown) == 0 {
		s.say(theme.Dim, "No action matches. Clear the search to see all of them.")
	}
	return s.draw(maxH, nil)
}

// threeColumns is the width from which the help has three columns.
const threeColumns = 112

// columns are the entries in columns of about one height. A heading stays with the
// entry below it.
func (h *Help) columns(s *sheet, count, wide int) [][]cell {
	var blocks [][]cell
	rows, last := 0, ""
	for i, l := range h.shown {
		var block []cell
		if l.group != last && h.query.Value() == "" {
			block = []cell{{s.Theme.Style(theme.Header).Render(fit(s, l.group, wide)), -1}}
		}
		last = l.group
		block = append(block, h.entry(s, i, wide)...)
		blocks, rows = append(blocks, block), rows+len(block)
	}
	columns, at := make([][]cell, count), 0
	for _, block := range blocks {
		if n := len(columns[at]); at < count-1 && n > 0 && n+len(block) > (rows+count-1)/count {
			at++
		}
		columns[at] = append(columns[at], block...)
	}
	return columns
}

// keyColumn is how many cells the keys of an entry get.
const keyColumn = 13

// entry draws one entry: its keys beside what they do, or above where the keys are
// long.
func (h *Help) entry(s *sheet, at, wide int) []cell {
	l := h.shown[at]
	keys := []string{l.keys[0]}
	for _, k := range l.keys[1:] {
		if last := len(keys) - 1; width(keys[last]+" "+k) <= keyColumn {
			keys[last] += " " + k
		} else {
			keys = append(keys, k)
		}
	}
	indent, help := keyColumn, []string(nil)
	if width(keys[0]) > keyColumn {
		indent, help = 2, make([]string, len(keys))
	}
	help = append(help, wrap(l.help, wide-3-indent)...)
	var cells []cell
	for i := range max(len(keys), len(help)) {
		key := fit(s, nth(keys, i), max(indent, width(nth(keys, i))))
		text := fit(s, nth(help, i), max(1, wide-3-width(key)))
		switch {
		case at != h.at:
			text = "  " + s.Theme.Style(theme.Key).Render(key) + " " + text
		case i == 0:
			text = s.Theme.Style(theme.Cursor).Render(s.Theme.Glyph(theme.GlyphCursor) + " " + key + " " + text)
		default:
			text = s.Theme.Style(theme.Cursor).Render("  " + key + " " + text)
		}
		cells = append(cells, cell{text, at})
	}
	return cells
}

// nth is one of some texts, or nothing behind the last.
func nth(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}

// columns adds columns beside each other; the entry that is chosen must be seen.
func (s *sheet) columns(columns [][]cell, wide, chosen int) {
	for r := 0; slices.ContainsFunc(columns, func(c []cell) bool { return r < len(c) }); r++ {
		line := row{cursor: -1}
		for i, column := range columns {
			x := i * (wide + 2)
			text := strings.Repeat(" ", wide)
			if r < len(column) {
				text = column[r].text
				if at := column[r].at; at >= 0 {
					line.hits = append(line.hits, hit{x, x + wide, at})
					line.focus = line.focus || at == chosen
				}
			}
			line.text += text + "  "
		}
		s.body = append(s.body, line)
	}
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
	case h.step(a):
		return nil
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
	switch l := h.shown[target]; {
	case l.action != "":
		return RunAction{l.action}
	case l.typed != "":
		return TypeCommand{l.typed}
	}
	return nil
}
