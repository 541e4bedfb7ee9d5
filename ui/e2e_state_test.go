//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// stateFile is where the program keeps what it begins with the next time.
func (h home) stateFile() string {
	return filepath.Join(h.dir, "state", "vapi-sessions", "state.toml")
}

// keeps reports whether the state file has a line.
func (h home) keeps(line string) bool {
	data, _ := os.ReadFile(h.stateFile())
	return strings.Contains(string(data), line+"\n")
}

// What is changed outlives every end of the program: one that it can answer is
// not waited for, and before one that it cannot the change is on the disk.
func TestTheStateSurvivesEverySignal(t *testing.T) {
	server := serve(t, "--sessions", "40")
	for _, end := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGKILL} {
		t.Run(end.String(), func(t *testing.T) {
			h := newHome(t, "")
			term := start(t, termtest.Options{Env: h.on(server.address)})
			cursorOn(t, term, `\d`)
			term.WaitFor(t, `Trans`, soon)
			term.Keys(t, "p")
			term.WaitGone(t, `Trans`, soon)
			if end == syscall.SIGKILL {
				for range 600 {
					if h.keeps("side = 'off'") {
						break
					}
					term.Settle(50 * time.Millisecond)
				}
			}
			term.Signal(end)
			term.WaitExit(t, soon)
			if !h.keeps("side = 'off'") {
				t.Fatal("the state is not that of the end")
			}
			again := start(t, termtest.Options{Env: h.on(server.address)})
			cursorOn(t, again, `\d`)
			if strings.Contains(again.Screen(), "Trans") {
				t.Errorf("the pane is back:\n%s", again.Screen())
			}
			leave(t, again)
		})
	}
}

// The demo is for everybody's eyes and nobody's state.
func TestTheDemoReadsNoStateAndWritesNone(t *testing.T) {
	const own = "side = 'off'\nview = 'of mine'\n[[views]]\nnumber = 6\nname = 'of mine'\n"
	for name, args := range map[string][]string{"by flag": {"--demo"}, "from the welcome": nil} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t, "")
			if err := os.MkdirAll(filepath.Dir(h.stateFile()), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(h.stateFile(), []byte(own), 0o600); err != nil {
				t.Fatal(err)
			}
			term := start(t, termtest.Options{Env: h.env()}, args...)
			if args == nil {
				term.WaitFor(t, `Welcome`, soon)
				term.Keys(t, "d")
			}
			cursorOn(t, term, `\d`)
			term.WaitFor(t, `Trans`, soon)
			if strings.Contains(term.Screen(), "of mine") {
				t.Errorf("a view of the person's own is in the demo:\n%s", term.Screen())
			}
			term.Keys(t, "P", "+")
			leave(t, term)
			if now, err := os.ReadFile(h.stateFile()); err != nil || string(now) != own {
				t.Errorf("the state is now %q: %v", now, err)
			}
			if left, _ := os.ReadDir(h.data()); len(left) > 0 {
				t.Errorf("the demo left %v", left)
			}
		})
	}
}

// The renderer that is set is the one that draws: only the library's asks how
// wide the terminal takes characters to be.
func TestTheRendererIsTheOneThatIsSet(t *testing.T) {
	const question = "\x1b[?2027$p"
	for settings, asks := range map[string]bool{"": false, "renderer = \"stock\"\n": true} {
		term := start(t, termtest.Options{Env: newHome(t, settings).env()}, "--demo")
		cursorOn(t, term, `\d`)
		if got := strings.Contains(string(term.Raw()), question); got != asks {
			t.Errorf("with %q the library's renderer is asked: %t", settings, got)
		}
		leave(t, term)
	}
}
