package sessions

import (
	"errors"
	"testing"
	"time"
)

func TestPollsGrowRareWhileNothingHappens(t *testing.T) {
	const set = 30 * time.Second
	var p polling
	for i, want := range []float64{30, 45, 67.5, 101.25, 120, 120} {
		if got := p.every(set).Seconds(); got != want {
			t.Errorf("after %d looks that found nothing: %v s, want %v", i, got, want)
		}
		p.looked(time.Time{})
	}
	p.found = true
	if p.looked(time.Time{}); p.every(set) != set {
		t.Errorf("after one that found something: %v", p.every(set))
	}
	for took, want := range map[time.Duration]time.Duration{time.Second: set, 3 * time.Second: 60 * time.Second, time.Minute: 120 * time.Second} {
		if p.answered(took, false, nil); p.every(set) != want {
			t.Errorf("where an answer takes %v: %v, want %v", took, p.every(set), want)
		}
	}
	if p.answered(time.Minute, false, errors.New("no answer")); p.every(set) != set {
		t.Errorf("after a failure: %v", p.every(set))
	}
}
