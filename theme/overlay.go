package theme

import "strings"

// Overlay draws a box over lines, with its corner at x, y. A wide character that the
// box cuts becomes a blank.
func Overlay(lines, box []string, x, y int) {
	for i, b := range box {
		if y+i < 0 || y+i >= len(lines) {
			continue
		}
		line := lines[y+i]
		bw := Width(b)
		left := Cut(line, x, "")
		if gap := x - Width(left); gap > 0 {
			left += strings.Repeat(" ", gap)
		}
		right := ""
		if rest := Width(line) - x - bw; rest > 0 {
			right = CutLeft(line, x+bw)
			if gap := rest - Width(right); gap > 0 {
				right = strings.Repeat(" ", gap) + right
			}
		}
		lines[y+i] = left + "\x1b[m" + b + "\x1b[m" + right
	}
}

// Center draws a box in the middle of lines, and returns the place of its corner.
func Center(lines, box []string, w int) (x, y int) {
	if len(box) == 0 {
		return 0, 0
	}
	x = max(0, (w-Width(box[0]))/2)
	y = max(0, (len(lines)-len(box))/2)
	Overlay(lines, box, x, y)
	return x, y
}
