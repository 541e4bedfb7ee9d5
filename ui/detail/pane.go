package detail

import (
	"cmp"
	"context"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// Host is what the pane may ask of the program around it.
type Host interface {
	Say(text string) // shows what happened in the status line
	FilterBy(by filter.Criterion)
}

// Options configure a pane.
type Options struct {
	Host     Host
	Keys     keymap.Map // which keys the texts name
	Theme    *theme.Theme
	Location *time.Location // for exact times; UTC when nil
	// Addresses of the dashboard's session list and of an assistant's page. Without a
	// Dashboard there are no links.
	Dashboard    string
	AssistantURL func(id string) string
}

// revealFor is how long a revealed secret stays on the screen.
const revealFor = 10 * time.Second

// Pane shows one session. The zero value is not ready; use [New].
type Pane struct {
	host      Host
	keys      keymap.Map
	zone      *time.Location
	dashboard string
	assistant func(id string) string
	names     filter.Names

	layoutInput
	now           time.Time // in steps of a second
	focused       bool
	laidOut       *view       // the tab's layout; nil when there is none yet
	laidOutFrom   layoutInput // what laidOut was made from
	unloadedState tabState    // where the person is while the session has not arrived
	find          findState
	hideAt        time.Time // when the revealed secret is hidden again; zero for none
	memory        memory

	chatsOf  *client.Session // the session whose chats were requested; nil for none
	endChats context.CancelFunc
}

// layoutInput is everything that a tab's layout depends on. A tab is laid out again when
// any of it changes.
type layoutInput struct {
	*content
	compareTo    *client.Session // set by Compare; nil for none
	chats        *chatsLoaded    // nil until they have arrived
	namesVersion int             // counts changes of the names of IDs

	theme        *theme.Theme
	w, h         int
	tab          Tab
	ageSecond    int64 // Unix time that ages are counted to, in a tab with showsAges
	private      bool
	wrapped      bool
	hidesTabLine bool
	revealed     int // line of the JSON tab whose secret is shown, or -1
}

// content is what is known of the session that is shown.
type content struct {
	id      string
	summary client.Summary  // what the heading shows; empty while nothing is known
	session *client.Session // the body; nil until it has arrived
	err     error
	turns   *turns     // of session
	json    *jsonIndex // of session; nil until the JSON tab was shown
	gone    bool       // the server no longer has it
}

// New returns a pane without a session.
func New(o Options) *Pane {
	p := &Pane{
		host: o.Host, keys: o.Keys, zone: cmp.Or(o.Location, time.UTC), dashboard: o.Dashboard, assistant: o.AssistantURL,
		layoutInput: layoutInput{content: &content{}, theme: o.Theme, wrapped: true, revealed: -1},
	}
	p.clearFind()
	return p
}

// view returns the tab that is shown, and lays it out when its input has changed.
func (p *Pane) view() *view {
	v := p.laidOut
	if v != nil && p.laidOutFrom == p.layoutInput {
		v.height = p.bodyHeight()
		return v
	}
	v = &view{tabState: &p.unloadedState, src: p.source(), find: &p.find.matcher, width: p.textWidth(), height: p.bodyHeight(), wrapped: p.wrapped, cache: make(map[int]*block)}
	p.laidOut, p.laidOutFrom = v, p.layoutInput
	if p.session != nil {
		v.tabState = &p.memory.visit(p.id).tabs[p.tab]
	}
	if v.wrapped {
		v.left = 0
	}
	v.layOut()
	return v
}

// source makes the content of the tab that is shown.
func (p *Pane) source() source {
	if p.session == nil && (p.tab != TabInfo || p.summary.ID == "" || p.err != nil) {
		return p.waitingFields()
	}
	return p.tab.entry().source(p)
}

// waitingFields says why there is no session to show.
func (p *Pane) waitingFields() *fields {
	f := new(fields)
	switch {
	case p.id == "":
		f.addLine("no session", theme.Dim)
	case p.err != nil:
		p.addError(f, "This session could not be read.", p.err)
	default:
		f.addLine("loading"+p.ellipsis(), theme.Dim)
	}
	return f
}

// elide shortens clean text to n cells, with an ellipsis where it was cut.
func (p *Pane) elide(s string, n int) string { return theme.Cut(s, max(0, n), p.ellipsis()) }

// ellipsis is the sign for text that was cut.
func (p *Pane) ellipsis() string { return p.theme.Glyph(theme.GlyphEllipsis) }

// Resize sets the pane's size in cells, with its heading.
func (p *Pane) Resize(w, h int) { p.w, p.h = max(1, w), max(0, h) }

// SetTheme changes the styles.
func (p *Pane) SetTheme(t *theme.Theme) { p.theme = t }

// SetFocus sets whether the pane has the keyboard.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetNow sets the time that ages are counted to, and hides a revealed secret whose time
// is over.
func (p *Pane) SetNow(now time.Time) {
	if !p.hideAt.IsZero() && !now.Before(p.hideAt) {
		p.reveal(-1)
	}
	if now.Unix() == p.now.Unix() {
		return
	}
	p.now = now.Truncate(time.Second)
	if p.tab.entry().showsAges {
		p.ageSecond = now.Unix()
	}
}

// SetPrivate sets whether names, numbers, addresses and what was said are masked.
func (p *Pane) SetPrivate(on bool) {
	if on == p.private {
		return
	}
	if on {
		p.reveal(-1)
		p.clearFind()
	}
	p.private = on
}

// SetNames sets where the names behind IDs come from. It is called again when names have
// changed.
func (p *Pane) SetNames(names filter.Names) {
	p.names = names
	p.namesVersion++
	if p.tab == TabInfo {
		p.searchAgain()
	}
}

// SetTabLine sets whether the pane draws the line of tabs as its first line, as it does
// at first. Without it, the caller draws TabLine.
func (p *Pane) SetTabLine(on bool) { p.hidesTabLine = !on }

// ID returns the ID of the session that is shown, that is loading or could not be read;
// "" for none.
func (p *Pane) ID() string { return p.id }

// SetTab shows a tab.
func (p *Pane) SetTab(t Tab) {
	if t >= tabCount || t == p.tab {
		return
	}
	p.reveal(-1)
	old := p.find
	p.clearFind()
	p.tab = t
	if p.chats != nil && p.chats.err != nil {
		p.chats, p.chatsOf = nil, nil // requested again when the tab is shown again
	}
	if !old.typing {
		p.find.text = old.text
		p.searchAgain()
	}
}

// Scopes returns the pane's key scopes, innermost first. The caller adds its own outer
// ones.
func (p *Pane) Scopes() []keymap.Scope {
	if p.find.typing {
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
	}
	return []keymap.Scope{keymap.ScopeDetail}
}

// Hints returns the actions for the footer, the most useful first.
func (p *Pane) Hints() []keymap.Action {
	if p.find.typing {
		return []keymap.Action{keymap.Accept, keymap.Cancel, keymap.Help}
	}
	return []keymap.Action{keymap.LeavePane, keymap.Down, keymap.NextTab, keymap.Find, keymap.FoldToggle, keymap.OtherDown, keymap.Copy, keymap.Edit, keymap.FullScreen, keymap.Wrap, keymap.Help, keymap.Quit}
}

// Work does one piece, of a few milliseconds, of indexing or searching a large session,
// and reports whether there is more. The caller calls it again with a message in
// between, so that keys do not wait.
func (p *Pane) Work() bool {
	if p.indexing() {
		v := p.view()
		p.json.advance(indexStepBytes)
		v.layOut() // a closed fold has more lines, and the last line may have got its comma
		if v.atEnd {
			v.goToEnd()
		}
	}
	p.continueSearch(searchStepBytes)
	return p.indexing() || !p.find.done
}

// indexing reports whether lines of the JSON tab that is shown are not known yet.
func (p *Pane) indexing() bool { return p.tab == TabJSON && p.json != nil && !p.json.done }
