package sessions

import (
	"math"
	"time"
)

// speed measures how fast the cursor moves, in rows per second, negative upwards. Moves
// count less as they age, and leaps such as End do not count.
type speed struct {
	rowsPerSecond float64
	movedAt       time.Time
	position      int
}

const (
	// decayTime is the time constant with which a move fades.
	decayTime = 400 * time.Millisecond
	// minLeap is the number of rows from which a move is a leap.
	minLeap = 250
)

// noteMove records the position of the cursor.
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

// at returns the speed at a time.
func (s *speed) at(now time.Time) float64 {
	age := now.Sub(s.movedAt)
	if age > 3*decayTime || age < 0 {
		return 0
	}
	return s.rowsPerSecond * math.Exp(-age.Seconds()/decayTime.Seconds())
}
