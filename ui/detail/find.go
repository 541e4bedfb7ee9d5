package detail

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// longestFind is how many bytes can be looked for.
const longestFind = 256

// finding is the state of looking for a text in the tab that is shown.
type finding struct {
	typing bool
	field  field.Field // while typing
	text   string      // what is looked for
	before string      // what was looked for before the field was opened
	m      matcher
	number int // counts changes, so that marked hits can be told from old ones

	hits  []hit
	total int
	next  int // the block to go on with
	over  bool
	// at is the current hit: the match-th one of hits[list]; list is -1
	// before there is one.
	list, match int
	passed      int   // matches in hits before list
	origin      place // where the search began
	still       bool  // choose the first match without going there
}

// steps of a search, in bytes: at once with a key, and in each Work.
const (
	searchAtOnce = 1 << 20
	searchStep   = 256 << 10
)

// startFinding opens the field.
func (p *Pane) startFinding() Intent {
	if p.private {
		return Note{"finding is off in private mode"}
	}
	if p.s == nil {
		return nil
	}
	p.find.typing, p.find.before, p.find.text = true, p.find.text, ""
	p.find.field = field.New("")
	p.find.origin = p.view().cursor
	p.find.still = false
	p.restartFind()
	return nil
}

// stopFinding forgets what is looked for.
func (p *Pane) stopFinding() {
	number := p.find.number
	p.find = finding{number: number + 1}
	p.find.list = -1
}

// findFromHere looks for the present text again, and goes nowhere.
func (p *Pane) findFromHere() {
	p.find.origin, p.find.still = p.view().cursor, true
	p.restartFind()
}

// restartFind looks for the present text from the start of the tab.
func (p *Pane) restartFind() {
	f := &p.find
	f.m, f.hits, f.total, f.next, f.over = "", nil, 0, 0, true
	f.list, f.match, f.passed = -1, 0, 0
	f.number++
	if f.text == "" || p.private || p.s == nil {
		return
	}
	f.m, f.over = newMatcher(f.text), false
	p.searchOn(searchAtOnce)
}

// searchOn goes on with the search, and goes to the first match from the
// origin on as soon as it is known.
func (p *Pane) searchOn(budget int) {
	f := &p.find
	src, known := p.view().src, len(f.hits)
	for ; f.next < src.count() && budget > 0; f.next++ {
		text := src.text(f.next)
		budget -= len(text) + 16
		if n := f.m.count(text); n > 0 {
			f.hits = append(f.hits, hit{f.next, n})
			f.total += n
		}
	}
	f.over = f.next >= src.count() && !p.reading()
	if f.list >= 0 {
		return
	}
	for i := known; i < len(f.hits); i++ {
		if f.hits[i].block >= f.origin.block {
			p.firstHit(i)
			return
		}
	}
	if f.over && len(f.hits) > 0 {
		p.firstHit(0)
	}
}

// firstHit makes a match the current one, and goes there if it was looked for.
func (p *Pane) firstHit(list int) {
	if p.find.still {
		p.chooseHit(list, 0)
		return
	}
	p.goToHit(list, 0)
}

// chooseHit makes a match the current one.
func (p *Pane) chooseHit(list, match int) {
	f := &p.find
	switch {
	case list == f.list:
	case list == f.list+1 && f.list >= 0:
		f.passed += f.hits[f.list].count
	case list == f.list-1:
		f.passed -= f.hits[list].count
	default:
		f.passed = 0
		for _, h := range f.hits[:list] {
			f.passed += h.count
		}
	}
	f.list, f.match = list, match
}

// goToHit makes a match the current one and shows it.
func (p *Pane) goToHit(list, match int) {
	v := p.view()
	p.chooseHit(list, match)
	block := p.find.hits[list].block
	if v.visible(block) != block {
		v.unfold(block)
		v.forget()
	}
	l := v.block(block)
	hits := p.hitsIn(l)
	at := place{block, 0}
	if len(hits) > 0 {
		h := hits[min(match, len(hits)-1)]
		at.row = v.rowAt(block, h.from)
		p.showColumn(l, at.row, h)
	}
	v.goTo(at)
}

