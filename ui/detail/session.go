package detail

import (
	"bytes"
	"errors"
	"time"

	"vapi-sessions/client"
)

// become shows another session, or another state of one. Places and looks of what
// was shown are kept.
func (p *Pane) become(c content) {
	if p.id != c.id {
		if p.s != nil {
			p.kept.visit(p.id).before = keepable(p.s)
		}
		p.other = nil
		p.stopFinding()
	}
	if c.s != nil {
		c.turns = newTurns(c.s)
	}
	p.content, p.laidOut, p.from, p.unread = &c, nil, look{}, spot{}
	p.reveal(-1)
	p.findAgain()
}

// ShowSummary shows what the list knows of a session until Show brings its
// body. Nothing changes when the body of the same session is shown already.
func (p *Pane) ShowSummary(s *client.Summary) {
	if s.ID != p.id || p.s == nil {
		p.become(content{id: s.ID, sum: *s})
	}
}

// Show shows a session. Tab, position and folds of a session seen before are
// as they were left. The pane keeps s; do not change it.
func (p *Pane) Show(s *client.Session) {
	if p.s == s {
		return
	}
	end := false
	if p.s != nil && p.id == s.ID {
		end = p.tab == TabTranscript && p.h > 0 && p.view().atLast()
		if seen := p.kept.visit(s.ID); seen.before == nil && !bytes.Equal(p.s.Raw, s.Raw) {
			seen.before = keepable(p.s)
		}
	}
	p.become(content{id: s.ID, sum: client.Summarize(s), s: s})
	if end {
		p.view().goToEnd()
	}
}

// ShowError tells that the session could not be read. A body of the same
// session that is shown already stays; its heading says when the session is
// gone.
func (p *Pane) ShowError(id string, err error) {
	switch {
	case id != p.id:
		p.become(content{id: id, err: err})
	case p.s == nil:
		p.become(content{id: id, sum: p.sum, err: err})
	}
	p.gone = p.gone || errors.Is(err, client.ErrNotFound)
}

// Clear shows nothing and lets go of the session.
func (p *Pane) Clear() { p.become(content{}) }

// Compare makes the Diff tab compare with other, and goes there. nil compares
// with what was seen last time again.
func (p *Pane) Compare(other *client.Session) {
	p.other = other
	p.SetTab(TabDiff)
}

// reveal shows the secret on a line of the JSON tab, or hides what is shown.
func (p *Pane) reveal(line int) {
	if line == p.revealed {
		return
	}
	p.revealed, p.hideAt = line, time.Time{}
	if line >= 0 {
		p.hideAt = p.now.Add(revealFor)
	}
}
