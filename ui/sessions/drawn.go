package sessions

import "vapi-sessions/theme"

// drawnCache are the lines as they were drawn last, for as long as all that they are
// drawn from is the same. A step of the cursor changes two lines of a screen: the
// others are two thirds of what it would cost (BenchmarkKey).
type drawnCache = theme.Cached[drawInput, drawnLines]

type drawnLines struct {
	heading string
	rows    map[int]string // by position, with the scroll bar beside its thumb
}

// drawInput is what lines are drawn from. What is not here makes [Pane.cachedLine]
// draw anew, or is told by [Pane.sync].
type drawInput struct {
	rows       rowSource
	version    uint64
	second     int64
	placed     *placedColumn // another one for other columns
	sortKey    string
	descending bool
	private    bool
}

// cachedLines are the lines that are still true.
func (p *Pane) cachedLines() drawnLines {
	const screens = 3 // with the one before and the one after what is seen
	now := drawInput{rows: p.rows, version: p.rows.Version(), second: p.now.Unix(), sortKey: p.sortKey, descending: p.descending, private: p.private}
	if len(p.placed) > 0 {
		now.placed = &p.placed[0]
	}
	lines := p.drawn.Draw(p.theme, p.w, now, func() drawnLines { return drawnLines{p.drawHeading(), map[int]string{}} })
	if len(lines.rows) > screens*p.h {
		clear(lines.rows)
	}
	return lines
}

// cachedLine draws the line at a position before a piece of the scroll bar, if it is
// not kept. Those of the cursor, of a range, of a name that is typed and of what
// counts down change at any time.
func (p *Pane) cachedLine(kept map[int]string, i int, bar string) string {
	steady := p.rowRole(i) == theme.Plain && p.rangeFrom == nil && p.rename == nil
	if line, ok := kept[i]; ok && steady {
		return line
	}
	var c cell
	if i < p.rows.Len() {
		c = p.rows.Cell(i)
	}
	line := p.drawRow(i, &c) + bar
	if steady && !c.Row.Deleting {
		kept[i] = line
	}
	return line
}
