package sessions

import "vapi-sessions/theme"

// kept are the lines of rows as they were drawn last, for as long as all that
// they are drawn from is the same. A step of the cursor changes two lines of a
// screen: the others are two thirds of what it would cost (BenchmarkKey).
type kept struct {
	from  drawnFrom
	lines map[int]string // by position
}

// drawnFrom is what lines are drawn from. What is not here makes [Pane.keptLine]
// draw anew, or is told by [Pane.Sync].
type drawnFrom struct {
	rows    Rows
	version uint64
	second  int64
	theme   *theme.Theme
	plan    *planned // another one for other columns
	width   int
	private bool
}

// keep lets go of lines that are not true any more.
func (p *Pane) keep() {
	const screens = 3 // with the one before and the one after what is seen
	now := drawnFrom{rows: p.rows, version: p.rows.Version(), second: p.now.Unix(), theme: p.theme, width: p.w, private: p.private}
	if len(p.plan) > 0 {
		now.plan = &p.plan[0]
	}
	if p.kept.from != now || len(p.kept.lines) > screens*p.h {
		p.kept = kept{from: now, lines: map[int]string{}}
	}
}

// keptLine draws the line at a position, if it is not kept. Those of the cursor,
// of a range, of a name that is typed and of what counts down change at any time.
func (p *Pane) keptLine(i int) string {
	steady := p.base(i) == theme.Plain && p.rangeFrom == nil && p.rename == nil
	if line, ok := p.kept.lines[i]; ok && steady {
		return line
	}
	var c Cell
	if i < p.rows.Len() {
		c = p.rows.Cell(i)
	}
	line := p.line(i, &c)
	if steady && !c.Row.Deleting {
		p.kept.lines[i] = line
	}
	return line
}
