package detail

import (
	"slices"
	"time"

	"vapi-sessions/client"
)

var zeroTime time.Time

const (
	placesKept = 64        // sessions whose places and folds are remembered
	seenKept   = 32        // sessions that can be compared with their last visit
	seenBytes  = 256 << 10 // no session larger than this is kept for that
)

// memory is what stays of the sessions that were looked at.
type memory struct {
	visits []*visit // the latest last
	seen   []*client.Session
	base   *client.Session // of the session that is shown: what it was before
}

// visit is a person's places in one session.
type visit struct {
	id   string
	tabs [tabs]savedView
}

// savedView is a place in a tab that outlives its layout.
type savedView struct {
	used        bool
	top, cursor int // blocks
	topAt       int // offsets in their texts
	cursorAt    int
	left        int
	folds       folds
}

// visit gives the remembered places of a session, newly made when there are none.
func (m *memory) visit(id string) *visit {
	for i, v := range m.visits {
		if v.id == id {
			m.visits = append(slices.Delete(m.visits, i, i+1), v)
			return v
		}
	}
	if len(m.visits) >= placesKept {
		m.visits = slices.Delete(m.visits, 0, 1)
	}
	v := &visit{id: id}
	m.visits = append(m.visits, v)
	return v
}

// last gives what a session looked like when it was left, or nil.
func (m *memory) last(id string) *client.Session {
	if m.base != nil && m.base.ID == id {
		return m.base
	}
	for _, s := range m.seen {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// see keeps what the session on the screen was before it changed under the eyes
// of its reader, unless an older one of the same visit is kept.
func (m *memory) see(s *client.Session) {
	if m.last(s.ID) == nil && len(s.Raw) <= seenBytes {
		m.base = s
	}
}

// leave keeps what a session looked like when it was left.
func (m *memory) leave(s *client.Session) {
	m.base = nil
	m.seen = slices.DeleteFunc(m.seen, func(o *client.Session) bool { return o.ID == s.ID })
	if len(s.Raw) > seenBytes {
		return
	}
	if len(m.seen) >= seenKept {
		m.seen = slices.Delete(m.seen, 0, 1)
	}
	m.seen = append(m.seen, s)
}

// save remembers the place in a tab.
func (p *Pane) save(t Tab) {
	v := p.views[t]
	if p.id == "" || p.s == nil || v.empty() || p.w == 0 {
		return
	}
	now := p.tab
	p.tab = t
	saved := savedView{used: true, top: v.top.block, cursor: v.cursor.block, left: v.left}
	saved.topAt, saved.cursorAt = p.offset(v.top), p.offset(v.cursor)
	p.tab = now
	if f, ok := v.src.(folder); ok {
		saved.folds = f.folds()
	}
	p.kept.visit(p.id).tabs[t] = saved
}

// restore goes to the remembered place in a tab that was just made.
func (p *Pane) restore(t Tab) {
	if p.id == "" || p.s == nil {
		return
	}
	v := p.views[t]
	saved := p.kept.visit(p.id).tabs[t]
	if !saved.used || v.empty() {
		return
	}
	if f, ok := v.src.(folder); ok {
		f.setFolds(saved.folds.clone())
	}
	v.top = place{v.src.visible(saved.top), 0}
	v.cursor = place{v.src.visible(saved.cursor), 0}
	v.left = saved.left
	if v.top.block == saved.top {
		v.top.row = p.rowAt(v.top.block, saved.topAt)
	}
	if v.cursor.block == saved.cursor {
		v.cursor.row = p.rowAt(v.cursor.block, saved.cursorAt)
	}
	p.fill()
	p.showCursor()
}
