package theme

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Environ is an environment as os.Environ returns it.
type Environ []string

// Get is the value of a variable; of several the last counts.
func (e Environ) Get(name string) string {
	for _, entry := range slices.Backward(e) {
		if v, ok := strings.CutPrefix(entry, name+"="); ok {
			return v
		}
	}
	return ""
}

// Profile is the colour profile of the terminal. With a non-empty NO_COLOR only bold,
// underline and reverse video are left.
func (e Environ) Profile() colorprofile.Profile {
	if e.Get("NO_COLOR") != "" || e.Get("TERM") == "dumb" {
		return colorprofile.Ascii
	}
	return max(colorprofile.Ascii, colorprofile.Env(e))
}

// Unicode reports whether the locale is UTF-8, or there is none.
func (e Environ) Unicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(e.Get(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return true
}

// ShowsProgress reports whether the terminal is known to show a progress bar (OSC 9;4).
// Others show that sequence as a notification.
func (e Environ) ShowsProgress() bool {
	return e.Get("WT_SESSION") != "" || e.Get("ConEmuANSI") == "ON" ||
		slices.Contains([]string{"ghostty", "WezTerm"}, e.Get("TERM_PROGRAM"))
}

// OnlyASCII replaces what is not ASCII by question marks of the same width. A terminal
// that does not read UTF-8 may obey its bytes.
func OnlyASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Repeat("?", ansi.StringWidthWc(string(r))))
		}
	}
	return b.String()
}
