package detail

import "vapi-sessions/client"

// revealSecret shows the secret under the cursor for a while.
func (p *Pane) revealSecret() Intent {
	if p.private {
		return Note{"nothing is revealed in private mode"}
	}
	v := p.view()
	switch {
	case p.tab != TabJSON || p.s == nil:
		return Note{"secrets are revealed in the JSON tab"}
	case v.empty() || !v.block(v.cursor.block).secret:
		return Note{"nothing is hidden on this line"}
	}
	p.reveal(-1) // also where it is this line, whose time begins anew
	p.reveal(v.cursor.block)
	return nil
}

// filterByThis filters the list by the value under the cursor.
func (p *Pane) filterByThis() Intent {
	if v := p.view(); !v.empty() {
		if by := v.block(v.cursor.block).by; by.Value != "" {
			return by
		}
	}
	k := &p.sum
	switch {
	case p.tab == TabInfo && p.s != nil:
		return Note{"this line is nothing to filter by"}
	case k.AssistantName != "":
		return FilterBy{Key: "assistant", Value: k.AssistantName}
	case k.AssistantID != "":
		return p.byShown("assistant", client.AssistantName, k.AssistantID)
	case k.SquadID != "":
		return p.byShown("squad", client.SquadName, k.SquadID)
	}
	return Note{"this session has nothing to filter by here"}
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
