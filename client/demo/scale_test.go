package demo_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"

	. "vapi-sessions/client/demo"
)

// TestTenMillion asks for pages at both ends and in the middle of ten million
// sessions; that it returns at once is what it shows, for nothing else could.
func TestTenMillion(t *testing.T) {
	const n = 10_000_000
	s := newServer(t, Options{Sessions: n, Seed: 1})
	for _, at := range []int{0, 12_345, n / 2, n - 3} {
		falling := list(t, s, fmt.Sprintf("limit=1&page=%d", at+1))
		rising := list(t, s, fmt.Sprintf("limit=1&sortOrder=ASC&page=%d", n-at))
		want := []string{s.IDAt(at)}
		if !slices.Equal(falling.ids(), want) || !slices.Equal(rising.ids(), want) || falling.Meta.TotalItems != n {
			t.Errorf("at %d: %v falling, %v rising, want %v", at, falling.ids(), rising.ids(), want)
		}
		bound := list(t, s, "limit=1000&createdAtLe="+FormatTime(falling.Results[0].CreatedAt.UnixMilli())+"&createdAtGe="+FormatTime(falling.Results[0].CreatedAt.UnixMilli()))
		if first, size := s.GroupOf(at); bound.Meta.TotalItems < size || !slices.Contains(bound.ids(), want[0]) {
			t.Errorf("at %d: %d sessions of the same instant, want at least the %d from %d", at, bound.Meta.TotalItems, size, first)
		}
	}
}

// FuzzRequest sends anything anywhere: every request gets a JSON answer.
func FuzzRequest(f *testing.F) {
	s := newServer(f, Options{Sessions: 50, Seed: 1})
	id := s.IDs()[0]
	f.Add(uint8(0), "limit=3&name=x&createdAtGt=2026-01-01", "")
	f.Add(uint8(0), "page=99999999&limit=1000&sortBy=cost&sortOrder=ASC&idAny=,,&updatedAtLt=0001-01-01", "")
	f.Add(uint8(1), "", `{"name":"x","customer":{"number":null},"messages":[{"role":"tool"}]}`)
	f.Add(uint8(2), "", `{"messages":[null,1,{"role":null,"content":[]}],"status":{},"expirationSeconds":1e400}`)
	f.Fuzz(func(t *testing.T, which uint8, query, body string) {
		query = asQuery(query)
		switch which % 3 {
		case 0:
			ask(t, s, http.MethodGet, "/session?"+query, "")
		case 1:
			ask(t, s, http.MethodPost, "/session", body)
		case 2:
			ask(t, s, http.MethodPatch, "/session/"+id, body)
		}
		if s.Count() > 500 { // keep it quick, however much was created
			ids := s.IDs()
			rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			for _, other := range ids[:450] {
				if other != id {
					s.Remove(other)
				}
			}
		}
	})
}

// asQuery leaves only what a request line can carry.
func asQuery(s string) string {
	return string(slices.DeleteFunc([]byte(s), func(b byte) bool { return b <= ' ' || b >= 0x7f || b == '#' }))
}
