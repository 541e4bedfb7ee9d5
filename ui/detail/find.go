package detail

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// longestFind is how many bytes can be looked for.
const longestFind = 256

// findState is the state of looking for a text in the tab that is shown.
type findState struct {
	typing bool
	field  field.Field // while typing
	text   string      // what is looked for
	before string      // what was looked for before the field was opened
	m      matcher     // of text; empty when nothing is looked for

	hits   []int32 // the block of each match, in their order
	at     int     // the current match, or -1
	next   int     // the block to go on with
	over   bool
	origin position // where the search began
	still  bool     // the first match becomes the current one without going there
}

// steps of a search, in bytes: at once with a key, and in each Work.
const (
	searchAtOnce = 1 << 20
	searchStep   = 256 << 10
)

// startFinding opens the field.
func (p *Pane) startFinding() {
	if p.private {
		p.host.Say("finding is off in private mode")
		return
	}
	if p.session == nil {
		return
	}
	p.find.typing, p.find.before, p.find.field = true, p.find.text, field.New("")
	p.lookFor("", p.view().cursor, false)
}

// stopFinding forgets what is looked for.
func (p *Pane) stopFinding() {
	p.find = findState{at: -1, over: true}
	if p.laidOut != nil {
		p.laidOut.invalidate()
	}
}

// lookFor looks for a text from the start of the tab. The first match from the
// origin on becomes the current one.
func (p *Pane) lookFor(text string, origin position, still bool) {
	f := &p.find
	f.text, f.origin, f.still = text, origin, still
	f.m, f.hits, f.at, f.next, f.over = "", nil, -1, 0, true
	if text != "" && !p.private && p.session != nil {
		f.m, f.over = newMatcher(text), false
	}
	p.view().invalidate()
	p.searchOn(searchAtOnce)
	p.settle()
}

// findAgain looks for the same text in what the tab shows now, and goes nowhere.
func (p *Pane) findAgain() {
	if p.find.text != "" {
		p.lookFor(p.find.text, p.view().cursor, true)
	}
}

// searchOn goes on with the search, and goes to the first match from the
// origin on as soon as it is known.
func (p *Pane) searchOn(budget int) {
	f := &p.find
	if f.over {
		return
	}
	src := p.view().src
	for ; f.next < src.count() && budget > 0; f.next++ {
		text := src.text(f.next)
		budget -= len(text) + 16
		for range f.m.count(text) {
			f.hits = append(f.hits, int32(f.next))
		}
	}
	f.over = f.next >= src.count() && !p.indexing()
	first, _ := slices.BinarySearch(f.hits, int32(f.origin.block))
	if first == len(f.hits) && f.over {
		first = 0
	}
	switch {
	case f.at >= 0 || first == len(f.hits):
	case f.still:
		f.at = first
	default:
		p.goToHit(first)
	}
}

// goToHit makes a match the current one and shows it.
func (p *Pane) goToHit(at int) {
	v := p.view()
	p.find.at = at
	to := position{block: int(p.find.hits[at])}
	if v.visibleBlock(to.block) != to.block {
		v.unfold(to.block)
		v.layOut()
	}
	l := v.block(to.block)
	if k := p.currentIn(to.block, l); k >= 0 {
		to = v.visibleRow(position{to.block, l.hits[k].from})
		p.showColumn(l, l.rows[l.rowAt(to.offset)], l.hits[k])
	}
	v.goTo(to)
}

// showColumn scrolls sideways as far as a match needs.
func (p *Pane) showColumn(l *block, r row, h span) {
	if p.wrapped {
		return
	}
	v := p.view()
	from := r.indent + theme.Width(l.text[r.from:max(r.from, h.from)])
	if to := from + theme.Width(l.text[h.from:h.to]); from < v.left || to > v.left+v.width {
		v.left = max(0, from-v.width/2)
	}
}

// findStep goes to the next or previous match, around the ends.
func (p *Pane) findStep(by int) {
	f := &p.find
	n := len(f.hits)
	switch at := f.at + by; {
	case f.m == "":
		p.host.Say("nothing to find: / first")
	case n == 0:
		p.host.Say("not found: " + f.text)
	case f.at < 0:
		p.goToHit(0)
	case at >= n:
		p.goToHit(0)
		p.host.Say("from the top again")
	case at < 0:
		p.goToHit(n - 1)
		p.host.Say("from the end again")
	default:
		p.goToHit(at)
	}
}

// currentIn gives which of a block's matches is the current one, or -1. What is
// shown of a block can have fewer than what is searched.
func (p *Pane) currentIn(i int, l *block) int {
	f := &p.find
	if f.at < 0 || int(f.hits[f.at]) != i {
		return -1
	}
	first, _ := slices.BinarySearch(f.hits, int32(i))
	return min(f.at-first, len(l.hits)-1)
}

// settle keeps screen and cursor on the text after the find field came or went.
func (p *Pane) settle() { p.view().showCursor() }

// Finding reports whether the find field has the keyboard: keys that do not
// resolve then go to Key, and pasted text to Paste.
func (p *Pane) Finding() bool { return p.find.typing }

// Key is a key for the find field: those of any text field.
func (p *Pane) Key(msg tea.KeyPressMsg) {
	if !p.find.typing {
		return
	}
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
		p.lookFor(head(text, longestFind), p.find.origin, false)
	}
}

// acceptFind closes the field and keeps what was found. An empty field looks
// for the last text again.
func (p *Pane) acceptFind() {
	f := &p.find
	f.typing = false
	if f.text == "" && f.before != "" {
		p.lookFor(f.before, f.origin, false)
	}
	if f.text != "" && f.over && len(f.hits) == 0 {
		p.host.Say("not found: " + f.text)
	}
}

// cancelFind closes the field and goes back to where it was opened.
func (p *Pane) cancelFind() {
	origin := p.find.origin
	p.stopFinding()
	if v := p.view(); !v.empty() {
		v.goTo(v.visibleRow(origin))
	}
}
