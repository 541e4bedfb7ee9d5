//go:build unix

package termtest

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
)

const childEnv = "TERMTEST_CHILD"

// TestMain makes the test binary its own program under test.
func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(child())
	}
	os.Exit(m.Run())
}

// child switches everything on and echoes what it reads until q; then it gives
// everything back, or not, and leaves with 3.
func child() int {
	_, _ = term.MakeRaw(os.Stdin.Fd())
	fmt.Print("\x1b]2;a title\x07\x1b[22;0t\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1002;1006h\x1b[?1004h\x1b[?2004h\x1b[>1u\x1b[>4;2m\x1b[31mready\x1b[m\r\n")
	if os.Getenv("QUERY") != "" {
		fmt.Print("\x1b[?2026$p\x1b[?u\x1b]11;?\x07\x1b[c")
	}
	in := bufio.NewReader(os.Stdin)
	for {
		b, err := in.ReadByte()
		switch {
		case err != nil:
			return 1
		case b == 'q':
			if os.Getenv("DIRTY") == "" {
				fmt.Print("\x1b[>4m\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1002;1006l\x1b[?7h\x1b[?25h\x1b[?1049l\x1b[23;0t")
			}
			fmt.Print("bye")
			return 3
		case b == 'S':
			w, h, _ := term.GetSize(1)
			fmt.Printf("size %dx%d ", w, h)
		default:
			fmt.Printf("%q", string(b))
		}
	}
}

func start(t *testing.T, o Options) *Terminal {
	t.Helper()
	o.Env = append(o.Env, childEnv+"=1")
	return Start(t, o, os.Args[0])
}

const soon = 10 * time.Second

func TestAProgramThatGivesEverythingBackLeavesNothingOn(t *testing.T) {
	term := start(t, Options{Width: 60, Height: 10})
	term.WaitFor(t, `^ready$`, soon)
	want := []string{"alternate screen", "cursor hidden", "no autowrap", "mouse", "focus reports", "bracketed paste", "keyboard flags", "modified keys", "title stack"}
	if got := term.Modes(); !slices.Equal(got, want) {
		t.Errorf("modes on: %q, want %q", got, want)
	}
	if got := term.Title(); got != "a title" {
		t.Errorf("title %q", got)
	}
	if s := term.Styled(); !strings.Contains(s, "\x1b[31mready") {
		t.Errorf("no red in %q", s)
	}
	if strings.Count(term.Screen(), "\n") != 10 {
		t.Errorf("not ten lines: %q", term.Screen())
	}
	term.Keys(t, "q")
	if code := term.WaitExit(t, soon); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	if got := term.Modes(); len(got) != 0 {
		t.Errorf("left on: %q", got)
	}
	if !strings.HasSuffix(string(term.Raw()), "bye") {
		t.Errorf("the last words are missing: %q", term.Raw())
	}
}

func TestAProgramThatLeavesTheTerminalDirtyIsSeen(t *testing.T) {
	term := start(t, Options{Env: []string{"DIRTY=1"}})
	term.WaitFor(t, `^ready$`, soon)
	term.Keys(t, "q")
	term.WaitExit(t, soon)
	if got := term.Modes(); len(got) != 9 {
		t.Errorf("left on: %q, want all nine", got)
	}
}

func TestQueriesAreAnsweredUnlessDenied(t *testing.T) {
	for name, c := range map[string]struct {
		o          Options
		have, lack string
	}{
		"dark":  {Options{}, `2026;2\$y`, `ffff`},
		"light": {Options{Light: true}, `rgb:ffff/ffff/ffff`, `rgb:0000`},
		"mute":  {Options{Deny: []string{"2026", "kitty", "osc"}}, `\?62`, `2026|rgb|\?1u`},
	} {
		t.Run(name, func(t *testing.T) {
			c.o.Width, c.o.Height = 400, 5
			c.o.Env = []string{"QUERY=1"}
			term := start(t, c.o)
			unquote := strings.NewReplacer(`"`, "")
			term.WaitUntil(t, func(s string) bool { return strings.HasSuffix(strings.TrimSpace(unquote.Replace(s)), "c") }, soon)
			got := unquote.Replace(term.Screen())
			if !matches(c.have, got) || matches(c.lack, got) {
				t.Errorf("answers %q: want %q and no %q", got, c.have, c.lack)
			}
		})
	}
}

func TestResizeSignalAndFreeze(t *testing.T) {
	term := start(t, Options{Width: 80, Height: 10})
	term.WaitFor(t, `^ready$`, soon)
	term.Resize(100, 12)
	term.Keys(t, "S")
	term.WaitFor(t, `size 100x12`, soon)
	thaw := term.Freeze(t)
	term.Type(t, "xyz")
	term.Settle(20 * time.Millisecond)
	if s := term.Screen(); strings.Contains(s, `"x"`) {
		t.Errorf("shown while frozen:\n%s", s)
	}
	thaw()
	term.WaitFor(t, `"z"`, soon)
	term.Signal(syscall.SIGKILL)
	if code := term.WaitExit(t, soon); code != 128+9 {
		t.Errorf("exit code %d, want 137", code)
	}
}

func TestKeysAreSentAsATerminalSendsThem(t *testing.T) {
	for _, c := range []struct{ name, kitty, legacy string }{
		{"j", "j", "j"}, {"é", "é", "é"}, {"space", " ", " "}, {"enter", "\r", "\r"}, {"esc", "\x1b[27u", "\x1b"},
		{"pgdown", "\x1b[6~", "\x1b[6~"}, {"ctrl+c", "\x1b[99;5u", "\x03"}, {"alt+x", "\x1b[120;3u", "\x1bx"},
		{"shift+tab", "\x1b[9;2u", "\x1b[Z"}, {"ctrl+left", "\x1b[1;5D", "\x1b[1;5D"}, {"alt+enter", "\x1b[13;3u", "\x1b\r"},
	} {
		for kitty, want := range map[bool]string{true: c.kitty, false: c.legacy} {
			if got, ok := encode(c.name, kitty); !ok || got != want {
				t.Errorf("%s, kitty %v: %q, want %q", c.name, kitty, got, want)
			}
		}
	}
	for _, name := range []string{"", "nosuchkey", "ctrl+nosuchkey"} {
		if got, ok := encode(name, true); ok {
			t.Errorf("%q is a key: %q", name, got)
		}
	}
}

func matches(pattern, s string) bool { return regexp.MustCompile(pattern).MatchString(s) }
