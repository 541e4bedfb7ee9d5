package demo_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// everything is every session of a server as its JSON says, newest first.
func everything(t testing.TB, s *demotest.Server) []session {
	t.Helper()
	var out []session
	for _, b := range s.Sessions(0, s.Count()) {
		var one session
		if err := json.Unmarshal(b, &one); err != nil {
			t.Fatal(err)
		}
		out = append(out, one)
	}
	return out
}

func TestEveryParameter(t *testing.T) {
	s := newServer(t, Options{Sessions: 700, Seed: 7})
	all := everything(t, s)
	mid := all[350]
	find := func(has func(session) bool) session { return all[slices.IndexFunc(all, has)] }
	named := find(func(s session) bool { return strings.Contains(s.Name, " · Order status") })
	owned := find(func(s session) bool { return s.AssistantID != "" })
	other := find(func(s session) bool { return s.AssistantID != "" && s.AssistantID != owned.AssistantID })
	squad := find(func(s session) bool { return s.SquadID != "" })
	phone := find(func(s session) bool { return s.PhoneNumberID != "" })
	phone2 := find(func(s session) bool { return s.PhoneNumberID != "" && s.PhoneNumberID != phone.PhoneNumberID })
	called := find(func(s session) bool { return s.Customer.Number != "" })
	// Tests of their own ask for these.
	asked := map[string]bool{"workflowId": true, "page": true, "limit": true, "sortBy": true, "sortOrder": true}
	for _, tt := range []struct {
		query string
		keeps func(session) bool
	}{
		{"id=" + mid.ID, func(s session) bool { return s.ID == mid.ID }},
		{"id=" + strings.ToUpper(mid.ID), func(s session) bool { return s.ID == mid.ID }},
		{"idAny=" + mid.ID + "," + owned.ID + ",nonsense", func(s session) bool { return s.ID == mid.ID || s.ID == owned.ID }},
		{"name=oRDer%20stat", func(s session) bool { return strings.Contains(strings.ToLower(s.Name), "order stat") }},
		{"name=" + url.QueryEscape(named.Name), func(s session) bool { return strings.Contains(s.Name, named.Name) }},
		{"name=" + url.QueryEscape("ВОЗВРАТ"), func(s session) bool { return strings.Contains(s.Name, "Возврат") }},
		{"assistantId=" + owned.AssistantID, func(s session) bool { return s.AssistantID == owned.AssistantID }},
		{"assistantIdAny=" + owned.AssistantID + "," + other.AssistantID, func(s session) bool {
			return s.AssistantID == owned.AssistantID || s.AssistantID == other.AssistantID
		}},
		{"squadId=" + squad.SquadID, func(s session) bool { return s.SquadID == squad.SquadID }},
		{"phoneNumberId=" + phone.PhoneNumberID, func(s session) bool { return s.PhoneNumberID == phone.PhoneNumberID }},
		{"phoneNumberIdAny=" + phone.PhoneNumberID, func(s session) bool { return s.PhoneNumberID == phone.PhoneNumberID }},
		{"phoneNumberIdAny=" + phone.PhoneNumberID + "&phoneNumberIdAny=" + phone2.PhoneNumberID, func(s session) bool {
			return s.PhoneNumberID == phone.PhoneNumberID || s.PhoneNumberID == phone2.PhoneNumberID
		}},
		{"customerNumberAny=" + url.QueryEscape(called.Customer.Number+",+100"), func(s session) bool { return s.Customer.Number == called.Customer.Number }},
		{"createdAtGt=" + FormatTime(mid.CreatedAt.UnixMilli()), func(s session) bool { return s.CreatedAt.After(mid.CreatedAt) }},
		{"createdAtGe=" + FormatTime(mid.CreatedAt.UnixMilli()), func(s session) bool { return !s.CreatedAt.Before(mid.CreatedAt) }},
		{"createdAtLt=" + FormatTime(mid.CreatedAt.UnixMilli()), func(s session) bool { return s.CreatedAt.Before(mid.CreatedAt) }},
		{"createdAtLe=" + FormatTime(mid.CreatedAt.UnixMilli()), func(s session) bool { return !s.CreatedAt.After(mid.CreatedAt) }},
		{"updatedAtGt=" + FormatTime(mid.UpdatedAt.UnixMilli()), func(s session) bool { return s.UpdatedAt.After(mid.UpdatedAt) }},
		{"updatedAtGe=" + FormatTime(mid.UpdatedAt.UnixMilli()), func(s session) bool { return !s.UpdatedAt.Before(mid.UpdatedAt) }},
		{"updatedAtLt=" + FormatTime(mid.UpdatedAt.UnixMilli()), func(s session) bool { return s.UpdatedAt.Before(mid.UpdatedAt) }},
		{"updatedAtLe=" + FormatTime(mid.UpdatedAt.UnixMilli()), func(s session) bool { return !s.UpdatedAt.After(mid.UpdatedAt) }},
		{"createdAtGt=2026-02-21&createdAtLe=2026-02-25T12:00:00%2B02:00", func(s session) bool {
			return s.CreatedAt.After(time.Date(2026, 2, 21, 0, 0, 0, 0, time.UTC)) && !s.CreatedAt.After(time.Date(2026, 2, 25, 10, 0, 0, 0, time.UTC))
		}},
		{"assistantId=" + owned.AssistantID + "&name=re&createdAtLt=" + FormatTime(mid.CreatedAt.UnixMilli()), func(s session) bool {
			return s.AssistantID == owned.AssistantID && strings.Contains(strings.ToLower(s.Name), "re") && s.CreatedAt.Before(mid.CreatedAt)
		}},
	} {
		values, err := url.ParseQuery(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		for name := range values {
			asked[name] = true
		}
		var want []string
		for _, one := range all {
			if tt.keeps(one) {
				want = append(want, one.ID)
			}
		}
		if len(want) == 0 || len(want) == len(all) {
			t.Fatalf("%s: keeps %d of %d, which shows nothing", tt.query, len(want), len(all))
		}
		got := list(t, s, "limit=15&"+tt.query)
		if got.Meta.TotalItems != len(want) || !slices.Equal(got.ids(), want[:min(15, len(want))]) {
			t.Errorf("%s: %d sessions (%d in all), want %d", tt.query, len(got.Results), got.Meta.TotalItems, len(want))
		}
	}
	for name := range ListRules {
		if !asked[name] {
			t.Errorf("no case asks for %s", name)
		}
	}
	for sent := range reflect.TypeFor[client.ListParams]().Fields() {
		if name := sent.Tag.Get("url"); ListRules[name] == nil {
			t.Errorf("the client sends %s, which has no rule", name)
		}
	}
}

// What two parameters allow together can be nothing; that is another filter than
// one without them.
func TestAListThatAllowsNothingKeepsNothing(t *testing.T) {
	s := newServer(t, Options{Sessions: 700, Seed: 7})
	assistants := s.Resources("assistant")
	if all := list(t, s, "name=re").Meta.TotalItems; all == 0 {
		t.Fatal("no session has this name")
	}
	if n := list(t, s, "name=re&assistantId="+assistants[0]+"&assistantIdAny="+assistants[1]).Meta.TotalItems; n != 0 {
		t.Errorf("%d sessions of two assistants at once", n)
	}
}

func TestWorkflowFilter(t *testing.T) {
	s := newServer(t, Options{Sessions: 500, Seed: 7})
	total := 0
	for _, w := range s.Resources("workflow") {
		got := list(t, s, "limit=1000&workflowId="+w)
		total += got.Meta.TotalItems
		for _, one := range got.Results {
			ask(t, s, http.MethodPatch, "/session/"+one.ID, `{"name":"changed"}`)
			if one.AssistantID != "" || one.SquadID != "" {
				t.Errorf("session %s of a workflow names an assistant or a squad", one.ID)
			}
		}
		if after := list(t, s, "limit=1000&workflowId="+w); !slices.Equal(after.ids(), got.ids()) {
			t.Errorf("after a change of each, workflow %s has %d sessions, had %d", w, len(after.Results), len(got.Results))
		}
	}
	if total < 5 || total > 100 {
		t.Errorf("%d of 500 sessions belong to workflows", total)
	}
}

// newest is the order of a list: createdAt, then ID, both falling.
func newest(a, b session) int {
	return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), strings.Compare(b.ID, a.ID))
}

