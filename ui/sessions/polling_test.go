package sessions

import (
	"errors"
	"testing"
	"time"
)

func TestPollsGrowRareWhileNothingHappens(t *testing.T) {
	const set = 30 * time.Second
	var p pollPace
	for i, want := range []float64{30, 45, 67.5, 101.25, 120, 120} {
		if got := p.interval(set).Seconds(); got != want {
			t.Errorf("after %d looks that found nothing: %v s, want %v", i, got, want)
		}
		p.notePoll(time.Time{})
	}
	p.foundChange = true
	if p.notePoll(time.Time{}); p.interval(set) != set {
		t.Errorf("after one that found something: %v", p.interval(set))
	}
	for took, want := range map[time.Duration]time.Duration{time.Second: set, 3 * time.Second: 60 * time.Second, time.Minute: 120 * time.Second} {
		if p.noteAnswer(took, false, nil); p.interval(set) != want {
			t.Errorf("where an answer takes %v: %v, want %v", took, p.interval(set), want)
		}
	}
	if p.noteAnswer(time.Minute, false, errors.New("no answer")); p.interval(set) != set {
		t.Errorf("after a failure: %v", p.interval(set))
	}
}
