//go:build unix

package ui_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/paint/termtest"
)

// Killed at any point of a delete of 200 sessions, the program leaves each of
// them untouched, or deleted once with its copy in the trash, and tells the
// truth about them when it starts again. VAPI_SESSIONS_LONG=1 kills it 200
// times instead of three.
func TestKilledInTheMiddleOfDeletes(t *testing.T) {
	inRounds(t, 3, 200, killOnce)
}

// inRounds runs a test a few times at once, each with a seed of its own, and many
// times where runs that take minutes are wanted.
func inRounds(t *testing.T, few, many int, once func(*testing.T, *rand.Rand)) {
	rounds := few
	if long() {
		rounds = many
	}
	seed := uint64(time.Now().UnixNano())
	for n := range rounds {
		t.Run(fmt.Sprintf("seed %d", seed+uint64(n)), func(t *testing.T) {
			t.Parallel()
			once(t, rand.New(rand.NewPCG(seed+uint64(n), 2)))
		})
	}
}

// arriving has what left the program arrive, whether or not the program is still
// there; busy is done when it has.
func arriving(busy *sync.WaitGroup, do trouble) trouble {
	return func(w http.ResponseWriter, r *http.Request, onward http.Handler) {
		busy.Add(1)
		defer busy.Done()
		do(struct{ http.ResponseWriter }{w}, r.WithContext(context.WithoutCancel(r.Context())), onward)
	}
}

// deletesAfter is how often the delete of each session has passed, after so many
// requests. It fails for one that passed more than once.
func (w *wire) deletesAfter(tb testing.TB, asked int) map[string]int {
	tb.Helper()
	deletes := map[string]int{}
	for _, r := range w.requests()[asked:] {
		if id, ok := strings.CutPrefix(r, "DELETE /session/"); ok {
			if deletes[id]++; deletes[id] > 1 {
				tb.Errorf("%s was deleted %d times", id, deletes[id])
			}
		}
	}
	return deletes
}

// killOnce is one round.
func killOnce(t *testing.T, random *rand.Rand) {
	server := serve(t, "--sessions", "260")
	c := dial(t, server.address)
	before := held(t, c)
	filter := newest(t, before, 200)
	line := lay(t, server.address)
	window := []string{"0s", "1s"}[random.IntN(2)]
	h := newHome(t, listed+"undo_window = \""+window+"\"\n")
	term := start(t, termtest.Options{Env: h.on(line.address)}, "--filter", filter)
	cursorOn(t, term, before[0].ID)
	markAll(t, term, 200)
	term.Keys(t, "d")
	term.WaitFor(t, `Delete 200 sessions`, soon)
	term.Type(t, "delete 200")
	term.WaitFor(t, `\[delete 200 *\]`, soon)

	// At one of the requests that follow, before or after it takes effect.
	at, after := random.Int64N(201), random.IntN(2) == 0
	var passed atomic.Int64
	var busy sync.WaitGroup
	line.set(arriving(&busy, func(w http.ResponseWriter, r *http.Request, onward http.Handler) {
		last := passed.Add(1) == at
		if last && !after {
			term.Signal(syscall.SIGKILL)
		}
		defer func() { // also when the program no longer wants the answer
			if last && after {
				term.Signal(syscall.SIGKILL)
			}
		}()
		onward.ServeHTTP(w, r)
	}))
	asked := len(line.requests())
	term.Keys(t, "enter")
	if at == 0 {
		term.Signal(syscall.SIGKILL)
	}
	if code := term.WaitExit(t, 2*soon); code != 128+int(syscall.SIGKILL) {
		t.Fatalf("killed at request %d, it left with %d", at, code)
	}
	line.cut()
	busy.Wait()
	line.set(nil)
	line.mend(t, strings.TrimPrefix(line.address, "http://"))

	deletes := line.deletesAfter(t, asked)
	judge(t, h, line, c, before, deletes)
	t.Logf("killed at request %d with a window of %s: %d deletes were sent", at, window, len(deletes))
}

// newest is a filter that leaves the n newest sessions.
func newest(t *testing.T, all []client.SessionRow, n int) string {
	t.Helper()
	bound := all[n-1].CreatedAt.UTC().Truncate(time.Minute)
	if !all[n].CreatedAt.Before(bound) {
		t.Fatalf("no minute lies between sessions %d and %d", n-1, n)
	}
	return `created:>="` + bound.Format("2006-01-02 15:04") + `"`
}

// markAll marks all sessions that the filter leaves.
func markAll(t *testing.T, term *termtest.Terminal, n int) {
	t.Helper()
	term.Keys(t, "*")
	term.WaitFor(t, `Mark all matching|\d+ marked`, soon)
	if strings.Contains(term.Screen(), "Mark all matching") {
		term.Keys(t, "a") // load the rest first
	}
	term.WaitFor(t, strconv.Itoa(n)+` marked`, soon)
}