func TestOrderAndSort(t *testing.T) {
	s := newServer(t, Options{Sessions: 134, Seed: 3})
	all := everything(t, s)
	if !slices.IsSortedFunc(all, newest) {
		t.Error("the list is not sorted by createdAt, then ID, both falling")
	}
	cost := func(s session) float64 {
		if s.Cost == nil {
			return -1
		}
		return *s.Cost
	}
	for by, less := range map[string]func(a, b session) int{
		"createdAt": newest,
		"cost":      func(a, b session) int { return cmp.Or(cmp.Compare(cost(b), cost(a)), newest(a, b)) },
		"duration": func(a, b session) int {
			return cmp.Or(cmp.Compare(b.UpdatedAt.Sub(b.CreatedAt), a.UpdatedAt.Sub(a.CreatedAt)), newest(a, b))
		},
	} {
		want := slices.SortedStableFunc(slices.Values(all), less)
		ids := make([]string, 0, len(want))
		for _, one := range want {
			ids = append(ids, one.ID)
		}
		falling, rising := []string{}, []string{}
		for page := 1; page <= 7; page++ {
			falling = append(falling, list(t, s, fmt.Sprintf("sortBy=%s&limit=20&page=%d", by, page)).ids()...)
			rising = append(rising, list(t, s, fmt.Sprintf("sortBy=%s&limit=20&page=%d&sortOrder=ASC", by, page)).ids()...)
		}
		if !slices.Equal(falling, ids) {
			t.Errorf("sortBy=%s DESC, page by page, is not the order", by)
		}
		slices.Reverse(ids)
		if !slices.Equal(rising, ids) {
			t.Errorf("sortBy=%s ASC is not DESC backwards", by)
		}
	}
}

