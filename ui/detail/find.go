package detail

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
)

// maxFindBytes is the longest text that can be searched for, in bytes.
const maxFindBytes = 256

// findState is the state of the search in the tab that is shown.
type findState struct {
	typing       bool
	field        field.Field // while typing
	text         string      // what is searched for
	previousText string      // of the search before the field was opened
	matcher      matcher     // for text; empty when there is no search

	hits      []int32 // the block of each match, in order; twice for two matches
	current   int     // index in hits of the current match, or -1
	nextBlock int     // the first block that was not searched yet
	done      bool
	origin    position // where the search began
	keepPlace bool     // do not move to the first match
}

// How many bytes are searched at once when a key changes the search, and in each Work.
const (
	firstSearchBytes = 1 << 20
	searchStepBytes  = 256 << 10
)

// openFind opens the search field.
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

// clearFind ends the search.
func (p *Pane) clearFind() {
	p.find = findState{current: -1, done: true}
	if p.laidOut != nil {
		p.laidOut.invalidate()
	}
}

// search begins a search from the start of the tab. The first match at or after origin
// becomes the current one; with keepPlace, the screen does not move there.
func (p *Pane) search(text string, origin position, keepPlace bool) {
	f := &p.find
	f.text, f.origin, f.keepPlace = text, origin, keepPlace
	f.matcher, f.hits, f.current, f.nextBlock, f.done = "", nil, -1, 0, true
	if text != "" && !p.private && p.session != nil {
		f.matcher, f.done = newMatcher(text), false
	}
	p.view().invalidate()
	p.continueSearch(firstSearchBytes)
	p.view().showCursor()
}

// searchAgain repeats the search after the tab's content changed, without moving.
func (p *Pane) searchAgain() {
	if p.find.text != "" {
		p.search(p.find.text, p.view().cursor, true)
	}
}

// continueSearch searches further blocks, about budget bytes of them. The first match at
// or after the origin becomes the current one as soon as it is found.
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
	if f.current >= 0 || first == len(f.hits) {
		return
	}
	if f.keepPlace {
		f.current = first
	} else {
		p.goToHit(first)
	}
}

// goToHit makes match number i the current one, opens the folds around it, and moves
// there.
func (p *Pane) goToHit(i int) {
	v := p.view()
	p.find.current = i
	to := position{block: int(p.find.hits[i])}
	if v.visibleBlock(to.block) != to.block {
		v.unfold(to.block)
		v.layOut()
	}
	b := v.block(to.block)
	if k := p.currentIn(to.block, b); k >= 0 {
		to = v.visibleRow(position{to.block, b.hits[k].from})
		p.showColumn(b, b.rows[b.rowAt(to.offset)], b.hits[k])
	}
	v.goTo(to)
}

// showColumn scrolls sideways as far as a match needs.
func (p *Pane) showColumn(b *block, r row, h span) {
	if p.wrapped {
		return
	}
	v := p.view()
	from := r.indent + theme.Width(b.text[r.from:max(r.from, h.from)])
	if to := from + theme.Width(b.text[h.from:h.to]); from < v.left || to > v.left+v.width {
		v.left = max(0, from-v.width/2)
	}
}

// findStep moves to the next or previous match, and goes on at the other end.
func (p *Pane) findStep(by int) {
	f := &p.find
	n := len(f.hits)
	switch at := f.current + by; {
	case f.matcher == "":
		p.host.Say("nothing to find: " + p.keys.Label(keymap.Find) + " first")
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

// currentIn returns which match in block i is the current one, or -1. The block as it is
// shown can have fewer matches than the text that was searched.
func (p *Pane) currentIn(i int, b *block) int {
	f := &p.find
	if f.current < 0 || int(f.hits[f.current]) != i {
		return -1
	}
	first, _ := slices.BinarySearch(f.hits, int32(i))
	return min(f.current-first, len(b.hits)-1)
}

// Finding reports whether the search field has the keyboard. Keys that are no action
// then go to Key, and pasted text to Paste.
func (p *Pane) Finding() bool { return p.find.typing }

// Key gives a key press to the search field.
func (p *Pane) Key(msg tea.KeyPressMsg) {
	if !p.find.typing {
		return
	}
	if p.find.field.HandleKey(msg) {
		p.searchTyped()
	}
	p.view().showCursor()
}

// Paste inserts the first line of a text into the search field.
func (p *Pane) Paste(text string) {
	text, _, _ = strings.Cut(text, "\n")
	p.find.field.Paste(strings.TrimSuffix(text, "\r"))
	p.searchTyped()
}

// searchTyped searches for the text in the field, as it would be drawn.
func (p *Pane) searchTyped() {
	if text, _ := client.Clean(p.find.field.Value()); text != p.find.text {
		p.search(truncateBytes(text, maxFindBytes), p.find.origin, false)
	}
}

// acceptFind closes the field and keeps the search. An empty field repeats the search
// before it.
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

// cancelFind closes the field, ends the search, and moves back to where it began.
func (p *Pane) cancelFind() {
	origin := p.find.origin
	p.clearFind()
	if v := p.view(); !v.empty() {
		v.goTo(v.visibleRow(origin))
	}
}
