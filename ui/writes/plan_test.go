package writes

import (
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
)

func TestPlanWords(t *testing.T) {
	c := dialog.PlanChoice{Parts: []string{"expired", "completed"}, OlderThan: 30 * 24 * time.Hour}
	if got := planWords(c); got != "expired or completed, older than 30d" {
		t.Error(got)
	}
}

// A clean-up takes what any of its parts says, unless that is not old enough.
func TestWhatACleanUpTakes(t *testing.T) {
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	made := func(ago time.Duration, status client.Status) *client.Summary {
		return &client.Summary{Name: "a", CreatedAt: now.Add(-ago), Status: status}
	}
	unnamed := &client.Summary{CreatedAt: now, UpdatedAt: now, Status: client.StatusActive, Expiration: time.Hour}
	for _, c := range []struct {
		parts   []string
		older   time.Duration
		session *client.Summary
		want    bool
	}{
		{nil, 0, made(time.Hour, client.StatusCompleted), false},
		{[]string{"completed"}, 0, made(time.Hour, client.StatusCompleted), true},
		{[]string{"completed"}, 0, made(-time.Hour, client.StatusCompleted), true}, // a clock is wrong
		{[]string{"completed"}, time.Hour, made(time.Hour, client.StatusCompleted), true},
		{[]string{"completed"}, 2 * time.Hour, made(time.Hour, client.StatusCompleted), false},
		{[]string{"completed"}, 0, made(time.Hour, client.StatusActive), false},
		{[]string{"completed", "unnamed with no messages"}, 0, unnamed, true},
		{[]string{"expired", "maybe expired"}, 0, unnamed, false},
	} {
		if got := planFilter(dialog.PlanChoice{Parts: c.parts, OlderThan: c.older}, now)(c.session); got != c.want {
			t.Errorf("%v older than %v takes %+v: %v", c.parts, c.older, c.session, got)
		}
	}
}
