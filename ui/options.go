package ui

import (
	"time"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/writes"
)

// API is what the program calls on the server: what its rooms need.
type API interface {
	sessions.API
	detail.API
	writes.API
}

// Server is an account on a server, and the client for it.
type Server struct {
	API     API
	Account string // what the header calls it: its name, "demo", or the host
	Live    bool   // the account has real sessions, and the header says so
	BaseURL string // for curl commands; empty for the demo, which no other program reaches
	Config  config.Account
}

// Options configure the program.
type Options struct {
	Server        Server
	Accounts      []config.Account       // that the person can switch to
	Demo          func() (Server, error) // starts generated sessions, offered where Server has no API
	Events        *client.Events         // reports of the client; nil for none
	Filter        string                 // of the list at first; "" for the view that was used last
	ReadOnly      bool
	Settings      config.Settings
	Problems      []config.Problem // with settings, keys and theme, shown at the start
	ProblemsKnown bool             // show none but the given Problems
	State         config.State
	SaveState     func(s, last config.State) error // nil to save nothing
	Trash         *trash.Trash                     // nil when it could not be opened
	TrashErr      error                            // why the trash could not be opened
	Report        trash.Report                     // of what the last run left unsent
	Keys          keymap.Map
	ExportDir     string // where exports go when they name no directory
	Now           func() time.Time
	Zone          *time.Location
	Profile       colorprofile.Profile
	ASCII         bool // signs and borders in ASCII
	OnlyASCII     bool // the locale is not UTF-8: write nothing but ASCII
	Dark          bool // dark background, until the terminal tells its own
	Environ       theme.Environ
	ThemeFixed    bool // light or dark was set, so do not ask the terminal
}

// TrashOptions returns the settings of the trash.
func TrashOptions(s config.Settings) trash.Options {
	o := trash.Options{Keep: s.Trash.Keep, Off: s.Trash.Off, Mask: client.Redact}
	if s.Trash.Secrets {
		o.Mask = nil
	}
	return o
}

// newTheme returns the theme for a dark or light background.
func (o *Options) newTheme(dark bool) *theme.Theme {
	return theme.New(theme.Options{Dark: dark, Profile: o.Profile, ASCII: o.ASCII,
		Overrides: o.Settings.ColoursFor(o.Server.Config)})
}
