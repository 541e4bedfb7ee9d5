package sessions

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// A table shows what the list shows. Where there is little room an ID that comes
// first stays whole, and others give way.
func TestATableShowsRowsByTheirColumns(t *testing.T) {
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	row := client.Summary{ID: "9f2c41d0-90a1-4c3e-a6fd-1f9be2b4e0c1", Name: "a name that is longer than there is room for", CreatedAt: now.Add(-48 * time.Hour),
		UpdatedAt: now, Turns: 3, Cost: math.NaN(), Extra: []string{"+15550100"}}
	for _, c := range []struct {
		columns []string
		width   int
		titles  []string
		line    string
	}{
		{[]string{"id", "name", "turns"}, 60, []string{"ID", "NAME", "TRN"}, "9f2c41d0-90a1-4c3e-a6fd-1f9be2b4e0c1 a name that is lo…    3"},
		{[]string{"id", "name", "turns"}, 20, []string{"ID", "NAME"}, "9f2c41d0-90a1-4c3e-a6fd-1f9be2b4e0c1 a name that i…"},
		{[]string{"turns", "nonsense", ".customer.number"}, 60, []string{"TRN", "NUMBER"}, "   3 +15550100"},
	} {
		s := NewTable(TableOptions{Columns: c.columns, Width: c.width, Now: now, Zone: time.UTC})
		if got := s.Headings(); !slices.Equal(got, c.titles) {
			t.Errorf("%v: titles %q, want %q", c.columns, got, c.titles)
		}
		if got := s.Line(s.Cells(&row), "…"); got != c.line {
			t.Errorf("%v: line %q, want %q", c.columns, got, c.line)
		}
	}
	s := NewTable(TableOptions{Columns: []string{"id", "turns"}, Width: 60, Now: now, Zone: time.UTC})
	row.ID += "-and-more"
	if got, want := s.Line(s.Cells(&row), "…"), row.ID+"    3"; got != want {
		t.Errorf("an ID that is longer than its column: %q, want %q", got, want)
	}
}

// namer is an API that knows names.
type namer struct {
	err   error
	asked int
}

func (n *namer) Name(context.Context, client.NameKind, string) (string, error) {
	n.asked++
	return "Reception", n.err
}

// A name is asked for once, also where it cannot be had. Who refuses one is asked
// for no other.
func TestANameIsAskedForOnce(t *testing.T) {
	ref := filter.Ref{Kind: client.AssistantName, ID: "a1"}
	for _, c := range []struct {
		err   error
		shown string
		known bool
		fails bool
		asked int // with another name
	}{
		{nil, "Reception", true, false, 2},
		{client.ErrNotFound, "gone a1", true, false, 2},
		{client.ErrForbidden, "a1", false, true, 1},
		{client.ErrServer, "a1", false, true, 2},
	} {
		api := &namer{err: c.err}
		names := NewNameReader(api)
		if err := names.Read(t.Context(), ref, filter.Ref{}); (err != nil) != c.fails {
			t.Errorf("%v: read: %v", c.err, err)
		}
		_ = names.Read(t.Context(), ref)
		if shown, known := filter.Names(names.Lookup).Assistant(&client.Summary{AssistantID: ref.ID}); shown != c.shown || known != c.known || api.asked != 1 {
			t.Errorf("%v: shown %q, known %v, asked %d times", c.err, shown, known, api.asked)
		}
		if err := names.Read(t.Context(), filter.Ref{Kind: client.AssistantName, ID: "a2"}); (err != nil) != c.fails || api.asked != c.asked {
			t.Errorf("%v: another name: %v, asked %d times, want %d", c.err, err, api.asked, c.asked)
		}
	}
	if err := NewNameReader(nil).Read(t.Context(), ref); err == nil || errors.Is(err, client.ErrNotFound) {
		t.Errorf("without names: %v", err)
	}
}
