package sessions

import "vapi-sessions/theme"

// kept are the lines as they were drawn last, for as long as all that they are
// drawn from is the same. A step of the cursor changes two lines of a screen: the
// others are two thirds of what it would cost (BenchmarkKey).
type kept = theme.Cached[drawnFrom, drawnLines]

type drawnLines struct {
	heading string
	rows    map[int]string // by position, with the scroll bar beside its thumb
}

// drawnFrom is what lines are drawn from. What is not here makes [Pane.keptLine]
// draw anew, or is told by [Pane.sync].
type drawnFrom struct {
	rows    Rows
	version uint64
	second  int64
	plan    *planned // another one for other columns
	sort    string
	down    bool
	private bool
}

// keptLines are the lines that are still true.
func (p *Pane) keptLines() drawnLines {
	const screens = 3 // with the one before and the one after what is seen
	now := drawnFrom{rows: p.rows, version: p.rows.Version(), second: p.now.Unix(), sort: p.sort, down: p.down, private: p.private}
	if len(p.plan) > 0 {
		now.plan = &p.plan[0]
	}
	lines := p.kept.Draw(p.theme, p.w, now, func() drawnLines { return drawnLines{p.heading(), map[int]string{}} })
	if len(lines.rows) > screens*p.h {
		clear(lines.rows)
	}
	return lines
}

// keptLine draws the line at a position before a piece of the scroll bar, if it is
// not kept. Those of the cursor, of a range, of a name that is typed and of what
// counts down change at any time.
func (p *Pane) keptLine(kept map[int]string, i int, bar string) string {
	steady := p.base(i) == theme.Plain && p.rangeFrom == nil && p.rename == nil
	if line, ok := kept[i]; ok && steady {
		return line
	}
	var c Cell
	if i < p.rows.Len() {
		c = p.rows.Cell(i)
	}
	line := p.line(i, &c) + bar
	if steady && !c.Row.Deleting {
		kept[i] = line
	}
	return line
}
