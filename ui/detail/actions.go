package detail

import (
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// sideways is how many columns one step to the side scrolls.
const sideways = 8

// Do carries out an action. It reports whether a search was open or its matches were
// shown, which is what Back then ends.
func (p *Pane) Do(a keymap.Action) bool {
	wasFinding := p.find.typing || p.find.matcher != ""
	p.do(a)
	p.view().showCursor()
	return wasFinding
}

func (p *Pane) do(a keymap.Action) {
	if p.find.typing {
		switch a {
		case keymap.Accept:
			p.acceptFind()
		case keymap.Back, keymap.Cancel:
			p.cancelFind()
		default:
		}
		return
	}
	if p.doMove(a) {
		return
	}
	switch a {
	case keymap.NextTab:
		p.SetTab((p.tab + 1) % tabCount)
	case keymap.PreviousTab:
		p.SetTab((p.tab + tabCount - 1) % tabCount)
	case keymap.FoldOpen, keymap.FoldClose, keymap.FoldToggle, keymap.FoldCloseAll, keymap.FoldOpenAll:
		p.view().foldAndKeepLine(a)
	case keymap.Wrap:
		p.wrapped = !p.wrapped
	case keymap.Find:
		p.openFind()
	case keymap.FindNext:
		p.findStep(1)
	case keymap.FindPrevious:
		p.findStep(-1)
	case keymap.NextUser, keymap.PreviousUser, keymap.NextError, keymap.NextRefusal:
		p.nextTurn(a)
	case keymap.Reveal:
		p.revealSecret()
	case keymap.Back:
		if p.find.matcher != "" {
			p.clearFind()
			p.host.Say("find cleared")
		}
	case keymap.FilterByThis:
		p.filterByThis()
	default:
	}
}

// doMove carries out the actions that move, and reports whether a was one. The cursor is
// shown only in a pane with the focus; without it, Down and Up scroll.
func (p *Pane) doMove(a keymap.Action) bool {
	v := p.view()
	if v.empty() {
		return false
	}
	step := v.move
	if !p.focused {
		step = v.scroll
	}
	switch a {
	case keymap.Down:
		step(1)
	case keymap.Up:
		step(-1)
	case keymap.Top:
		v.top, v.cursor, v.atEnd = position{}, position{}, false
	case keymap.End:
		v.goToEnd()
	case keymap.ScrollLeft:
		v.left = max(0, v.left-sideways)
	case keymap.ScrollRight:
		if !p.wrapped {
			v.left = min(v.left+sideways, max(0, v.widestRow()-v.width))
		}
	default:
		n := a.Page(max(1, v.height))
		if n == 0 {
			return false
		}
		v.page(n)
	}
	return true
}

// nextTurn goes to the next or previous turn of the kind that the action names, and goes
// on at the other end where there is none.
func (p *Pane) nextTurn(a keymap.Action) {
	if p.session == nil {
		return
	}
	p.SetTab(TabTranscript)
	v := p.view()
	kind, next := strings.CutPrefix(string(a), "next-")
	step, wrapped := 1, "from the top again"
	if !next {
		kind, step, wrapped = strings.TrimPrefix(kind, "previous-"), -1, "from the end again"
	}
	here, n := slices.Index(p.turns.items, p.turns.parts[v.cursor.block].item), len(p.turns.items)
	for k := 1; k <= n; k++ {
		i := (here + n + k*step) % n
		it := p.turns.items[i]
		wanted := a == keymap.NextError && it.failed() ||
			a == keymap.NextRefusal && it.call == nil && it.Refusal != "" ||
			kind == "user-turn" && it.call == nil && it.Role == client.RoleUser
		if !wanted {
			continue
		}
		v.goTo(position{it.first, 0})
		if i == here || (i < here) == next {
			p.host.Say(wrapped)
		}
		return
	}
	p.host.Say("no " + strings.ReplaceAll(kind, "-", " "))
}

// revealSecret shows the secret under the cursor for revealFor.
func (p *Pane) revealSecret() {
	v := p.view()
	switch {
	case p.private:
		p.host.Say("nothing is revealed in private mode")
	case p.tab != TabJSON || p.session == nil:
		p.host.Say("secrets are revealed in the JSON tab")
	case v.empty() || !v.block(v.cursor.block).secret:
		p.host.Say("nothing is hidden on this line")
	default:
		p.reveal(-1) // so that the time begins again where this line is shown already
		p.reveal(v.cursor.block)
	}
}

// filterByThis filters the list by the value under the cursor, or else by the session's
// assistant.
func (p *Pane) filterByThis() {
	var by filter.Criterion
	if v := p.view(); !v.empty() {
		by = v.block(v.cursor.block).filterBy
	}
	switch {
	case by.Value != "":
	case p.id == "":
		p.host.Say("no session under the cursor")
		return
	case p.tab == TabInfo && p.session != nil:
		p.host.Say("this line is nothing to filter by")
		return
	default:
		by = p.openNames().AssistantCriterion(&p.summary)
	}
	if by.Value == "" {
		p.host.Say("this session has nothing to filter by here")
		return
	}
	p.host.FilterBy(by)
}

// openNames returns the names that may be shown: none in private mode.
func (p *Pane) openNames() filter.Names {
	if p.private {
		return nil
	}
	return p.names
}

// Click handles a click at a cell of the pane: on a tab, a fold sign, or a row.
func (p *Pane) Click(x, y int) {
	if y < 0 || y == 0 && !p.hidesTabLine {
		for _, t := range p.tabPlaces(p.w) {
			if x >= t.x && x < t.x+t.w {
				p.SetTab(t.tab)
			}
		}
		return
	}
	v := p.view()
	line := y - p.headHeight()
	if line < 0 || line >= p.bodyHeight() || v.empty() {
		return
	}
	at, moved := v.stepRows(v.top, line)
	if moved < line {
		return
	}
	same := v.cursor == at && p.focused
	v.cursor = at
	if at.offset == 0 && v.block(at.block).foldSign != "" && (x < gutter || same) {
		v.foldAndKeepLine(keymap.FoldToggle)
	}
}

// Wheel scrolls by n lines, down when positive.
func (p *Pane) Wheel(n int) {
	if v := p.view(); !v.empty() {
		v.scroll(n)
	}
}
