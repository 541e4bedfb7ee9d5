package dialog

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// HelpOptions configure a Help.
type HelpOptions struct {
	Place    string         // where the keys work, such as "session list"
	Scopes   []keymap.Scope // innermost first
	Preset   string
	Commands []Command // that can be typed there
	Dialog   Dialog    // whose keys are listed; nil for none

	Enabled func(keymap.Action) bool  // whether an action works there; nil for all
	Type    func(text string) tea.Cmd // types a text into the palette
}

// Help lists the keys of some scopes as they resolve, the commands without a key, and
// the meaning of the signs. Typing searches, and enter runs the chosen entry.
type Help struct {
	form
	o         HelpOptions
	all       []helpLine
	shown     []helpLine
	drawnRows []row // the body, as it was drawn last
}

// helpLine is one entry of the help.
type helpLine struct {
	group   string
	keys    []string // their labels
	help    string
	action  keymap.Action // empty for a sign and for a command
	command string        // name of a command and a blank; enter types it into the palette
}

// NewHelp returns the help.
func NewHelp(l Base, o HelpOptions) *Help {
	h := &Help{form: form{Base: l, title: "Keys for: " + o.Place, maxWidth: 118, scopes: typingScopes()}, o: o}
	h.list = &list{query: &field.Field{}, label: "type to search: ", emptyText: "No action matches. Clear the search to see all of them.", press: h.run}
	if o.Preset != "" {
		h.list.rightText = "preset: " + o.Preset
	}
	keys, own := l.Keys, bindings(nil)
	if o.Dialog != nil {
		keys, own = o.Dialog.keyMap(), o.Dialog.bindings()
	}
	for _, b := range keys.Active(o.Scopes).All() {
		if o.Enabled != nil && !o.Enabled(b.Action) {
			continue
		}
		does := own.of(b.Action)
		if o.Dialog != nil && (does == nil || does.off) {
			continue
		}
		line := helpLine{group: strings.ToUpper(string(b.Group)), help: b.Help().Desc, action: b.Action}
		for _, k := range b.Keys() {
			if o.Dialog == nil || !isStrayLetter(o.Dialog, utf8.RuneCountInString(k) == 1, b.Action) {
				line.keys = append(line.keys, keymap.Label(k))
			}
		}
		if line.keys == nil {
			continue
		}
		if does != nil {
			line.help = cmp.Or(strings.ToLower(does.label), line.help)
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
	h.begin(h)
	return h
}

// commands adds the commands, and the actions without a key.
func (h *Help) commands() {
	for _, c := range h.o.Commands {
		h.all = append(h.all, helpLine{group: "COMMANDS", keys: []string{":" + c.Usage}, help: c.Help, command: c.Name + " "})
	}
	for _, b := range h.Keys.All() {
		if len(b.Keys()) == 0 && !slices.ContainsFunc(h.o.Commands, func(c Command) bool { return c.Name == string(b.Action) }) {
			h.all = append(h.all, helpLine{group: "COMMANDS", keys: []string{":" + string(b.Action)}, help: b.Help().Desc, action: b.Action})
		}
	}
}

// isView reports whether an action lists a view by its number. These share one line.
func isView(a keymap.Action) bool {
	n, ok := a.Number("view")
	return ok && n > 0
}

// signs are the signs of the list with their meanings.
func signs(t *theme.Theme) [][2]string {
	return [][2]string{
		{t.Glyph(theme.GlyphActive), "active"}, {t.Glyph(theme.GlyphMaybe), "maybe expired"}, {t.Glyph(theme.GlyphExpired), "expired"},
		{t.Glyph(theme.GlyphDone), "completed"}, {t.Glyph(theme.GlyphMark), "marked"}, {"<-", "the caller waits"}, {"!", "needs a look"},
	}
}

// afterChange lists the entries that match the query.
func (h *Help) afterChange() outcome {
	h.shown = h.shown[:0:0]
	for _, l := range h.all {
		if containsWords(l.help+" "+string(l.action)+" "+strings.Join(l.keys, " "), h.list.query.Value()) {
			h.shown = append(h.shown, l)
		}
	}
	h.list.setCount(len(h.shown))
	return outcome{}
}

// body draws the entries in one to three columns of about the same height. A heading
// stays with the entry below it.
func (h *Help) body(box *boxBuilder) {
	count := 1
	switch {
	case box.width >= 110:
		count = 3
	case box.width >= 56:
		count = 2
	}
	wide := (box.width - 2*(count-1)) / count
	var blocks [][]row
	rows, last := 0, ""
	for i, l := range h.shown {
		var block []row
		if l.group != last && h.list.query.Value() == "" {
			block = []row{{text: box.Theme.Style(theme.Header).Render(box.fit(l.group, wide)), cursor: -1, focused: i == h.list.chosen}}
		}
		last = l.group
		block = append(block, h.entry(box, i, wide)...)
		blocks, rows = append(blocks, block), rows+len(block)
	}
	columns, at := make([][]row, count), 0
	for _, block := range blocks {
		if n := len(columns[at]); at < count-1 && n > 0 && n+len(block) > (rows+count-1)/count {
			at++
		}
		columns[at] = append(columns[at], block...)
	}
	box.addColumns(wide, columns...)
	h.drawnRows = box.body
}

// keyColumn is how many cells the keys of an entry take.
const keyColumn = 13

// entry draws an entry: its keys beside what they do, or above it where the keys are
// long.
func (h *Help) entry(box *boxBuilder, at, wide int) []row {
	l := h.shown[at]
	keys := []string{l.keys[0]}
	for _, k := range l.keys[1:] {
		if last := len(keys) - 1; theme.Width(keys[last]+" "+k) <= keyColumn {
			keys[last] += " " + k
		} else {
			keys = append(keys, k)
		}
	}
	indent, help := keyColumn, []string(nil)
	if theme.Width(keys[0]) > keyColumn {
		indent, help = 2, make([]string, len(keys))
	}
	help = append(help, wrap(l.help, wide-3-indent)...)
	return box.listRow(wide, firstRowTarget+at, at == h.list.chosen, column{keys, indent, theme.Key}, column{help, 0, theme.Plain})
}

// bindings implements Dialog. The key that opens the help closes it. Page keys scroll the
// text, and choose the first entry that is then seen with its heading.
func (h *Help) bindings() bindings {
	all := h.form.bindings()
	all.of(keymap.Help).run, all.of(keymap.Help).footer = closing(nil), false
	if all.of(keymap.Cancel).label = "close"; h.list.query.Value() != "" {
		all.of(keymap.Cancel).label = "clear the search"
	}
	for _, a := range []keymap.Action{keymap.PageDown, keymap.PageUp, keymap.HalfDown, keymap.HalfUp} {
		all.of(a).run = func() outcome {
			h.scroll(a)
			h.chooseFirstSeen()
			return outcome{}
		}
	}
	return all
}

// chooseFirstSeen chooses the first entry that is seen with its heading.
func (h *Help) chooseFirstSeen() {
	before := -1
	for i := h.viewport.YOffset(); i < len(h.drawnRows); i++ {
		at := -1
		if hits := h.drawnRows[i].clickAreas; len(hits) > 0 {
			at = hits[0].target - firstRowTarget
		}
		if at >= 0 && at != before && i > h.viewport.YOffset() {
			h.list.choose(at)
			return
		}
		before = at
	}
}

// leave clears the search, and closes the help only where there is none.
func (h *Help) leave() outcome {
	if h.list.query.Value() == "" {
		return outcome{closes: true}
	}
	h.list.query.Set("")
	return h.queryChanged()
}

// run runs the chosen entry; a sign has nothing to run.
func (h *Help) run() outcome {
	switch l := h.shown[h.list.chosen]; {
	case l.action != "":
		return outcome{true, func() tea.Cmd { return h.Run(l.action) }}
	case l.command != "":
		return outcome{true, func() tea.Cmd { return h.o.Type(l.command) }}
	}
	return outcome{}
}