var (
	notSent = regexp.MustCompile(`(\d+) deletes? (?:was|were) not sent`)
	unsure  = regexp.MustCompile(`(\d+) deletes? may have been sent`)
	arrived = regexp.MustCompile(`(\d+) deletes? arrived`)
	stayed  = regexp.MustCompile(`(\d+) deletes? did not arrive`)
)

// judge starts the program again and holds what it tells, what the trash has
// and what the server holds against each other.
func judge(t *testing.T, h home, line *wire, c *client.Client, before []client.SessionRow, deletes map[string]int) {
	t.Helper()
	now := map[string]client.SessionRow{}
	for _, s := range held(t, c) {
		now[s.ID] = s
	}
	var deleted []string
	for i := range before {
		if _, there := now[before[i].ID]; !there {
			deleted = append(deleted, before[i].ID)
		}
	}
	heldBut(t, c, before, nil, deleted)
	for _, id := range deleted {
		if deletes[id] == 0 {
			t.Errorf("%s is gone, and its delete was never sent", id)
		}
	}

	asked := len(line.requests())
	term, told := tellsOfTheLast(t, h, line, len(now))
	count := func(re *regexp.Regexp) int {
		m := re.FindStringSubmatch(told)
		if m == nil {
			return 0
		}
		n, _ := strconv.Atoi(m[1])
		return n
	}
	kept, open := count(notSent)+count(stayed), count(unsure)+count(arrived)
	if first := told; first != "" { // killed before that is closed, it says again what is still there
		term.Signal(syscall.SIGKILL)
		term.WaitExit(t, 2*soon)
		if term, told = tellsOfTheLast(t, h, line, len(now)); count(notSent)+count(stayed) != kept {
			t.Errorf("the next start tells\n%s\nand the one after it\n%s", first, told)
		}
		told = first
	}
	if n := count(unsure); n > 0 {
		t.Errorf("%d are not known after they were read:\n%s", n, term.Screen())
	}
	if kept+open > 0 && !strings.Contains(told, "The last run ended before it was done") {
		t.Errorf("the next start says so in other words:\n%s", term.Screen())
	}
	if kept+open > 0 || len(deleted) > 0 { // else it may have died before anything was planned
		if len(deleted) != 200-kept {
			t.Errorf("%d are deleted; the next start tells of %d that are not:\n%s", len(deleted), kept, term.Screen())
		}
	}
	if kept > 0 {
		term.Keys(t, "esc")
		term.WaitGone(t, `The last run ended`, soon)
	}
	leave(t, term)
	for _, r := range line.requests()[asked:] {
		if !strings.HasPrefix(r, "GET ") {
			t.Errorf("the next start sent %s", r)
		}
	}
	copies(t, h, deleted)
}

// tellsOfTheLast starts the program once more, and reads what it tells of the run
// before; nothing where that left nothing.
func tellsOfTheLast(t *testing.T, h home, line *wire, sessions int) (term *termtest.Terminal, told string) {
	t.Helper()
	term = start(t, termtest.Options{Env: h.on(line.address)})
	term.WaitFor(t, `/ filter: none`, soon)
	term.WaitFor(t, strconv.Itoa(sessions)+` sessions`, soon)
	term.WaitFor(t, `^ .*loaded \d+ of`, soon) // the frame has come to its end
	term.WaitGone(t, `reading [0-9]+ of`, soon)
	return term, strings.Join(strings.Fields(regexp.MustCompile(`[│┃]`).ReplaceAllString(boxed(term.Screen()), " ")), " ")
}

// boxed is the part of a screen inside the dialog.
func boxed(screen string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(screen) {
		if strings.Contains(line, "╭─") {
			inside = true
		}
		if inside {
			if _, rest, ok := strings.Cut(line, "│"); ok {
				line = rest
			}
			text, _, _ := strings.Cut(line, "│")
			b.WriteString(text + "\n")
		}
		if strings.Contains(line, "╰─") {
			inside = false
		}
	}
	return b.String()
}

// copies checks that the trash has a copy of every session that is deleted.
func copies(t *testing.T, h home, deleted []string) {
	t.Helper()
	bin, _, err := trash.Open(h.data(), trash.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bin.Close() }()
	for _, id := range deleted {
		raw, err := bin.Read(id)
		if err != nil {
			t.Errorf("%s is deleted without a copy: %v", id, err)
			continue
		}
		if s, err := client.DecodeSession(raw); err != nil || s.ID != id {
			t.Errorf("the copy of %s is none: %v", id, err)
		}
	}
}
