package dialog

import (
	"cmp"
	"slices"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// Command is something that the palette runs by its words, besides actions. One
// that is called as an action does what that does where it gets no argument.
type Command struct {
	Name  string              // its first word, such as "mark"
	Usage string              // name and arguments, such as "view NAME" or "sort [KEY]"; Name when it takes none
	Help  string              // what it does
	Words []string            // what its argument may be, to be completed
	Bare  func(string) string // what a line without the name does, such as "50%"; empty where it does not mean this; may be nil
}

// takes reports whether the command can have arguments, and needs whether it must.
func (c Command) takes() bool { return c.Usage != c.Name }
func (c Command) needs() bool { return c.takes() && !strings.HasPrefix(c.Usage, c.Name+" [") }

// PaletteOptions make the Palette.
type PaletteOptions struct {
	Commands []Command
	Off      map[keymap.Action]string // actions that cannot be done now, and why
	Text     string                   // typed already
}

// Palette finds any action or command by some of its letters and runs it.
type Palette struct {
	form
	o     PaletteOptions
	all   []entry
	shown []entry
}

// entry is a line of the palette: an action, a command, or both.
type entry struct {
	Command
	action keymap.Action // empty for a command alone
	key    string
}

// NewPalette makes the palette.
func NewPalette(l Look, o PaletteOptions) *Palette {
	p := &Palette{form: form{Look: l, title: "Command", wide: 72, scopes: searching()}, o: o}
	query := field.New(o.Text)
	p.list = &list{query: &query, label: ": ", none: "No action or command matches.", most: 14, drawEntry: p.entry}
	for _, c := range o.Commands {
		p.all = append(p.all, entry{Command: c})
	}
	for _, b := range l.Keys.All() {
		if b.Group == keymap.GroupForm {
			continue // they mean something in a form only, and the palette stands over none
		}
		name := string(b.Action)
		i := slices.IndexFunc(p.all, func(e entry) bool { return e.Name == name })
		if i < 0 {
			i = len(p.all)
			p.all = append(p.all, entry{Command: Command{Name: name, Usage: name, Help: b.Help().Desc}})
		}
		p.all[i].action, p.all[i].key = b.Action, b.Help().Key
	}
	p.begin(p)
	return p
}

// line is what is typed.
func (p *Palette) line() string {
	return strings.ToLower(strings.TrimSpace(strings.TrimPrefix(p.list.query.Value(), ":")))
}

// check ranks the entries by the query, the best first.
func (p *Palette) check() Intent {
	query := p.line()
	type ranked struct {
		entry
		rank int
	}
	var hits []ranked
	for _, e := range p.all {
		for _, w := range e.with(strings.ToLower(strings.TrimLeft(p.list.query.Value(), ": "))) {
			hits = append(hits, ranked{w, 0})
		}
		if e.bare(query) {
			e.Usage, e.Help = query, e.Bare(query)
		}
		if r := e.rank(query); r >= 0 {
			hits = append(hits, ranked{e, r})
		}
	}
	slices.SortStableFunc(hits, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	p.shown = p.shown[:0:0]
	for _, h := range hits {
		if h.rank >= nearest && hits[0].rank < h.rank {
			break // these are only for when nothing better is found
		}
		p.shown = append(p.shown, h.entry)
	}
	p.list.resize(len(p.shown))
	p.list.right = plural(len(p.shown), "match", "matches")
	return nil
}

// The ranks of a name that is a letter or two off the query, and of one that only
// has the query's letters in order.
const (
	nearest   = 7
	scattered = 8
)

// rank says how well an entry fits, 0 best, or -1 when it does not. A blank stands
// for the hyphen of a name.
func (e entry) rank(query string) int {
	name, help, dashed := e.Name, strings.ToLower(e.Help), strings.ReplaceAll(query, " ", "-")
	switch {
	case query == "", e.bare(query):
		return 0
	case dashed == name && (e.action != "" || !e.needs()), e.given(query):
		return 1 // one that still wants its arguments comes after one that can run
	case strings.HasPrefix(name, dashed):
		return 2
	case strings.Contains("-"+name, "-"+dashed):
		return 3
	case strings.Contains(name, dashed):
		return 4
	case strings.Contains(" "+help, " "+query):
		return 5
	case contains(name+" "+help, query):
		return 6
	case words.Nearest(dashed, []string{name}) != "":
		return nearest
	case subsequence(name, query):
		return scattered
	}
	return -1
}

// given reports whether a line gives the entry an argument.
func (e entry) given(line string) bool { return e.takes() && strings.HasPrefix(line, e.Name+" ") }

// bare reports whether a line means the entry without its name.
func (e entry) bare(line string) bool { return e.Bare != nil && e.Bare(line) != "" }

// with lists what a command would be with the arguments that a line begins.
func (e entry) with(line string) (all []entry) {
	typed, ok := strings.CutPrefix(line, e.Name+" ")
	for _, w := range e.Words {
		if ok && strings.HasPrefix(strings.ToLower(w), strings.TrimSpace(typed)) {
			line := e.Name + " " + w
			all = append(all, entry{Command: Command{Name: line, Usage: line, Help: e.Help}})
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

// entry draws an action or command: how it is typed, what it does and, below each
// other, its key or why it cannot be done now.
func (p *Palette) entry(box *boxBuilder, i int) []row {
	e, role := p.shown[i], theme.Plain
	right := e.key
	if why := p.o.Off[e.action]; why != "" {
		role, right = theme.Dim, why
	}
	usage, keys := 0, min(width(right), box.width/3)
	for _, x := range p.shown {
		usage, keys = max(usage, width(x.Usage)+1), max(keys, width(x.key))
	}
	usage = min(usage, 26, box.width/2-4)
	help := box.width - 4 - usage - keys
	if right == "" {
		help += keys
	}
	return box.listRow(box.width, listBase+i, i == p.list.at, column{wrap(e.Usage, usage), usage, role},
		column{wrap(e.Help, help), help, role}, column{wrap(right, keys), keys, role})
}

// Hints implements Dialog.
func (p *Palette) Hints() (all []keymap.Action) {
	if len(p.shown) == 0 {
		return nil
	}
	if e := p.shown[p.list.at]; p.o.Off[e.action] == "" || e.given(p.line()) {
		all = append(all, keymap.Accept)
	}
	if all = append(all, keymap.NextPane); len(p.shown) > 1 {
		all = append(all, keymap.Down)
	}
	return all
}

// does implements Dialog: one match is completed, too.
func (p *Palette) does(a keymap.Action) bool {
	return a == keymap.NextPane && len(p.shown) > 0 || p.form.does(a)
}

// Words implements Dialog.
func (p *Palette) Words(a keymap.Action) string {
	if a == keymap.NextPane {
		return "complete"
	}
	return p.form.Words(a)
}

// Do implements Dialog: tab completes.
func (p *Palette) Do(a keymap.Action) Intent {
	if a == keymap.NextPane && len(p.shown) > 0 {
		p.complete()
		return nil
	}
	return p.form.Do(a)
}

func (p *Palette) complete() {
	e := p.shown[p.list.at]
	p.list.query.Set(e.Name)
	if e.takes() {
		p.list.query.Insert(" ")
	}
	p.narrowed()
}

// pressed runs what is under the cursor. A command that still needs its arguments
// gets its name typed instead.
func (p *Palette) pressed(string) Intent {
	e, line := p.shown[p.list.at], p.line()
	switch {
	case e.given(line), e.bare(line):
		return RunCommand{strings.TrimSpace(strings.TrimPrefix(p.list.query.Value(), ":"))}
	case p.o.Off[e.action] != "":
		return nil
	case e.action != "":
		return RunAction{e.action}
	case e.needs():
		p.complete()
		return nil
	}
	return RunCommand{e.Name}
}
