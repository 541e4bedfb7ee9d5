//go:build unix

package paint_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// soon is how long a test waits for what takes milliseconds.
const soon = 15 * time.Second

func start(t *testing.T, o termtest.Options) *termtest.Terminal {
	t.Helper()
	t.Parallel()
	o.Env = append([]string{"PAINT_DEMO=1"}, o.Env...)
	term := termtest.Start(t, o, os.Args[0])
	term.WaitFor(t, `1 of 1000000`, soon)
	return term
}

// restored fails the test unless the terminal is as it was and the program
// left with the code.
func restored(t *testing.T, term *termtest.Terminal, code int) {
	t.Helper()
	if got := term.WaitExit(t, soon); got != code {
		t.Errorf("exit code %d, want %d\n%s", got, code, term.Screen())
	}
	if on := term.Modes(); len(on) != 0 {
		t.Errorf("left on: %q", on)
	}
}

func TestTheTerminalIsRestoredOnEveryWayOut(t *testing.T) {
	for _, c := range []struct {
		name   string
		keys   []string
		signal os.Signal
		code   int
		says   string // on the main screen, where it can be read
	}{
		{name: "quit", keys: []string{"q"}},
		{name: "quit with the mouse on", keys: []string{"m", "q"}},
		{name: "a panic in Update", keys: []string{"P"}, code: 4, says: `^caught: in Update, stack of true$`},
		{name: "a panic in a command", keys: []string{"C"}, code: 4, says: `^caught: in a command, stack of true$`},
		{name: "a panic in a sequence", keys: []string{"S"}, code: 4, says: `^caught: in a sequence, stack of true$`},
		{name: "a panic in View", keys: []string{"F"}, code: 4, says: `^caught: in View, stack of true$`},
		{name: "SIGTERM", signal: syscall.SIGTERM, code: 5, says: `^ended by signal: terminated$`},
		{name: "SIGHUP", signal: syscall.SIGHUP, code: 5, says: `^ended by signal: hangup$`},
		{name: "SIGINT", signal: syscall.SIGINT, code: 5, says: `^ended by signal: interrupt$`},
		{name: "SIGQUIT", signal: syscall.SIGQUIT, code: 5, says: `^ended by signal: quit$`},
	} {
		t.Run(c.name, func(t *testing.T) {
			term := start(t, termtest.Options{Width: 100, Height: 12})
			term.Keys(t, "j")
			term.WaitFor(t, `2 of 1000000`, soon)
			if on := term.Modes(); len(on) < 5 {
				t.Errorf("only %q are on while it runs", on)
			}
			term.Keys(t, c.keys...)
			if c.signal != nil {
				term.Signal(c.signal)
			}
			restored(t, term, c.code)
			if c.says != "" && !regexp.MustCompile("(?m)"+c.says).MatchString(term.Screen()) {
				t.Errorf("the screen does not match %q:\n%s", c.says, term.Screen())
			}
		})
	}
}

func TestAnEditorHasTheTerminalForItself(t *testing.T) {
	term := start(t, termtest.Options{Width: 100, Height: 12})
	term.Keys(t, "e")
	term.WaitFor(t, `^EDITOR$`, soon)
	if on := term.Modes(); len(on) != 0 {
		t.Errorf("the editor finds on: %q", on)
	}
	term.Signal(syscall.SIGINT) // ctrl+c in the editor reaches the whole group
	term.Resize(90, 10)
	term.Keys(t, "x", "enter")
	term.WaitFor(t, `^ 1 of 1000000 .*edited: <nil>`, soon)
	term.WaitUntil(t, func(s string) bool {
		lines := strings.Split(strings.TrimSpace(s), "\n")
		return len(lines) == 10 && strings.Contains(lines[9], "edited")
	}, soon)
	term.Keys(t, "j")
	term.WaitFor(t, `2 of 1000000`, soon)
	term.Keys(t, "q")
	restored(t, term, 0)
}

func TestTwoProgramsHaveTheTerminalOneAfterTheOther(t *testing.T) {
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			term := start(t, termtest.Options{Width: 100, Height: 12})
			term.Keys(t, "E")
			term.WaitFor(t, `back 2`, soon)
			for row := 2; row < 6; row++ {
				term.Keys(t, "down")
				term.WaitFor(t, fmt.Sprintf(`^ %d of 1000000`, row), soon)
			}
			term.Keys(t, "q")
			restored(t, term, 0)
		})
	}
}

func TestSuspendGivesTheTerminalBackAndTakesItAgain(t *testing.T) {
	for name, key := range map[string]string{"ctrl+z": "ctrl+z", "a signal from outside": "T"} {
		t.Run(name, func(t *testing.T) { suspendAndResume(t, key) })
	}
}

func suspendAndResume(t *testing.T, key string) {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no shell with job control: ", err)
	}
	t.Parallel()
	term := termtest.Start(t, termtest.Options{Width: 100, Height: 12, Env: []string{"PAINT_DEMO=1"}}, bash, "--norc", "-c",
		`set -m; "$0"; stty -a | grep -q ' icanon' && echo STOPPED; read line; fg; echo "left with $?"`, os.Args[0])
	term.WaitFor(t, `1 of 1000000 .*background dark`, soon) // the last answer: none is left for the shell to read
	term.Keys(t, "m", key)
	term.WaitFor(t, `^STOPPED$`, soon)
	if on := term.Modes(); len(on) != 0 {
		t.Errorf("the shell finds on: %q", on)
	}
	term.Resize(90, 10)
	term.Keys(t, "enter")
	term.WaitFor(t, `^ 1 of 1000000 .*resumed`, soon)
	term.Wheel(t, 5, 5, 3)
	term.WaitFor(t, `^ 4 of 1000000`, soon)
	term.Keys(t, "q")
	restored(t, term, 0)
	if !strings.Contains(term.Screen(), "left with 0") {
		t.Errorf("the shell does not see it leave:\n%s", term.Screen())
	}
}

