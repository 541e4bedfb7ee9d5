package detail

import (
	"net/url"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

// revealSecret shows the secret under the cursor for a while.
func (p *Pane) revealSecret() Intent {
	if p.private {
		return Note{"nothing is revealed in private mode"}
	}
	v := p.view()
	src, ok := v.src.(*jsonLines)
	switch {
	case !ok:
		return Note{"secrets are revealed in the JSON tab"}
	case v.empty() || !src.hasSecret(v.cursor.block):
		return Note{"nothing is hidden on this line"}
	}
	p.reveal(-1) // also where it is this line, whose time begins anew
	p.reveal(v.cursor.block)
	return nil
}

// filterByThis filters the list by the value under the cursor.
func (p *Pane) filterByThis() Intent {
	v := p.view()
	if s, ok := v.src.(*fields); ok {
		if term, ok := s.terms[v.cursor.block]; ok {
			return term
		}
	}
	k := p.known()
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
	if p.name != nil && !p.private {
		if name, _ := p.name(string(kind), id); name != "" {
			return FilterBy{Key: key, Value: name}
		}
	}
	return byID(key, id)
}

// copyOrOpen carries out the actions that copy and open.
func (p *Pane) copyOrOpen(a keymap.Action) Intent {
	if p.id == "" {
		return nil
	}
	switch a {
	case keymap.CopyID:
		return CopyText{"ID", p.id}
	case keymap.CopyCurl:
		return CopyText{"curl command", Curl(p.base, p.id)}
	case keymap.CopyLink:
		return CopyText{"link", p.sessionsURL()}
	case keymap.CopyName:
		return CopyText{"name", p.personal(p.known().Name)}
	case keymap.OpenWeb:
		return OpenURL{"sessions", p.sessionsURL()}
	case keymap.OpenAssistant:
		if id := p.known().AssistantID; id != "" {
			return OpenURL{"assistant", p.assistantURL(id)}
		}
		return Note{"this session has no assistant with a page of its own"}
	default:
		return p.copyBody(a)
	}
}

// copyBody carries out the actions that need the body.
func (p *Pane) copyBody(a keymap.Action) Intent {
	o := ExportOptions{Location: p.zone, Private: p.private}
	var (
		write func(*client.Session, ExportOptions) []byte
		what  string
	)
	switch a {
	case keymap.CopyJSON:
		write, what = JSON, "JSON"
	case keymap.CopyTranscript:
		write, what = Transcript, "transcript"
	case keymap.CopyMarkdown:
		write, what = Markdown, "Markdown"
	default:
		return nil
	}
	if p.s == nil {
		return Note{"the session is not loaded yet"}
	}
	return CopyText{what, string(write(p.s, o))}
}

// sessionsURL is the dashboard's list of sessions; there is no page for one.
func (p *Pane) sessionsURL() string { return strings.TrimRight(p.dashboard, "/") + "/logs/session" }

// assistantURL is an assistant's page.
func (p *Pane) assistantURL(id string) string {
	return strings.TrimRight(p.dashboard, "/") + "/assistants/" + url.PathEscape(id)
}
