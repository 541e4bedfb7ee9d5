package sessions

import (
	"math"
	"time"
)

// speed measures how fast the cursor travels, in rows a second, signed: what it
// moved lately, each move counting less as it ages. A leap is no travel.
type speed struct {
	rowsPerSecond float64
	movedAt       time.Time
	position      int
}

const (
	// decayTime is how long a move counts.
	decayTime = 400 * time.Millisecond
	// minLeap is how many rows no key but a leap moves.
	minLeap = 250
)

// noteMove takes note of where the cursor is now.
func (s *speed) noteMove(to int, now time.Time) {
	by := to - s.position
	if by == 0 {
		return
	}
	s.rowsPerSecond = s.at(now)
	if by > minLeap || by < -minLeap {
		s.rowsPerSecond, by = 0, 0
	}
	s.rowsPerSecond += float64(by) / decayTime.Seconds()
	s.movedAt, s.position = now, to
}

// at is the speed now.
func (s *speed) at(now time.Time) float64 {
	age := now.Sub(s.movedAt)
	if age > 3*decayTime || age < 0 {
		return 0
	}
	return s.rowsPerSecond * math.Exp(-age.Seconds()/decayTime.Seconds())
}
