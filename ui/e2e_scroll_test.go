//go:build unix

package ui_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint/termtest"
)

// meddler is another person on the same account, who changes and deletes
// sessions while somebody scrolls.
type meddler struct {
	deleted map[string]bool // or on the way to it; to be read when done
	done    chan error
}

// meddle deletes and changes sessions of a list at random until the context
// ends.
func meddle(ctx context.Context, c *client.Client, all []client.SessionRow, seed uint64) *meddler {
	m := &meddler{deleted: map[string]bool{}, done: make(chan error, 1)}
	random := rand.New(rand.NewPCG(seed, 1))
	go func() {
		for n := 0; ctx.Err() == nil; n++ {
			id := all[random.IntN(len(all))].ID
			if m.deleted[id] {
				continue
			}
			var err error
			if n%3 == 0 && len(m.deleted) < len(all)/4 {
				m.deleted[id] = true
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

// toCome is a row that is not loaded yet, with the scroll bar behind it.
var toCome = regexp.MustCompile(`(?m)^[> ] +… *[┃│]?$`)

// settledRows reports whether a screen has rows, and none that is to come, down
// to the line below them.
func settledRows(screen string) bool {
	return uuid.MatchString(listOf(screen)) && !toCome.MatchString(screen) && strings.Contains(screen, "loaded ")
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
		// What y offers is on the screen only once the key before it is done.
		term.Keys(t, key, "y")
		term.WaitFor(t, `copy the ID`, soon)
		term.Keys(t, "esc")
		term.WaitGone(t, `copy the ID`, soon)
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

// scrolled are settings for a list of IDs alone, as nothing else moves.
const scrolled = "columns = [\"id\", \"name\"]\npoll = \"200ms\"\n[pane]\nside = \"off\"\n"

// Whoever scrolls from one end to the other sees every session that was there
// all the time exactly once, whatever comes, changes and goes meanwhile.
func TestScrollSeesEverySessionOnce(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "1500", "--arrivals", "50ms")
	c, other := dial(t, server.address), dial(t, server.address)
	gone := map[string]bool{}
	for i, s := range held(t, c) {
		if i%37 == 0 { // gone before the program begins
			if _, err := c.Delete(t.Context(), s.ID); err != nil {
				t.Fatal(err)
			}
			gone[s.ID] = true
		}
	}
	there := held(t, c)
	term := start(t, termtest.Options{Width: 80, Height: 40, Env: newHome(t, scrolled).on(server.address)})
	term.WaitUntil(t, settledRows, soon)

	meanwhile := map[string]bool{}
	changeable := there
	for n, way := range []string{"pgdown", "pgup", "pgdown"} {
		ctx, stop := context.WithCancel(t.Context())
		m := meddle(ctx, other, changeable, uint64(n))
		seen := scroll(t, term, way)
		stop()
		if err := <-m.done; err != nil {
			t.Fatalf("%s: the other person: %v", way, err)
		}
		for id := range m.deleted {
			meanwhile[id] = true
		}
		changeable = slices.DeleteFunc(slices.Clone(there), func(s client.SessionRow) bool { return meanwhile[s.ID] })
		checkOnce(t, way, seen, there, meanwhile)
		for _, id := range seen.order {
			if gone[id] {
				t.Errorf("%s: %s was deleted before the program began, and seen", way, id)
			}
		}
	}
	leave(t, term)
}

// What others delete is marked as gone when the list is read again, where it
// stands and without moving anything.
func TestARefreshMarksWhatOthersDeleted(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "300")
	c := dial(t, server.address)
	there := held(t, c)
	term := start(t, termtest.Options{Width: 80, Height: 40, Env: newHome(t, scrolled).on(server.address)})
	term.WaitUntil(t, settledRows, soon)
	gone := there[3].ID
	if _, err := c.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	term.Keys(t, "r")
	term.WaitFor(t, `(?m)^  .-.*`+gone, soon)
	leave(t, term)
}

// checkOnce holds what was seen against what was there.
func checkOnce(t *testing.T, way string, seen *sightings, from []client.SessionRow, deleted map[string]bool) {
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
	t.Logf("%s: %d sessions seen on %d screens, %d deleted meanwhile", way, len(seen.order), seen.n, len(deleted))
}
