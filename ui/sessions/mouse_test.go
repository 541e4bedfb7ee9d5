package sessions

import (
	"testing"
	"time"

	"vapi-sessions/ui/words"
)

// column is a planned column by its name.
func column(t *testing.T, p *Pane, name string) placedColumn {
	t.Helper()
	for _, c := range p.placed {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no column %s among %d", name, len(p.placed))
	return placedColumn{}
}

// The edge between two columns follows the mouse, and no column is lost however
// far it is dragged.
func TestDraggingAnEdgeMovesIt(t *testing.T) {
	p := newPane(newFake(50), 120, 20)
	name, assistant, columns := column(t, p, "name"), column(t, p, "assistant"), len(p.placed)
	at := gutterWidth + name.x + name.width
	p.Click(at, 0, noon)
	for _, by := range []int{-1, -2, -7, -3, 4} {
		p.Drag(at+by, 0)
		n, a := column(t, p, "name"), column(t, p, "assistant")
		if n.width != name.width+by || a.width != assistant.width-by || a.x+a.width != assistant.x+assistant.width {
			t.Errorf("dragged by %d: name %d wide, assistant %d at %d", by, n.width, a.width, a.x)
		}
	}
	for _, x := range []int{119, 200, 0, -5} {
		p.Drag(x, 0)
		if len(p.placed) != columns {
			t.Fatalf("dragged to %d: %d columns are left of %d", x, len(p.placed), columns)
		}
		if n := column(t, p, "name"); n.width < minNameWidth {
			t.Errorf("dragged to %d: the name has %d cells", x, n.width)
		}
	}
	p.Release()
	before := column(t, p, "assistant").width
	p.Drag(at, 0)
	if column(t, p, "assistant").width != before {
		t.Error("an edge that was let go moved")
	}
}

// A second click opens a session only if it is the same session.
func TestDoubleClickIsOnASession(t *testing.T) {
	rows := newFake(50)
	p := newPane(rows, 120, 20)
	p.sync()
	p.Click(5, 4, noon)
	if got := p.Click(5, 4, noon.Add(doubleClickTime/2)); got != (clickTarget{open: rows.ids[3]}) {
		t.Errorf("a double click gave %v", got)
	}
	p.Click(5, 4, noon.Add(time.Second))
	rows.insert(0, 1)
	p.sync()
	p.Wheel(-1)
	if got := p.Click(5, 4, noon.Add(time.Second+doubleClickTime/2)); got != (clickTarget{}) {
		t.Errorf("two clicks on two sessions gave %v", got)
	}
	p.Click(5, 8, noon.Add(2*time.Second))
	if got := p.Click(5, 8, noon.Add(2*time.Second+doubleClickTime)); got != (clickTarget{}) {
		t.Errorf("two slow clicks gave %v", got)
	}
}

func TestSizesFitTheirColumn(t *testing.T) {
	for n, want := range map[int64]string{0: "0B", 999: "999B", 1000: "1.0k", 999_949: "999.9k", 999_950: "1.0M", 999_949_999: "999.9M", 1 << 31: "2.1G"} {
		if got := words.Size(n); got != want || len(got) > 6 {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
