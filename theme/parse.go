package theme

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Problem is something wrong with an override. The theme works in spite of it.
type Problem struct {
	Role string // name as it was written
	Text string // what is wrong, for a person
}

// ParseStyle reads a style as a person writes it: attributes (bold, faint,
// italic, underline, reverse, strike), a colour, and "on" with a background
// colour, in any order: "bold red on #112233". A colour is one of the sixteen
// names (black, red, green, yellow, blue, magenta, cyan, white, each with
// bright- before it), a number from 0 to 255, #rgb or #rrggbb. "default" or
// nothing is the plain style. The error names the word that is wrong.
func ParseStyle(text string) (lipgloss.Style, error) {
	attributes := map[string]func(lipgloss.Style, bool) lipgloss.Style{
		"bold": lipgloss.Style.Bold, "faint": lipgloss.Style.Faint, "dim": lipgloss.Style.Faint, "italic": lipgloss.Style.Italic,
		"underline": lipgloss.Style.Underline, "reverse": lipgloss.Style.Reverse,
		"strike": lipgloss.Style.Strikethrough, "strikethrough": lipgloss.Style.Strikethrough,
	}
	s := lipgloss.NewStyle()
	background := false
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if set, ok := attributes[word]; ok {
			s = set(s, true)
			continue
		}
		if word == "on" {
			background = true
			continue
		}
		c, ok := parseColour(word)
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

// parseColour reads a colour; "default" is the terminal's own.
func parseColour(word string) (color.Color, bool) {
	names := []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	plain, bright := strings.CutPrefix(word, "bright-")
	if i := slices.Index(names, plain); i >= 0 {
		if bright {
			i += 8
		}
		return ansi.BasicColor(i), true
	}
	switch word {
	case "default", "none", "plain":
		return lipgloss.NoColor{}, true
	case "gray", "grey":
		return ansi.BasicColor(8), true
	}
	if _, err := strconv.ParseUint(word, 10, 8); err != nil && !strings.HasPrefix(word, "#") {
		return nil, false
	}
	c := lipgloss.Color(word)
	return c, isColour(c)
}

// override replaces styles of the palette by the person's. On a terminal without
// colours it ignores an override that is only a colour, so that the role's attributes
// stay.
func (t *Theme) override(o Options) {
	for _, name := range slices.Sorted(maps.Keys(o.Overrides)) {
		r := slices.Index(roleNames[:], name)
		if r < 0 {
			t.problems = append(t.problems, Problem{name, fmt.Sprintf("theme: no role is called %q; the roles are %s", name, strings.Join(roleNames[:], ", "))})
			continue
		}
		s, err := ParseStyle(o.Overrides[name])
		if err != nil {
			t.problems = append(t.problems, Problem{name, fmt.Sprintf("theme: role %s: %v", name, err)})
			continue
		}
		style := styleOf(reduceTo(s, o.Profile))
		if o.Profile <= colorprofile.ASCII && style.Empty() {
			continue
		}
		t.styles[r] = style
	}
}
