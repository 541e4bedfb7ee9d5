package detail

import (
	"bytes"
	"errors"
	"time"

	"vapi-sessions/client"
)

// ShowSummary shows what the list knows of a session until Show brings its
// body. Nothing changes when the body of the same session is shown already.
func (p *Pane) ShowSummary(s *client.Summary) {
	if s.ID == p.id && p.s != nil {
		return
	}
	p.touch()
	p.leave(s.ID)
	p.id, p.sum, p.s, p.err, p.gone = s.ID, s, nil, nil, false
	p.forgetLayout()
}

// Show shows a session. Tab, position and folds of a session seen before are
// as they were left. The pane keeps s; do not change it.
func (p *Pane) Show(s *client.Session) {
	if p.s == s {
		return
	}
	p.touch()
	same := p.s != nil && p.id == s.ID
	v := p.view()
	end := same && p.tab == TabTranscript && p.h > 0 && v.atLast()
	p.leave(s.ID)
	if same && !bytes.Equal(p.s.Raw, s.Raw) {
		p.kept.visit(s.ID).changed(p.s)
	}
	p.id, p.s, p.err, p.gone = s.ID, s, nil, false
	sum := client.Summarize(s)
	p.sum = &sum
	p.turns = newTurns(s)
	p.forgetLayout()
	if end {
		p.view().goToEnd()
	}
}

// ShowError tells that the session could not be read. A body of the same
// session that is shown already stays; its heading says when the session is
// gone.
func (p *Pane) ShowError(id string, err error) {
	p.touch()
	if id == p.id && p.s != nil {
		p.gone = p.gone || errors.Is(err, client.ErrNotFound)
		return
	}
	if id != p.id {
		p.leave(id)
		p.id, p.sum, p.s, p.gone = id, nil, nil, false
	}
	p.err = err
	p.forgetLayout()
}

// Clear shows nothing and lets go of the session.
func (p *Pane) Clear() {
	p.touch()
	p.leave("")
	p.id, p.sum, p.s, p.err, p.gone = "", nil, nil, nil, false
	p.forgetLayout()
}

// Compare makes the Diff tab compare with other, and goes there. nil compares
// with what was seen last time again.
func (p *Pane) Compare(other *client.Session) {
	p.touch()
	p.other = other
	p.views[TabDiff] = nil
	p.SetTab(TabDiff)
}

// leave keeps the places in what is shown, and when another session comes,
// what it looked like.
func (p *Pane) leave(next string) {
	p.save()
	if p.id == next {
		return
	}
	if p.s != nil {
		p.kept.visit(p.id).end(p.s)
	}
	p.other = nil
	p.stopFinding()
}

// forgetLayout forgets all that was made of the session shown before.
func (p *Pane) forgetLayout() {
	p.reveal(-1)
	p.views, p.json = [tabs]*view{}, nil
	if p.s == nil {
		p.turns = nil
	}
	p.findAgain()
}

// reveal shows the secret on a line of the JSON tab, or hides what is shown.
func (p *Pane) reveal(line int) {
	if line == p.revealed {
		return
	}
	p.touch()
	p.revealed, p.hideAt = line, time.Time{}
	if line >= 0 {
		p.hideAt = p.now.Add(revealFor)
	}
	if v := p.views[TabJSON]; v != nil {
		v.forget()
	}
}
