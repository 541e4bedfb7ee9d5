package detail

import (
	"testing"
	"time"
)

func TestRelativeTimes(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for d, want := range map[time.Duration]string{
		0: "0s ago", 300 * time.Millisecond: "0s ago", time.Second: "in 1s", -90 * time.Second: "1m ago", 24*time.Hour - 2*time.Minute: "in 23h58",
	} {
		if got := relativeTime(now.Add(d), now); got != want {
			t.Errorf("%v from now: %q, want %q", d, got, want)
		}
	}
}
