package demo_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// ordinary is every session of an ordinary organisation, newest first, and its JSON.
func ordinary(t *testing.T, n int) (all []session, docs []json.RawMessage) {
	t.Helper()
	s := demotest.New(Options{Sessions: n, Seed: 1, Now: func() time.Time { return Instant }})
	t.Cleanup(func() { _ = s.Close() })
	return everything(t, s), s.Sessions(0, n)
}

// Without Odd nothing is hostile, and names in other scripts are a few in a
// hundred.
func TestOrdinaryOrganisation(t *testing.T) {
	all, docs := ordinary(t, 2500)
	other := 0
	for i, one := range all {
		if strings.ContainsFunc(one.Name, func(r rune) bool { return !unicode.IsPrint(r) }) || strings.TrimSpace(one.Name) != one.Name {
			t.Errorf("session %d is called %q", i, one.Name)
		}
		if strings.ContainsFunc(one.Name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) {
			other++
		}
		if n := one.Customer.Number; n != "" && !regexp.MustCompile(`^\+(1\d{3}555\d{4}|52555555\d{4}|442079460\d{3})$`).MatchString(n) {
			t.Errorf("customer number %q of session %d is not one of those kept for fiction", n, i)
		}
		if given, _, found := strings.Cut(one.Name, " · "); found && one.Customer.Name != "" && !strings.HasPrefix(one.Customer.Name, given) {
			t.Errorf("session %d is called %q and is with %q", i, one.Name, one.Customer.Name)
		}
		if len(docs[i]) > 100_000 {
			t.Errorf("session %d has %d bytes", i, len(docs[i]))
		}
		for _, odd := range []string{`"isFiltered"`, `\"note\":"}`} {
			if strings.Contains(string(docs[i]), odd) {
				t.Errorf("session %d has %s", i, odd)
			}
		}
	}
	if other < 25 || other > 125 {
		t.Errorf("%d of 2500 names are in another script, want a few in a hundred", other)
	}
}

// What is said in a session is about what it is called.
func TestConversationsKeepToTheirTopic(t *testing.T) {
	all, docs := ordinary(t, 400)
	lines := FirstLines()
	checked := 0
	for i, one := range all {
		_, topic, given := strings.Cut(one.Name, " · ")
		if !given || len(one.Messages) < 4 {
			continue
		}
		checked++
		if first, _ := json.Marshal(lines[topic]); !strings.Contains(string(docs[i]), string(first)) {
			t.Errorf("%q does not begin with %s", one.Name, first)
		}
	}
	if checked < 50 {
		t.Errorf("only %d sessions were checked", checked)
	}
}

// Whoever tries the demo sees something in each built-in view and each tab.
func TestOrdinarySessionsFillEveryView(t *testing.T) {
	all, docs := ordinary(t, 2500)
	role := func(s session) (last string) {
		for _, raw := range s.Messages {
			var m struct{ Role string }
			if json.Unmarshal(raw, &m) == nil {
				last = m.Role
			}
		}
		return last
	}
	for what, has := range map[string]func(session) bool{
		"recent": func(s session) bool { return Instant.Sub(s.UpdatedAt) < 24*time.Hour },
		"stale": func(s session) bool {
			return s.Status == "active" && s.ExpirationSeconds > 0 && Instant.Sub(s.UpdatedAt) > time.Duration(s.ExpirationSeconds)*time.Second
		},
		"today":   func(s session) bool { return s.CreatedAt.YearDay() == Instant.YearDay() },
		"waiting": func(s session) bool { return s.Status == "active" && role(s) == "user" },
		"costly":  func(s session) bool { return s.Cost != nil && *s.Cost > 0.05 },
	} {
		if n := len(slices.DeleteFunc(slices.Clone(all), func(s session) bool { return !has(s) })); n < 3 {
			t.Errorf("%d sessions are %s", n, what)
		}
	}
	if !slices.ContainsFunc(docs, func(doc json.RawMessage) bool { return strings.Contains(string(doc), `"scorecards"`) }) {
		t.Error("no session has scorecards")
	}
	for i, one := range all[:5] {
		if len(one.Messages) < 2 || one.Cost == nil {
			t.Errorf("session %d has %d messages and the cost %v: its tabs are empty", i, len(one.Messages), one.Cost)
		}
	}
}
