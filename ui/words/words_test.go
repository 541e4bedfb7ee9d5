package words

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567", -12: "-12"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 marks", 1: "1 mark", 1204: "1,204 marks"} {
		if got := Plural(n, "mark"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

// What is left of a limit is in the units of an age, and in minutes too while it
// is in hours.
func TestLeftHasTheUnitsOfAnAge(t *testing.T) {
	for text, want := range map[string][2]string{"45s": {"45s", "45s"}, "59m59s": {"59m", "59m"}, "5h7m": {"5h07", "5h"}, "47h59m": {"47h59", "47h"},
		"48h": {"2d", "2d"}, "81h56m": {"3d9h", "3d9h"}, "300h": {"12d", "12d"}, "4103h59m59.999999999s": {"170d", "170d"}} {
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{TimeLeft(d), ShortDuration(d)}; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The rest of a line stays as it was, and so does what is not a whole ID.
func TestShortIDs(t *testing.T) {
	for text, want := range map[string]string{
		"reading session 7a9082f5-f521-45eb-9af5-b4fa76c3b780: timed out":   "reading session 7a9082f5: timed out",
		"reading session nosuch: timed out":                                 "reading session nosuch: timed out",
		"7a9082f5-f521-45eb-9af5 and x7a9082f5-f521-45eb-9af5-b4fa76c3b780": "7a9082f5-f521-45eb-9af5 and x7a9082f5-f521-45eb-9af5-b4fa76c3b780",
	} {
		if got := ShortIDs(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestLength(t *testing.T) {
	for text, want := range map[string]string{"0s": "0 s", "10s": "10 s", "59s900ms": "59 s", "2m": "2 min", "2m30s": "2 min 30 s", "1h0m5s": "1 h",
		"36h": "1 d 12 h", "168h": "7 d", "24h1m": "1 d"} {
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := LongDuration(d); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Settings and forms read the same lengths of time, and write them as they read them.
func TestLengthsAreReadAsTheyAreTyped(t *testing.T) {
	for text, want := range map[string]string{"90": "1m30s", "90s": "1m30s", "1h30m": "1h30m", "36h": "1d12h", "1D 12 H": "1d12h", "1d12h": "1d12h", "2w": "14d",
		"1w2d3h4m5s": "9d3h4m5s", "1.5h": "1h30m", "0.5d": "12h", "300ms": "300ms", "0": "0s", " 7d ": "7d", "3650d": "3650d", "1h30": "1h0m30s", "20h20m": "20h20m", "10m10s": "10m10s"} {
		if d, ok := ParseDuration(text); !ok || FormatDuration(d) != want {
			t.Errorf("%q: %q, %v; want %q", text, FormatDuration(d), ok, want)
		}
	}
	for _, text := range []string{"", " ", "soon", "h", "d", "-5", "-2d", "5y", "3mo", "12é", "1.2.3d", ".d", "1d-2h", "99999999999999999999", "99999999d", "7d.", "inf", "nan d"} {
		if d, ok := ParseDuration(text); ok {
			t.Errorf("%q passes as %v", text, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, 4000*24*3600).Draw(t, "seconds")) * time.Second
		if got, ok := ParseDuration(FormatDuration(d)); !ok || got != d {
			t.Fatalf("%v is written %q and read %v %v", d, FormatDuration(d), got, ok)
		}
	})
}

// A text of an age, or of what is left, is the same until NextChange, and another then.
func TestATextOfTimeIsTheSameUntilItsNextChange(t *testing.T) {
	text := func(now, at time.Time) string {
		if at.After(now) {
			return TimeLeft(at.Sub(now))
		}
		return Ago(now, at)
	}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 11, 30, 1, 30, 0, 0, time.UTC)
		units := rapid.SampledFrom([]time.Duration{time.Nanosecond, time.Second, time.Minute, time.Hour, 24 * time.Hour})
		at := now
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			at = at.Add(time.Duration(rapid.IntRange(-120, 120).Draw(t, "n")) * units.Draw(t, "unit"))
		}
		next := NextChange(now, at)
		if !next.After(now) {
			t.Fatalf("%s of %s changes at %s, which is not ahead", now, at, next)
		}
		part := rapid.Float64Range(0, 1).Draw(t, "part")
		for _, same := range []time.Time{now.Add(time.Duration(part * float64(next.Sub(now)-1))), next.Add(-1)} {
			if got, want := text(same, at), text(now, at); got != want {
				t.Fatalf("%q at %s, %q at %s, before %s", want, now, got, same, next)
			}
		}
		if text(next, at) == text(now, at) && next.Sub(at).Abs() >= time.Second {
			t.Fatalf("%q at %s and still at %s", text(now, at), now, next)
		}
	})
}

// The first change of several texts counts. An instant that is not known, or longer ago
// than a duration is long, never makes one, and so wakes nobody.
func TestTheNextChangeIsTheFirst(t *testing.T) {
	now := time.Date(2026, 11, 30, 1, 30, 0, 0, time.UTC)
	never := []time.Time{{}, time.Time{}.Add(24 * time.Hour), time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC)}
	if next := NextChange(now, never...); !next.IsZero() {
		t.Errorf("they change at %s", next)
	}
	all := slices.Concat(never, []time.Time{now.Add(-90 * time.Minute), now.Add(-30 * time.Second), now.Add(26*time.Hour + 30*time.Second)})
	if next := NextChange(now, all...); !next.Equal(now.Add(time.Second)) {
		t.Errorf("the first changes at %s", next)
	}
}

func TestAndMore(t *testing.T) {
	all := []string{"a", "b", "c"}
	for n, want := range []string{"... and 3 more", "a ... and 2 more", "a b ... and 1 more", "a b c"} {
		if got := strings.Join(AndMore(all[:n], 3), " "); got != want {
			t.Errorf("AndMore of %d = %q, want %q", n, got, want)
		}
	}
	if all[1] != "b" {
		t.Errorf("the texts themselves are changed: %q", all)
	}
}
