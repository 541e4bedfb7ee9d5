package dialog

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// Command is something besides actions that the palette runs. A command with the name of
// an action does what the action does when it is given no argument.
type Command struct {
	Name        string              // first word of its line, such as "mark"
	Usage       string              // such as "view NAME" or "sort [KEY]"; Name when it takes no argument
	Help        string              // what it does
	Completions []string            // possible arguments
	WithoutName func(string) string // says what a line without Name does, such as "50%"; "" for other lines; may be nil
	Run         func(argument string) tea.Cmd
}

// takesArgument reports whether the command can have an argument, and needsArgument
// whether it must have one.
func (c Command) takesArgument() bool { return c.Usage != c.Name }
func (c Command) needsArgument() bool {
	return c.takesArgument() && !strings.HasPrefix(c.Usage, c.Name+" [")
}

// PaletteOptions configure a Palette.
type PaletteOptions struct {
	Commands []Command
	Disabled map[keymap.Action]string // actions that cannot be run now, with the reason
	Text     string                   // in the field at first
}

// Palette finds an action or a command by some of its letters and runs it.
type Palette struct {
	form
	o     PaletteOptions
	all   []paletteEntry
	shown []paletteEntry
}

// paletteEntry is one line of the palette: an action, a command, or both.
type paletteEntry struct {
	Command
	action keymap.Action // empty for a command that is no action
	key    string
}

// NewPalette returns a palette.
func NewPalette(l Base, o PaletteOptions) *Palette {
	p := &Palette{form: form{Base: l, title: "Command", maxWidth: 72, scopes: typingScopes()}, o: o}
	query := field.New(o.Text)
	p.list = &list{query: &query, label: ": ", emptyText: "No action or command matches.", maxRows: 14, drawEntry: p.entry, press: p.run}
	for _, c := range o.Commands {
		p.all = append(p.all, paletteEntry{Command: c})
	}
	for _, b := range l.Keys.All() {
		if b.Group == keymap.GroupForm {
			continue // they work in forms only
		}
		name := string(b.Action)
		i := slices.IndexFunc(p.all, func(e paletteEntry) bool { return e.Name == name })
		if i < 0 {
			i = len(p.all)
			p.all = append(p.all, paletteEntry{Command: Command{Name: name, Usage: name, Help: b.Help().Desc}})
		}
		p.all[i].action, p.all[i].key = b.Action, b.Help().Key
	}
	p.begin(p)
	return p
}

// line returns what is typed.
func (p *Palette) line() string {
	return strings.TrimSpace(strings.TrimPrefix(p.list.query.Value(), ":"))
}

// typedLine returns what is typed, in lower case.
func (p *Palette) typedLine() string { return strings.ToLower(p.line()) }

