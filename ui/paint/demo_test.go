//go:build unix

package paint_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/ui/paint"
)

// TestMain makes the test binary a small program to be tested in a terminal:
// a list of a million rows with a cursor.
func TestMain(m *testing.M) {
	if os.Getenv("PAINT_DEMO") == "" {
		os.Exit(m.Run())
	}
	var model paint.Model = newDemo()
	if os.Getenv("PAINT_DEMO") == "quick" {
		model = &quickDemo{demo: newDemo()}
	}
	err := paint.Run(context.Background(), model, paint.Setup{
		Profile: colorprofile.TrueColor, AskBackground: true, Stock: os.Getenv("PAINT_DEMO") == "stock",
	})
	var panicked *paint.Panic
	var signal paint.Signal
	switch {
	case err == nil:
		os.Exit(0)
	case errors.As(err, &panicked):
		fmt.Fprintf(os.Stderr, "caught: %v, stack of %v\n", panicked.Value, len(panicked.Stack) > 100)
		os.Exit(4)
	case errors.As(err, &signal):
		fmt.Fprintln(os.Stderr, err)
		os.Exit(5)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(6)
}

type demo struct {
	w, h     int
	cur, top int
	rows     int
	light    string
	note     string
	mouse    bool
	fail     bool
	lines    []string
}

// quickDemo asks for something after its frames: how often it was given the
// chance to, told by a note that x shows.
type quickDemo struct {
	*demo
	settled, asked int
	last           tea.Msg
}

func (d *quickDemo) React(msg tea.Msg) tea.Cmd {
	d.last = msg
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "x" {
		d.asked++
		d.note = fmt.Sprintf("settled %d times when asked for the %dth time", d.settled, d.asked)
		return nil
	}
	_, cmd := d.demo.Update(msg)
	return cmd
}

func (d *quickDemo) Settle() tea.Cmd {
	d.settled++
	return nil
}

func (d *quickDemo) Ahead() (paint.Frame, bool) {
	if k, ok := d.last.(tea.KeyPressMsg); !ok || k.String() != "j" {
		return paint.Frame{}, false
	}
	next := *d.demo
	next.lines = nil
	next.Update(d.last)
	return next.Frame(), true
}

func (d *quickDemo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return d, tea.Batch(d.React(msg), d.Settle())
}

func newDemo() *demo { return &demo{rows: 1_000_000, light: "unknown"} }

func (d *demo) Init() tea.Cmd { return nil }

func (d *demo) View() tea.View {
	v := tea.View{ReportFocus: true, WindowTitle: "demo"}
	if d.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

type noteMsg string

func (d *demo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		d.w, d.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		d.light = fmt.Sprintf("dark %v", msg.IsDark())
	case tea.ResumeMsg:
		d.note = "resumed"
	case noteMsg:
		d.note = string(msg)
	case tea.MouseWheelMsg:
		d.move(map[tea.MouseButton]int{tea.MouseWheelDown: 1, tea.MouseWheelUp: -1}[msg.Button])
	case tea.KeyPressMsg:
		return d, d.key(msg.String())
	}
	return d, nil
}

func (d *demo) key(key string) tea.Cmd {
	page := max(1, d.h-2)
	switch key {
	case "j", "down":
		d.move(1)
	case "k", "up":
		d.move(-1)
	case "pgdown":
		d.move(page)
	case "pgup":
		d.move(-page)
	case "g":
		d.move(-d.rows)
	case "G":
		d.move(d.rows)
	case "m":
		d.mouse = !d.mouse
	case "esc":
		d.note = "escaped"
	case "q":
		return tea.Quit
	case "ctrl+z":
		return tea.Suspend
	case "ctrl+l":
		return paint.Redraw
	case "y":
		return paint.Write(ansi.SetSystemClipboard("copied"))
	case "e":
		return paint.Exec(exec.CommandContext(context.Background(), "sh", "-c", `[ -t 1 ] && stty -a | grep -q ' icanon' && echo EDITOR && read x && echo "got $x"`), func(err error) tea.Msg {
			return noteMsg(fmt.Sprintf("edited: %v", err))
		})
	case "E": // two programs, the second before the first is back
		var back atomic.Int32
		run := paint.Exec(exec.CommandContext(context.Background(), "true"), func(error) tea.Msg { return noteMsg(fmt.Sprintf("back %d", back.Add(1))) })
		other := paint.Exec(exec.CommandContext(context.Background(), "sleep", "0.1"), func(error) tea.Msg { return noteMsg(fmt.Sprintf("back %d", back.Add(1))) })
		return tea.Batch(run, other)
	case "P":
		panic("in Update")
	case "F":
		d.fail = true
	case "C":
		return func() tea.Msg { panic("in a command") }
	case "S":
		return tea.Sequence(func() tea.Msg { return nil }, tea.Batch(nil, func() tea.Msg { return noteMsg("x") }, func() tea.Msg { panic("in a sequence") }))
	}
	return nil
}

func (d *demo) move(n int) {
	page := max(1, d.h-2)
	d.cur = max(0, min(d.cur+n, d.rows-1))
	d.top = max(0, min(max(min(d.top, d.cur), d.cur-page+1), d.rows-page))
}

const demoRow = " 0f3c1a9e-77aa-4d01-b3f2-9d4c51e0aa11  support call  "

// Frame draws the rows by hand, as a list that wants to be fast does.
func (d *demo) Frame() paint.Frame {
	if d.fail {
		panic("in Frame")
	}
	d.lines = append(d.lines[:0], d.line(" n       id                                    name           status     created", "\x1b[1m"))
	for y := range max(0, d.h-2) {
		i := d.top + y
		n := strconv.Itoa(i + 1)
		row := " 0000000"[:max(1, 8-len(n))] + n + demoRow
		end := " 2026-05-01 12:00:" + strconv.Itoa(i%50+10) + "  asst_" + strconv.Itoa(i*7919%100000)
		switch used := len(row) + 10 + len(end); {
		case i == d.cur || used > d.w:
			d.lines = append(d.lines, d.line(row+"active    "+end, map[bool]string{true: "\x1b[7m"}[i == d.cur]))
		default:
			d.lines = append(d.lines, row+"\x1b[32mactive\x1b[m    \x1b[2m"+end+"\x1b[m"+spaces[:d.w-used])
		}
	}
	d.lines = append(d.lines, d.line(" "+strconv.Itoa(d.cur+1)+" of "+strconv.Itoa(d.rows)+"  background "+d.light+"  "+d.note, ""))
	return paint.Frame{Lines: d.lines, Width: d.w, Height: d.h}
}

var spaces = strings.Repeat(" ", 1000)

// line makes an ASCII text as wide as the screen.
func (d *demo) line(text, style string) string {
	if len(text) > d.w {
		text = text[:d.w]
	}
	text += spaces[:d.w-len(text)]
	if style == "" {
		return text
	}
	return style + text + "\x1b[m"
}
