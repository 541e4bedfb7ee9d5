package client

import (
	"net/http"
	"slices"
	"testing"
	"time"
)

func TestExpiryAndWaiting(t *testing.T) {
	made := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	s := Summary{Status: StatusActive, CreatedAt: made, UpdatedAt: made.Add(time.Hour), Expiration: 24 * time.Hour, LastRole: RoleUser}
	for after, want := range map[time.Duration]Expiry{
		24 * time.Hour: NotExpired, 24*time.Hour + 1: MaybeExpired, 25 * time.Hour: MaybeExpired, 25*time.Hour + 1: Expired,
	} {
		got, at := s.Expiry(made.Add(after))
		if got != want || !at.Equal(made.Add(25*time.Hour)) {
			t.Errorf("after %v: %v at %v", after, got, at)
		}
	}
	if !s.Waiting() {
		t.Error("the caller spoke last")
	}
	s.Status = StatusCompleted
	if got, _ := s.Expiry(made.Add(1000 * time.Hour)); got != Done || s.Waiting() {
		t.Errorf("completed: %v", got)
	}
}

// A session that was read whole gives the summary of its row, with what was
// picked.
func TestASessionGivesThePickedSummaryOfItsRow(t *testing.T) {
	s, err := DecodeSession([]byte(`{"id":"x","name":"n","customer":{"email":"e@example.org"},"messages":[{"role":"user","content":"I want a refund"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := Pick{Paths: []string{".customer.email"}, Text: "REFUND"}.Summary(s)
	if got.ID != "x" || got.Name != "n" || got.Turns != 1 || got.Hit != "I want a refund" || len(got.Extra) != 1 || got.Extra[0] != "e@example.org" {
		t.Errorf("got %+v", got)
	}
}

// A list knows the keys of its rows' metadata, by the paths that reach their values.
func TestAPageKnowsTheKeysOfItsMetadata(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(pageOf(`{"id":"a","metadata":{"plan":"gold","deep":{"b":{"c":1},"d":[]},"no.path":1}}`, `{"id":"b","metadata":null}`, `{"id":"c","metadata":{"plan":2,"e":null}}`)))
	})
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
	if want := []string{"deep.b.c", "deep.d", "e", "plan"}; err != nil || len(page.Rows) != 3 || !slices.Equal(page.MetadataKeys, want) {
		t.Errorf("%v %+v", err, page)
	}
}
