package demo_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	. "vapi-sessions/client/demo"
)

func TestSameSeedSameSessions(t *testing.T) {
	dump := func(seed uint64) []byte {
		s := newServer(t, Options{Sessions: 130, Seed: seed})
		return bytes.Join(asBytes(s.Sessions(0, 130)), []byte("\n"))
	}
	if !bytes.Equal(dump(1), dump(1)) {
		t.Error("the same seed gave other sessions")
	}
	if bytes.Equal(dump(1), dump(2)) {
		t.Error("another seed gave the same sessions")
	}
}

func asBytes(list []json.RawMessage) [][]byte {
	out := make([][]byte, len(list))
	for i := range list {
		out[i] = list[i]
	}
	return out
}

// TestVariety counts what a person should come across among the sessions.
func TestVariety(t *testing.T) {
	s := newServer(t, Options{Sessions: 900, Seed: 1})
	seen := map[string]int{}
	count := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	for i, b := range s.Sessions(0, 900) {
		if i == HugeIndex {
			continue
		}
		if !utf8.Valid(b) {
			t.Fatalf("session %d is no UTF-8", i)
		}
		var one session
		if err := json.Unmarshal(b, &one); err != nil {
			t.Fatal(err)
		}
		text := string(b)
		age := Instant.Sub(one.CreatedAt)
		count("unnamed", one.Name == "")
		count("hostile name", strings.ContainsAny(one.Name, "\x1b\u202e\u200b\u009b\x07\t\r\ufeff\u2066\u2028"))
		for script, low := range map[string]rune{"latin": 'a', "arabic": 'ا', "hindi": 'अ', "japanese": 'の', "cyrillic": 'а', "accents": 'é', "emoji": '🎉'} {
			count(script, strings.ContainsFunc(one.Name, func(r rune) bool { return r >= low && r < low+26 }))
		}
		count("active", one.Status == "active")
		count("completed", one.Status == "completed")
		count("long expired", one.Status == "active" && age > 10*24*time.Hour && one.ExpirationSeconds == 86400)
		count("no messages", len(one.Messages) == 0)
		count("fifty messages", len(one.Messages) > 50)
		for _, what := range []string{
			`"tool_calls"`, `"tool_call_id"`, "timed out", `"refusal"`, `"role":"system"`, `"role":"developer"`, `"secondsFromStart"`, `"content":[`,
			`"assistant":{`, `"assistant":null`, `"assistantOverrides":`, `"squad":{`, `"phoneNumber":{`, `"artifact":`, `"metadata":{"campaign"`,
			`"name":null`, `"customer":null`, `"knowledge-base"`, `"structuredOutputBreakdown"`, `"reasoningTokens"`, `"apiKey":"demo-fake`, `"detectedThreats"`,
		} {
			count(what, strings.Contains(text, what))
		}
		count("no cost", one.Cost == nil)
	}
	for _, what := range []string{
		"unnamed", "hostile name", "latin", "arabic", "hindi", "japanese", "cyrillic", "accents", "emoji", "active", "completed", "long expired",
		"no messages", "fifty messages", "no cost", `"tool_calls"`, `"tool_call_id"`, "timed out", `"refusal"`, `"role":"system"`, `"role":"developer"`,
		`"secondsFromStart"`, `"content":[`, `"assistant":{`, `"assistant":null`, `"assistantOverrides":`, `"squad":{`, `"phoneNumber":{`, `"artifact":`,
		`"metadata":{"campaign"`, `"name":null`, `"customer":null`, `"knowledge-base"`, `"structuredOutputBreakdown"`, `"reasoningTokens"`,
		`"apiKey":"demo-fake`, `"detectedThreats"`,
	} {
		if seen[what] == 0 {
			t.Errorf("no session with: %s", what)
		}
	}
	if len(seen) < 30 {
		t.Errorf("saw only %d kinds of things", len(seen))
	}
}

func TestCostsAddUp(t *testing.T) {
	s := newServer(t, Options{Sessions: 136, Seed: 1})
	paid := 0
	for _, b := range s.Sessions(0, 136) {
		var one struct {
			ID    string
			Cost  float64
			Costs []struct{ Cost float64 }
		}
		if err := json.Unmarshal(b, &one); err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, c := range one.Costs {
			sum += c.Cost
		}
		if math.Abs(sum-one.Cost) > 1e-9 {
			t.Errorf("session %s costs %g, its parts %g", one.ID, one.Cost, sum)
		}
		if len(one.Costs) > 0 {
			paid++
		}
	}
	if paid < 50 {
		t.Errorf("only %d sessions cost anything", paid)
	}
}
