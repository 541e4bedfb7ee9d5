package filter

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// A filter says the same of a row until the moment that it names.
func TestAFilterSaysTheSameUntilTimeMayChangeIt(t *testing.T) {
	now := time.Date(2026, 11, 30, 1, 30, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"status:expired", "-status:maybe", "status:active,expired", "expires:<2h", "expires:1h..3h", "-expires:>1d",
			"status=active", "idle:>1h", "-age:1h..2d", "created:today", "-created:yesterday", "created:-7d..today", "updated:<2026-11-30T04:00", "cost:>1 status:maybe", "cost:>1"}).Draw(t, "filter")
		f, problems := Parse(text, now)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		hours := func(name string) time.Duration {
			return time.Duration(rapid.IntRange(-100, 100).Draw(t, name)) * time.Hour / 2
		}
		r := client.Summary{ID: "a", CreatedAt: now.Add(hours("created")), Expiration: hours("limit").Abs(), Cost: rapid.Float64Range(0, 2).Draw(t, "cost"),
			Status: rapid.SampledFrom([]client.Status{client.StatusActive, client.StatusCompleted}).Draw(t, "status")}
		r.UpdatedAt = r.CreatedAt.Add(hours("used").Abs())
		match := func(at time.Time) bool { return f.Whole(at, nil).Match(&r) }
		until := f.Whole(now, nil).Until(&r)
		if until.IsZero() {
			until = now.Add(90 * 24 * time.Hour)
		}
		if !until.After(now) {
			t.Fatalf("%s is not ahead", until)
		}
		part := rapid.Float64Range(0, 1).Draw(t, "part")
		for _, at := range []time.Time{now.Add(time.Duration(part * float64(until.Sub(now)-time.Millisecond))), until.Add(-2 * time.Millisecond)} {
			if at.After(now) && match(at) != match(now) {
				t.Fatalf("%s: %v at %s and %v at %s, before %s", text, match(now), now, match(at), at, until)
			}
		}
	})
}

// Rows that something else than time leaves out are not asked about again, and
// nothing is where time changes no term.
func TestOnlyWhatTimeChangesIsAskedAgain(t *testing.T) {
	now := time.Date(2026, 11, 30, 1, 30, 0, 0, time.UTC)
	r := client.Summary{ID: "a", Name: "tock", Status: client.StatusActive, CreatedAt: now.Add(-time.Hour), UpdatedAt: now, Expiration: 2 * time.Hour}
	for text, want := range map[string]time.Duration{"status:maybe": time.Hour + 1, "name:tock status:maybe": time.Hour + 1, "name:other status:maybe": 0, "cost:>1": 0, "name:tock": 0, "expires:<90m": time.Minute*30 + 1} {
		f, _ := Parse(text, now)
		m := f.Matcher(now, nil)
		got := m.Until(&r)
		if want == 0 && !got.IsZero() || want > 0 && !got.Equal(now.Add(want)) {
			t.Errorf("%s: %s", text, got)
		}
		untimed := text == "cost:>1" || text == "name:tock"
		if timed := m.Timed(); (timed == nil) != untimed || !untimed && timed.Match(&client.Summary{}) {
			t.Errorf("%s: the part that time changes is %v", text, timed)
		}
	}
}
