package sessions

import (
	"math"
	"time"
)

// speed measures how fast the cursor travels, in rows a second, signed: what it
// moved lately, each move counting less as it ages. A leap is no travel.
type speed struct {
	rows float64
	last time.Time
	from int
}

const (
	// memory is how long a move counts.
	memory = 400 * time.Millisecond
	// leap is how many rows no key but a leap moves.
	leap = 250
)

// moved takes note of where the cursor is now.
func (s *speed) moved(to int, now time.Time) {
	by := to - s.from
	if by == 0 {
		return
	}
	s.rows = s.at(now)
	if by > leap || by < -leap {
		s.rows, by = 0, 0
	}
	s.rows += float64(by) / memory.Seconds()
	s.last, s.from = now, to
}

// at is the speed now.
func (s *speed) at(now time.Time) float64 {
	age := now.Sub(s.last)
	if age > 3*memory || age < 0 {
		return 0
	}
	return s.rows * math.Exp(-age.Seconds()/memory.Seconds())
}
