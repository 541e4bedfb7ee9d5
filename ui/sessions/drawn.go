package sessions

import "vapi-sessions/theme"

// drawnCache keeps the drawn lines until a value of drawInput changes. A step of the
// cursor changes two lines of a screen; without the cache it costs five times as much
// (BenchmarkKey).
type drawnCache = theme.Cached[drawInput, drawnLines]

type drawnLines struct {
	heading string
	rows    map[int]string // by position, with the scroll bar beside its thumb
}

// drawInput holds the values that lines depend on. Cursor, range and rename are not
// among them: [Pane.cachedLine] draws their lines anew. [Pane.sync] empties the cache.
type drawInput struct {
	rows       rowSource
	version    uint64
	second     int64
	placed     *placedColumn // the first column; layOutColumns allocates a new one
	sortKey    string
	descending bool
	private    bool
}

// cachedLines returns the heading and the rows that need not be drawn again.
func (p *Pane) cachedLines() drawnLines {
	const screens = 3 // this one, the one above and the one below
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

// cachedLine returns the line at a position with its piece of the scroll bar. Lines of
// the cursor, of a range, beside a name that is typed, and of deletes under way are
// drawn each time.
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