// showColumn scrolls sideways as far as a match needs.
func (p *Pane) showColumn(l *block, r int, h span) {
	if p.wrapped {
		return
	}
	v := p.view()
	from := l.rows[r].indent + theme.Width(l.text[l.rows[r].from:max(l.rows[r].from, h.from)])
	to := from + theme.Width(l.text[h.from:h.to])
	room := v.width
	if from < v.left || to > v.left+room {
		v.left = max(0, from-room/2)
	}
}

// step goes to the next or previous match, around the ends.
func (p *Pane) findStep(by int) Intent {
	f := &p.find
	if f.m == "" {
		return Note{"nothing to find: / first"}
	}
	if len(f.hits) == 0 {
		return Note{"not found: " + f.text}
	}
	list, match := f.list, f.match+by
	switch {
	case list < 0:
		list, match = 0, 0
	case match >= f.hits[list].count:
		list, match = list+1, 0
	case match < 0:
		list--
		if list >= 0 {
			match = f.hits[list].count - 1
		}
	}
	note := Intent(nil)
	switch {
	case list >= len(f.hits):
		list, match, note = 0, 0, Note{"from the top again"}
	case list < 0:
		list = len(f.hits) - 1
		match, note = f.hits[list].count-1, Note{"from the end again"}
	}
	p.goToHit(list, match)
	return note
}

// hitsIn gives the matches in a block's text.
func (p *Pane) hitsIn(l *block) []span {
	f := &p.find
	if f.m == "" {
		return nil
	}
	if l.hitsOf != f.number {
		l.hits, l.hitsOf = f.m.all(l.text), f.number
	}
	return l.hits
}

// currentIn gives which of a block's matches is the current one, or -1.
func (p *Pane) currentIn(block, n int) int {
	f := &p.find
	if f.list < 0 || f.list >= len(f.hits) || f.hits[f.list].block != block {
		return -1
	}
	return min(f.match, n-1)
}

// settle keeps screen and cursor on the text after the find field came or went.
func (p *Pane) settle() {
	if v := p.view(); !v.empty() {
		v.fill()
		v.showCursor()
	}
}

// Finding reports whether the find field has the keyboard: keys that do not
// resolve then go to Key, and pasted text to Paste.
func (p *Pane) Finding() bool { return p.find.typing }

// Key is a key for the find field: those of any text field.
func (p *Pane) Key(msg tea.KeyPressMsg) {
	if !p.find.typing {
		return
	}
	p.touch()
	if p.find.field.Key(msg) {
		p.lookForTyped()
	}
	p.settle()
}

// Paste adds text to the find field. Of several lines only the first counts.
func (p *Pane) Paste(text string) {
	if !p.find.typing {
		return
	}
	text, _, _ = strings.Cut(text, "\n")
	p.find.field.Insert(strings.TrimSuffix(text, "\r"))
	p.lookForTyped()
}

// lookForTyped looks for what is in the field, as it would be drawn.
func (p *Pane) lookForTyped() {
	if text, _ := client.Clean(p.find.field.Value()); text != p.find.text {
		p.lookFor(head(text, longestFind))
	}
}

func (p *Pane) lookFor(text string) {
	p.touch()
	p.find.text, p.find.still = text, false
	p.restartFind()
	p.settle()
}

// acceptFind closes the field and keeps what was found. An empty field looks
// for the last text again.
func (p *Pane) acceptFind() Intent {
	f := &p.find
	f.typing = false
	if f.text == "" && f.before != "" {
		p.lookFor(f.before)
	}
	if f.text != "" && f.over && f.total == 0 {
		return Note{"not found: " + f.text}
	}
	return nil
}

// cancelFind closes the field and goes back to where it was opened.
func (p *Pane) cancelFind() {
	origin := p.find.origin
	p.stopFinding()
	v := p.view()
	if !v.empty() {
		v.goTo(v.clamped(origin))
	}
}
