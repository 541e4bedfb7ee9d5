package detail

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// maxFindBytes is how many bytes can be looked for.
const maxFindBytes = 256

// findState is the state of looking for a text in the tab that is shown.
type findState struct {
	typing       bool
	field        field.Field // while typing
	text         string      // what is looked for
	previousText string      // what was looked for before the field was opened
	matcher      matcher     // of text; empty when nothing is looked for

	hits      []int32 // the block of each match, in their order
	current   int     // the current match, or -1
	nextBlock int     // the block to go on with
	done      bool
	origin    position // where the search began
	stay      bool     // the first match becomes the current one without going there
}

// steps of a search, in bytes: at once with a key, and in each Work.
const (
	firstSearchBytes = 1 << 20
	searchStepBytes  = 256 << 10
)

// openFind opens the field.
func (p *Pane) openFind() {
	if p.private {
		p.host.Say("finding is off in private mode")
		return
	}
	if p.session == nil {
		return
	}
	p.find.typing, p.find.previousText, p.find.field = true, p.find.text, field.New("")
	p.search("", p.view().cursor, false)
}

// clearFind forgets what is looked for.
func (p *Pane) clearFind() {
	p.find = findState{current: -1, done: true}
	if p.laidOut != nil {
		p.laidOut.invalidate()
	}
}

// search looks for a text from the start of the tab. The first match from the
// origin on becomes the current one.
func (p *Pane) search(text string, origin position, stay bool) {
	f := &p.find
	f.text, f.origin, f.stay = text, origin, stay
	f.matcher, f.hits, f.current, f.nextBlock, f.done = "", nil, -1, 0, true
	if text != "" && !p.private && p.session != nil {
		f.matcher, f.done = newMatcher(text), false
	}
	p.view().invalidate()
	p.continueSearch(firstSearchBytes)
	p.showCursor()
}

// searchAgain looks for the same text in what the tab shows now, and goes nowhere.
func (p *Pane) searchAgain() {
	if p.find.text != "" {
		p.search(p.find.text, p.view().cursor, true)
	}
}

// continueSearch goes on with the search, and goes to the first match from the
// origin on as soon as it is known.
func (p *Pane) continueSearch(budget int) {
	f := &p.find
	if f.done {
		return
	}
	src := p.view().src
	for ; f.nextBlock < src.count() && budget > 0; f.nextBlock++ {
		text := src.text(f.nextBlock)
		budget -= len(text) + 16
		for range f.matcher.count(text) {
			f.hits = append(f.hits, int32(f.nextBlock))
		}
	}
	f.done = f.nextBlock >= src.count() && !p.indexing()
	first, _ := slices.BinarySearch(f.hits, int32(f.origin.block))
	if first == len(f.hits) && f.done {
		first = 0
	}
	switch {
	case f.current >= 0 || first == len(f.hits):
	case f.stay:
		f.current = first
	default:
		p.goToHit(first)
	}
}

// goToHit makes a match the current one and shows it.
func (p *Pane) goToHit(at int) {
	v := p.view()
	p.find.current = at
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
	switch at := f.current + by; {
	case f.matcher == "":
		p.host.Say("nothing to find: / first")
	case n == 0:
		p.host.Say("not found: " + f.text)
	case f.current < 0:
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
	if f.current < 0 || int(f.hits[f.current]) != i {
		return -1
	}
	first, _ := slices.BinarySearch(f.hits, int32(i))
	return min(f.current-first, len(l.hits)-1)
}

// showCursor keeps screen and cursor on the text after the find field came or went.
func (p *Pane) showCursor() { p.view().showCursor() }

// Finding reports whether the find field has the keyboard: keys that do not
// resolve then go to Key, and pasted text to Paste.
func (p *Pane) Finding() bool { return p.find.typing }

// Key is a key for the find field: those of any text field.
func (p *Pane) Key(msg tea.KeyPressMsg) {
	if !p.find.typing {
		return
	}
	if p.find.field.Key(msg) {
		p.searchTyped()
	}
	p.showCursor()
}

// Paste adds text to the find field. Of several lines only the first counts.
func (p *Pane) Paste(text string) {
	if !p.find.typing {
		return
	}
	text, _, _ = strings.Cut(text, "\n")
	p.find.field.Insert(strings.TrimSuffix(text, "\r"))
	p.searchTyped()
}

// searchTyped looks for what is in the field, as it would be drawn.
func (p *Pane) searchTyped() {
	if text, _ := client.Clean(p.find.field.Value()); text != p.find.text {
		p.search(truncateBytes(text, maxFindBytes), p.find.origin, false)
	}
}

// acceptFind closes the field and keeps what was found. An empty field looks
// for the last text again.
func (p *Pane) acceptFind() {
	f := &p.find
	f.typing = false
	if f.text == "" && f.previousText != "" {
		p.search(f.previousText, f.origin, false)
	}
	if f.text != "" && f.done && len(f.hits) == 0 {
		p.host.Say("not found: " + f.text)
	}
}

// cancelFind closes the field and goes back to where it was opened.
func (p *Pane) cancelFind() {
	origin := p.find.origin
	p.clearFind()
	if v := p.view(); !v.empty() {
		v.goTo(v.visibleRow(origin))
	}
}
