package sessions

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// Host is the program around the room.
type Host interface {
	Say(text string)      // what happened, in the status line
	Complain(text string) // what went wrong
	Noted() string        // the note that the status line shows now; empty for none
	Open(dialog.Dialog)
	Dialogs() *dialog.Stack
	DialogBase() dialog.Base
	FocusList()             // gives the list the keyboard
	OpenSession(id string)  // shows a session and goes there
	Rename(id, name string) // saves another name
	// Answered tells how the server answered a request for rows.
	Answered(query string, rows int, bytes int64, took time.Duration, err error)
	RowsChanged(read bool)     // rows came, went or changed; read reports a page of the server
	NamesChanged()             // names behind IDs became known
	NamesWanted() []filter.Ref // IDs whose names other panes show
	RefreshOthers()            // reads again what other panes show
	Keeps(id string) bool      // reports whether another pane keeps that session
}

// Options are what the room is made with.
type Options struct {
	Context  context.Context //nolint:containedctx // ends with the program, and with it every command
	Host     Host
	Keys     keymap.Map
	API      API
	Store    *store.Store
	Theme    *theme.Theme
	Zone     *time.Location
	Now      time.Time
	Filter   string // to begin with; empty for the view that was last used
	Settings config.Settings
	State    config.State
}

// Model is the list with what keeps it filled: the filter in force, its pages,
// views, and names behind IDs. The zero value is not ready; use [NewModel].
type Model struct {
	*Pane
	o     Options
	api   API
	store *store.Store

	bar    *filter.Bar // nil when the filter bar is closed
	inForm bool        // the filter is being typed in its form

	markAllMenu *dialog.Menu // that asks what to mark; nil before the first time

	shown         *list    // on the screen
	loading       *list    // replaces shown when its first page arrives; nil when no list is asked for
	previous      *list    // on the screen before shown; nil when there is none
	generation    int      // of the newest list
	keptElsewhere []string // sessions that no list holds, whose rows stay because another pane keeps them
	filter        filterState
	names         nameCache
	metadataKeys  map[string]bool // all keys of metadata in the pages read so far
	pollPace      pollPace
	unwatched     bool // the terminal does not have the focus

	ownColumns []Column // columns to return to from a view with columns of its own
}

// NewModel returns a list that asks the server for its first page when Fetch is
// called.
func NewModel(o Options) *Model {
	m := &Model{o: o, api: o.API, store: o.Store, names: newNames(), metadataKeys: map[string]bool{}}
	m.Pane = &Pane{drawContext: drawContext{now: o.Now.In(o.Zone), zone: o.Zone, names: m.names.lookup}, theme: o.Theme, keys: o.Keys, rows: &sortedRows{store: o.Store}, columns: initialColumns(o), focused: true, emptyText: m.whyEmpty}
	m.shown = m.newList(filter.Filter{})
	m.filter = newFilterState(o, m.now)
	m.ownColumns = m.Columns()
	m.useView(m.filter.view)
	return m
}

// Start lists the sessions that match the filter, from a server that is known now.
func (m *Model) Start(api API) {
	m.api = api
	m.apply(m.filter.text)
}

// SetNow tells the time.
func (m *Model) SetNow(now time.Time) {
	m.now = now.In(m.zone)
	if m.bar != nil {
		m.bar.SetNow(m.now)
	}
}

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) {
	m.Pane.SetTheme(t)
	if m.bar != nil {
		m.bar.SetTheme(t)
	}
}

// SetWatched says whether the terminal has the focus. Without it the list is not
// polled.
func (m *Model) SetWatched(on bool) {
	m.unwatched = !on
	if on {
		m.NoteKey()
	}
}

// NoteKey records that a key was pressed: polls return to their usual interval, and
// the cursor stays on its session even if the first rows are still arriving.
func (m *Model) NoteKey() { m.pollPace.quietPolls, m.pollPace.latency, m.fromTop = 0, 0, false }

// Do carries out an action on the list: its filter, order, columns, loading or marks. It
// reports whether the action is one of these.
func (m *Model) Do(a keymap.Action) (tea.Cmd, bool) {
	if v, ok := a.Number("view"); ok {
		m.View(strconv.Itoa(v))
		return nil, true
	}
	switch a {
	case keymap.Filter:
		m.openBar()
	case keymap.FilterForm:
		m.openForm(m.filter.text)
	case keymap.DropLoosest:
		m.dropLoosest()
	case keymap.SaveView:
		m.askViewName()
	case keymap.Sort:
		m.openSortMenu()
	case keymap.SortReverse:
		m.reverse()
	case keymap.Sum:
		m.sum()
	case keymap.Columns:
		m.openColumnsMenu()
	case keymap.LoadAll:
		m.LoadAll()
	case keymap.MarkAll:
		m.markAll()
	case keymap.ShowNew:
		m.showNew()
	case keymap.Refresh:
		m.refresh()
	case keymap.RefreshAll:
		m.names.forget()
		m.namesChanged()
		m.refresh()
	default:
		return nil, false
	}
	return nil, true
}

// DoPane carries out an action that moves the cursor or applies to the row under it.
func (m *Model) DoPane(a keymap.Action) {
	if !m.Pane.Do(a) {
		m.actOnRow(a)
	}
}

// Update handles the answers to the package's own commands, and reports whether the
// message is one.
func (m *Model) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case pageLoaded:
		m.pageArrived(msg)
	case nameLoaded:
		m.nameArrived(msg)
	case namesRead:
		m.namesArrived(msg)
	case countLoaded:
		m.countArrived(msg)
	default:
		return nil, false
	}
	return nil, true
}

// Ticked does whatever is due at the time of the last SetNow; see WakeAt.
func (m *Model) Ticked() {
	m.applyTyped()
	m.judgeDue(false)
	m.findNextChange()
	m.pollIfDue()
}

// Fetch requests the pages, names and counts that are missing.
func (m *Model) Fetch() tea.Cmd {
	return tea.Batch(m.fetchPages(), m.fetchVisibleNames(), m.countDrops())
}

// WakeAt lists the moments at which the list changes by itself; zero ones are none.
func (m *Model) WakeAt() []time.Time {
	return []time.Time{m.pollAt(), m.filter.applyAt, m.shown.due.at(), words.WholeSecond(m.nextChange())}
}

// stats returns how far the list on the screen is loaded.
func (m *Model) stats() pager.Stats { return m.shown.pager.Stats() }

// Admit lists a session that was created here, if the filter lets it in, and
// goes to it.
func (m *Model) Admit(s *client.Session) {
	row := client.Summarize(s)
	matcher := m.shown.matcher(m.now)
	passes := matcher.Match(&row)
	m.shown.due.note(s.ID, passes, matcher.Until(&row))
	if !passes {
		return
	}
	m.shown.pager.Admit(pager.RowKey{ID: s.ID, Created: s.CreatedAt})
	m.shown.resort(m.now)
	m.sync()
	m.Select(s.ID)
}

// Remove takes deleted sessions out of every list.
func (m *Model) Remove(ids []string) {
	for _, l := range m.lists() {
		l.pager.Remove(ids...)
		l.resort(m.now)
	}
	m.sync()
}
