package config

import (
	"cmp"
	"net/url"
	"strings"
	"time"
)

// Settings are the values of all settings. Default returns the defaults.
type Settings struct {
	Theme        string              // auto, dark, light or none
	ASCII        string              // auto, on or off
	Colours      map[string]string   // role name → style
	KeyPreset    string              // default, emacs or k9s
	Bindings     map[string][]string // action name → keys
	UndoWindow   time.Duration       // time before a delete is sent; 0 sends at once
	PollInterval time.Duration       // time between looks for changes; 0 never looks
	Rate         float64             // most requests a second; 0 learns what the account allows
	Parallel     int                 // most requests at a time
	PageSize     int                 // rows of a page
	Columns      []string
	Sort         string    // a sort term's value, such as -created
	Views        []View    // the person's own, in the order of their numbers
	Accounts     []Account // in the order of the file
	Commands     []Command // in the order of the file
	Pane         Pane
	Mouse        bool
	Trash        Trash
	Private      bool
	ReadOnly     bool
	TimeZone     string // local or utc
	Editor       string // command line; empty for $VISUAL, then $EDITOR
	Dashboard    string // address of the dashboard's session list
	Renderer     string // direct or stock

	source
	viewTableKeys map[int]string // number of a view → key of its table
}

// View is a saved filter with a number and a name.
type View struct {
	Number  int      `toml:"number"` // 0 to 9
	Name    string   `toml:"name"`
	Filter  string   `toml:"filter,omitempty"`
	Sort    string   `toml:"sort,omitempty"`    // empty for Settings.Sort
	Columns []string `toml:"columns,omitempty"` // empty for Settings.Columns
}

// Pane says where on the screen the detail pane is, and how large.
type Pane struct {
	Side    string // auto, right, below or off
	Right   int    // columns from which auto puts it right
	Below   int    // columns from which auto puts it below
	Rows    int    // rows that a pane below needs
	Percent int    // of the screen that the pane takes
}

// Trash says whether and how copies of deleted sessions are kept.
type Trash struct {
	Off     bool
	Keep    time.Duration // how long
	Secrets bool          // keep secrets unmasked
}

// Zone is the time zone in which times are shown.
func (s *Settings) Zone() *time.Location {
	if s.TimeZone == "utc" {
		return time.UTC
	}
	return time.Local
}

// UseASCII reports whether signs and borders are drawn with ASCII only.
// terminalOnlyASCII says that the terminal shows nothing else.
func (s *Settings) UseASCII(terminalOnlyASCII bool) bool {
	return s.ASCII == "on" || s.ASCII != "off" && terminalOnlyASCII
}

// ReadOnlyFor reports whether nothing may be changed of an account.
func (s *Settings) ReadOnlyFor(a Account) bool { return s.ReadOnly || a.ReadOnly }

// Default returns the settings of an empty settings file.
func Default() Settings {
	var s Settings
	for _, x := range Registry() {
		if x.setDefault != nil {
			x.setDefault(&s)
		}
	}
	return s
}

// DashboardOf is the address of an account's session list in the dashboard: the one
// of the account, else the one of the settings, else, where that is the default, the
// one of the server's region of Vapi. It is empty for a server that is not Vapi's.
func (s *Settings) DashboardOf(a Account, server string) string {
	page := s.Dashboard
	if a.Dashboard != "" || page != Default().Dashboard {
		return cmp.Or(a.Dashboard, page)
	}
	u, err := url.Parse(server)
	if err != nil || !strings.HasPrefix(u.Host, "api.") || !strings.HasSuffix(u.Host, ".vapi.ai") {
		return ""
	}
	return strings.Replace(page, "dashboard.vapi.ai", "dashboard."+strings.TrimPrefix(u.Host, "api."), 1)
}
