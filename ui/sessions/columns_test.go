package sessions

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

func planNames(p *Pane) (all []string) {
	for _, c := range p.placed {
		all = append(all, c.Name)
	}
	return all
}

// What is wide gets wider: name and assistant share what the others leave, to the
// last cell. A width of the person's own stays.
func TestNameAndAssistantShareWhatIsLeft(t *testing.T) {
	for _, w := range []int{75, 80, 120, 200} {
		p := newPane(newFake(9), w, 9)
		name, assistant, last := column(t, p, "name"), column(t, p, "assistant"), p.placed[len(p.placed)-1]
		left := name.width - name.narrowest() + assistant.width - assistant.narrowest()
		if extra := assistant.width - assistant.narrowest(); extra != left/3 {
			t.Errorf("%d wide: the assistant has %d of the %d cells that are left", w, extra, left)
		}
		if end := gutterWidth + last.x + last.width; end != w-1 {
			t.Errorf("%d wide: the columns end at %d", w, end)
		}
	}
	p := newPane(newFake(9), 120, 9)
	p.setWidth("assistant", 15)
	if got := column(t, p, "assistant").width; got != 15 {
		t.Errorf("set to 15 cells, it has %d", got)
	}
}

// The narrower the list, the fewer columns; the flags are the last to go.
func TestFlagsDropLast(t *testing.T) {
	p := newPane(newFake(9), 120, 9)
	before := planNames(p)
	var dropped []string
	for w := 119; w > 20; w-- {
		p.Resize(w, 9)
		now := planNames(p)
		for _, n := range before {
			if !slices.Contains(now, n) {
				dropped = append(dropped, n)
			}
		}
		before = now
	}
	if want := []string{"turns", "idle", "cost", "assistant", "expires", "flags"}; !slices.Equal(dropped, want) {
		t.Errorf("dropped %v, want %v", dropped, want)
	}
}

// The arrow of the sort is there whole, and no sign of cut text beside it.
func TestTheSortArrowIsNoCutText(t *testing.T) {
	for _, n := range ColumnNames() {
		k, _ := columnTypeNamed(columnTypes(), n)
		if k.sortKey == "" {
			continue
		}
		p := newPane(newFake(9), 120, 9, testNames("name", n)...)
		p.sortKey, p.descending = k.sortKey, true
		heading := ansi.Strip(p.Lines()[0])
		if !strings.Contains(heading, "↓") || strings.Contains(heading, "…") {
			t.Errorf("%s: %q", n, heading)
		}
	}
}

// A key of the metadata is a column by its name, and a field to sort by.
func TestFieldsAreColumns(t *testing.T) {
	cols := columnsByName([]string{"meta.plan tier", ".customer.number", "outputs", "meta.", "."}, nil)
	if got, want := Paths(cols), []string{".metadata.plan tier", ".customer.number", ".artifact.structuredOutputs"}; !slices.Equal(got, want) {
		t.Errorf("paths %q, want %q", got, want)
	}
	by, problems := filter.Parse("sort:-meta.Plan", noon)
	if len(problems) > 0 || by.Sort() != (filter.Sort{Key: "meta.Plan", Order: client.Descending, Where: filter.Here}) {
		t.Fatalf("%+v %v", by.Sort(), problems)
	}
	row := func(v string) *client.Summary { return &client.Summary{Extra: []string{"", v}} }
	all := []*client.Summary{row("9"), row("Gold"), row("10"), row(""), row("basic")}
	Sort(all, by.Sort(), NewNameReader(nil), noon, SortPaths([]string{".customer.number"}, by.Sort()))
	var got []string
	for _, r := range all {
		got = append(got, r.Extra[1])
	}
	if want := []string{"Gold", "basic", "10", "9", ""}; !slices.Equal(got, want) {
		t.Errorf("sorted %q, want %q", got, want)
	}
	up := by.Sort()
	up.Order = client.Ascending
	Sort(all, up, NewNameReader(nil), noon, SortPaths([]string{".customer.number"}, up))
	if got := all[4].Extra[1]; got != "" {
		t.Errorf("sorted upward, the last is %q: what is missing comes last both ways", got)
	}
}

func TestWhatNewColumnsShow(t *testing.T) {
	d := &drawContext{now: noon}
	r := &store.Row{Summary: client.Summary{Status: client.StatusActive, LastRole: client.RoleUser, ToolErrors: 2,
		UpdatedAt: noon, LastSpokeAt: noon.Add(-2 * time.Hour)}}
	for name, want := range map[string]string{"last": "user", "waiting": "2h", "errors": "2", "flags": "<-!"} {
		k, _ := columnTypeNamed(columnTypes(), name)
		if got, _ := k.render(d, r); got != want {
			t.Errorf("%s shows %q, want %q", name, got, want)
		}
	}
	for value, want := range map[string]string{
		"": "",
		`{"5d1c":{"name":"Outcome","result":{"resolved":true,"score":7}},"6":{"name":"Mood","result":"good"}}`: "Outcome resolved:true,score:7; Mood good",
		`{"5d1c":{"name":"Outcome","result":true},"6":{"name":"Mo…`:                                            "Outcome true",
		`{"5d1c":{"na…`: `{"5d1c":{"na…`,
		"[1]":           "[1]",
	} {
		if got := outputsText(value); got != want {
			t.Errorf("%s shows %q, want %q", value, got, want)
		}
	}
}
