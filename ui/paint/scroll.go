package paint

import (
	"slices"
	"strconv"
)

// scroll is lines top to end, end not included, moved up by n lines, or down by
// -n; the n lines that come free are blank.
type scroll struct{ top, end, n int }

// minScroll is how many lines must have changed to look for a scroll.
const minScroll = 3

// findScroll looks for the scroll that puts most of the text where it now
// belongs; by no lines if leaving every line where it is does as much.
func findScroll(old []*row, lines []string) (best scroll) {
	top, end := 0, len(lines)
	for top < end && old[top].line == lines[top] {
		top++
	}
	for end > top && old[end-1].line == lines[end-1] {
		end--
	}
	if end-top < minScroll {
		return scroll{}
	}
	most := kept(old, lines, top, end, 0).text
	all := 0
	for _, l := range lines[top:end] {
		all += len(l)
	}
	// The nearest first. What differs from line to line is kept by one scroll
	// only, so that one which keeps most of it is the best.
	for n := 1; n < end-top && 2*most <= all; n++ {
		for _, by := range [...]int{n, -n} {
			if k := kept(old, lines, top, end, by); k.text > most {
				most = k.text
				best = scroll{top: k.first, end: k.last + 1 + n, n: by}
				if by < 0 {
					best = scroll{top: k.first - n, end: k.last + 1, n: by}
				}
			}
		}
	}
	return best
}

// keeping tells what a scroll keeps: how many bytes of text, from which line to
// which.
type keeping struct{ text, first, last int }

func kept(old []*row, lines []string, top, end, by int) keeping {
	k := keeping{first: -1}
	for y := max(top, top-by); y < min(end, end-by); y++ {
		if l := lines[y]; l == old[y+by].line {
			k.text += len(l)
			k.last = y
			if k.first < 0 {
				k.first = y
			}
		}
	}
	return k
}

// apply gives the rows of a screen w cells wide in their new order.
func (s scroll) apply(rows []*row, w int) []*row {
	dst, empty := slices.Clone(rows), &row{cells: fit(make([]cell, 0, w), w)}
	for y := s.top; y < s.end; y++ {
		if from := y + s.n; from >= s.top && from < s.end {
			dst[y] = rows[from]
		} else {
			dst[y] = empty
		}
	}
	return dst
}

// scroll writes a scroll of a screen with h lines: lines are deleted from, or
// put into, a region, which every terminal knows how to do.
func (e *encoder) scroll(s scroll, h int) {
	region := s.end < h
	if region {
		e.out = append(e.out, "\x1b["...)
		if s.top > 0 {
			e.out = strconv.AppendInt(e.out, int64(s.top+1), 10)
		}
		e.out = append(e.out, ';')
		e.out = strconv.AppendInt(e.out, int64(s.end), 10)
		e.out = append(e.out, 'r')
		e.x, e.y, e.drift = 0, 0, false
	}
	e.moveTo(0, s.top)
	if s.n > 0 {
		e.number(s.n, 'M')
	} else {
		e.number(-s.n, 'L')
	}
	if region {
		e.out = append(e.out, "\x1b[r"...)
		e.x, e.y, e.drift = 0, 0, false
	}
}
