//go:build unix

package termtest

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// state is what the emulator does not keep: the modes that matter to whoever
// uses the terminal next, and how queries are answered.
type state struct {
	light  bool
	deny   []string
	modes  map[int]bool
	alt    bool
	hidden bool
	nowrap bool
	other  bool     // modifyOtherKeys
	kitty  [2][]int // the stacks of keyboard flags of the main and the alternate screen
	titles int      // depth of the title stack
	title  string
}

func newState(o Options) state {
	return state{light: o.Light, deny: o.Deny, modes: map[int]bool{}}
}

func (s *state) denied(query string) bool {
	return slices.Contains(s.deny, query) || slices.Contains(s.deny, "all")
}

// keyboard is the stack of keyboard flags of the screen that is shown.
func (s *state) keyboard() *[]int {
	if s.alt {
		return &s.kitty[1]
	}
	return &s.kitty[0]
}

// flags are the keyboard flags in force.
func (s *state) flags() int {
	k := *s.keyboard()
	if len(k) == 0 || s.denied("kitty") {
		return 0
	}
	return k[len(k)-1]
}

// Modes names what the program has switched on, or taken, and not given back:
// nothing, once it has left. The names are "alternate screen", "cursor
// hidden", "no autowrap", "mouse", "focus reports", "bracketed paste",
// "synchronized update", "unicode core", "keyboard flags", "modified keys",
// "title stack".
func (t *Terminal) Modes() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var on []string
	add := func(name string, is bool) {
		if is && !slices.Contains(on, name) {
			on = append(on, name)
		}
	}
	s := &t.state
	add("alternate screen", s.alt)
	add("cursor hidden", s.hidden)
	add("no autowrap", s.nowrap)
	for _, m := range []int{9, 1000, 1002, 1003, 1006} {
		add("mouse", s.modes[m])
	}
	add("focus reports", s.modes[1004])
	add("bracketed paste", s.modes[2004])
	add("synchronized update", s.modes[2026])
	add("unicode core", s.modes[2027])
	add("keyboard flags", len(s.kitty[0])+len(s.kitty[1]) > 0)
	add("modified keys", s.other)
	add("title stack", s.titles != 0)
	return on
}

// Title is the window's title as the program last set it.
func (t *Terminal) Title() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state.title
}

// answer makes the emulator answer as a modern terminal does. Every handler
// runs inside feed, with the lock held.
func (t *Terminal) answer() {
	s := &t.state
	t.emu.SetCallbacks(vt.Callbacks{
		AltScreen:        func(on bool) { s.alt = on },
		CursorVisibility: func(shown bool) { s.hidden = !shown },
		Title:            func(title string) { s.title = title },
		EnableMode:       func(m ansi.Mode) { s.set(m, true) },
		DisableMode:      func(m ansi.Mode) { s.set(m, false) },
	})
	t.answerQueries(t.emu.InputPipe())
	t.answerKeyboard(t.emu.InputPipe())
}

func (s *state) set(m ansi.Mode, on bool) {
	if _, private := m.(ansi.DECMode); !private {
		return
	}
	if m == ansi.ModeAutoWrap {
		s.nowrap = !on
		return
	}
	s.modes[m.Mode()] = on
}

func (t *Terminal) answerQueries(to io.Writer) {
	s := &t.state
	t.emu.RegisterCsiHandler('c', func(ansi.Params) bool { return s.denied("da1") })
	t.emu.RegisterCsiHandler(ansi.Command('?', '$', 'p'), func(p ansi.Params) bool {
		mode, _, _ := p.Param(0, 0)
		if s.denied("all") || s.denied(fmt.Sprint(mode)) {
			return true
		}
		setting := 0 // not known
		if mode == 2026 || mode == 2027 {
			setting = 2 // known, off
			if s.modes[mode] {
				setting = 1
			}
		}
		_, _ = fmt.Fprintf(to, "\x1b[?%d;%d$y", mode, setting)
		return true
	})
	t.emu.RegisterOscHandler(11, func(data []byte) bool {
		if !bytes.HasSuffix(data, []byte(";?")) {
			return false
		}
		color := "0000/0000/0000"
		if s.light {
			color = "ffff/ffff/ffff"
		}
		if !s.denied("osc") {
			_, _ = fmt.Fprintf(to, "\x1b]11;rgb:%s\x1b\\", color)
		}
		return true
	})
	t.emu.RegisterCsiHandler('t', func(p ansi.Params) bool {
		switch op, _, _ := p.Param(0, 0); op {
		case 22:
			s.titles++
		case 23:
			s.titles--
		}
		return true
	})
}

func (t *Terminal) answerKeyboard(to io.Writer) {
	s := &t.state
	t.emu.RegisterCsiHandler(ansi.Command('?', 0, 'u'), func(ansi.Params) bool {
		if !s.denied("kitty") {
			_, _ = fmt.Fprintf(to, "\x1b[?%du", s.flags())
		}
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('>', 0, 'u'), func(p ansi.Params) bool {
		flags, _, _ := p.Param(0, 0)
		*s.keyboard() = append(*s.keyboard(), flags)
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('<', 0, 'u'), func(p ansi.Params) bool {
		n, _, _ := p.Param(0, 1)
		k := s.keyboard()
		*k = (*k)[:max(0, len(*k)-max(n, 1))]
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('=', 0, 'u'), func(p ansi.Params) bool {
		flags, _, _ := p.Param(0, 0)
		if k := *s.keyboard(); len(k) > 0 {
			k[len(k)-1] = flags
		}
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('>', 0, 'm'), func(p ansi.Params) bool {
		resource, _, _ := p.Param(0, 0)
		value, _, _ := p.Param(1, 0)
		if resource == 4 {
			s.other = value > 0
		}
		return true
	})
}
