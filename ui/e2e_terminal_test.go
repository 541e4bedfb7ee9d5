//go:build unix

package ui_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"vapi-sessions/ui/paint/termtest"
)

func TestATerminalThatCannotDrawIsRefused(t *testing.T) {
	t.Parallel()
	term := start(t, termtest.Options{Env: newHome(t, "").env("TERM=dumb")}, "--demo")
	if code := term.WaitExit(t, soon); code != 2 || !strings.Contains(term.Screen(), "TERM is dumb") {
		t.Errorf("exit %d:\n%s", code, term.Screen())
	}
}

func TestWithoutAHomeNothingIsKept(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "40")
	work := t.TempDir()
	term := start(t, termtest.Options{Dir: work, Env: []string{"HOME=", "VAPI_API_KEY=demo", "VAPI_API_BASE_URL=" + server.address}})
	term.WaitFor(t, `no .HOME: no settings are read, and nothing is kept`, soon)
	term.Keys(t, "esc")
	term.WaitGone(t, `Wrong in the settings`, soon)
	leave(t, term)
	if files, err := os.ReadDir(work); err != nil || len(files) > 0 {
		t.Errorf("it left %v, %v", files, err)
	}
}

func TestOnlyASCIIIsWrittenInALocaleThatIsNotUTF8(t *testing.T) {
	t.Parallel()
	for _, renderer := range []string{"direct", "stock"} {
		term := start(t, termtest.Options{Env: newHome(t, "renderer = \""+renderer+"\"\n").env("LANG=C", "LC_ALL=C")}, "--demo")
		term.WaitFor(t, `api ok`, soon)
		term.Keys(t, "pgdown", "pgdown", "?")
		term.WaitFor(t, `Keys for`, soon)
		for i, c := range term.Raw() {
			if c >= 0x80 {
				t.Errorf("%s: a byte %x is written after %q", renderer, c, term.Raw()[max(0, i-40):i])
				break
			}
		}
		term.Keys(t, "esc")
		term.WaitGone(t, `Keys for`, soon)
		leave(t, term)
	}
}

// A terminal that does not read any more keeps the program from nothing.
func TestASignalEndsTheProgramThoughTheTerminalDoesNotRead(t *testing.T) {
	t.Parallel()
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			term := start(t, termtest.Options{Env: newHome(t, "").env("SSH_TTY=/dev/tty")}, "--demo")
			term.WaitFor(t, `api ok`, soon)
			term.WaitFor(t, `id [0-9a-f]{8}…`, soon)
			term.Keys(t, "d", "y") // to have something to say at the end
			term.WaitFor(t, `u takes it back`, soon)
			thaw := term.Freeze(t)
			for range 60 { // copies by the terminal: far more than its buffer holds
				term.Keys(t, "Y")
			}
			term.Signal(s)
			term.WaitGoneAway(t, soon)
			thaw()
		})
	}
}

// Programs that are started do not get the key to the account.
func TestOtherProgramsDoNotGetTheKey(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "40")
	h := newHome(t, "editor = \"envtest\"\ndashboard_url = \"https://dashboard.example.test/sessions\"\n")
	bin := t.TempDir()
	for _, name := range []string{"envtest", "xdg-open", "x-www-browser", "www-browser"} {
		script := fmt.Sprintf("#!/bin/sh\nenv > %s/%s.env\n", bin, name)
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil { //nolint:gosec // it is to be run
			t.Fatal(err)
		}
	}
	term := start(t, termtest.Options{Env: append(h.on(server.address), "PATH="+bin+":"+os.Getenv("PATH"))})
	term.WaitFor(t, `api ok`, soon)
	term.Keys(t, "E")
	term.WaitFor(t, `ended at once`, soon)
	term.Keys(t, "o")
	term.WaitFor(t, `opening`, soon)
	for _, name := range []string{"envtest", "xdg-open"} {
		file := filepath.Join(bin, name+".env")
		term.WaitUntil(t, func(string) bool {
			got, err := os.ReadFile(file)
			return err == nil && strings.Contains(string(got), "PATH=")
		}, soon)
		got, err := os.ReadFile(file)
		if err != nil || strings.Contains(string(got), "VAPI_API_KEY") {
			t.Errorf("%s gets the key: %v", name, err)
		}
	}
	leave(t, term)
	left, err := filepath.Glob(filepath.Join(h.dir, "session-*.json"))
	said := strings.Join(strings.Fields(term.Screen()), "")
	if err != nil || len(left) != 1 || !strings.Contains(said, strings.ReplaceAll("the text of the edit is in "+left[0], " ", "")) {
		t.Errorf("left behind: %v, %v:\n%s", left, err, term.Screen())
	}
}

// A server that goes on after its answer makes net/http complain; nothing of
// that reaches the screen.
func TestNothingButThePainterWritesToTheTerminal(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	spoken := make(chan struct{}, 99)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { //nolint:gosec // ends with the test
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		const body = `{"results":[],"metadata":{"itemsPerPage":100,"totalItems":0,"currentPage":1}}`
		_, _ = fmt.Fprintf(buf, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%sMORE THAN THE ANSWER", len(body), body)
		_ = buf.Flush()
		spoken <- struct{}{}
		_ = conn.(*net.TCPConn).CloseWrite()
	})}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	term := start(t, termtest.Options{Env: newHome(t, "").on("http://" + listener.Addr().String())})
	<-spoken
	term.WaitFor(t, `0 of 0|0 sessions|no sessions|No sessions`, soon)
	term.Keys(t, "r")
	<-spoken
	term.Keys(t, "?")
	term.WaitFor(t, `Keys for`, soon)
	if raw := string(term.Raw()); strings.Contains(raw, "Unsolicited") || strings.Contains(raw, "MORE THAN") {
		t.Error("net/http writes to the terminal")
	}
	term.Keys(t, "esc")
	term.WaitGone(t, `Keys for`, soon)
	leave(t, term)
}
