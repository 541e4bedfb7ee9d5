//go:build unix

package ui_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint/termtest"
)

// soon is how long a test waits for what should take no time at all: long
// enough for a machine that is busy with other tests.
const soon = 30 * time.Second

// binaryDir is where the program is built; TestMain takes it away again.
var binaryDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "vapi-sessions-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	binaryDir = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// built builds the program once for all tests, with the race detector if they
// have it.
var built = sync.OnceValues(func() (string, error) {
	file := filepath.Join(binaryDir, "vapi-sessions")
	args := []string{"build", "-o", file}
	if raceEnabled {
		args = append(args, "-race")
	}
	out, err := exec.CommandContext(context.Background(), "go", append(args, "..")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the program: %w\n%s", err, out)
	}
	return file, nil
})

// binary is the built program.
func binary(tb testing.TB) string {
	tb.Helper()
	file, err := built()
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

// home is a home of a test's own, with its settings file.
type home struct{ dir string }

// newHome makes a home with the given settings, in TOML.
func newHome(tb testing.TB, settings string) home {
	tb.Helper()
	h := home{tb.TempDir()}
	file := filepath.Join(h.dir, "config", "vapi-sessions", "config.toml")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		tb.Fatal(err)
	}
	return h
}

// env is the environment that points every directory of the program's into
// the home, and adds more.
func (h home) env(more ...string) []string {
	return append([]string{
		"HOME=" + h.dir,
		"XDG_CONFIG_HOME=" + filepath.Join(h.dir, "config"),
		"XDG_STATE_HOME=" + filepath.Join(h.dir, "state"),
		"XDG_DATA_HOME=" + filepath.Join(h.dir, "data"),
		"XDG_CACHE_HOME=" + filepath.Join(h.dir, "cache"),
		"TMPDIR=" + h.dir,
		"GORACE=atexit_sleep_ms=0",
	}, more...)
}

// data is where the program keeps trash and receipts.
func (h home) data() string { return filepath.Join(h.dir, "data", "vapi-sessions") }

// on is the environment of a program that browses the sessions at an address.
func (h home) on(address string) []string {
	return h.env("VAPI_API_KEY=demo", "VAPI_API_BASE_URL="+address)
}

// served is a demo server in a process of its own.
type served struct {
	address string
	cmd     *exec.Cmd
	left    chan struct{}

	mu    sync.Mutex
	lines []string
}

// serve starts a demo server of odd sessions and waits for the line that names its address.
func serve(tb testing.TB, flags ...string) *served {
	tb.Helper()
	cmd := exec.CommandContext(context.Background(), binary(tb), append([]string{"demo-server", "--odd"}, flags...)...)
	cmd.Env = newHome(tb, "").env()
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatalf("starting the demo server: %v", err)
	}
	s := &served{cmd: cmd, left: make(chan struct{})}
	first := make(chan string, 1)
	go func() {
		for sc := bufio.NewScanner(out); sc.Scan(); {
			s.mu.Lock()
			s.lines = append(s.lines, sc.Text())
			if len(s.lines) == 1 {
				first <- sc.Text()
			}
			s.mu.Unlock()
		}
		_ = cmd.Wait()
		close(s.left)
	}()
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-s.left
	})
	select {
	case line := <-first:
		address, ok := strings.CutPrefix(line, "listening on ")
		if !ok {
			tb.Fatalf("the demo server says %q", line)
		}
		s.address = address
	case <-s.left:
		tb.Fatalf("the demo server left: %v", cmd.ProcessState)
	case <-time.After(soon):
		tb.Fatal("the demo server says nothing")
	}
	return s
}

// said is everything that the server has printed.
func (s *served) said() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.lines...)
}

// stop asks the server to leave and gives its exit code.
func (s *served) stop(tb testing.TB) int {
	tb.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		tb.Fatalf("stopping the demo server: %v", err)
	}
	select {
	case <-s.left:
	case <-time.After(soon):
		tb.Fatal("the demo server does not leave")
	}
	return s.cmd.ProcessState.ExitCode()
}

// dial is a client of our own for a server.
func dial(tb testing.TB, address string) *client.Client {
	tb.Helper()
	transport := &http.Transport{}
	c, err := client.New(client.Options{BaseURL: address, Token: "demo", HTTP: transport})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { c.Close(); transport.CloseIdleConnections() })
	return c
}

// held is everything that the server holds, newest first, each once: what arrives
// between two pages puts the last rows of one onto the next as well.
func held(tb testing.TB, c *client.Client) []client.SessionRow {
	tb.Helper()
	var all []client.SessionRow
	seen := map[string]bool{}
	for page := 1; ; page++ {
		p, err := c.List(tb.Context(), client.ListParams{Page: page, Limit: 1000, SortOrder: client.Descending})
		if err != nil {
			tb.Fatalf("asking the server what it holds: %v", err)
		}
		for _, row := range p.Rows {
			if !seen[row.ID] {
				seen[row.ID] = true
				all = append(all, row)
			}
		}
		if len(p.Rows) < 1000 {
			return all
		}
	}
}

// gone reports whether the server says that there is no such session.
func gone(tb testing.TB, c *client.Client, id string) bool {
	tb.Helper()
	_, err := c.Get(tb.Context(), id)
	if err != nil && !errors.Is(err, client.ErrNotFound) {
		tb.Fatalf("asking for %s: %v", id, err)
	}
	return err != nil
}

// start runs the program on a terminal.
func start(tb testing.TB, o termtest.Options, args ...string) *termtest.Terminal {
	tb.Helper()
	return termtest.Start(tb, o, binary(tb), args...)
}

// leave quits by keyboard, and checks that the terminal is as it was.
func leave(tb testing.TB, term *termtest.Terminal) {
	tb.Helper()
	term.Keys(tb, "q")
	left(tb, term)
}

// left checks that the program has left cleanly, on its own.
func left(tb testing.TB, term *termtest.Terminal) {
	tb.Helper()
	if code := term.WaitExit(tb, soon); code != 0 {
		tb.Fatalf("the program left with %d:\n%s", code, term.Screen())
	}
	if on := term.Modes(); len(on) > 0 {
		tb.Fatalf("left switched on in the terminal: %v", on)
	}
}

// uuid is how sessions are named on the screen by their ID column.
var uuid = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// cursorOn waits until the row under the cursor matches.
func cursorOn(tb testing.TB, term *termtest.Terminal, pattern string) {
	tb.Helper()
	term.WaitFor(tb, `^>.*`+pattern, soon)
}
