//go:build unix

package ui_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint/termtest"
)

// ran is what a command without a terminal came to.
type ran struct {
	code     int
	out, err string
}

// piped runs the program with pipes for its streams.
func piped(t *testing.T, env []string, args ...string) ran {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary(t), args...)
	cmd.Env = env
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("running %v: %v", args, err)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	h := newHome(t, "")
	for _, c := range []struct {
		name     string
		args     []string
		code     int
		out, err string // what the streams must match; empty for nothing at all
	}{
		{"no terminal", []string{"--demo"}, 2, ``, `standard output is not a terminal, which this draws on: vapi-sessions list writes lines`},
		{"no terminal, no key", nil, 2, ``, `standard output is not a terminal, which this draws on: vapi-sessions list writes lines`},
		{"version", []string{"--version"}, 0, `^vapi-sessions version \S+ \(.*go1\.\d+\S*, \w+/\w+\)\n$`, ``},
		{"help", []string{"--help"}, 0, `(?s)VAPI_API_KEY.*--demo.*--read-only`, ``},
		{"help of the server", []string{"demo-server", "--help"}, 0, `(?s)--listen.*--token`, ``},
		{"unknown flag", []string{"--nonsense"}, 2, ``, `unknown flag: --nonsense`},
		{"unknown flag of the server", []string{"demo-server", "--nonsense"}, 2, ``, `unknown flag: --nonsense`},
		{"unknown command", []string{"nonsense"}, 2, ``, `unknown command "nonsense"`},
		{"a flag for a key", []string{"--api-key", "secret"}, 2, ``, `unknown flag: --api-key`},
		{"no number", []string{"--sessions", "many", "--demo"}, 2, ``, `many`},
		{"no such fault", []string{"demo-server", "--fault", "rate=1:nonsense"}, 2, ``, `no such fault`},
		{"argument too many", []string{"demo-server", "nonsense"}, 2, ``, `nonsense`},
		{"a filter that cannot be read", []string{"--demo", "--filter", "refund statsu:expired"}, 2, ``,
			`there is no key statsu; did you mean status\?\n  refund statsu:expired\n         \^\n$`},
		{"no place to listen", []string{"demo-server", "--listen", "127.0.0.1:nonsense"}, 1, ``, `nonsense`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := piped(t, h.env("TERM=xterm-256color", "PATH="+os.Getenv("PATH")), c.args...)
			if got.code != c.code || !matches(c.out, got.out) || !matches(c.err, got.err) {
				t.Errorf("%v: exit %d, out %q, err %q; want exit %d, out %q, err %q", c.args, got.code, got.out, got.err, c.code, c.out, c.err)
			}
			if strings.Contains(got.out+got.err, "\x1b") {
				t.Errorf("%v draws: %q", c.args, got.out+got.err)
			}
			if strings.Count(got.err, "\n") > 1 && !strings.Contains(got.err, "^") {
				t.Errorf("%v complains at length: %q", c.args, got.err)
			}
		})
	}
}

func matches(pattern, text string) bool {
	if pattern == "" {
		return text == ""
	}
	return regexp.MustCompile(pattern).MatchString(text)
}

// The server prints one line, and serves until it is told to leave.
func TestDemoServerPrintsOneLine(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "12", "--token", "other")
	if p, err := client.New(client.Options{BaseURL: server.address, Token: "demo"}); err != nil {
		t.Fatal(err)
	} else if _, err := p.List(t.Context(), client.ListParams{}); !errors.Is(err, client.ErrUnauthorized) {
		t.Errorf("with the wrong bearer: %v", err)
	}
	c, err := client.New(client.Options{BaseURL: server.address, Token: "other"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if rows := held(t, c); len(rows) != 12 {
		t.Errorf("%d sessions, want 12", len(rows))
	}
	if code := server.stop(t); code != 0 {
		t.Errorf("the server left with %d", code)
	}
	if said := server.said(); len(said) != 1 || !regexp.MustCompile(`^listening on http://127\.0\.0\.1:\d+$`).MatchString(said[0]) {
		t.Errorf("the server printed %q", said)
	}
}

// Without a key the first screen says what is missing, and one key starts the
// demo; another leaves.
func TestNoKey(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"q", "ctrl+c"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			term := start(t, termtest.Options{Env: newHome(t, "").env()})
			term.WaitFor(t, `VAPI_API_KEY`, soon)
			term.Keys(t, way)
			left(t, term)
		})
	}
	t.Run("demo", func(t *testing.T) {
		t.Parallel()
		term := start(t, termtest.Options{Env: newHome(t, "").env()})
		term.WaitFor(t, `VAPI_API_KEY`, soon)
		term.Keys(t, "d")
		term.WaitFor(t, `demo  2,500 sessions`, soon)
		term.WaitGone(t, `VAPI_API_KEY`, soon)
		leave(t, term)
	})
}