func TestMetadata(t *testing.T) {
	s := newServer(t, Options{Sessions: 130, Seed: 3})
	for _, tt := range []struct {
		query string
		rows  int
		want  meta
	}{
		{"", 100, meta{ItemsPerPage: 100, TotalItems: 130, CurrentPage: 1, TotalPages: 2, HasNextPage: true, SortOrder: "DESC"}},
		{"page=2", 30, meta{ItemsPerPage: 100, TotalItems: 130, CurrentPage: 2, TotalPages: 2, SortOrder: "DESC"}},
		{"page=4&sortOrder=ASC", 0, meta{ItemsPerPage: 100, TotalItems: 130, CurrentPage: 4, TotalPages: 2, SortOrder: "ASC"}},
		{"limit=1000", 130, meta{ItemsPerPage: 1000, TotalItems: 130, CurrentPage: 1, TotalPages: 1, SortOrder: "DESC"}},
		{"limit=0", 0, meta{ItemsPerPage: 0, TotalItems: 130, CurrentPage: 1, SortOrder: "DESC"}},
		{"name=nobody%20is%20called%20this", 0, meta{ItemsPerPage: 100, CurrentPage: 1, SortOrder: "DESC"}},
		{"createdAtLe=2026-03-02T10:00:00Z&createdAtGe=2001-01-01", 100, meta{ItemsPerPage: 100, TotalItems: 130, CurrentPage: 1,
			TotalPages: 2, HasNextPage: true, SortOrder: "DESC", CreatedAtLe: "2026-03-02T10:00:00.000Z", CreatedAtGe: "2001-01-01T00:00:00.000Z"}},
	} {
		got := list(t, s, tt.query)
		if (got.Meta.NextCursor != "") != got.Meta.HasNextPage {
			t.Errorf("%q: cursor %q with hasNextPage %v", tt.query, got.Meta.NextCursor, got.Meta.HasNextPage)
		}
		got.Meta.NextCursor = ""
		if got.Meta != tt.want || len(got.Results) != tt.rows {
			t.Errorf("%q: %d rows, %+v\nwant %d, %+v", tt.query, len(got.Results), got.Meta, tt.rows, tt.want)
		}
	}
}

