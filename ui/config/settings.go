package config

import (
	"cmp"
	"net/url"
	"strings"
	"time"
)

// Settings are what a person can set. Default gives the values of one who has
// set nothing.
type Settings struct {
	Theme        string            // auto, dark, light or none
	ASCII        string            // auto, on or off
	Colours      map[string]string // role name → style
	KeyPreset    string            // of the keys
	Bindings     map[string][]string
	UndoWindow   time.Duration // before a delete is sent; 0 sends at once
	PollInterval time.Duration // between looks for changes; 0 never looks
	Rate         float64       // requests a second, at most; 0 learns what the account allows
	Parallel     int           // requests at a time
	PageSize     int           // rows of a page
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

// View is a saved filter under a number.
type View struct {
	Number  int      `toml:"number"` // 0 to 9
	Name    string   `toml:"name"`
	Filter  string   `toml:"filter,omitempty"`
	Sort    string   `toml:"sort,omitempty"`    // empty for Settings.Sort
	Columns []string `toml:"columns,omitempty"` // empty for Settings.Columns
}

// Pane says where the detail pane goes.
type Pane struct {
	Side    string // auto, right, below or off
	Right   int    // columns from which auto puts it right
	Below   int    // columns from which auto puts it below
	Rows    int    // rows that a pane below needs
	Percent int    // of the screen that the pane takes
}

// Trash says what is kept of deleted sessions.
type Trash struct {
	Off     bool
	Keep    time.Duration // how long
	Secrets bool          // keep secrets unmasked
}

// Zone is whose clock points in time are written by.
func (s *Settings) Zone() *time.Location {
	if s.TimeZone == "utc" {
		return time.UTC
	}
	return time.Local
}

// UseASCII reports whether signs and borders are drawn with ASCII only. only says
// that the terminal takes nothing else.
func (s *Settings) UseASCII(terminalOnlyASCII bool) bool {
	return s.ASCII == "on" || s.ASCII != "off" && terminalOnlyASCII
}

// ReadOnlyFor reports whether nothing may be changed of an account.
func (s *Settings) ReadOnlyFor(a Account) bool { return s.ReadOnly || a.ReadOnly }

// Default gives the settings of a person who has set nothing.
func Default() Settings {
	var s Settings
	for _, x := range Registry() {
		if x.setDefault != nil {
			x.setDefault(&s)
		}
	}
	return s
}

// DashboardOf is the address of an account's session list: its own, that of the
// settings, or where they leave it as it was, that of the server's region of Vapi.
// Another server has none that is known.
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
