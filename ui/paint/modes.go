package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// modes are what a program wants of the terminal besides its cells.
type modes struct {
	mouse   tea.MouseMode
	focus   bool
	nopaste bool // pasted text comes as keys
	title   string
	keys    tea.KeyboardEnhancements
}

func modesOf(v tea.View) modes {
	return modes{mouse: v.MouseMode, focus: v.ReportFocus, nopaste: v.DisableBracketedPasteMode,
		title: printable(v.WindowTitle), keys: v.KeyboardEnhancements}
}

// printable leaves control characters out of a title.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}

const (
	// taking: the alternate screen, the person's title kept, no cursor, no
	// wrapping.
	taking = "\x1b[22;0t\x1b[?1049h\x1b[?25l\x1b[?7l"
	giving = "\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l\x1b[23;0t"
	// modified keys are told apart where the terminal can, by either protocol.
	modifyKeys, plainKeys = "\x1b[>4;2m", "\x1b[>4m"
	popKeys               = "\x1b[<1u"
)

// enter takes the terminal.
func (m modes) enter() string {
	return taking + modifyKeys + ansi.PushKittyKeyboard(m.flags()) + modes{nopaste: true, keys: m.keys}.change(m)
}

// again takes a terminal whose modes somebody changed: all but the keyboard
// flags and the title, which are on stacks, are set once more.
func (m modes) again() string {
	return "\x1b[?1049h\x1b[?25l\x1b[?7l" + modifyKeys + modes{nopaste: true, keys: m.keys}.change(m)
}

// leave gives the terminal back.
func (m modes) leave() string {
	return m.change(modes{nopaste: true, keys: m.keys, title: m.title}) + popKeys + plainKeys + giving
}

// change gives what turns these modes into others.
func (m modes) change(to modes) string {
	var s strings.Builder
	if m.mouse != to.mouse {
		if m.mouse != tea.MouseModeNone {
			s.WriteString("\x1b[?1002;1003;1006l")
		}
		switch to.mouse {
		case tea.MouseModeNone:
		case tea.MouseModeCellMotion:
			s.WriteString("\x1b[?1002;1006h")
		case tea.MouseModeAllMotion:
			s.WriteString("\x1b[?1003;1006h")
		}
	}
	toggle := func(was, is bool, mode string) {
		switch {
		case is && !was:
			s.WriteString("\x1b[?" + mode + "h")
		case was && !is:
			s.WriteString("\x1b[?" + mode + "l")
		}
	}
	toggle(m.focus, to.focus, "1004")
	toggle(!m.nopaste, !to.nopaste, "2004")
	if m.title != to.title {
		s.WriteString("\x1b]2;" + to.title + "\x07")
	}
	if m.keys != to.keys {
		s.WriteString(ansi.KittyKeyboard(to.flags(), 1))
	}
	return s.String()
}

// flags are the keyboard's flags in the kitty protocol. The first is always
// on: with it Esc is told from the beginning of a sequence without a wait.
func (m modes) flags() int {
	flags := ansi.KittyDisambiguateEscapeCodes
	for bit, on := range map[int]bool{
		ansi.KittyReportEventTypes:           m.keys.ReportEventTypes,
		ansi.KittyReportAlternateKeys:        m.keys.ReportAlternateKeys,
		ansi.KittyReportAllKeysAsEscapeCodes: m.keys.ReportAllKeysAsEscapeCodes,
		ansi.KittyReportAssociatedKeys:       m.keys.ReportAssociatedText,
	} {
		if on {
			flags |= bit
		}
	}
	return flags
}

// erasesInColour reports whether a terminal of that name erases with the
// background that is on. All do that count, but for screen and what calls itself
// after it.
func erasesInColour(name string) bool {
	for _, p := range []string{"xterm", "tmux", "alacritty", "foot", "ghostty", "kitty", "linux", "rio", "rxvt", "st-", "vte", "wezterm", "contour"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// modern reports whether the environment names a terminal that is known to
// show an update as a whole.
func modern(env func(string) string) bool {
	for _, name := range []string{"ghostty", "kitty", "wezterm", "alacritty", "foot", "rio", "contour"} {
		if strings.Contains(env("TERM"), name) {
			return true
		}
	}
	return env("WT_SESSION") != ""
}
