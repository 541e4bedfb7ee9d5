package config

import (
	"errors"
	"net/url"
	"path/filepath"
	"strings"
)

// Paths are the program's own directories, which need not exist.
type Paths struct {
	Config string // settings
	State  string // state file
	Data   string // trash and receipts
}

// dirName is the program's directory below each of the base directories.
const dirName = "vapi-sessions"

// FindPaths gives the directories by the XDG rules ($XDG_CONFIG_HOME,
// $XDG_STATE_HOME, $XDG_DATA_HOME, absolute paths only, else below $HOME), on
// every system alike, but for Windows without $HOME, where %LOCALAPPDATA% is
// used. env reads an environment variable, such as os.Getenv.
func FindPaths(env func(string) string) (Paths, error) {
	home := env("HOME")
	pick := func(variable, standard string) string {
		if dir := env(variable); filepath.IsAbs(dir) {
			return filepath.Join(dir, dirName)
		}
		if home != "" {
			return filepath.Join(home, standard, dirName)
		}
		if local := env("LOCALAPPDATA"); local != "" {
			return filepath.Join(local, dirName, filepath.Base(standard))
		}
		return ""
	}
	p := Paths{
		Config: pick("XDG_CONFIG_HOME", ".config"),
		State:  pick("XDG_STATE_HOME", ".local/state"),
		Data:   pick("XDG_DATA_HOME", ".local/share"),
	}
	if p.Config == "" || p.State == "" || p.Data == "" {
		return Paths{}, errors.New("finding the settings' directory: $HOME is not set")
	}
	return p, nil
}

// SettingsFile is the settings file.
func (p Paths) SettingsFile() string { return filepath.Join(p.Config, "config.toml") }

// StateFile is the file of what is kept between runs.
func (p Paths) StateFile() string { return filepath.Join(p.State, "state.toml") }

// ForAccount returns the directories of an account: a named account has its own
// directories of state and data below the program's.
func (p Paths) ForAccount(account string) Paths {
	if account != "" {
		dir := "account-" + url.QueryEscape(strings.ToLower(account))
		p.State, p.Data = filepath.Join(p.State, dir), filepath.Join(p.Data, dir)
	}
	return p
}
