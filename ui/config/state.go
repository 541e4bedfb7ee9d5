package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/renameio/v2/maybe"
	"github.com/pelletier/go-toml/v2"
)

// MaxHistory is how many filters the history keeps.
const MaxHistory = 200

// State is what is kept between runs. An empty field was not saved. Marks are never
// saved, because the marked sessions may have changed.
type State struct {
	Sort    string   `toml:"sort,omitempty"` // sort terms of the filter, where they differ from the view's
	Columns []string `toml:"columns,omitempty"`
	Widths  []int    `toml:"widths,omitempty"`  // of Columns, in cells; 0 for a column's own
	Side    string   `toml:"side,omitempty"`    // of the detail pane, as in Settings
	Split   int      `toml:"split,omitempty"`   // percent for the pane
	Mouse   string   `toml:"mouse,omitempty"`   // on or off
	View    string   `toml:"view,omitempty"`    // name of the last view
	History []string `toml:"history,omitempty"` // filters, the newest last
	Views   []View   `toml:"views,omitempty"`   // saved while the program ran

	source
}

// WithState returns the settings with the state of the last run, where the settings
// file does not set a value.
func (s Settings) WithState(last State) Settings {
	unset := func(key string) bool {
		_, set := s.Where(key)
		return !set
	}
	if unset("columns") && len(last.Columns) > 0 {
		s.Columns = last.Columns
	}
	byKey := map[string]any{"pane.side": last.Side, "pane.percent": int64(last.Split)}
	for _, x := range Registry() {
		if v, ok := byKey[x.Key]; ok && unset(x.Key) {
			x.read(&s, v) // a value that the setting refuses changes nothing
		}
	}
	if unset("mouse") && last.Mouse != "" {
		s.Mouse = last.Mouse == "on"
	}
	return s
}

// AddToHistory returns a history with a filter as its newest entry.
func AddToHistory(history []string, filter string) []string {
	if filter == "" {
		return history
	}
	all := slices.DeleteFunc(slices.Clone(history), func(f string) bool { return f == filter })
	all = append(all, filter)
	return all[max(0, len(all)-MaxHistory):]
}

// LoadState reads the state file. Without one the state is empty. From a damaged
// file it takes what can be read, and keeps a copy beside it, because the file itself
// is soon overwritten.
func LoadState(file string) (State, []Problem) {
	var s State
	data, err := readFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, []Problem{{File: file, Text: "the last state cannot be read: " + err.Error()}}
	}
	p, ok := parse(asUTF8(data))
	err = toml.Unmarshal(p.text, &s)
	s.source = source{file, keyPlaces(p.text)}
	if ok && err == nil && len(p.problems) == 0 {
		return s, nil
	}
	copyFile := file + ".damaged"
	problem := Problem{File: file, Text: "the last state is damaged, a copy is kept as " + copyFile}
	if copyErr := maybe.WriteFile(copyFile, data, 0o600); copyErr != nil {
		problem.Text = "the last state is damaged: " + copyErr.Error()
	}
	if !ok || err != nil {
		s = State{}
	}
	if len(p.problems) > 0 {
		problem.Place = p.problems[0].Place
	}
	return s, []Problem{problem}
}

// SaveState writes the state file atomically, readable by its owner only. It replaces
// only what differs between s and last, the state that this program read or wrote
// before: another instance may have changed the rest of the file.
func SaveState(file string, s, last State) error {
	onDisk, problems := LoadState(file)
	if len(problems) == 0 {
		s = s.mergedWith(onDisk, last)
	}
	data, err := toml.Marshal(s)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o700)
	}
	if info, statErr := os.Stat(file); err == nil && statErr == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file", file)
	}
	if err == nil {
		err = maybe.WriteFile(file, data, 0o600)
	}
	if err != nil {
		return fmt.Errorf("writing the state: %w", err)
	}
	return nil
}

// mergedWith gives what changed from last to s, over what is there now.
func (s State) mergedWith(onDisk, last State) State {
	if s.Sort == last.Sort && s.View == last.View { // both together, because Sort belongs to View
		s.Sort, s.View = onDisk.Sort, onDisk.View
	}
	if slices.Equal(s.Columns, last.Columns) && slices.Equal(s.Widths, last.Widths) {
		s.Columns, s.Widths = onDisk.Columns, onDisk.Widths
	}
	s.Side, s.Mouse, s.Split = ifChanged(s.Side, last.Side, onDisk.Side), ifChanged(s.Mouse, last.Mouse, onDisk.Mouse), ifChanged(s.Split, last.Split, onDisk.Split)
	history, views := onDisk.History, onDisk.Views
	for _, f := range s.History {
		if !slices.Contains(last.History, f) {
			history = AddToHistory(history, f)
		}
	}
	for _, v := range s.Views {
		if !slices.ContainsFunc(last.Views, v.equal) {
			views = PutView(views, v)
		}
	}
	s.History, s.Views = history, views
	return s
}

// ifChanged returns value, or other where value is still the last one.
func ifChanged[T comparable](value, last, other T) T {
	if value == last {
		return other
	}
	return value
}
