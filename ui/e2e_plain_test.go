//go:build unix

package ui_test

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// deleting runs a delete of the 200 newest sessions without a screen, and sends
// it a signal at one of the requests that follow. What left the program arrives.
// It gives the exit code, what was said, and how often each session's delete was
// sent.
func deleting(t *testing.T, h home, line *wire, filter string, at int64, end syscall.Signal) (code int, said string, deletes map[string]int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary(t), "delete", "--filter", filter, "--yes")
	var errs bytes.Buffer
	cmd.Env, cmd.Stderr = h.on(line.address), &errs
	var passed atomic.Int64
	var busy sync.WaitGroup
	started := make(chan struct{})
	line.set(arriving(&busy, func(w http.ResponseWriter, r *http.Request, onward http.Handler) {
		if r.Method == http.MethodDelete && passed.Add(1) == at {
			<-started
			_ = cmd.Process.Signal(end)
		}
		onward.ServeHTTP(w, r)
	}))
	asked := len(line.requests())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	close(started)
	_ = cmd.Wait() // the code tells
	busy.Wait()
	line.set(nil)
	return cmd.ProcessState.ExitCode(), errs.String(), line.deletesAfter(t, asked)
}

// Killed at any point of a delete of 200 sessions without a screen, the program
// leaves each of them untouched, or deleted once with its copy in the trash, and
// the next start with a screen tells the truth about them.
func TestKilledInTheMiddleOfDeletesWithoutAScreen(t *testing.T) {
	inRounds(t, 2, 100, func(t *testing.T, random *rand.Rand) {
		at := 1 + random.Int64N(200)
		server := serve(t, "--sessions", "260")
		c := dial(t, server.address)
		before, line, h := held(t, c), lay(t, server.address), newHome(t, listed)
		code, said, deletes := deleting(t, h, line, newest(t, before, 200), at, syscall.SIGKILL)
		if code != -1 || said != "" {
			t.Fatalf("killed at delete %d, it left with %d: %s", at, code, said)
		}
		judge(t, h, line, c, before, deletes)
	})
}

// Asked to end in the middle, it waits for what is under way, and counts what was
// deleted and what was not sent.
func TestAskedToEndInTheMiddleOfDeletesWithoutAScreen(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "260", "--latency", "20ms")
	c := dial(t, server.address)
	before, line, h := held(t, c), lay(t, server.address), newHome(t, listed)
	code, said, deletes := deleting(t, h, line, newest(t, before, 200), 20, syscall.SIGTERM)
	n := regexp.MustCompile(`^vapi-sessions: (\d+) deleted, (\d+) not sent\n$`).FindStringSubmatch(said)
	if code != 4 || n == nil {
		t.Fatalf("it left with %d: %s", code, said)
	}
	deleted, _ := strconv.Atoi(n[1])
	if unsent, _ := strconv.Atoi(n[2]); deleted != len(deletes) || deleted+unsent != 200 || unsent == 0 {
		t.Errorf("%d deletes were sent; it says %s", len(deletes), said)
	}
	gone := make([]string, 0, len(deletes))
	for id := range deletes {
		gone = append(gone, id)
	}
	heldBut(t, c, before, nil, gone)
	copies(t, h, gone)
	if again := piped(t, h.on(line.address), "cleanup", "--filter", "name:nobodyiscalledthis", "--yes"); again.code != 0 || again.err != "0 deleted\n" {
		t.Errorf("the next run: %+v", again)
	}
}