// afterChange ranks the entries by how well they match what is typed.
func (p *Palette) afterChange() outcome {
	query := p.typedLine()
	type ranked struct {
		paletteEntry
		rank int
	}
	var hits []ranked
	for _, e := range p.all {
		for _, w := range e.withArguments(strings.ToLower(strings.TrimLeft(p.list.query.Value(), ": "))) {
			hits = append(hits, ranked{w, 0})
		}
		if e.matchesWithoutName(query) {
			e.Usage, e.Help = query, e.WithoutName(query)
		}
		if r := e.rank(query); r >= 0 {
			hits = append(hits, ranked{e, r})
		}
	}
	slices.SortStableFunc(hits, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	p.shown = p.shown[:0:0]
	for _, h := range hits {
		if h.rank >= rankNearest && hits[0].rank < h.rank {
			break // weak matches are shown only without better ones
		}
		p.shown = append(p.shown, h.paletteEntry)
	}
	p.list.setCount(len(p.shown))
	p.list.rightText = pluralOf(len(p.shown), "match", "matches")
	return outcome{}
}

// The weak ranks: of a name that differs from the query in a letter or two, and of
// one that has the query's letters in order.
const (
	rankNearest   = 7
	rankScattered = 8
)

// rank returns how well an entry matches: 0 is best, and -1 is no match. A blank in the
// query matches the hyphen of a name.
func (e paletteEntry) rank(query string) int {
	name, help, dashed := e.Name, strings.ToLower(e.Help), strings.ReplaceAll(query, " ", "-")
	switch {
	case query == "", e.matchesWithoutName(query):
		return 0
	case dashed == name && (e.action != "" || !e.needsArgument()), e.hasArgument(query):
		return 1 // a command without its argument comes later
	case strings.HasPrefix(name, dashed):
		return 2
	case strings.Contains("-"+name, "-"+dashed):
		return 3
	case strings.Contains(name, dashed):
		return 4
	case strings.Contains(" "+help, " "+query):
		return 5
	case containsWords(name+" "+help, query):
		return 6
	case words.Nearest(dashed, []string{name}) != "":
		return rankNearest
	case subsequence(name, query):
		return rankScattered
	}
	return -1
}

// hasArgument reports whether a line is this command with an argument.
func (e paletteEntry) hasArgument(line string) bool {
	return e.takesArgument() && strings.HasPrefix(line, e.Name+" ")
}

// matchesWithoutName reports whether a line without the name means this command.
func (e paletteEntry) matchesWithoutName(line string) bool {
	return e.WithoutName != nil && e.WithoutName(line) != ""
}

// withArguments returns the command with each argument that a line begins.
func (e paletteEntry) withArguments(line string) (all []paletteEntry) {
	typed, ok := strings.CutPrefix(line, e.Name+" ")
	for _, w := range e.Completions {
		if ok && strings.HasPrefix(strings.ToLower(w), strings.TrimSpace(typed)) {
			line := e.Name + " " + w
			all = append(all, paletteEntry{Command: Command{Name: line, Usage: line, Help: e.Help, Run: func(string) tea.Cmd { return e.Run(w) }}})
		}
	}
	return all
}

// subsequence reports whether the letters of query appear in s in this order.
func subsequence(s, query string) bool {
	for _, r := range query {
		i := strings.IndexRune(s, r)
		if i < 0 {
			return false
		}
		s = s[i+len(string(r)):]
	}
	return true
}

// entry draws an entry: how it is typed, what it does, and its key or why it is
// disabled.
func (p *Palette) entry(box *boxBuilder, i int) []row {
	e, role := p.shown[i], theme.Plain
	right := e.key
	if why := p.o.Disabled[e.action]; why != "" {
		role, right = theme.Dim, why
	}
	usage, keys := 0, min(theme.Width(right), box.width/3)
	for _, x := range p.shown {
		usage, keys = max(usage, theme.Width(x.Usage)+1), max(keys, theme.Width(x.key))
	}
	usage = min(usage, 26, box.width/2-4)
	help := box.width - 4 - usage - keys
	if right == "" {
		help += keys
	}
	return box.listRow(box.width, firstRowTarget+i, i == p.list.chosen, column{wrap(e.Usage, usage), usage, role},
		column{wrap(e.Help, help), help, role}, column{wrap(right, keys), keys, role})
}

// bindings implements Dialog. NextPane completes the name, also of a single match.
func (p *Palette) bindings() bindings {
	all := p.form.bindings()
	if len(p.shown) == 0 {
		return all
	}
	if e := p.shown[p.list.chosen]; p.o.Disabled[e.action] != "" && !e.hasArgument(p.typedLine()) {
		all.of(keymap.Accept).footer = false
	}
	*all.of(keymap.NextPane) = binding{keymap.NextPane, "complete", true, false, func() outcome {
		p.completeName()
		return outcome{}
	}}
	return append(all[1:], all[0]) // Down comes last in the footer
}

// completeName types the name of the chosen entry, before the argument where that alone
// is typed.
func (p *Palette) completeName() {
	e, argument := p.shown[p.list.chosen], ""
	switch line := p.typedLine(); {
	case e.hasArgument(line):
		return
	case e.matchesWithoutName(line):
		argument = line
	}
	p.list.query.Set(e.Name)
	if e.takesArgument() {
		p.list.query.Paste(" " + argument)
	}
	p.queryChanged()
}

// run runs the chosen entry. The name of a command that needs an argument is typed
// instead.
func (p *Palette) run() outcome {
	e, line, argument := p.shown[p.list.chosen], p.typedLine(), ""
	switch {
	case e.hasArgument(line):
		_, argument, _ = strings.Cut(p.line(), " ")
	case e.matchesWithoutName(line):
		argument = p.line()
	case p.o.Disabled[e.action] != "":
		return outcome{}
	case e.action != "":
		return outcome{true, func() tea.Cmd { return p.Run(e.action) }}
	case e.needsArgument():
		p.completeName()
		return outcome{}
	}
	return outcome{true, func() tea.Cmd { return e.Run(strings.TrimSpace(argument)) }}
}
