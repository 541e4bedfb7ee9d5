package detail

import (
	"time"

	tea "charm.land/bubbletea/v2"

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

// Pane shows one session. The zero value is not ready; use [New].
type Pane struct{ o Options }

// New returns a pane that shows nothing yet.
func New(o Options) *Pane { return &Pane{o: o} }

// Resize sets the pane's size in cells, its own heading included.
func (p *Pane) Resize(w, h int) {}

// Lines draws the pane: exactly as many lines as its height, each exactly as
// wide as its width.
func (p *Pane) Lines() []string { return nil }

// SetTheme changes the styles.
func (p *Pane) SetTheme(t *theme.Theme) {}

// SetFocus says whether the pane has the keyboard.
func (p *Pane) SetFocus(on bool) {}

// SetNow tells the time that ages are counted from, and after which a revealed
// value is hidden again.
func (p *Pane) SetNow(now time.Time) {}

// SetPrivate masks names, numbers, addresses and the words of the transcript.
func (p *Pane) SetPrivate(on bool) {}

// SetNames changes Options.Name, or tells that its answers have changed.
func (p *Pane) SetNames(name func(kind, id string) (string, bool)) {}

// SetTabLine says whether the pane draws its tabs in its first line, as it
// does at first. Without it, draw TabLine elsewhere.
func (p *Pane) SetTabLine(on bool) {}

// TabLine draws the tabs, exactly w cells wide. Clicks on it go to Click with
// y = -1 when the pane does not draw it itself.
func (p *Pane) TabLine(w int) string { return "" }

// ShowSummary shows what the list knows of a session until Show brings its
// body. Nothing changes when the body of the same session is shown already.
func (p *Pane) ShowSummary(s *client.Summary) {}

// Show shows a session. Tab, position and folds of a session seen before are
// as they were left. The pane keeps s; do not change it.
func (p *Pane) Show(s *client.Session) {}

// ShowError tells that the session could not be read. A body of the same
// session that is shown already stays, below the error.
func (p *Pane) ShowError(id string, err error) {}

// Clear shows nothing and lets go of the session.
func (p *Pane) Clear() {}

// ID returns the ID of the session that is shown, loading or failed; "" for none.
func (p *Pane) ID() string { return "" }

// Compare makes the Diff tab compare with other, and goes there. nil compares
// with what was seen last time again.
func (p *Pane) Compare(other *client.Session) {}

// Tab returns the tab that is shown.
func (p *Pane) Tab() Tab { return 0 }

// SetTab shows a tab.
func (p *Pane) SetTab(t Tab) {}

// Scopes returns where keys go, innermost first: the text field alone while
// Finding, otherwise the detail scope. The caller adds its own outer scopes.
func (p *Pane) Scopes() []keymap.Scope { return nil }

// Do carries out an action. nil means that nothing is wanted of the caller.
func (p *Pane) Do(a keymap.Action) Intent { return nil }

// Finding reports whether the find field has the keyboard: keys that do not
// resolve then go to Key, and pasted text to Paste.
func (p *Pane) Finding() bool { return false }

// Key is a key for the find field: text, backspace, ctrl+u, ctrl+w, enter, esc.
func (p *Pane) Key(msg tea.KeyPressMsg) Intent { return nil }

// Paste adds text to the find field.
func (p *Pane) Paste(text string) {}

// Click is a click at a cell of the pane: on a tab, a fold, or a line.
func (p *Pane) Click(x, y int) Intent { return nil }

// Wheel scrolls by n lines, down when positive.
func (p *Pane) Wheel(n int) {}

// Work does a bounded piece (a few milliseconds) of what is outstanding, such
// as finding in a large session, and reports whether there is more. Call it
// from a message of its own after every Update of the pane until it says no.
func (p *Pane) Work() bool { return false }
