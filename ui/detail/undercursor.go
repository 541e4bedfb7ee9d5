package detail

import "vapi-sessions/client"

// revealSecret shows the secret under the cursor for a while.
func (p *Pane) revealSecret() {
	v := p.view()
	switch {
	case p.private:
		p.host.Say("nothing is revealed in private mode")
	case p.tab != TabJSON || p.s == nil:
		p.host.Say("secrets are revealed in the JSON tab")
	case v.empty() || !v.block(v.cursor.block).secret:
		p.host.Say("nothing is hidden on this line")
	default:
		p.reveal(-1) // also where it is this line, whose time begins anew
		p.reveal(v.cursor.block)
	}
}

// filterByThis filters the list by the value under the cursor.
func (p *Pane) filterByThis() {
	k, by := &p.sum, FilterBy{}
	if v := p.view(); !v.empty() {
		by = v.block(v.cursor.block).by
	}
	switch {
	case by.Value != "":
	case p.tab == TabInfo && p.s != nil:
		p.host.Say("this line is nothing to filter by")
		return
	case k.AssistantName != "":
		by = FilterBy{Key: "assistant", Value: k.AssistantName}
	case k.AssistantID != "":
		by = p.byShown("assistant", client.AssistantName, k.AssistantID)
	case k.SquadID != "":
		by = p.byShown("squad", client.SquadName, k.SquadID)
	default:
		p.host.Say("this session has nothing to filter by here")
		return
	}
	p.host.FilterBy(by)
}

// byShown is a filter by the name that is shown for an ID, or by the ID where
// none is.
func (p *Pane) byShown(key string, kind client.NameKind, id string) FilterBy {
	if p.names != nil && !p.private {
		if name, _ := p.names(string(kind), id); name != "" {
			return FilterBy{Key: key, Value: name}
		}
	}
	return byID(key, id)
}
