package detail

import "vapi-sessions/ui/filter"

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
	var by filter.By
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
		by = p.openNames().ByAssistant(&p.summary)
	}
	if by.Value == "" {
		p.host.Say("this session has nothing to filter by here")
		return
	}
	p.host.FilterBy(by)
}

// openNames returns the names that may be shown: none in private mode.
func (p *Pane) openNames() filter.NameOf {
	if p.private {
		return nil
	}
	return p.names
}
