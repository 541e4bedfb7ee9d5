package dialog

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

func TestParseExpires(t *testing.T) {
	for in, want := range map[string]int64{"": 0, "36h": 129600, "2d": 172800, "1d12h": 129600, "90m": 5400, "3600": 3600, "60": 60, "30d": 2592000, "36 H": 129600, "1m30s": 90, "1.5h": 5400} {
		if got, fault := parseExpires(in); got != want || fault != "" {
			t.Errorf("%q: %d %q, want %d", in, got, fault, want)
		}
	}
	for _, in := range []string{"59", "59s", "31d", "2592001", "soon", "h", "-5", "99999999999999999999", "5y", "12é"} {
		if got, fault := parseExpires(in); fault == "" || got != 0 {
			t.Errorf("%q passes as %d", in, got)
		}
	}
}

func TestExpiresGoesRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(client.MinExpirationSeconds, client.MaxExpirationSeconds).Draw(t, "seconds")
		if got, fault := parseExpires(writeExpires(n)); got != n || fault != "" {
			t.Fatalf("%d is written %q and read %d %s", n, writeExpires(n), got, fault)
		}
	})
}

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		name  string
		check func(string) string
		good  []string
		bad   []string
	}{
		{"name", NameFault, []string{"", strings.Repeat("é", 40)}, []string{strings.Repeat("x", 41)}},
		{"ID", idFault, []string{"", sampleID, strings.ToUpper(sampleID)}, []string{"x", sampleID + "0", sampleID[:35], strings.ReplaceAll(sampleID, "-", "0"), "9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77bé"}},
		{"number", numberFault, []string{"", "+14155550107"}, []string{"14155550107", "+1415", "+1234567890123456", "+1415555x107", "+"}},
		{"message", messageFault, []string{"", strings.Repeat("é", 10000)}, []string{strings.Repeat("x", 10001)}},
	} {
		for _, s := range c.good {
			if fault := c.check(s); fault != "" {
				t.Errorf("%s %q: %s", c.name, s, fault)
			}
		}
		for _, s := range c.bad {
			if c.check(s) == "" {
				t.Errorf("%s %q passes", c.name, s)
			}
		}
	}
}

func TestResolved(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	from := time.Date(2026, 8, 24, 12, 0, 0, 0, time.UTC)
	for seconds, want := range map[int64]string{0: "", 129600: "= 129600 s, expires Wed 02:00", 864000: "= 864000 s, expires 3 Sep 14:00"} {
		if got := expiryNote(seconds, from, zone); got != want {
			t.Errorf("%d: %q, want %q", seconds, got, want)
		}
	}
}
