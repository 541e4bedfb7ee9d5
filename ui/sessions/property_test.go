package sessions

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
)

// travels are the actions that move through the list.
var travels = []keymap.Action{
	keymap.Down, keymap.Up, keymap.Top, keymap.End, keymap.HalfDown, keymap.HalfUp, keymap.PageDown, keymap.PageUp,
	keymap.ScrollLeft, keymap.ScrollRight, keymap.Mark, keymap.MarkRange, keymap.MarkDown, keymap.MarkUp,
}

// world is a pane under test, and what is known of where its cursor must be.
type world struct {
	rows *fakeRows
	pane *Pane
	w, h int
}

// change changes the list, and checks that the cursor keeps its session, or
// goes to the next one, and that rows from above do not move it on the screen.
func (x *world) change(t *rapid.T, above bool, f func()) {
	before, loaded := x.pane.Selected()
	first, _ := x.pane.window()
	line, full := x.pane.Cursor()-first, x.rows.Len() >= x.h-1 && x.h > 1
	f()
	x.pane.sync()
	if x.rows.Len() == 0 || !loaded {
		return
	}
	if want := x.rows.find(before); x.pane.Cursor() != want {
		t.Fatalf("the cursor was on %s and is at %d, not at %d", before, x.pane.Cursor(), want)
	}
	first, _ = x.pane.window()
	if above && full && x.pane.Cursor()-first != line {
		t.Fatalf("the cursor was on line %d and is on line %d", line, x.pane.Cursor()-first)
	}
}

func (x *world) check(t *rapid.T) {
	n, cursor := x.rows.Len(), x.pane.Cursor()
	if cursor < 0 || n > 0 && cursor >= n {
		t.Fatalf("the cursor is at %d of %d", cursor, n)
	}
	if first, last := x.pane.window(); x.h > 1 && n > 0 && (cursor < first || cursor > last || first < 0 || last >= n) {
		t.Fatalf("the cursor at %d is not in %d to %d of %d", cursor, first, last, n)
	}
	if first, last := x.pane.window(); x.h > 1 && n >= x.h-1 && last-first+1 != x.h-1 {
		t.Fatalf("rows %d to %d leave lines of %d empty", first, last, x.h-1)
	}
	lines := x.pane.Lines()
	if len(lines) != x.h {
		t.Fatalf("%d lines instead of %d", len(lines), x.h)
	}
	x.pane.drawn = drawnCache{}
	if anew := x.pane.Lines(); !slices.Equal(lines, anew) {
		t.Fatalf("kept lines are not what is drawn anew:\n%s\n%s", strings.Join(lines, "\n"), strings.Join(anew, "\n"))
	}
	for y, l := range lines {
		if got := ansi.StringWidthWc(l); got != x.w {
			t.Fatalf("line %d is %d wide instead of %d: %q", y, got, x.w, l)
		}
	}
}

func (x *world) resize(t *rapid.T) {
	x.w, x.h = rapid.IntRange(1, 140).Draw(t, "w"), rapid.IntRange(0, 30).Draw(t, "h")
	x.pane.Resize(x.w, x.h)
}

func TestTheCursorStaysAndLinesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &world{rows: newFake(rapid.IntRange(0, 60).Draw(t, "n"))}
		cols := rapid.SliceOfN(rapid.SampledFrom(append(ColumnNames(), ".a", ".b", ".c", "nonsense")), 1, 8).Draw(t, "columns")
		x.pane = newPane(x.rows, 1, 1, testNames(cols...)...)
		x.resize(t)
		x.pane.sync()
		place := func(t *rapid.T) int { return rapid.IntRange(0, x.rows.Len()-1).Draw(t, "place") }
		t.Repeat(map[string]func(*rapid.T){
			"":       x.check,
			"travel": func(t *rapid.T) { x.pane.Do(rapid.SampledFrom(travels).Draw(t, "action")) },
			"resize": x.resize,
			"wheel":  func(t *rapid.T) { x.pane.Wheel(rapid.IntRange(-9, 9).Draw(t, "lines")) },
			"width": func(t *rapid.T) {
				x.pane.setWidth(rapid.SampledFrom(cols).Draw(t, "column"), rapid.IntRange(-3, 220).Draw(t, "cells"))
			},
			"arrive": func(t *rapid.T) {
				at := rapid.IntRange(0, x.pane.Cursor()).Draw(t, "at")
				x.change(t, true, func() { x.rows.insert(min(at, x.rows.Len()), rapid.IntRange(1, 9).Draw(t, "rows")) })
			},
			"append": func(t *rapid.T) { x.change(t, false, func() { x.rows.insert(x.rows.Len(), 3) }) },
			"delete": func(t *rapid.T) {
				if x.rows.Len() > 0 {
					x.change(t, false, func() { x.rows.remove(place(t)) })
				}
			},
			"delete here": func(t *rapid.T) {
				if x.rows.Len() > 0 {
					x.change(t, false, func() { x.rows.remove(x.pane.Cursor()) })
				}
			},
			"load": func(t *rapid.T) {
				if x.rows.Len() > 0 {
					at, k := place(t), rapid.SampledFrom([]pager.CellKind{pager.Loaded, pager.Blank, pager.Failed}).Draw(t, "kind")
					x.change(t, false, func() { x.rows.set(at, k) })
				}
			},
			"mouse": func(t *rapid.T) {
				x.pane.Click(rapid.IntRange(0, x.w-1).Draw(t, "x"), rapid.IntRange(0, max(0, x.h-1)).Draw(t, "y"), noon)
				x.pane.Drag(rapid.IntRange(-2, x.w+2).Draw(t, "x2"), rapid.IntRange(-2, x.h+2).Draw(t, "y2"))
				x.pane.Release()
			},
			"rename": func(t *rapid.T) {
				if id, ok := x.pane.Selected(); ok {
					x.pane.StartRename(id, rapid.SampledFrom(sampleWords).Draw(t, "name"), "")
				}
			},
			"rename ends": func(*rapid.T) { x.pane.rename = nil },
			"said": func(t *rapid.T) {
				x.pane.searchText = rapid.SampledFrom([]string{"", "refund"}).Draw(t, "text")
				x.pane.replan()
			},
			"private": func(t *rapid.T) { x.pane.SetPrivate(rapid.Bool().Draw(t, "on")) },
			"time": func(t *rapid.T) {
				x.pane.now = noon.Add(time.Duration(rapid.IntRange(0, 9000).Draw(t, "s")) * time.Second)
			},
			"leave": func(t *rapid.T) {
				if x.rows.Len() > 0 {
					c := &x.rows.cells[place(t)].Row
					c.Deleting, c.DeleteAt = true, noon.Add(time.Minute)
					x.rows.turns++
				}
			},
			"focus": func(t *rapid.T) { x.pane.SetFocus(rapid.Bool().Draw(t, "on")) },
		})
	})
}

// Only what moves the cursor changes the place that it keeps.
func TestTheEndIsKeptByWhatDoesNotMove(t *testing.T) {
	rows := newFake(50)
	rows.set(49, pager.Blank)
	p := newPane(rows, 80, 9)
	p.Do(keymap.End)
	if p.Do(keymap.Sort) {
		t.Error("sorting moves")
	}
	rows.insert(50, 3)
	if p.sync(); p.Cursor() != 52 {
		t.Errorf("the cursor is at %d of %d", p.Cursor(), rows.Len())
	}
}
