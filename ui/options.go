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

// API is what the program asks of the server: what its rooms do.
type API interface {
	sessions.API
	detail.API
	writes.API
}

// Server is an account on a server, ready to be asked.
type Server struct {
	API     API
	Account string // what the header calls it: its name, "demo", or the host
	Live    bool   // real sessions: the header says so
	BaseURL string // for the curl lines that can be copied
	Config  config.Account
}

// Options are what the program is run with.
type Options struct {
	Server        Server
	Accounts      []config.Account       // that can be gone on to
	Demo          func() (Server, error) // generated sessions, offered when Server has no API
	Events        *client.Events         // what the client tells; nil for none
	Filter        string                 // to begin with; empty for the view that was last used
	ReadOnly      bool
	Settings      config.Settings
	Problems      []config.Problem // with settings, keys and theme: shown once, at the start
	ProblemsKnown bool             // what the checks find besides is known to the person
	State         config.State
	SaveState     func(s, last config.State) error // nil keeps nothing
	Trash         *trash.Trash                     // nil when it could not be opened
	TrashErr      error                            // why not
	Report        trash.Report                     // what the last run left unsent
	Keys          keymap.Map
	ExportDir     string // where exports go when they name no directory
	Now           func() time.Time
	Zone          *time.Location
	Profile       colorprofile.Profile
	ASCII         bool // signs and borders
	OnlyASCII     bool // the locale is not UTF-8: nothing else may be written
	Dark          bool // until the terminal says what its background is
	Environ       theme.Environ
	ThemeFixed    bool // light or dark was set: do not ask the terminal
}

// TrashOptions are the settings of the trash.
func TrashOptions(s config.Settings) trash.Options {
	o := trash.Options{Keep: s.Trash.Keep, Off: s.Trash.Off, Mask: client.Redact}
	if s.Trash.Secrets {
		o.Mask = nil
	}
	return o
}

// newTheme makes the theme for a background.
func (o *Options) newTheme(dark bool) *theme.Theme {
	return theme.New(theme.Options{Dark: dark, Profile: o.Profile, ASCII: o.ASCII,
		Overrides: o.Settings.ColoursFor(o.Server.Config)})
}