// Under --read-only no key reaches a write, and the server holds what it held.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "40")
	c := dial(t, server.address)
	before := held(t, c)
	h := newHome(t, listed)
	term := start(t, termtest.Options{Env: h.on(server.address)}, "--read-only")
	cursorOn(t, term, before[0].ID)
	term.WaitFor(t, `READ-ONLY`, soon)
	for _, key := range []string{"d", "delete", "e", "i", "t", "a", "C", "E", "D"} {
		term.Keys(t, key)
		term.WaitFor(t, `read-only: `, soon)
		term.Keys(t, "esc")
		term.WaitGone(t, `read-only: `, soon)
		cursorOn(t, term, before[0].ID)
	}
	term.Keys(t, "space")
	term.WaitFor(t, `1 marked`, soon)
	for _, key := range []string{"d", "e", "t"} {
		term.Keys(t, key)
		term.WaitFor(t, `read-only: `, soon)
		term.Keys(t, "j", "k")
		term.WaitGone(t, `read-only: `, soon)
	}
	leave(t, term)
	heldBut(t, c, before, nil, nil)
}

// The key comes from the environment alone, and is neither shown nor kept.
func TestKeyStaysInTheEnvironment(t *testing.T) {
	t.Parallel()
	const key = "secret-5f3a9c"
	server := serve(t, "--sessions", "40", "--token", key)
	h := newHome(t, "")
	log := filepath.Join(h.dir, "requests.log")
	term := start(t, termtest.Options{Env: h.env("VAPI_API_KEY="+key, "VAPI_API_BASE_URL="+server.address)}, "--log", log)
	term.WaitFor(t, ` 40 sessions`, soon)
	term.Keys(t, "enter")
	term.WaitFor(t, `  idle \S+  `, soon)
	term.Keys(t, "q", "q")
	left(t, term)
	if strings.Contains(string(term.Raw()), key) {
		t.Error("the key was on the screen")
	}
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(key)) {
			t.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(log)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() == 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("the log has %d bytes and mode %v", info.Size(), info.Mode())
	}
}

func TestFilterFlag(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "120")
	c := dial(t, server.address)
	all := held(t, c)
	assistant := ""
	for i := 0; assistant == ""; i++ {
		assistant = all[i].AssistantID
	}
	var want []string
	for i := range all {
		if all[i].AssistantID == assistant {
			want = append(want, all[i].ID)
		}
	}
	term := start(t, termtest.Options{Env: newHome(t, listed).on(server.address)}, "--filter", "assistant:"+assistant)
	cursorOn(t, term, want[0])
	term.WaitFor(t, ` `+strconv.Itoa(len(want))+` sessions?`, soon)
	got := uuid.FindAllString(listOf(term.Screen()), -1)
	for i, id := range got {
		if i >= len(want) || id != want[i] {
			t.Fatalf("row %d is %s; want %v", i, id, want)
		}
	}
	term.Keys(t, "q")
	left(t, term)
}

// NO_COLOR, whatever it says, leaves weight and reversal and no colour.
func TestNoColor(t *testing.T) {
	t.Parallel()
	sgr := regexp.MustCompile(`\x1b\[([0-9;:]*)m`)
	colours := func(raw []byte) (n int) {
		for _, m := range sgr.FindAllSubmatch(raw, -1) {
			for p := range bytes.SplitSeq(m[1], []byte(";")) {
				v, _ := strconv.Atoi(string(bytes.SplitN(p, []byte(":"), 2)[0]))
				if v >= 30 && v <= 49 || v >= 90 && v <= 107 || v == 58 {
					n++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		env     string
		colours bool
	}{{"NO_COLOR=yes", false}, {"NO_COLOR=0", false}, {"NO_COLOR=", true}} {
		t.Run(c.env, func(t *testing.T) {
			t.Parallel()
			term := start(t, termtest.Options{Env: newHome(t, "").env(c.env)}, "--demo", "--sessions", "50")
			term.WaitFor(t, ` 50 sessions`, soon)
			term.Keys(t, "enter")
			term.WaitFor(t, `  idle \S+  `, soon)
			term.Keys(t, "]", "]", "q", "?")
			term.WaitFor(t, `half a page down`, soon)
			term.Keys(t, "esc", "d")
			term.WaitFor(t, `Delete`, soon)
			term.Keys(t, "esc", "q")
			left(t, term)
			if n := colours(term.Raw()); (n > 0) != c.colours {
				t.Errorf("%d colours were set", n)
			}
		})
	}
}

// A terminal that is too small is told so, and is used once it has grown.
func TestTooSmall(t *testing.T) {
	t.Parallel()
	term := start(t, termtest.Options{Width: 39, Height: 9, Env: newHome(t, "").env()}, "--demo", "--sessions", "50")
	term.WaitFor(t, `Too small: 39x9`, soon)
	term.WaitFor(t, `Need 40x10`, soon)
	term.Resize(80, 24)
	term.WaitFor(t, `50 sessions`, soon)
	term.WaitGone(t, `Too small`, soon)
	term.Resize(30, 5)
	term.WaitFor(t, `Too small: 30x5`, soon)
	leave(t, term)
}
