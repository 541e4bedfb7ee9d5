package detail

import (
	"strconv"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// gutter is how many cells the cursor sign and the fold sign take.
const gutter = 2

// headHeight is how many lines the pane's heading has at its height.
func (p *Pane) headHeight() int {
	lines := 1
	if p.hidesTabLine {
		lines = 0
	}
	if p.h >= 8 {
		lines++
	}
	if p.h >= 14 {
		lines += 3
	}
	return min(p.h, lines)
}

// bodyHeight is how many lines the tab's content has.
func (p *Pane) bodyHeight() int {
	return max(0, p.h-p.headHeight()-p.footHeight())
}

// textWidth is how many cells a row of the content has.
func (p *Pane) textWidth() int { return max(1, p.w-gutter) }

// headLines draws the heading.
func (p *Pane) headLines() []string {
	var lines []string
	if !p.hidesTabLine {
		lines = append(lines, p.TabLine(p.w))
	}
	lines = append(lines, p.titleLine())
	if p.h >= 14 {
		var rule styledText
		rule.add(strings.Repeat(p.theme.Glyph(theme.GlyphHorizontal), p.w), theme.Border)
		lines = append(lines, p.whoLine(), p.timesLine(), rule.line(p.theme, p.w, theme.Plain))
	}
	return lines[:min(len(lines), p.headHeight())]
}

// TabLine draws the line of tabs, exactly w cells wide. When the caller draws it
// elsewhere, clicks on it go to Click with y = -1.
func (p *Pane) TabLine(w int) string {
	var t styledText
	for _, place := range p.tabPlaces(w) {
		t.pad(place.x)
		if place.tab == p.tab {
			t.add(p.theme.Chip(theme.Tab, place.text), theme.Tab)
		} else {
			t.add(place.text, theme.Dim)
		}
	}
	if at := p.scrolled(); w-theme.Width(t.text()) > len(at)+1 {
		t.pad(w - len(at))
		t.add(at, theme.Dim)
	}
	return t.line(p.theme, w, theme.Plain)
}

// tabPlace is where a tab stands on the line of tabs, in cells.
type tabPlace struct {
	tab  Tab
	text string
	x, w int
}

// tabPlaces spells the tabs' names as long as the width allows, with the digits that
// choose them where those keys work. The tab that is shown is a cell wider at each side.
func (p *Pane) tabPlaces(w int) (places []tabPlace) {
	for _, longest := range []struct{ shown, others int }{{10, 10}, {5, 5}, {4, 4}, {10, 0}, {0, 0}} {
		x := 0
		places = places[:0]
		for t := range tabCount {
			name, digit, most := t.String(), strconv.Itoa(int(t)+1)+" ", longest.others
			if t == p.tab {
				most = longest.shown
			}
			if !p.focused {
				digit, most = "", max(1, most)
			}
			text := strings.TrimSpace(digit + name[:min(len(name), most)])
			if t > 0 || t != p.tab {
				x++
			}
			place := tabPlace{t, text, x, len(text)}
			if t == p.tab {
				place.w += 2
			}
			places, x = append(places, place), x+place.w
		}
		if x <= w {
			break
		}
	}
	return places
}

// scrolled tells how far down the content the screen is.
func (p *Pane) scrolled() string {
	v := p.view()
	if v.empty() || v.height == 0 {
		return ""
	}
	_, above := v.stepRows(v.top, -1)
	bottom, below := v.stepRows(v.top, v.height)
	switch {
	case below < v.height && above == 0:
		return "all "
	case below < v.height:
		return "end "
	case above == 0:
		return "top "
	}
	return strconv.Itoa(min(99, max(1, 100*bottom.block/max(1, v.src.count()-1)))) + "% "
}

// footHeight is how many lines the search takes below the content.
func (p *Pane) footHeight() int {
	if !p.find.typing && p.find.matcher == "" || p.h < 3 {
		return 0
	}
	return 1
}

// footLines draws the search field, or the text that was searched for.
func (p *Pane) footLines() []string {
	f := &p.find
	if p.footHeight() == 0 {
		return nil
	}
	var t styledText
	right := p.findCount()
	t.add("/", theme.Key)
	room := max(0, p.w-len(right)-3)
	if f.typing {
		f.field.Draw(room, func(_ int, shown string, cursor bool) {
			role := theme.FieldFocus
			if cursor {
				role = theme.Cursor
			}
			t.add(shown, role)
		})
	} else {
		t.add(p.elide(f.text, room), theme.Plain)
	}
	t.pad(p.w - len(right) - 1)
	t.add(right, theme.Dim)
	return []string{t.line(p.theme, p.w, theme.Plain)}
}

// findCount tells which match is the current one, and how many there are.
func (p *Pane) findCount() string {
	f := &p.find
	if f.matcher == "" {
		return ""
	}
	more := ""
	if !f.done {
		more = "+"
	}
	total := words.Count(len(f.hits)) + more
	switch {
	case f.current >= 0:
		return words.Count(f.current+1) + " of " + total
	case len(f.hits) > 0:
		return total
	case !f.done:
		return "looking"
	}
	return "not found"
}
