package filter

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDaysBeginWhenClocksSayNot(t *testing.T) {
	for _, c := range []struct {
		zone     string
		y        int
		mo       time.Month
		d        int
		from, to string
	}{
		{"Europe/Berlin", 2026, 3, 29, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"},     // 23 hours
		{"Europe/Berlin", 2026, 10, 25, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"},    // 25 hours
		{"America/Havana", 2026, 3, 8, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"},     // midnight is skipped
		{"America/Havana", 2026, 11, 1, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"},    // midnight comes twice
		{"America/Sao_Paulo", 2018, 11, 4, "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"}, // midnight is skipped
		{"Pacific/Apia", 2011, 12, 30, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},     // there was no such day
		{"Asia/Kolkata", 2026, 8, 1, "2026-07-31T18:30:00Z", "2026-08-01T18:30:00Z"},
	} {
		z := zone(t, c.zone)
		from, to := day(c.y, c.mo, c.d, z), day(c.y, c.mo, c.d+1, z)
		if !from.Equal(utc(t, c.from)) || !to.Equal(utc(t, c.to)) {
			t.Errorf("%s %d-%d-%d: %s to %s", c.zone, c.y, c.mo, c.d, from.UTC(), to.UTC())
		}
	}
}

func TestSpansKeepTheTimeOfDay(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	for _, c := range []struct {
		now  time.Time
		span string
		want string
	}{
		{time.Date(2026, 3, 29, 12, 0, 0, 0, berlin), "1d", "2026-03-28T11:00:00Z"},  // 23 hours ago
		{time.Date(2026, 3, 29, 12, 0, 0, 0, berlin), "24h", "2026-03-28T10:00:00Z"}, // hours are hours
		{time.Date(2026, 10, 26, 12, 0, 0, 0, berlin), "1w", "2026-10-19T10:00:00Z"}, // 7 days and an hour ago
		{time.Date(2026, 3, 30, 2, 30, 0, 0, berlin), "1d", "2026-03-29T01:00:00Z"},  // 02:30 was skipped
		{time.Date(2026, 10, 26, 2, 30, 0, 0, berlin), "1d", "2026-10-25T00:30:00Z"}, // the first 02:30
		{time.Date(2026, 3, 31, 12, 0, 0, 0, berlin), "1mo", "2026-02-28T11:00:00Z"}, // there is no 31st
		{time.Date(2024, 2, 29, 12, 0, 0, 0, berlin), "1y", "2023-02-28T11:00:00Z"},  // no 29th
		{time.Date(2026, 1, 15, 12, 0, 0, 0, berlin), "2mo", "2025-11-15T11:00:00Z"},
		{time.Date(2026, 1, 15, 12, 0, 0, 999_999, berlin), "90m", "2026-01-15T09:30:00Z"}, // whole milliseconds
	} {
		s, ok := readSpan(c.span)
		if got := s.shift(c.now, -1); !ok || !got.Equal(utc(t, c.want)) {
			t.Errorf("%s before %s: %s, want %s", c.span, c.now, got.UTC().Format(time.RFC3339Nano), c.want)
		}
	}
	again := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC).In(berlin) // the second 02:30
	zero, _ := readSpan("0d")
	if got := zero.shift(again, -1); !got.Equal(again) {
		t.Errorf("no time before %s: %s", again, got)
	}
}

func TestEveryInstantIsOneOfItsClocks(t *testing.T) {
	zones := []*time.Location{zone(t, "Europe/Berlin"), zone(t, "America/Havana"), zone(t, "Australia/Lord_Howe"), zone(t, "Pacific/Apia"), time.UTC}
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SampledFrom(zones).Draw(t, "zone")
		at := time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "at")).In(z)
		found := false
		for _, x := range instants(civil(at), z) {
			found = found || x.Equal(at)
		}
		if !found {
			t.Fatalf("%s is none of %v", at, instants(civil(at), z))
		}
		y, mo, d := at.Date()
		if from, to := day(y, mo, d, z), day(y, mo, d+1, z); at.Before(from) || !at.Before(to) {
			t.Fatalf("%s is not in its day, %s to %s", at, from, to)
		}
	})
}

func TestWeeksAndWeekdays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "now")).UTC()
		word := rapid.SampledFrom(pointWords()[1:]).Draw(t, "word")
		from, to := calendar(word, now)
		if !from.Before(to) || from.Hour() != 0 || to.Hour() != 0 || from.After(now) {
			t.Fatalf("%s at %s: %s to %s", word, now, from, to)
		}
		switch word {
		case "today", "this-week", "this-month", "this-year":
			if now.Before(from) || !now.Before(to) {
				t.Fatalf("%s at %s: %s to %s", word, now, from, to)
			}
		case "last-week", "last-month", "last-year", "yesterday":
			this := map[string]string{"last-week": "this-week", "last-month": "this-month", "last-year": "this-year", "yesterday": "today"}[word]
			if next, _ := calendar(this, now); !to.Equal(next) {
				t.Fatalf("%s ends %s and %s begins %s", word, to, this, next)
			}
		default:
			if lower(from.Weekday().String()) != word || now.Sub(from) >= 7*24*time.Hour {
				t.Fatalf("%s at %s: %s", word, now, from)
			}
		}
		if i := weekday(word); i >= 0 {
			last, _ := calendar("last-"+word, now)
			want := from
			if int(now.Weekday()) == i {
				want = from.AddDate(0, 0, -7)
			}
			if !last.Equal(want) {
				t.Fatalf("last-%s at %s: %s, want %s", word, now, last, want)
			}
		}
	})
}
