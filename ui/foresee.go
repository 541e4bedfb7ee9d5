package ui

import (
	"vapi-sessions/keymap"
	"vapi-sessions/ui/paint"
)

// foreseen is the frame that comes if the next message moves the list's cursor
// once more as the last one did. A key that is held, or pressed again and again,
// finds its frame drawn.
type foreseen struct {
	lines []string
	sight
}

// sight is what a frame is drawn from that may be otherwise after a turn that
// did nothing but move the list's cursor once more, on a screen that is not
// restless.
type sight struct {
	travel  keymap.Action
	turn    uint64
	second  int64  // ages are told in seconds
	version uint64 // of the rows
	read    string // the session in the detail pane
}

// travels reports whether an action moves the list's cursor and does nothing
// else.
func travels(a keymap.Action) bool {
	switch a {
	case keymap.Down, keymap.Up, keymap.HalfDown, keymap.HalfUp, keymap.PageDown, keymap.PageUp:
		return true
	}
	return false
}

func (m *Model) sight() sight {
	return sight{travel: m.travel, turn: m.turn, second: m.now.Unix(), version: m.shown.rows().Version(), read: m.detail.Wanted()}
}

// restless reports whether something on the screen changes by itself: a
// countdown, a secret that is shown for a while, a search that goes on.
func (m *Model) restless() bool {
	waiting := m.activity.waitFor != "" && m.now.Before(m.activity.until)
	return waiting || m.pendingText() != "" || m.working || !m.detail.HideAt().IsZero()
}

// Ahead draws the frame that comes if what moved the cursor in this turn moves
// it in the next one. None is known of a screen that is restless.
func (m *Model) Ahead() (f paint.Frame, ok bool) {
	if m.travel == "" || m.gone || m.restless() {
		return f, false
	}
	shown := m.lines
	m.lines = m.foreseen.lines
	ok = m.list.Ahead(m.travel, func() {
		m.arranged = true
		m.compose()
		m.foreseen.sight = m.sight()
		m.foreseen.turn++
	})
	m.lines, m.foreseen.lines = shown, m.lines
	return paint.Frame{Lines: m.foreseen.lines, Width: m.w, Height: m.h}, ok
}

// cameTrue reports whether this is the turn whose frame is drawn.
func (m *Model) cameTrue() bool { return m.travel != "" && m.foreseen.sight == m.sight() }
