package ui

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/config"
)

// saveAfter is how long a change rests before it is written: a line that is
// dragged changes the state with each of its steps.
const saveAfter = time.Second

// keeper writes what is kept between runs, soon after it has changed.
type keeper struct {
	file  *stateFile
	saved config.State // what is in the file, or on its way there
	at    time.Time    // when it is written; zero when nothing has changed
}

// stateFile writes states one after the other: commands run side by side, and
// an older state must not take the place of a newer one.
type stateFile struct {
	mu    sync.Mutex
	save  func(s, last config.State) error // nil keeps nothing
	last  config.State                     // that was read or written
	given uint64                           // states that were given to be written
	done  uint64                           // number of the newest that was written
}

// write writes the state that was given as number n, unless a newer one was.
func (f *stateFile) write(n uint64, s config.State) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n <= f.done {
		return nil
	}
	f.done = n
	err := f.save(s, f.last)
	f.last = s
	return err
}

// stateSaved answers saveState.
type stateSaved struct{ err error }

// saveState writes the state.
func saveState(f *stateFile, n uint64, s config.State) tea.Cmd {
	return func() tea.Msg { return stateSaved{f.write(n, s)} }
}

// keep writes the state when it has changed and then rested.
func (k *keeper) keep(s config.State, now time.Time) tea.Cmd {
	if k.file.save == nil {
		return nil
	}
	switch {
	case reflect.DeepEqual(s, k.saved):
		k.at = time.Time{}
	case k.at.IsZero():
		k.at = now.Add(saveAfter)
	case !now.Before(k.at):
		k.at, k.saved = time.Time{}, s
		k.file.given++
		return saveState(k.file, k.file.given, s)
	}
	return nil
}

// keepLast writes the state at the end of the program, however it ends.
func (k *keeper) keepLast(s config.State) error {
	if k.file.save == nil {
		return nil
	}
	if !reflect.DeepEqual(s, k.saved) {
		k.file.given++
	}
	return k.file.write(k.file.given, s) // nothing where it was written already
}

// state is what the next run begins with.
func (m *Model) state() config.State {
	s := config.State{Split: 100 - m.share,
		Side: map[Side]string{SideAuto: "auto", SideRight: "right", SideBelow: "below"}[m.side], Mouse: "off"}
	if !m.pane {
		s.Side = "off"
	}
	if m.mouse {
		s.Mouse = "on"
	}
	m.list.Keep(&s)
	return s
}
