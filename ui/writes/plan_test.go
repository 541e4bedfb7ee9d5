package writes

import (
	"testing"
	"time"

	"vapi-sessions/ui/dialog"
)

func TestPlanWords(t *testing.T) {
	c := dialog.PlanChoice{Expired: true, Completed: true, Older: 30 * 24 * time.Hour}
	if got := planWords(c); got != "expired or completed, older than 30d" {
		t.Error(got)
	}
}
