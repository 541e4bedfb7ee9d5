package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/pelletier/go-toml/v2"
)

// MaxHistory is how many filters are kept.
const MaxHistory = 200

// State is what is kept between runs. Marks never are: what they stood for may
// have changed.
type State struct {
	Sort    string   `toml:"sort,omitempty"`
	Columns []string `toml:"columns,omitempty"`
	Widths  []int    `toml:"widths,omitempty"`  // of Columns, in cells; 0 for a column's own
	Side    string   `toml:"side,omitempty"`    // of the detail pane
	Split   int      `toml:"split,omitempty"`   // percent for the pane
	Theme   string   `toml:"theme,omitempty"`   // as in Settings
	View    string   `toml:"view,omitempty"`    // name of the last view
	History []string `toml:"history,omitempty"` // filters, the newest last
	Views   []View   `toml:"views,omitempty"`   // saved while the program ran
}

// Remember adds a filter to the history, as its newest.
func (s *State) Remember(filter string) {
	if filter == "" {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(s.History), func(f string) bool { return f == filter })
	kept = append(kept, filter)
	s.History = kept[max(0, len(kept)-MaxHistory):]
}

// LoadState reads the state file. Without one the state is empty; one that
// cannot be read gives the empty state and why.
func LoadState(file string) (State, error) {
	var s State
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("reading the last state: %w", err)
	}
	if err := toml.Unmarshal(data, &s); err != nil {
		return State{}, fmt.Errorf("reading the last state from %s: %w", file, err)
	}
	return s, nil
}

// SaveState writes the state file, readable by its owner only, whole or not at all.
func SaveState(file string, s State) error {
	data, err := toml.Marshal(s)
	if err != nil {
		return fmt.Errorf("writing the state: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("writing the state: %w", err)
	}
	if err := replace(file, data); err != nil {
		return fmt.Errorf("writing the state: %w", err)
	}
	return nil
}
