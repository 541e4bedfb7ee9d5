package sessions

import (
	"errors"
	"strings"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// What happened to a row is told by signs, the gravest first.
func TestTheSignsOfARow(t *testing.T) {
	for _, c := range []struct {
		row  store.Row
		want string
	}{
		{store.Row{}, " "}, {store.Row{Changed: true}, "~"}, {store.Row{New: true, Changed: true}, "+"}, {store.Row{Gone: true, New: true}, "-"},
		{store.Row{Pending: true, Gone: true}, "~"}, {store.Row{Err: errors.New("no"), Pending: true}, "!"},
	} {
		if got, _ := changeSign(&c.row); got != c.want {
			t.Errorf("%+v: %q, want %q", c.row, got, c.want)
		}
	}
	waits := client.Summary{Status: client.StatusActive, LastRole: client.RoleUser}
	refused := client.Summary{Flags: client.FlagRefusal}
	both := waits
	both.ToolErrors = 1
	for want, s := range map[string]client.Summary{"": {}, "<-": waits, "!": refused, "<-!": both} {
		if got, _ := flagsText(nil, &store.Row{Summary: s}); got != want {
			t.Errorf("%+v: %q, want %q", s, got, want)
		}
	}
}

// The rows below the headings are on the screen, and no others.
func TestWhatIsOnTheScreen(t *testing.T) {
	rows := newFake(20)
	p := newPane(rows, 80, 6)
	p.moveTo(9)
	first, last := p.window()
	if last-first != 4 || last != 9 {
		t.Fatalf("from %d to %d", first, last)
	}
	for i, id := range rows.ids {
		if got := p.Visible(id); got != (i >= first && i <= last) {
			t.Errorf("row %d is on the screen: %v", i, got)
		}
	}
	if p.Visible("another") {
		t.Error("a session that is not in the list is on the screen")
	}
}

// A width is given to a column that is there.
func TestAWidthOfNoColumn(t *testing.T) {
	p := newPane(newFake(1), 80, 6)
	if p.setWidth("nothing", 9) {
		t.Error("a column that is not there has a width")
	}
	if !p.setWidth("name", 1) || p.Columns()[0].Width != 3 || !p.setWidth("name", 900) || p.Columns()[0].Width != 200 {
		t.Errorf("the width is %d", p.Columns()[0].Width)
	}
	if !p.setWidth("name", 0) || p.Columns()[0].Width != 0 {
		t.Errorf("by 0 the width is %d", p.Columns()[0].Width)
	}
}

// In private mode the filter that follows a row says no name that it looked up.
func TestAPrivateRowIsFollowedByItsID(t *testing.T) {
	p := newPane(newFake(1), 80, 6)
	p.names = func(filter.Ref) filter.Name { return filter.Name{Text: "Front desk"} }
	row := client.Summary{AssistantID: "a1"}
	for private, want := range map[bool]filter.Criterion{false: {Key: "assistant", Value: "Front desk"}, true: {Key: "assistant", Value: "a1", IsID: true}} {
		p.SetPrivate(private)
		if got, said := p.similarBy(&row); got != want || said != "assistant" {
			t.Errorf("private %v: %+v, %s", private, got, said)
		}
	}
}

// In private mode neither a name that the session carries along nor a number is
// filtered by: the filter would show it.
func TestAPrivateRowIsFollowedByNothingThatIsHidden(t *testing.T) {
	p := newPane(newFake(1), 80, 6)
	p.names = func(filter.Ref) filter.Name { return filter.Name{} }
	for _, c := range []struct {
		row          client.Summary
		open, hidden string
	}{
		{client.Summary{AssistantName: "Night Desk", AssistantID: "a1"}, "assistant Night Desk", "assistant a1"},
		{client.Summary{AssistantName: "Night Desk", PhoneNumberID: "p1"}, "assistant Night Desk", "phone p1"},
		{client.Summary{AssistantName: "Night Desk", Status: "active"}, "assistant Night Desk", "status active"},
		{client.Summary{Customer: "+15550100123", Status: "active"}, "customer +15550100123", "status active"},
	} {
		for private, want := range map[bool]string{false: c.open, true: c.hidden} {
			p.SetPrivate(private)
			if by, said := p.similarBy(&c.row); by.Key+" "+by.Value != want || strings.Contains(said, "has no assistant") && c.row.AssistantName != "" {
				t.Errorf("private %v: %+v, %s, not %s", private, by, said, want)
			}
		}
	}
}
