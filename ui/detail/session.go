package detail

import (
	"bytes"
	"errors"
	"time"

	"vapi-sessions/client"
)

// setContent shows another session, or another state of the same one. What the person
// did in the session before is remembered.
func (p *Pane) setContent(c content) {
	if p.id != c.id {
		if p.session != nil {
			p.memory.visit(p.id).previous = nilIfLarge(p.session)
		}
		p.compareTo = nil
		p.clearFind()
	}
	if c.session != nil {
		c.turns = newTurns(c.session)
	}
	p.content, p.laidOut, p.laidOutFrom, p.unloadedState = &c, nil, layoutInput{}, tabState{}
	p.reveal(-1)
	p.searchAgain()
}

// ShowSummary shows what the list knows of a session, until Show brings the body. It
// does nothing where the body of that session is shown already.
func (p *Pane) ShowSummary(s *client.Summary) {
	if s.ID != p.id || p.session == nil {
		p.setContent(content{id: s.ID, summary: *s})
	}
}

// Show shows a session, at the position and with the folds that the person left it with.
// The pane keeps s; do not change it.
func (p *Pane) Show(s *client.Session) {
	if p.session == s {
		return
	}
	end := false
	if p.session != nil && p.id == s.ID {
		end = p.tab == TabTranscript && p.h > 0 && p.view().cursorAtEnd()
		if seen := p.memory.visit(s.ID); seen.previous == nil && !bytes.Equal(p.session.Raw, s.Raw) {
			seen.previous = nilIfLarge(p.session)
		}
	}
	p.setContent(content{id: s.ID, summary: client.Summarize(s), session: s})
	if end {
		p.view().goToEnd()
	}
}

// ShowError says that a session could not be read. Where its body is shown already, that
// stays, and the heading says when the session is gone from the server.
func (p *Pane) ShowError(id string, err error) {
	switch {
	case id != p.id:
		p.setContent(content{id: id, err: err})
	case p.session == nil:
		p.setContent(content{id: id, summary: p.summary, err: err})
	}
	p.gone = p.gone || errors.Is(err, client.ErrNotFound)
}

// Clear shows no session.
func (p *Pane) Clear() { p.setContent(content{}) }

// Compare shows the Diff tab, compared with other. With nil it compares with what this
// session was before.
func (p *Pane) Compare(other *client.Session) {
	p.compareTo = other
	p.SetTab(TabDiff)
}

// reveal shows the secret on a line of the JSON tab for revealFor; -1 hides it again.
func (p *Pane) reveal(line int) {
	if line == p.revealed {
		return
	}
	p.revealed, p.hideAt = line, time.Time{}
	if line >= 0 {
		p.hideAt = p.now.Add(revealFor)
	}
}
