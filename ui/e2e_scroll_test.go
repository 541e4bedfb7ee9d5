//go:build unix

package ui_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint/termtest"
)

// meddler is another person on the same account, who changes and deletes
// sessions while somebody scrolls.
type meddler struct {
	touched map[string]bool // deleted, or on the way to it
	done    chan error
}

// meddle deletes and changes sessions of a list at random until the context
// ends.
func meddle(ctx context.Context, c *client.Client, all []client.SessionRow, seed uint64) *meddler {
	m := &meddler{touched: map[string]bool{}, done: make(chan error, 1)}
	random := rand.New(rand.NewPCG(seed, 1))
	go func() {
		for n := 0; ctx.Err() == nil; n++ {
			id := all[random.IntN(len(all))].ID
			if m.touched[id] {
				continue
			}
			var err error
			if n%3 == 0 && len(m.touched) < len(all)/4 {
				m.touched[id] = true
				_, err = c.Delete(ctx, id)
			} else {
				name := fmt.Sprintf("Changed %d", n)
				_, err = c.Update(ctx, id, client.UpdateSession{Name: &name})
			}
			if err != nil && ctx.Err() == nil {
				m.done <- err
				return
			}
		}
		m.done <- nil
	}()
	return m
}

// sightings are the sessions that were seen on the screens of one scroll, in
// the order in which they came into sight.
type sightings struct {
	order []string
	seen  map[string]int // the screen on which it was seen last
	n     int
	again []string // seen, out of sight for a screen, and seen again
}

// look takes a screen in.
func (s *sightings) look(screen string) {
	s.n++
	for _, id := range uuid.FindAllString(listOf(screen), -1) {
		last, known := s.seen[id]
		switch {
		case !known:
			s.order = append(s.order, id)
		case last < s.n-1:
			s.again = append(s.again, id)
		}
		s.seen[id] = s.n
	}
	for i, id := range uuid.FindAllString(listOf(screen), -1) {
		for _, other := range uuid.FindAllString(listOf(screen), -1)[:i] {
			if other == id {
				s.again = append(s.again, id+" (twice on one screen)")
			}
		}
	}
}

// settledRows reports whether a screen has no row that is still to come.
func settledRows(screen string) bool {
	return !regexp.MustCompile(`(?m)^[> ] +…$`).MatchString(listOf(screen)) && uuid.MatchString(listOf(screen))
}

// scroll presses a key, a screen at a time, until the edge of the list is
// under the cursor, and gives what was seen on the way.
func scroll(t *testing.T, term *termtest.Terminal, key string) *sightings {
	t.Helper()
	s := &sightings{seen: map[string]int{}}
	under := func(screen string) string {
		for line := range strings.Lines(listOf(screen)) {
			if strings.HasPrefix(line, ">") {
				return uuid.FindString(line)
			}
		}
		return ""
	}
	for over := time.Now().Add(10 * soon); ; {
		term.WaitUntil(t, settledRows, soon)
		before := term.Screen()
		s.look(before)
		term.Keys(t, key)
		// At the edge the cursor has nowhere to go; elsewhere it moves at once.
		term.Settle(60 * time.Millisecond)
		term.WaitUntil(t, settledRows, soon)
		if under(term.Screen()) == under(before) {
			s.look(term.Screen())
			return s
		}
		if time.Now().After(over) {
			t.Fatalf("%s finds no end:\n%s", key, term.Screen())
		}
	}
}

// Whoever scrolls from one end to the other sees every session that was there
// all the time exactly once, and none that was deleted before, whatever comes,
// changes and goes meanwhile.
func TestScrollSeesEverySessionOnce(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "1500", "--arrivals", "50ms")
	c, other := dial(t, server.address), dial(t, server.address)
	all := held(t, c)
	var before []string
	for i := 0; i < len(all); i += 37 { // gone before the program begins
		if _, err := c.Delete(t.Context(), all[i].ID); err != nil {
			t.Fatal(err)
		}
		before = append(before, all[i].ID)
	}
	h := newHome(t, "columns = [\"name\", \"id\"]\npoll = \"1s\"\n[pane]\nside = \"off\"\n")
	term := start(t, termtest.Options{Width: 80, Height: 40, Env: h.on(server.address)})
	term.WaitUntil(t, settledRows, soon)

	for _, way := range []string{"pgdown", "pgup"} {
		from := held(t, c)
		ctx, stop := context.WithCancel(t.Context())
		m := meddle(ctx, other, from, uint64(len(way)))
		seen := scroll(t, term, way)
		stop()
		if err := <-m.done; err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: the other person: %v", way, err)
		}
		checkOnce(t, way, seen, from, m.touched, before)
		for id := range m.touched {
			before = append(before, id)
		}
	}
	term.Keys(t, "q")
	left(t, term)
}

// checkOnce holds what was seen against what was there.
func checkOnce(t *testing.T, way string, seen *sightings, from []client.SessionRow, deleted map[string]bool, before []string) {
	t.Helper()
	if len(seen.again) > 0 {
		t.Errorf("%s: seen again: %d, such as %v", way, len(seen.again), seen.again[:min(5, len(seen.again))])
	}
	missed := 0
	for i := range from {
		if id := from[i].ID; seen.seen[id] == 0 && !deleted[id] {
			missed++
			if missed <= 5 {
				t.Errorf("%s: %s, place %d of %d, was there all the time and never seen", way, id, i, len(from))
			}
		}
	}
	if missed > 0 {
		t.Errorf("%s: %d missed of %d", way, missed, len(from))
	}
	for _, id := range before {
		if seen.seen[id] > 0 {
			t.Errorf("%s: %s was deleted before the scroll began, and seen", way, id)
		}
	}
	t.Logf("%s: %d sessions seen on %d screens, %d deleted meanwhile", way, len(seen.order), seen.n, len(deleted))
}