func TestBadParameters(t *testing.T) {
	s := newServer(t, Options{Sessions: 5})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"cursor=x", []string{"property cursor should not exist"}},
		{"zebra=1&number=%2B1&phoneNumberIdAny[]=x", []string{
			"property number should not exist", "property phoneNumberIdAny[] should not exist", "property zebra should not exist"}},
		{"page=0", []string{"page must not be less than 1"}},
		{"page=1.5", []string{"page must be an integer number"}},
		{"page=two", []string{"page must be a number conforming to the specified constraints"}},
		{"limit=-1", []string{"limit must not be less than 0"}},
		{"limit=1001", []string{"limit must not be greater than 1000"}},
		{"limit=NaN", []string{"limit must be a number conforming to the specified constraints"}},
		{"sortOrder=asc", []string{"sortOrder must be one of the following values: ASC, DESC"}},
		{"sortBy=name", []string{"sortBy must be one of the following values: cost, createdAt, duration"}},
		{"id=7", []string{"id must be a UUID"}},
		{"assistantId=", []string{"assistantId must be a UUID"}},
		{"squadId=x&workflowId=y&phoneNumberId=z", []string{"squadId must be a UUID", "workflowId must be a UUID", "phoneNumberId must be a UUID"}},
		{"name=a&name=b", []string{"name must be a string"}},
		{"createdAtGt=yesterday", []string{"createdAtGt must be a valid ISO 8601 date string"}},
		{"updatedAtLe=1700000000", []string{"updatedAtLe must be a valid ISO 8601 date string"}},
	} {
		got := ask(t, s, http.MethodGet, "/session?"+tt.query, "")
		status, kind, texts := got.problem(t)
		if status != 400 || kind != "Bad Request" || !sameTexts(texts, tt.want) {
			t.Errorf("%s: %d %s %q, want %q", tt.query, status, kind, texts, tt.want)
		}
	}
}

// TestBoundsFinerThanMilliseconds has bounds between two milliseconds, which no
// session lies between.
func TestBoundsFinerThanMilliseconds(t *testing.T) {
	s := newServer(t, Options{Now: func() time.Time { return Instant }})
	for _, ms := range []string{"000", "001", "002"} {
		if _, err := s.Insert(map[string]any{"createdAt": "2026-03-02T09:00:00." + ms + "Z", "updatedAt": "2026-03-02T09:00:00." + ms + "Z"}); err != nil {
			t.Fatal(err)
		}
	}
	for bound, want := range map[string]int{
		"Ge=2026-03-02T09:00:00.001Z": 2, "Gt=2026-03-02T09:00:00.001Z": 1, "Le=2026-03-02T09:00:00.001Z": 2, "Lt=2026-03-02T09:00:00.001Z": 1,
		"Ge=2026-03-02T09:00:00.0015Z": 1, "Gt=2026-03-02T09:00:00.0015Z": 1, "Le=2026-03-02T09:00:00.0015Z": 2, "Lt=2026-03-02T09:00:00.0015Z": 2,
	} {
		for _, field := range []string{"createdAt", "updatedAt"} {
			if got := list(t, s, field+bound).Meta.TotalItems; got != want {
				t.Errorf("%s%s: %d sessions, want %d", field, bound, got, want)
			}
		}
	}
}

// sameTexts compares without regard to order.
func sameTexts(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
