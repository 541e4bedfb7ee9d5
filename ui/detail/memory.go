package detail

import (
	"slices"

	"vapi-sessions/client"
)

const (
	visitsKept = 64        // sessions whose places and folds are remembered
	seenBytes  = 256 << 10 // no session larger than this is kept to be compared
)

// memory is what stays of the sessions that were looked at.
type memory struct {
	visits []*visit // the latest last
}

// visit is a person's places in one session, and what it looked like then.
type visit struct {
	id   string
	tabs [tabs]*savedView
	// before is the session as it was when it was left, or at first as it was before
	// it changed while it was read; nil when it was too large.
	before *client.Session
}

// savedView is a place in a tab that outlives its layout.
type savedView struct {
	top, cursor textPlace
	left        int
	atEnd       bool
	folds       folds
}

// textPlace is a place in a block's text.
type textPlace struct{ block, offset int }

// visit gives what is remembered of a session, which is nothing at first.
func (m *memory) visit(id string) *visit {
	i := slices.IndexFunc(m.visits, func(v *visit) bool { return v.id == id })
	v := &visit{id: id}
	if i >= 0 {
		v = m.visits[i]
		m.visits = slices.Delete(m.visits, i, i+1)
	} else if len(m.visits) >= visitsKept {
		m.visits = slices.Delete(m.visits, 0, 1)
	}
	m.visits = append(m.visits, v)
	return v
}

// keepable is a session that is small enough to be kept, or nil.
func keepable(s *client.Session) *client.Session {
	if len(s.Raw) > seenBytes {
		return nil
	}
	return s
}

// save remembers the places in all tabs.
func (p *Pane) save() {
	if p.s == nil || p.w == 0 {
		return
	}
	saved := &p.kept.visit(p.id).tabs
	for t, v := range p.views {
		if v != nil && !v.empty() {
			saved[t] = v.saved()
		}
	}
}

// saved gives a view's place.
func (v *view) saved() *savedView {
	at := func(at place) textPlace {
		rows := v.block(at.block).rows
		return textPlace{at.block, rows[min(at.row, len(rows)-1)].from}
	}
	return &savedView{top: at(v.top), cursor: at(v.cursor), left: v.left, atEnd: v.atEnd, folds: v.folds}
}

// restore goes to a place that was saved.
func (v *view) restore(s *savedView) {
	v.folds, v.atEnd = s.folds, s.atEnd
	if !v.wrapped {
		v.left = s.left
	}
	at := func(at textPlace) place {
		if b := v.visible(at.block); b != at.block {
			return place{b, 0}
		}
		return place{at.block, v.rowAt(at.block, at.offset)}
	}
	v.top, v.cursor = at(s.top), at(s.cursor)
	v.showCursor()
}
