package detail

import (
	"bytes"
	"errors"
	"time"

	"vapi-sessions/client"
)

// become shows another session, or another state of one. Places and looks of what
// was shown are kept.
func (p *Pane) become(id string, sum client.Summary, s *client.Session, err error) {
	if p.id != id {
		if p.s != nil {
			p.kept.visit(p.id).before = keepable(p.s)
		}
		p.other = nil
		p.stopFinding()
	}
	p.id, p.sum, p.s, p.err, p.gone = id, sum, s, err, false
	p.turns = nil
	if s != nil {
		p.turns = newTurns(s)
	}
	p.laidOut, p.json = nil, nil
	p.reveal(-1)
	p.findAgain()
}

// ShowSummary shows what the list knows of a session until Show brings its
// body. Nothing changes when the body of the same session is shown already.
func (p *Pane) ShowSummary(s *client.Summary) {
	if s.ID != p.id || p.s == nil {
		p.become(s.ID, *s, nil, nil)
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
	p.become(s.ID, client.Summarize(s), s, nil)
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
		p.become(id, client.Summary{}, nil, err)
	case p.s == nil:
		p.become(id, p.sum, nil, err)
	case errors.Is(err, client.ErrNotFound):
		p.gone = true
	}
}

// Clear shows nothing and lets go of the session.
func (p *Pane) Clear() { p.become("", client.Summary{}, nil, nil) }

// Compare makes the Diff tab compare with other, and goes there. nil compares
// with what was seen last time again.
func (p *Pane) Compare(other *client.Session) {
	p.other, p.laidOut = other, nil
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
	if v := p.laidOut; v != nil {
		v.layOut()
	}
}
