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
	"syscall"
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
	var err error
	if os.Getenv("PAINT_DEMO") == "stock" {
		keys, failed := paint.SafeInput(os.Stdin)
		if failed != nil {
			panic(failed)
		}
		_, err = tea.NewProgram(newDemo(), tea.WithInput(keys)).Run()
	} else {
		err = paint.Run(context.Background(), newDemo(), paint.Options{Env: os.Environ(), Profile: colorprofile.TrueColor})
	}
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
	back     int // programs that had the terminal
	mouse    bool
	fail     bool
}

func newDemo() *demo { return &demo{rows: 1_000_000, light: "unknown"} }

func (d *demo) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (d *demo) View() tea.View {
	v := tea.NewView(strings.Join(d.draw(), "\n"))
	v.AltScreen, v.ReportFocus, v.WindowTitle = true, true, "demo"
	if d.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

type noteMsg string

// backMsg says that another program has given the terminal back. Two of them may
// come in either order.
type backMsg struct{}

func (d *demo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		d.w, d.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		d.light = fmt.Sprintf("dark %v", msg.IsDark())
	case tea.ResumeMsg:
		d.note = "resumed"
	case backMsg:
		d.back++
		d.note = fmt.Sprintf("back %d", d.back)
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
	case "T":
		return func() tea.Msg { return syscall.Kill(os.Getpid(), syscall.SIGTSTP) }
	case "ctrl+l":
		return tea.ClearScreen
	case "y":
		return tea.Raw(ansi.SetSystemClipboard("copied"))
	case "e":
		return paint.Exec(exec.CommandContext(context.Background(), "sh", "-c", `[ -t 1 ] && stty -a | grep -q ' icanon' && echo EDITOR && read x && echo "got $x"`), func(err error) tea.Msg {
			return noteMsg(fmt.Sprintf("edited: %v", err))
		})
	case "E": // two programs, the second before the first is back
		back := func(error) tea.Msg { return backMsg{} }
		run := paint.Exec(exec.CommandContext(context.Background(), "true"), back)
		other := paint.Exec(exec.CommandContext(context.Background(), "sleep", "0.1"), back)
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

// draw draws the rows by hand, as a list that wants to be fast does.
func (d *demo) draw() (lines []string) {
	if d.fail {
		panic("in View")
	}
	lines = append(lines, d.line(" n       id                                    name           status     created", "\x1b[1m"))
	for y := range max(0, d.h-2) {
		i := d.top + y
		n := strconv.Itoa(i + 1)
		row := " 0000000"[:max(1, 8-len(n))] + n + demoRow
		end := " 2026-05-01 12:00:" + strconv.Itoa(i%50+10) + "  asst_" + strconv.Itoa(i*7919%100000)
		switch used := len(row) + 10 + len(end); {
		case i == d.cur || used > d.w:
			lines = append(lines, d.line(row+"active    "+end, map[bool]string{true: "\x1b[7m"}[i == d.cur]))
		default:
			lines = append(lines, row+"\x1b[32mactive\x1b[m    \x1b[2m"+end+"\x1b[m"+spaces[:d.w-used])
		}
	}
	lines = append(lines, d.line(" "+strconv.Itoa(d.cur+1)+" of "+strconv.Itoa(d.rows)+"  background "+d.light+"  "+d.note, ""))
	return lines
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
