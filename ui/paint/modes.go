package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// modes is the state of a terminal that a view asks for besides its cells.
type modes struct {
	mouse   tea.MouseMode
	focus   bool
	noPaste bool // pasted text arrives as keys
	title   string
	keys    tea.KeyboardEnhancements
	percent int // value of a progress bar from 1 to 100; 0 for none
}

func modesOf(v tea.View) modes {
	percent := 0
	if v.ProgressBar != nil && v.ProgressBar.State != tea.ProgressBarNone {
		percent = max(1, v.ProgressBar.Value)
	}
	return modes{percent: percent, mouse: v.MouseMode, focus: v.ReportFocus, noPaste: v.DisableBracketedPasteMode,
		title: printable(v.WindowTitle), keys: v.KeyboardEnhancements}
}

// printable removes control characters from a title.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}

const (
	// enterAltScreen switches to the alternate screen, without a cursor and without
	// wrapping.
	enterAltScreen = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.ResetModeAutoWrap
	// pushTitle saves the window's title on the terminal's stack, popTitle restores it.
	pushTitle, popTitle = "\x1b[22;0t", "\x1b[23;0t"
)

// enter switches a terminal from its own modes to m.
func (m modes) enter() string {
	return pushTitle + enterAltScreen + ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(m.kittyFlags()) + modes{noPaste: true, keys: m.keys}.switchTo(m)
}

// reenter sets m again after another program changed the terminal. The keyboard flags
// and the title are on stacks, which that program has left alone.
func (m modes) reenter() string {
	return enterAltScreen + ansi.SetModifyOtherKeys2 + modes{noPaste: true, keys: m.keys}.switchTo(m)
}

// leave switches a terminal from m back to its own modes.
func (m modes) leave() string {
	return m.switchTo(modes{noPaste: true, keys: m.keys, title: m.title}) + ansi.PopKittyKeyboard(1) + ansi.ResetModifyOtherKeys +
		ansi.ResetStyle + ansi.SetModeAutoWrap + ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor + popTitle
}

// switchTo returns the sequences that switch from m to other modes.
func (m modes) switchTo(to modes) string {
	var s strings.Builder
	toggle := func(was, is bool, mode ansi.Mode) {
		switch {
		case is && !was:
			s.WriteString(ansi.SetMode(mode))
		case was && !is:
			s.WriteString(ansi.ResetMode(mode))
		}
	}
	toggle(m.mouse == tea.MouseModeCellMotion, to.mouse == tea.MouseModeCellMotion, ansi.ModeMouseButtonEvent)
	toggle(m.mouse == tea.MouseModeAllMotion, to.mouse == tea.MouseModeAllMotion, ansi.ModeMouseAnyEvent)
	toggle(m.mouse != tea.MouseModeNone, to.mouse != tea.MouseModeNone, ansi.ModeMouseExtSgr)
	toggle(m.focus, to.focus, ansi.ModeFocusEvent)
	toggle(!m.noPaste, !to.noPaste, ansi.ModeBracketedPaste)
	if m.title != to.title {
		s.WriteString(ansi.SetWindowTitle(to.title))
	}
	switch {
	case m.percent == to.percent:
	case to.percent == 0:
		s.WriteString(ansi.ResetProgressBar)
	default:
		s.WriteString(ansi.SetProgressBar(to.percent))
	}
	if m.keys != to.keys {
		s.WriteString(ansi.KittyKeyboard(to.kittyFlags(), 1))
	}
	return s.String()
}

// kittyFlags are the keyboard flags of the kitty protocol. The first is always set:
// with it the key Esc differs from the beginning of a sequence.
func (m modes) kittyFlags() (flags int) {
	for bit, on := range []bool{true, m.keys.ReportEventTypes, m.keys.ReportAlternateKeys, m.keys.ReportAllKeysAsEscapeCodes, m.keys.ReportAssociatedText} {
		if on {
			flags |= 1 << bit
		}
	}
	return flags
}

// supportsSync reports whether the environment names a terminal that is known to show
// an update at once (mode 2026).
func supportsSync(env func(string) string) bool {
	for _, name := range []string{"ghostty", "kitty", "wezterm", "alacritty", "foot", "rio", "contour"} {
		if strings.Contains(env("TERM"), name) {
			return true
		}
	}
	return env("WT_SESSION") != ""
}
