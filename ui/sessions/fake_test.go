package sessions

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// noon is the time in every test.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// fakeRows is a list in memory. A row that is deleted is followed to the one
// that came after it, as the real list does.
type fakeRows struct {
	cells []cell
	ids   []string // of every cell, also of those that are not loaded
	next  map[string]string
	made  int
	turns uint64 // how often anything changed
}

func newFake(n int) *fakeRows {
	f := &fakeRows{next: map[string]string{}}
	f.insert(0, n)
	return f
}

// sampleWords are the names in turn: every script that terminals count differently.
var sampleWords = []string{
	"Refund for order 4411", "", "客户投诉：订单延迟了三天", "नमस्ते, मदद चाहिए", "مرحبا بالعالم",
	"family 👨‍👩‍👧‍👦 plan ✈️ 🇳🇱", "e\u0301te\u0301 a\u0300 la plage", "ｆｕｌｌ ｗｉｄｔｈ", "한국어 상담",
}

func fakeRow(k int) store.Row {
	return store.Row{Summary: client.Summary{
		ID: fmt.Sprintf("id-%04d", k), Name: sampleWords[k%len(sampleWords)], Status: client.StatusActive,
		AssistantID: "assistant-1", AssistantName: sampleWords[(k+2)%len(sampleWords)], Customer: "+31612345678",
		CreatedAt: noon.Add(-time.Duration(k) * time.Hour), UpdatedAt: noon.Add(-time.Duration(k) * time.Minute),
		Expiration: 24 * time.Hour, Cost: 0.125, Turns: int32(k), Bytes: 900, Extra: []string{"first", "second", "third"},
	}}
}

func (f *fakeRows) insert(at, n int) {
	f.turns++
	for range n {
		r := fakeRow(f.made)
		f.made++
		f.cells = slices.Insert(f.cells, at, cell{Kind: pager.Loaded, Row: r})
		f.ids = slices.Insert(f.ids, at, r.ID)
	}
}

func (f *fakeRows) remove(at int) {
	f.turns++
	after := ""
	if at+1 < len(f.ids) {
		after = f.ids[at+1]
	}
	f.next[f.ids[at]] = after
	f.cells, f.ids = slices.Delete(f.cells, at, at+1), slices.Delete(f.ids, at, at+1)
}

// set makes a cell blank, failed or loaded again.
func (f *fakeRows) set(at int, k pager.CellKind) {
	f.turns++
	switch k {
	case pager.Loaded:
		var n int
		_, _ = fmt.Sscanf(f.ids[at], "id-%d", &n)
		f.cells[at] = cell{Kind: pager.Loaded, Row: fakeRow(n)}
	case pager.Blank:
		f.cells[at] = cell{Kind: pager.Blank}
	case pager.Failed:
		f.cells[at] = cell{Kind: pager.Failed, Err: errors.New("no answer\nfrom 服务器")}
	}
}

func (f *fakeRows) Len() int        { return len(f.cells) }
func (f *fakeRows) Cell(i int) cell { return f.cells[i] }
func (f *fakeRows) Version() uint64 { return f.turns }

func (f *fakeRows) Index(id string) (int, bool) {
	i := slices.Index(f.ids, id)
	return i, i >= 0 && f.cells[i].Kind == pager.Loaded
}

func (f *fakeRows) Anchor(i int) pager.Anchor {
	if f.cells[i].Kind == pager.Loaded {
		return pager.Anchor{ID: f.ids[i], Position: i}
	}
	return pager.Anchor{Position: i}
}

func (f *fakeRows) Resolve(a pager.Anchor) int {
	if a.ID == "" && a.FromEnd {
		return len(f.ids) - a.Position
	}
	if a.ID == "" {
		return a.Position
	}
	return f.find(a.ID)
}

// find is where the row is, or the first after it that is still there.
func (f *fakeRows) find(id string) int {
	for ; id != ""; id = f.next[id] {
		if i := slices.Index(f.ids, id); i >= 0 {
			return i
		}
	}
	return len(f.ids) - 1
}

func newPane(rows rowSource, w, h int, cols ...Column) *Pane {
	if len(cols) == 0 {
		cols = asColumns(ColumnNames()[:defaultColumnCount])
	}
	p := &Pane{drawContext: drawContext{zone: time.UTC}, theme: theme.New(theme.Options{}), rows: rows, columns: cols, focused: true, emptyText: func() []string { return nil }}
	p.now = noon
	p.Resize(w, h)
	p.sync()
	return p
}

// testNames makes columns of names, each with its own width.
func testNames(names ...string) []Column {
	cols := make([]Column, 0, len(names))
	for _, n := range names {
		cols = append(cols, Column{Name: n})
	}
	return cols
}
