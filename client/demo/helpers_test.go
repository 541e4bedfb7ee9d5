package demo_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// last is the last of several.
func last[T any](all []T) T { return all[len(all)-1] }

func jsonBody(s string) io.Reader { return strings.NewReader(s) }

// problem reads an error answer, whose message is one text or a list.
func (r reply) problem(t testing.TB) (status int, kind string, texts []string) {
	t.Helper()
	var p struct {
		Message    json.RawMessage
		Error      string
		StatusCode int
	}
	if err := json.Unmarshal(r.body, &p); err != nil {
		t.Fatalf("error answer %s: %v", r.body, err)
	}
	if p.StatusCode != r.status {
		t.Errorf("statusCode %d in an answer of %d", p.StatusCode, r.status)
	}
	if json.Unmarshal(p.Message, &texts) != nil {
		var one string
		if err := json.Unmarshal(p.Message, &one); err != nil {
			t.Fatalf("message is %s", p.Message)
		}
		texts = []string{one}
	}
	return r.status, p.Error, texts
}