func TestSuspendWithoutAShellComesBack(t *testing.T) {
	term := start(t, termtest.Options{})
	term.Keys(t, "ctrl+z")
	term.WaitFor(t, `resumed`, soon)
	term.Keys(t, "q")
	restored(t, term, 0)
}

func TestAProgramStoppedFromOutsideTakesTheTerminalAgain(t *testing.T) {
	term := start(t, termtest.Options{Width: 100, Height: 12})
	before := len(term.Raw()) // all of the first frame: what follows has rows only when all is painted again
	term.Signal(syscall.SIGSTOP)
	term.Signal(syscall.SIGCONT)
	term.WaitUntil(t, func(string) bool { return strings.Contains(string(term.Raw()[before:]), "12:00:") }, soon)
	term.Keys(t, "q")
	restored(t, term, 0)
}

func TestATerminalThatDoesNotReadStopsNothing(t *testing.T) {
	term := start(t, termtest.Options{})
	thaw := term.Freeze(t)
	for range 60 { // far more than a terminal's buffer holds
		term.Keys(t, "pgdown", "ctrl+l")
	}
	term.Keys(t, "G")
	thaw()
	term.WaitFor(t, `1000000 of 1000000`, soon)
	thaw = term.Freeze(t)
	for range 60 {
		term.Keys(t, "pgup", "ctrl+l")
	}
	term.Signal(syscall.SIGTERM)
	thaw()
	if code := term.WaitExit(t, soon); code == 0 {
		t.Error("left as if nothing had happened")
	}
}

func TestABurstOfKeysIsCaughtUpInFewFrames(t *testing.T) {
	term := start(t, termtest.Options{})
	before := len(term.Raw())
	if _, err := term.Write([]byte(strings.Repeat("j", 1000))); err != nil {
		t.Fatal(err)
	}
	term.WaitFor(t, `1001 of 1000000`, soon)
	if n := len(term.Raw()) - before; n > 60_000 {
		t.Errorf("%d bytes for a burst", n)
	}
	term.Keys(t, "q")
	restored(t, term, 0)
}

func TestKeysModesAndSequences(t *testing.T) {
	for name, o := range map[string]termtest.Options{
		"modern": {Light: true},
		"mute":   {Deny: []string{"all"}},
		"stock":  {Light: true, Env: []string{"PAINT_DEMO=stock"}},
	} {
		t.Run(name, func(t *testing.T) {
			term := start(t, o)
			if o.Light {
				term.WaitFor(t, `dark false`, soon)
			}
			term.Keys(t, "y", "m", "esc")
			term.WaitFor(t, `escaped`, soon)
			term.WaitUntil(t, func(string) bool { return strings.Contains(string(term.Raw()), "\x1b]52;c;Y29waWVk") }, soon)
			if term.Title() != "demo" {
				t.Errorf("title %q", term.Title())
			}
			term.Resize(80, 20)
			term.WaitFor(t, `0000018[^\n]*\n 1 of 1000000`, soon)
			term.Keys(t, "ctrl+l", "pgdown")
			term.WaitFor(t, `19 of 1000000`, soon)
			term.Keys(t, "q")
			restored(t, term, 0)
		})
	}
}

func TestAnIdleProgramWritesNothing(t *testing.T) {
	term := start(t, termtest.Options{Light: true})
	term.WaitFor(t, `dark false`, soon)
	term.Settle(50 * time.Millisecond)
	before := len(term.Raw())
	term.Settle(1200 * time.Millisecond) // longer than the slow tick
	if got := term.Raw()[before:]; len(got) != 0 {
		t.Errorf("written while idle: %q", got)
	}
	term.Resize(120, 40) // the size it has
	term.Settle(50 * time.Millisecond)
	if got := term.Raw()[before:]; len(got) != 0 {
		t.Errorf("written for a resize to the same size: %q", got)
	}
	term.Keys(t, "q")
	restored(t, term, 0)
}

// Whatever a terminal sends, the program can be left by its keys.
func TestKeysWorkAfterAnUnfinishedSequence(t *testing.T) {
	for name, env := range map[string]string{"own": "1", "stock": "stock"} {
		for what, text := range map[string]string{
			"a paste that swallows its end": "\x1b[200~ab\x1bP+r\x1b[201~", "a paste without an end": "\x1b[200~ab",
			"half a character": "\x1b[200~\xf0\x9f\x1b[201~", "an answer without an end": "\x1b]52;c;",
		} {
			t.Run(name+"/"+what, func(t *testing.T) {
				term := start(t, termtest.Options{Env: []string{"PAINT_DEMO=" + env}})
				if _, err := term.Write([]byte(text)); err != nil {
					t.Fatal(err)
				}
				term.Settle(1500 * time.Millisecond) // longer than the end of a paste is waited for
				term.Keys(t, "esc")
				term.WaitFor(t, `escaped`, soon)
				term.Keys(t, "q")
				restored(t, term, 0)
			})
		}
	}
}

func TestATerminalWithoutASizeHasTheOneOfTheEnvironment(t *testing.T) {
	t.Parallel()
	for lines, want := range map[string]string{"LINES=": "0000022", "LINES=10": "0000008"} {
		term := termtest.Start(t, termtest.Options{Env: []string{"PAINT_DEMO=1", lines}}, "sh", "-c", `stty rows 0 cols 0; exec "$0"`, os.Args[0])
		term.WaitFor(t, want+`[^\n]*\n 1 of 1000000`, soon)
		term.Keys(t, "q")
		restored(t, term, 0)
	}
}
