package dialog

import (
	"strings"

	"charm.land/bubbles/v2/viewport"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// row is one line inside a box.
type row struct {
	text   string // styled, at most as wide as the box inside
	cursor int    // cell of the text cursor, or -1
	focus  bool   // must be visible
	blank  bool   // gives way when the box is low
	hits   []hit
}

// hit is a part of a row that can be clicked.
type hit struct{ from, to, target int }

// sheet is a box being drawn: head and foot stay, the body scrolls.
type sheet struct {
	Look
	title            string
	w                int  // cells inside
	low              bool // there is little room: what matters most comes first
	above, below     bool // there are rows that are not in the body
	writes           bool // to the account, which is said
	head, body, foot []row
}

// picture is a drawn box.
type picture struct {
	lines []string
	x, y  int // of the text cursor; y is -1 without one
	hits  [][]hit
}

// frame is how many cells borders and margins take from a row.
const frame = 4

// newSheet begins a box of the wanted width, or of what there is.
func newSheet(l Look, title string, want, maxW int) *sheet {
	return &sheet{Look: l, title: title, w: max(1, min(want, maxW)-frame)}
}

func width(s string) int { return theme.Width(s) }

// wrap cuts plain text into lines of at most w cells. Text from outside is cleaned
// here and by cutTo.
func wrap(s string, w int) []string {
	s, _ = client.Clean(s)
	return theme.Wrap(s, w)
}

// cutTo shortens plain text to w cells, with a sign when something is missing.
func (s *sheet) cutTo(text string, w int) string {
	text, _ = client.Clean(text)
	return theme.Cut(text, max(0, w), s.Theme.Glyph(theme.GlyphEllipsis))
}

// lines is wrapped text.
func (s *sheet) lines(r theme.Role, text string) (rows []row) {
	for _, l := range wrap(text, s.w) {
		rows = append(rows, row{text: s.Theme.Style(r).Render(l), cursor: -1})
	}
	return rows
}

// say adds wrapped text to the body.
func (s *sheet) say(r theme.Role, text string) { s.body = append(s.body, s.lines(r, text)...) }

// hang adds wrapped text whose later lines are indented like its first words.
func (s *sheet) hang(r theme.Role, first, text string) {
	indent := width(first)
	for i, l := range wrap(text, s.w-indent) {
		if i > 0 {
			first = strings.Repeat(" ", indent)
		}
		s.body = append(s.body, row{text: s.Theme.Style(r).Render(first + l), cursor: -1})
	}
}

// headText and footText add wrapped text to the head and the foot.
func (s *sheet) headText(r theme.Role, text string) { s.head = append(s.head, s.lines(r, text)...) }
func (s *sheet) footText(r theme.Role, text string) { s.foot = append(s.foot, s.lines(r, text)...) }

// line adds one dim row to the body, cut to the width.
func (s *sheet) line(text string) {
	s.body = append(s.body, row{text: s.Theme.Style(theme.Dim).Render(s.cutTo(text, s.w)), cursor: -1})
}

// space adds a blank row behind others, the first to go when the box is low.
func (s *sheet) space() {
	if n := len(s.body); n > 0 && !s.body[n-1].blank {
		s.body = append(s.body, row{cursor: -1, blank: true})
	}
}

// draw puts the rows into a box of at most maxH lines. The body is seen through
// a viewport, which keeps where its owner has scrolled to; it moves to where the
// focused row is seen.
func (s *sheet) draw(maxH int, view *viewport.Model) picture {
	room := maxH - 2 - len(s.head) - len(s.foot)
	body := s.body
	if len(body) > room {
		body = withoutBlanks(body)
	}
	top := s.look(view, body, max(0, min(room, len(body))))
	shown := append(append(append([]row(nil), s.head...), body[top:top+view.Height()]...), s.foot...)
	shown = shown[:min(len(shown), max(0, maxH-2))]
	p := picture{y: -1}
	p.add(s.top(), nil)
	for _, r := range shown {
		s.paint(&p, r)
	}
	more := ""
	switch above, below := s.above || !view.AtTop(), s.below || !view.AtBottom(); {
	case above && below:
		more = "more: PgUp PgDn"
	case above:
		more = "more: PgUp"
	case below:
		more = "more: PgDn"
	}
	p.add(s.Theme.Edge(s.w+frame, false, theme.BorderFocus, theme.Dim, more), nil)
	return p
}

// top is the upper line: the title and, where something is written, the account.
func (s *sheet) top() string {
	w, line := s.w+frame, theme.BorderFocus
	if !s.writes || s.Account == "" {
		return s.Theme.Edge(w, true, line, theme.Title, s.title)
	}
	account := s.Theme.Style(theme.Account).Render(s.Theme.Chip(theme.Account, s.cutTo(s.Account, max(6, w/4))))
	if s.Live {
		account += s.Theme.Style(theme.Live).Render(" LIVE ")
	}
	const (
		ends  = 3  // a blank before and behind the account, and a piece of line
		least = 10 // of the line that has the title
	)
	left := w - width(account) - ends
	if left < least {
		return s.Theme.Edge(w, true, line, theme.Title, s.title)
	}
	title, border := theme.Cut(s.Theme.Edge(left, true, line, theme.Title, s.title), left-1, ""), s.Theme.Border()
	return title + " " + account + " " + s.Theme.Style(line).Render(border.Top+border.TopRight)
}

// look moves a viewport of some rows over the body, no farther than it must to
// show what has the focus, and gives the first row that is seen. The rows are
// drawn from the body and not by View, which fills lines up to where Lip Gloss
// sees their end.
func (s *sheet) look(view *viewport.Model, body []row, rows int) int {
	lines := make([]string, 0, len(body))
	for _, r := range body {
		lines = append(lines, r.text)
	}
	view.SetWidth(s.w)
	view.SetHeight(rows)
	view.SetContentLines(lines)
	top := view.YOffset()
	for i, r := range body {
		if r.focus {
			top = max(min(top, i), i-rows+1)
		}
	}
	view.SetYOffset(top)
	return view.YOffset()
}

func withoutBlanks(rows []row) []row {
	kept := make([]row, 0, len(rows))
	for _, r := range rows {
		if !r.blank {
			kept = append(kept, r)
		}
	}
	return kept
}

func (p *picture) add(line string, hits []hit) {
	p.lines, p.hits = append(p.lines, line), append(p.hits, hits)
}

// paint adds one row with its borders.
func (s *sheet) paint(p *picture, r row) {
	side := s.Theme.Side(theme.BorderFocus)
	if r.cursor >= 0 {
		p.x, p.y = r.cursor+frame/2, len(p.lines)
	}
	text := theme.Cut(r.text, s.w, "")
	p.add(side+" "+text+strings.Repeat(" ", s.w-width(text))+" "+side, r.hits)
}

// target gives what was clicked.
func (p picture) target(x, y int) (int, bool) {
	if y < 0 || y >= len(p.hits) {
		return 0, false
	}
	for _, h := range p.hits[y] {
		if x-frame/2 >= h.from && x-frame/2 < h.to {
			return h.target, true
		}
	}
	return 0, false
}

// cutMiddle cuts a text to so many cells, and keeps its beginning and its end.
func (s *sheet) cutMiddle(text string, w int) string {
	text, _ = client.Clean(text)
	ellipsis := s.Theme.Glyph(theme.GlyphEllipsis)
	if width(text) <= w || w < 3 {
		return text
	}
	end := (w - 1) / 2
	return theme.Cut(text, w-end, ellipsis) + ansi.TruncateLeft(text, width(text)-end, "")
}
