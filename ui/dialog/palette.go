package dialog

import (
	"cmp"
	"slices"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// Command is something that the palette runs by its words, besides actions.
type Command struct {
	Name  string // its first words, such as "mark" or "export json"
	Usage string // name and arguments, such as "mark FILTER"; Name when it takes none
	Help  string
	Words []string          // what its argument may be, to be completed
	Bare  func(string) bool // whether a line without the name means this, such as "50%"; may be nil
}

// PaletteOptions make the Palette.
type PaletteOptions struct {
	Commands []Command
	Off      map[keymap.Action]string // actions that cannot be done now, and why
	Text     string                   // typed already
}

// Palette finds any action or command by some of its letters and runs it.
type Palette struct {
	Look
	search
	o     PaletteOptions
	all   []entry
	shown []entry
}

// entry is a line of the palette: an action or a command.
type entry struct {
	name, usage, help string
	action            keymap.Action // empty for a command
	key               string
	words             []string
	bare              func(string) bool
}

// NewPalette makes the palette.
func NewPalette(l Look, o PaletteOptions) *Palette {
	p := &Palette{Look: l, o: o}
	p.search = search{query: field.New(o.Text), find: p.rank}
	for _, c := range o.Commands {
		p.all = append(p.all, entry{name: c.Name, usage: c.Usage, help: c.Help, words: c.Words, bare: c.Bare})
	}
	for _, b := range l.Keys.All() {
		if b.Group == keymap.GroupForm {
			continue // they mean something in a form only, and the palette stands over none
		}
		p.all = append(p.all, entry{name: string(b.Action), usage: string(b.Action), help: b.Help().Desc, action: b.Action, key: b.Help().Key})
	}
	p.find()
	return p
}

// rank ranks the entries by the query, the best first.
func (p *Palette) rank() {
	query := strings.TrimSpace(strings.TrimPrefix(p.query.Value(), ":"))
	type ranked struct {
		entry
		rank int
	}
	var hits []ranked
	for _, e := range p.all {
		for _, w := range e.with(query) {
			hits = append(hits, ranked{w, 0})
		}
		if r := e.rank(query); r >= 0 {
			hits = append(hits, ranked{e, r})
		}
	}
	slices.SortStableFunc(hits, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	p.shown = p.shown[:0:0]
	for _, h := range hits {
		if h.rank == scattered && hits[0].rank < scattered {
			break // letters here and there are only for when nothing better is found
		}
		p.shown = append(p.shown, h.entry)
	}
	p.resize(len(p.shown))
	p.at = 0
}

// scattered is the rank of a name that only has the query's letters in order.
const scattered = 7

// rank says how well an entry fits, 0 best, or -1 when it does not.
func (e entry) rank(query string) int {
	query, name, help := strings.ToLower(query), strings.ToLower(e.name), strings.ToLower(e.help)
	switch {
	case query == "":
		return 0
	case e.bare != nil && e.bare(query):
		return 0
	case query == name && !e.takes(), e.takes() && strings.HasPrefix(query, name+" "):
		return 1 // one that still wants its arguments comes after one that can run
	case strings.HasPrefix(name, query):
		return 2
	case strings.Contains("-"+strings.ReplaceAll(name, " ", "-"), "-"+query):
		return 3
	case strings.Contains(name, query):
		return 4
	case strings.Contains(" "+help, " "+query):
		return 5
	case contains(name+" "+help, query):
		return 6
	case subsequence(name, query):
		return scattered
	}
	return -1
}

// with lists what a command would be with the arguments that the query begins.
func (e entry) with(query string) (all []entry) {
	typed, ok := strings.CutPrefix(strings.ToLower(query), e.name+" ")
	for _, w := range e.words {
		if ok && strings.HasPrefix(strings.ToLower(w), strings.TrimSpace(typed)) {
			all = append(all, entry{name: e.name + " " + w, usage: e.name + " " + w, help: e.help})
		}
	}
	return all
}

// takes reports whether a command has arguments.
func (e entry) takes() bool { return e.action == "" && e.usage != e.name }

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

func (p *Palette) picture(maxW, maxH int) picture {
	s := newSheet(p.Look, "Command", 72, maxW)
	s.searchLine(": ", &p.query, plural(len(p.shown), "match", "matches"))
	from, to := p.window(min(s.room(maxH), 14))
	if len(p.shown) == 0 {
		s.say(theme.Dim, "No action or command matches.")
		to = from
	}
	keys := 0
	for _, e := range p.shown {
		keys = max(keys, width(e.key))
	}
	keys = min(keys, max(6, s.w/6))
	for i := from; i < to; i++ {
		e := p.shown[i]
		role, right := theme.Plain, ""
		if e.key != "" {
			right = fit(s, e.key, keys)
		}
		if why := p.o.Off[e.action]; e.action != "" && why != "" {
			role, right = theme.Dim, why
		}
		s.choice(i, i == p.at, role, fit(s, e.usage, min(26, s.w/2))+" "+e.help, right)
	}
	return s.draw(maxH, nil)
}

// Hints implements Dialog.
func (p *Palette) Hints() []keymap.Action {
	return []keymap.Action{keymap.NextPane, keymap.Down, keymap.Accept, keymap.Cancel}
}

// Words implements Dialog.
func (p *Palette) Words(a keymap.Action) string {
	switch a {
	case keymap.NextPane:
		return "complete"
	case keymap.Accept:
		return "run"
	default:
		return choosing(a)
	}
}

// Do implements Dialog: tab completes, enter runs.
func (p *Palette) Do(a keymap.Action) Intent {
	switch {
	case p.do(a):
		return nil
	case a == keymap.NextPane && len(p.shown) > 0:
		p.complete()
	case a == keymap.PreviousPane:
		p.do(keymap.Up)
	case a == keymap.Accept && len(p.shown) > 0:
		return p.run()
	case a == keymap.Cancel:
		return Cancel{}
	default:
		return outside(a)
	}
	return nil
}

func (p *Palette) complete() {
	e := p.shown[p.at]
	p.query.Set(e.name)
	if e.takes() {
		p.query.Insert(" ")
	}
	p.find()
}

// run does what is under the cursor. A command that still needs its arguments
// gets its name typed instead.
func (p *Palette) run() Intent {
	e := p.shown[p.at]
	line := strings.TrimSpace(strings.TrimPrefix(p.query.Value(), ":"))
	switch {
	case e.action != "" && p.o.Off[e.action] != "":
		return nil
	case e.action != "":
		return RunAction{e.action}
	case e.bare != nil && e.bare(strings.ToLower(line)):
		return RunCommand{line}
	case e.takes() && !strings.HasPrefix(strings.ToLower(line), strings.ToLower(e.name)+" "):
		p.complete()
		return nil
	case e.takes():
		return RunCommand{line}
	}
	return RunCommand{e.name}
}

// press implements Dialog.
func (p *Palette) press(target int) Intent {
	p.at = target
	return p.run()
}
