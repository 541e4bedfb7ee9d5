package theme

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Problem is something wrong with an override. The theme works all the same.
type Problem struct {
	Role string // as it was written
	Text string // what is wrong, for a person
}

// Error gives the text.
func (p Problem) Error() string { return p.Text }

// ParseStyle reads a style as a person writes it: attributes (bold, faint,
// italic, underline, reverse, strike), a colour, and "on" with a background
// colour, in any order: "bold red on #112233". A colour is one of the sixteen
// names (black, red, green, yellow, blue, magenta, cyan, white, each with
// bright- before it), a number from 0 to 255, #rgb or #rrggbb. "default" or
// nothing is the plain style. The error names the word that is wrong.
func ParseStyle(text string) (lipgloss.Style, error) {
	s := lipgloss.NewStyle()
	background := false
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if with, ok := attribute(s, word); ok {
			s = with
			continue
		}
		if word == "on" {
			background = true
			continue
		}
		c, ok := colourNamed(word)
		switch {
		case !ok:
			return lipgloss.NewStyle(), fmt.Errorf("reading style %q: %q is neither an attribute nor a colour", text, word)
		case background:
			s, background = s.Background(c), false
		default:
			s = s.Foreground(c)
		}
	}
	if background {
		return lipgloss.NewStyle(), fmt.Errorf("reading style %q: a colour must follow \"on\"", text)
	}
	return s, nil
}

// attribute adds the attribute of a name to a style.
func attribute(s lipgloss.Style, name string) (_ lipgloss.Style, ok bool) {
	switch name {
	case "bold":
		return s.Bold(true), true
	case "faint", "dim":
		return s.Faint(true), true
	case "italic":
		return s.Italic(true), true
	case "underline":
		return s.Underline(true), true
	case "reverse":
		return s.Reverse(true), true
	case "strike", "strikethrough":
		return s.Strikethrough(true), true
	}
	return s, false
}

// colourNamed reads a colour; "default" is the terminal's own.
func colourNamed(word string) (color.Color, bool) {
	names := []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	plain, bright := strings.CutPrefix(word, "bright-")
	if i := slices.Index(names, plain); i >= 0 {
		if bright {
			i += 8
		}
		return ansi.BasicColor(i), true
	}
	switch {
	case word == "default" || word == "none" || word == "plain":
		return lipgloss.NoColor{}, true
	case word == "gray" || word == "grey":
		return ansi.BasicColor(8), true
	case strings.HasPrefix(word, "#"):
		return hex(word[1:])
	}
	n, err := strconv.ParseUint(word, 10, 8)
	if err != nil {
		return nil, false
	}
	if n < 16 {
		return ansi.BasicColor(n), true
	}
	return ansi.IndexedColor(n), true
}

func hex(digits string) (color.Color, bool) {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return nil, false
	}
	switch len(digits) {
	case 3:
		r, g, b := n>>8, n>>4&0xf, n&0xf
		return color.RGBA{uint8(r * 17), uint8(g * 17), uint8(b * 17), 255}, true
	case 6:
		return color.RGBA{uint8(n >> 16), uint8(n >> 8 & 0xff), uint8(n & 0xff), 255}, true
	}
	return nil, false
}

// override puts a person's styles over the palette's. Where the terminal has
// no colours an override that is only colour leaves the default in place, so
// that no sign is lost.
func (t *Theme) override(o Options) {
	names := make([]string, 0, len(o.Overrides))
	for name := range o.Overrides {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		r, ok := RoleNamed(name)
		if !ok {
			t.problems = append(t.problems, Problem{name, fmt.Sprintf("theme: no role is called %q; the roles are %s", name, strings.Join(RoleNames(), ", "))})
			continue
		}
		s, err := ParseStyle(o.Overrides[name])
		if err != nil {
			t.problems = append(t.problems, Problem{name, fmt.Sprintf("theme: role %s: %v", name, err)})
			continue
		}
		own := styleOf(fit(s, o.Profile))
		if o.Profile <= colorprofile.ASCII && own.Empty() {
			continue
		}
		t.styles[r] = own
	}
}
