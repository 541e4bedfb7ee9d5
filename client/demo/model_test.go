package demo_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// TestListIsItsModel compares pages with a plain model, a slice that is
// filtered and sorted, while sessions come, go and change.
func TestListIsItsModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newServer(t, Options{Sessions: rapid.IntRange(0, 30).Draw(rt, "sessions"), Seed: rapid.Uint64Range(1, 5).Draw(rt, "seed")})
		for range rapid.IntRange(0, 12).Draw(rt, "writes") {
			list(t, s, "name=ORDER") // what a filter keeps changes with the write
			write(rt, s)
		}
		all := everything(t, s)
		if len(all) != s.Count() || len(s.IDs()) != len(all) {
			rt.Fatalf("%d sessions, %d IDs, counted %d", len(all), len(s.IDs()), s.Count())
		}
		if !slices.IsSortedFunc(all, newest) {
			rt.Fatal("the list is out of order")
		}
		for range 3 {
			compare(rt, t, s, all)
		}
	})
}

// write changes the server as somebody else would.
func write(rt *rapid.T, s *demotest.Server) {
	ids := s.IDs()
	kind := rapid.SampledFrom([]string{"insert", "remove", "touch"}).Draw(rt, "kind")
	if kind == "insert" || len(ids) == 0 {
		at := Instant
		if len(ids) > 0 { // often in the same millisecond as one that is there
			var near session
			b, _ := s.Lookup(rapid.SampledFrom(ids).Draw(rt, "beside"))
			_ = json.Unmarshal(b, &near)
			at = near.CreatedAt.Add(time.Duration(rapid.IntRange(-1, 1).Draw(rt, "off")) * time.Millisecond)
		}
		cost := rapid.SampledFrom([]float64{0, 0.01, 3, 4000}).Draw(rt, "cost")
		if _, err := s.Insert(map[string]any{"createdAt": FormatTime(at.UnixMilli()), "name": "Order inserted", "cost": cost}); err != nil {
			rt.Fatal(err)
		}
		return
	}
	id := rapid.SampledFrom(ids).Draw(rt, "id")
	if kind == "remove" {
		if !s.Remove(id) {
			rt.Fatalf("%s was not there", id)
		}
		return
	}
	if ok, err := s.Touch(id, map[string]any{"name": "Touched order", "status": "completed"}); !ok || err != nil {
		rt.Fatalf("touching %s: %v, %v", id, ok, err)
	}
}

// compare asks for one page of one list and works the same out from all.
func compare(rt *rapid.T, t *testing.T, s *demotest.Server, all []session) {
	q := url.Values{}
	want := slices.Clone(all)
	keep := func(f func(session) bool) { want = slices.DeleteFunc(want, func(s session) bool { return !f(s) }) }
	flip := func(label string) bool { return rapid.IntRange(0, 3).Draw(rt, label) == 0 }
	if flip("by name") {
		q.Set("name", "ORDER")
		keep(func(s session) bool { return strings.Contains(strings.ToLower(s.Name), "order") })
	}
	if len(all) > 0 {
		some := rapid.SampledFrom(all).Draw(rt, "some")
		if flip("by assistant") && some.AssistantID != "" {
			q.Set("assistantId", some.AssistantID)
			keep(func(s session) bool { return s.AssistantID == some.AssistantID })
		}
		if flip("until") {
			q.Set("createdAtLe", FormatTime(some.CreatedAt.UnixMilli()))
			keep(func(s session) bool { return !s.CreatedAt.After(some.CreatedAt) })
		}
		if flip("since") {
			q.Set("updatedAtGe", FormatTime(some.UpdatedAt.UnixMilli()))
			keep(func(s session) bool { return !s.UpdatedAt.Before(some.UpdatedAt) })
		}
		if flip("by id") {
			q.Set("idAny", some.ID+","+all[0].ID)
			keep(func(s session) bool { return s.ID == some.ID || s.ID == all[0].ID })
		}
	}
	if flip("by cost") {
		q.Set("sortBy", "cost")
		cost := func(s session) float64 {
			if s.Cost == nil {
				return -1
			}
			return *s.Cost
		}
		slices.SortStableFunc(want, func(a, b session) int { return cmp.Compare(cost(b), cost(a)) })
	}
	if flip("rising") {
		q.Set("sortOrder", "ASC")
		slices.Reverse(want)
	}
	limit, page := rapid.IntRange(1, 40).Draw(rt, "limit"), rapid.IntRange(1, 4).Draw(rt, "page")
	q.Set("limit", fmt.Sprint(limit))
	q.Set("page", fmt.Sprint(page))
	total := len(want)
	want = want[min(total, (page-1)*limit):min(total, page*limit)]
	got := list(t, s, q.Encode())
	if got.Meta.TotalItems != total || !slices.EqualFunc(got.Results, want, func(a, b session) bool { return a.ID == b.ID }) {
		rt.Fatalf("%s: %d of %d rows, want %d of %d", q.Encode(), len(got.Results), got.Meta.TotalItems, len(want), total)
	}
}
