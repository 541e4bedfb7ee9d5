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

// Host is the program around the pane.
type Host interface {
	Say(text string) // what happened, in the status line
	FilterBy(by filter.By)
}

// Options are what a pane is made with.
type Options struct {
	Host     Host
	Theme    *theme.Theme
	Location *time.Location // for exact times; UTC when nil
	// Address of the dashboard's session list, and of an assistant's page; no
	// links without them.
	Dashboard    string
	AssistantURL func(id string) string
}

// revealFor is how long a revealed secret stays on the screen.
const revealFor = 10 * time.Second

// Pane shows one session. The zero value is not ready; use [New].
type Pane struct {
	host      Host
	zone      *time.Location
	dashboard string
	assistant func(id string) string
	names     filter.NameOf

	layoutInput
	now           time.Time // by the second
	focused       bool
	laidOut       *view       // the tab as it was laid out last; nil before
	laidOutFrom   layoutInput // what it was laid out from
	unloadedState tabState    // where one is while there is no session of which that is remembered
	find          findState
	hideAt        time.Time // when what is revealed is hidden again; zero without one
	memory        memory

	chatsOf  *client.Session // as it was read when its chats were asked for; nil when they were not
	endChats context.CancelFunc
}

// layoutInput is all that a tab is laid out from: it is laid out anew when that is another.
type layoutInput struct {
	*content
	compareTo    *client.Session // what Compare asked for
	chats        *chatsLoaded    // nil until they are here
	namesVersion int             // how often the names of IDs have changed

	theme        *theme.Theme
	w, h         int
	tab          Tab
	ageSecond    int64 // to which a tab that tells ages tells them
	private      bool
	wrapped      bool
	hidesTabLine bool
	revealed     int // the line of the JSON tab whose secret is shown, or -1
}

// content is a session as far as it is known.
type content struct {
	id      string
	summary client.Summary // what the list and the heading tell of it; empty while nothing is known
	session *client.Session
	err     error
	turns   *turns     // of session
	json    *jsonIndex // of session; nil until the JSON tab is looked at
	gone    bool       // the server no longer has it
}

// New returns a pane that shows nothing yet.
func New(o Options) *Pane {
	p := &Pane{
		host: o.Host, zone: cmp.Or(o.Location, time.UTC), dashboard: o.Dashboard, assistant: o.AssistantURL,
		layoutInput: layoutInput{content: &content{}, theme: o.Theme, wrapped: true, revealed: -1},
	}
	p.clearFind()
	return p
}

// view gives the content of the tab that is shown, and lays it out when it is
// looked at for the first time since it changed.
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

// waitingFields tells why there is no session to show.
func (p *Pane) waitingFields() *fields {
	f := new(fields)
	switch {
	case p.id == "":
		f.addLine("no session", theme.Dim)
	case p.err != nil:
		f.addError("This session could not be read.", p.err)
	default:
		f.addLine("loading"+p.ellipsis(), theme.Dim)
	}
	return f
}

// cut shortens clean text to n cells, with a sign where something is missing.
func (p *Pane) cut(s string, n int) string { return theme.Cut(s, max(0, n), p.ellipsis()) }

// ellipsis is the sign of what is cut or folded away.
func (p *Pane) ellipsis() string { return p.theme.Glyph(theme.GlyphEllipsis) }

// Resize sets the pane's size in cells, its own heading included.
func (p *Pane) Resize(w, h int) { p.w, p.h = max(1, w), max(0, h) }

// SetTheme changes the styles.
func (p *Pane) SetTheme(t *theme.Theme) { p.theme = t }

// SetFocus says whether the pane has the keyboard.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// HideAt is when a revealed value is hidden again; zero when none is shown.
func (p *Pane) HideAt() time.Time { return p.hideAt }

// SetNow tells the time that ages are counted from, and after which a revealed
// value is hidden again.
func (p *Pane) SetNow(now time.Time) {
	if !p.hideAt.IsZero() && !now.Before(p.hideAt) {
		p.reveal(-1)
	}
	if now.Unix() == p.now.Unix() {
		return
	}
	p.now = now
	if p.tab.entry().showsAges {
		p.ageSecond = now.Unix()
	}
}

// SetPrivate masks names, numbers, addresses and the words of the transcript.
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

// SetNames gives the names of assistants, squads and phone numbers, or tells that
// they have changed. There are none before.
func (p *Pane) SetNames(names filter.NameOf) {
	p.names = names
	p.namesVersion++
	if p.tab == TabInfo {
		p.searchAgain()
	}
}

// SetTabLine says whether the pane draws its tabs in its first line, as it
// does at first. Without it, draw TabLine elsewhere.
func (p *Pane) SetTabLine(on bool) { p.hidesTabLine = !on }

// ID returns the ID of the session that is shown, loading or failed; "" for none.
func (p *Pane) ID() string { return p.id }

// Tab returns the tab that is shown.
func (p *Pane) Tab() Tab { return p.tab }

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
		p.chats, p.chatsOf = nil, nil // is tried again when it is looked at again
	}
	if !old.typing {
		p.find.text = old.text
		p.searchAgain()
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

// Hints are the actions that the footer shows, the most wanted first.
func (p *Pane) Hints() []keymap.Action {
	if p.find.typing {
		return []keymap.Action{keymap.Accept, keymap.Cancel, keymap.Help}
	}
	return []keymap.Action{keymap.Out, keymap.Down, keymap.NextTab, keymap.Find, keymap.FoldToggle, keymap.OtherDown, keymap.Copy, keymap.Edit, keymap.FullScreen, keymap.Wrap, keymap.Help, keymap.Quit}
}

// Work does a bounded piece (a few milliseconds) of what is outstanding, such
// as finding in a large session, and reports whether there is more. Call it
// from a message of its own after every Update of the pane until it says no.
func (p *Pane) Work() bool {
	if p.indexing() {
		v := p.view()
		p.json.advance(indexStepBytes)
		v.layOut() // what is folded has more lines, and the last line may have a comma
		if v.atEnd {
			v.goToEnd()
		}
	}
	p.continueSearch(searchStepBytes)
	return p.indexing() || !p.find.done
}

// indexing reports whether the tab that is shown has more than is known of it.
func (p *Pane) indexing() bool { return p.tab == TabJSON && p.json != nil && !p.json.done }
