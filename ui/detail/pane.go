package detail

import (
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Options are what a pane is made with.
type Options struct {
	Theme        *theme.Theme   // theme.New of its zero options when nil
	Location     *time.Location // for exact times; UTC when nil
	DashboardURL string         // "https://dashboard.vapi.ai" when empty
	BaseURL      string         // of the API, for the curl command; "https://api.vapi.ai" when empty
	// Name gives the name of an assistant, squad or phone number (kinds as
	// client.NameKind), and whether it is known to be gone. May be nil.
	Name func(kind, id string) (name string, orphan bool)
}

// revealFor is how long a revealed secret stays on the screen.
const revealFor = 10 * time.Second

// Pane shows one session. The zero value is not ready; use [New].
type Pane struct {
	theme     *theme.Theme
	zone      *time.Location
	dashboard string
	base      string
	name      func(kind, id string) (string, bool)

	w, h    int
	now     time.Time
	focused bool
	private bool
	wrapped bool
	noTabs  bool

	id         string
	sum        *client.Summary
	s          *client.Session
	err        error
	inlineName string // of an inline assistant
	turns      *turns
	other      *client.Session // what Compare asked for
	chats      chats
	gone       bool // the server no longer has what is shown

	tab    Tab
	views  [tabs]*view
	find   finding
	drawn  []string  // nil when the pane has changed since
	hideAt time.Time // when a revealed secret is hidden again; zero without one
	kept   memory
}

// New returns a pane that shows nothing yet.
func New(o Options) *Pane {
	p := &Pane{
		theme: o.Theme, zone: o.Location, dashboard: firstOf(o.DashboardURL, "https://dashboard.vapi.ai"),
		base: firstOf(o.BaseURL, "https://api.vapi.ai"), name: o.Name, wrapped: true,
	}
	if p.theme == nil {
		p.theme = theme.New(theme.Options{})
	}
	if p.zone == nil {
		p.zone = time.UTC
	}
	p.stopFinding()
	return p
}

// view gives the content of the tab that is shown, and makes it when it is
// looked at for the first time.
func (p *Pane) view() *view {
	if v := p.views[p.tab]; v != nil {
		return v
	}
	v := newView(p.source(p.tab))
	p.views[p.tab] = v
	p.restore(p.tab)
	return v
}

// source makes the content of a tab.
func (p *Pane) source(t Tab) source {
	if p.s == nil && (t != TabInfo || p.sum == nil || p.err != nil) {
		return p.waitingSheet()
	}
	return t.entry().source(p)
}

// waitingSheet tells why there is no session to show.
func (p *Pane) waitingSheet() *sheet {
	s := &sheet{}
	switch {
	case p.id == "":
		s.line("no session", theme.Dim)
	case p.err != nil:
		s.line("This session could not be read.", theme.Bad)
		s.line(oneLine(client.RedactText(p.err.Error())), theme.Plain)
		s.line("r: try again", theme.Dim)
	default:
		s.line("loading"+p.theme.Glyph(theme.GlyphEllipsis), theme.Dim)
	}
	return s
}

// Resize sets the pane's size in cells, its own heading included.
func (p *Pane) Resize(w, h int) {
	w, h = max(1, w), max(0, h)
	if w == p.w && h == p.h {
		return
	}
	p.change(func() { p.w, p.h = w, h })
}

// change makes a change that all layouts depend on, and keeps the places on
// the text that they are on.
func (p *Pane) change(do func()) {
	p.touch()
	v := p.view()
	top, cursor := 0, 0
	if p.w > 0 && !v.empty() {
		top, cursor = p.offset(v.top), p.offset(v.cursor)
	}
	for i, other := range p.views {
		if other != nil && Tab(i) != p.tab {
			p.save(Tab(i))
			p.views[i] = nil
		}
	}
	do()
	p.remake()
	p.relaid(top, cursor)
}

// remake makes the present tab's sheet anew; larger contents depend on nothing
// that changes but what is set here.
func (p *Pane) remake() {
	v := p.view()
	switch src := v.src.(type) {
	case *sheet:
		v.src = p.source(p.tab)
	case *transcript:
		src.private, src.zone, src.now = p.private, p.zone, p.now
		src.ellipsis, src.waits = p.theme.Glyph(theme.GlyphEllipsis), p.theme.Glyph(theme.GlyphWaiting)
		src.alert = p.theme.Glyph(theme.GlyphAttention)
	case *jsonView:
		src.private, src.ellipsis = p.private, p.theme.Glyph(theme.GlyphEllipsis)
	}
	v.top = p.clamped(v, v.top)
	v.cursor = p.clamped(v, v.cursor)
}

// clamped gives a place that is there.
func (p *Pane) clamped(v *view, at place) place {
	if b := v.src.visible(at.block); b != at.block {
		return place{b, 0}
	}
	return at
}

// SetTheme changes the styles.
func (p *Pane) SetTheme(t *theme.Theme) { p.change(func() { p.theme = t }) }

// SetFocus says whether the pane has the keyboard.
func (p *Pane) SetFocus(on bool) {
	if on != p.focused {
		p.focused = on
		p.touch()
	}
}

// HideAt is when a revealed value is hidden again; zero when none is shown.
func (p *Pane) HideAt() time.Time { return p.hideAt }

// SetNow tells the time that ages are counted from, and after which a revealed
// value is hidden again.
func (p *Pane) SetNow(now time.Time) {
	if now.Unix() == p.now.Unix() && !now.Before(p.now) && (p.hideAt.IsZero() || now.Before(p.hideAt)) {
		return
	}
	p.now = now
	p.touch()
	if !p.hideAt.IsZero() && !now.Before(p.hideAt) {
		p.hide()
	}
	v := p.views[p.tab]
	if v == nil {
		return
	}
	switch src := v.src.(type) {
	case *transcript:
		src.now = now
		delete(v.cache, len(src.parts)-1)
	case *sheet:
		if p.tab == TabInfo {
			p.remake()
			v.forget()
			v.top.row, v.cursor.row = p.clampRow(v.top), p.clampRow(v.cursor)
		}
	}
}

func (p *Pane) clampRow(at place) int {
	if at.block < 0 {
		return 0
	}
	return min(at.row, len(p.block(at.block).rows)-1)
}

// SetPrivate masks names, numbers, addresses and the words of the transcript.
func (p *Pane) SetPrivate(on bool) {
	if on == p.private {
		return
	}
	if on {
		p.hide()
		p.stopFinding()
	}
	p.change(func() { p.private = on })
}

// SetNames changes Options.Name, or tells that its answers have changed.
func (p *Pane) SetNames(name func(kind, id string) (string, bool)) {
	p.change(func() { p.name = name })
}

// SetTabLine says whether the pane draws its tabs in its first line, as it
// does at first. Without it, draw TabLine elsewhere.
func (p *Pane) SetTabLine(on bool) {
	if on == p.noTabs {
		p.change(func() { p.noTabs = !on })
	}
}

// ID returns the ID of the session that is shown, loading or failed; "" for none.
func (p *Pane) ID() string { return p.id }

// Tab returns the tab that is shown.
func (p *Pane) Tab() Tab { return p.tab }

// SetTab shows a tab.
func (p *Pane) SetTab(t Tab) {
	if t >= tabs || t == p.tab {
		return
	}
	p.touch()
	p.hide()
	old := p.find
	p.stopFinding()
	p.tab = t
	v := p.view()
	p.remake()
	v.forget()
	v.top.row, v.cursor.row = p.clampRow(v.top), p.clampRow(v.cursor)
	if old.text != "" && !old.typing {
		p.find.text, p.find.origin, p.find.still = old.text, v.cursor, true
		p.restartFind()
	}
}

// Scopes returns where keys go, innermost first: to the text field and to what
// ends it while Finding, otherwise the detail scope. The caller adds its own
// outer scopes.
func (p *Pane) Scopes() []keymap.Scope {
	if p.find.typing {
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
	}
	return []keymap.Scope{keymap.ScopeDetail}
}

// Work does a bounded piece (a few milliseconds) of what is outstanding, such
// as finding in a large session, and reports whether there is more. Call it
// from a message of its own after every Update of the pane until it says no.
func (p *Pane) Work() bool {
	v := p.views[p.tab]
	if v == nil {
		return false
	}
	if src, ok := v.src.(*jsonView); ok && !src.x.done {
		p.touch()
		src.x.advance(indexStep)
		v.forget() // what is folded has more lines, and the last line may have a comma
		if v.atEnd {
			p.goToEnd()
		}
		p.searchOn(searchStep)
		return !src.x.done || !p.find.over
	}
	if p.find.m == "" || p.find.over {
		return false
	}
	p.touch()
	p.searchOn(searchStep)
	return !p.find.over
}
