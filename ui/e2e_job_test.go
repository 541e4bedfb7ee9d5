//go:build unix

package ui_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint/termtest"
)

// listed are settings under which every row can be told by its ID.
const listed = "columns = [\"name\", \"id\"]\npoll = \"0s\"\n"

// The whole job by keyboard alone: scroll, filter, read, rename, change the
// expiration, delete, quit; then the server holds that and nothing else.
func TestJob(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "400")
	c := dial(t, server.address)
	before := held(t, c)
	if len(before) != 400 {
		t.Fatalf("the server holds %d sessions, not 400", len(before))
	}
	h := newHome(t, listed+"undo_window = \"1h\"\n")
	term := start(t, termtest.Options{Width: 120, Height: 36, Env: h.on(server.address)})
	cursorOn(t, term, before[0].ID)

	term.Keys(t, "G")
	cursorOn(t, term, before[len(before)-1].ID)
	term.Keys(t, "g")
	cursorOn(t, term, before[0].ID)

	target := filterThreeWays(t, term, before)

	term.Keys(t, "j", "k", "enter")
	term.WaitFor(t, `id `+target.ID[:8], soon)
	term.WaitFor(t, `  idle \S+  `, soon)
	term.Keys(t, "q") // from the detail back to the list

	term.Keys(t, "i")
	term.WaitFor(t, `enter saves`, soon)
	term.Keys(t, "ctrl+u")
	term.Type(t, "Renamed by hand")
	term.Keys(t, "enter")
	cursorOn(t, term, `Renamed by hand.*`+target.ID)
	until(t, "the rename", func() bool { return session(t, c, target.ID).Name == "Renamed by hand" })

	changeExpiration(t, term, "36h")
	until(t, "the expiration", func() bool { return session(t, c, target.ID).ExpirationSeconds == 36*3600 })

	marked := markThree(t, term, target.ID)
	term.Keys(t, "d")
	term.WaitFor(t, `Delete 3 sessions`, soon)
	term.Type(t, "delete 3")
	term.Keys(t, "enter")
	term.WaitFor(t, `3 deletes in [0-9mins ]+, u takes it back`, soon)
	for _, id := range marked {
		if gone(t, c, id) {
			t.Fatalf("%s was deleted before its time to undo had passed", id)
		}
	}
	command(t, term, "send-now")
	term.WaitUntil(t, func(s string) bool {
		return !strings.Contains(s, marked[0]) && !strings.Contains(s, marked[1]) && !strings.Contains(s, marked[2])
	}, soon)
	until(t, "three deletes", func() bool { return gone(t, c, marked[0]) && gone(t, c, marked[1]) && gone(t, c, marked[2]) })
	leave(t, term)

	heldBut(t, c, before, map[string]func(*client.Session){
		target.ID: func(s *client.Session) { s.Name, s.ExpirationSeconds = "Renamed by hand", 36*3600 },
	}, marked)
}

// filterThreeWays filters by name, by assistant and by date, each time checks
// the rows, and gives the first of the last list, which is under the cursor.
func filterThreeWays(t *testing.T, term *termtest.Terminal, all []client.SessionRow) client.SessionRow {
	t.Helper()
	word := ""
	for i := range all {
		if m := regexp.MustCompile(`^[A-Za-z]{5,}`).FindString(all[i].Name); m != "" {
			word = strings.ToLower(m)
			break
		}
	}
	assistant := all[len(all)/2].AssistantID
	for i := len(all) / 2; assistant == ""; i++ {
		assistant = all[i].AssistantID
	}
	middle := all[len(all)/2].CreatedAt.UTC().Truncate(24 * time.Hour)

	narrow(t, term, "name:"+word, all, func(s *client.SessionRow) bool { return strings.Contains(strings.ToLower(s.Name), word) })
	narrow(t, term, "assistant:"+assistant, all, func(s *client.SessionRow) bool { return s.AssistantID == assistant })
	rows := narrow(t, term, "created:<"+middle.Format(time.DateOnly), all, func(s *client.SessionRow) bool { return s.CreatedAt.Before(middle) })
	return rows[0]
}

// narrow types a filter in place of the one that is there, and waits until the
// screen has the first of the rows that fit, and none that does not.
func narrow(t *testing.T, term *termtest.Terminal, filter string, all []client.SessionRow, fits func(*client.SessionRow) bool) []client.SessionRow {
	t.Helper()
	var want []client.SessionRow
	fit := map[string]bool{}
	for i := range all {
		if fits(&all[i]) {
			want, fit[all[i].ID] = append(want, all[i]), true
		}
	}
	if len(want) < 5 || len(want) == len(all) {
		t.Fatalf("%s keeps %d of %d sessions: no test of a filter", filter, len(want), len(all))
	}
	term.Keys(t, "/", "ctrl+u")
	term.Type(t, filter)
	term.WaitFor(t, `^ / `+regexp.QuoteMeta(filter), soon)
	term.Keys(t, "enter")
	cursorOn(t, term, want[0].ID)
	term.WaitUntil(t, func(s string) bool {
		ids := uuid.FindAllString(listOf(s), -1)
		if len(ids) < 5 {
			return false
		}
		for _, id := range ids {
			if !fit[id] {
				return false
			}
		}
		return true
	}, soon)
	return want
}

// listOf is the part of a screen below the head of the list.
func listOf(screen string) string {
	if _, rows, ok := strings.Cut(screen, "NAME"); ok {
		return rows
	}
	return ""
}

// changeExpiration sets the expiration of the session under the cursor in the
// form.
func changeExpiration(t *testing.T, term *termtest.Terminal, value string) {
	t.Helper()
	term.Keys(t, "e")
	term.WaitFor(t, `> Name `, soon)
	term.Keys(t, "tab", "tab")
	term.WaitFor(t, `> Expires in`, soon)
	term.Keys(t, "ctrl+u")
	term.Type(t, value)
	term.WaitFor(t, `Will send: .*expirationSeconds`, soon)
	term.Keys(t, "ctrl+s")
	term.WaitGone(t, `> Expires in`, soon)
}

// markThree marks the three rows after the one under the cursor and gives
// their IDs.
func markThree(t *testing.T, term *termtest.Terminal, from string) []string {
	t.Helper()
	ids := uuid.FindAllString(listOf(term.Screen()), -1)
	for len(ids) > 0 && ids[0] != from {
		ids = ids[1:]
	}
	if len(ids) < 4 {
		t.Fatalf("no three rows after %s:\n%s", from, term.Screen())
	}
	term.Keys(t, "j")
	for _, id := range ids[1:4] {
		cursorOn(t, term, id)
		term.Keys(t, "space") // marks, and goes on to the next
		term.WaitFor(t, `\*.*`+id, soon)
	}
	term.WaitFor(t, `3 marked`, soon)
	return ids[1:4]
}

// command runs a command of the palette.
func command(t *testing.T, term *termtest.Terminal, line string) {
	t.Helper()
	term.Keys(t, ":")
	term.WaitFor(t, `Command`, soon)
	term.Type(t, line)
	term.WaitFor(t, `: `+line, soon)
	term.Keys(t, "enter")
}

// session is what the server holds of a session.
func session(t *testing.T, c *client.Client, id string) *client.Session {
	t.Helper()
	s, err := c.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("asking for %s: %v", id, err)
	}
	return s
}

// until asks the server until a condition holds of it.
func until(t *testing.T, what string, cond func() bool) {
	t.Helper()
	for over := time.Now().Add(soon); !cond(); {
		if time.Now().After(over) {
			t.Fatalf("%s did not reach the server", what)
		}
	}
}

// heldBut checks that the server holds what it held before, but for some
// changes and without those deleted.
func heldBut(t *testing.T, c *client.Client, before []client.SessionRow, changed map[string]func(*client.Session), deleted []string) {
	t.Helper()
	now := map[string]*client.SessionRow{}
	rows := held(t, c)
	for i := range rows {
		now[rows[i].ID] = &rows[i]
	}
	if want := len(before) - len(deleted); len(now) != want {
		t.Errorf("the server holds %d sessions, not %d", len(now), want)
	}
	for _, id := range deleted {
		if now[id] != nil {
			t.Errorf("%s is still there", id)
		}
		now[id] = nil
	}
	for i := range before {
		want, got := before[i].Session, now[before[i].ID]
		if got == nil {
			if !slices.Contains(deleted, want.ID) {
				t.Errorf("%s is gone", want.ID)
			}
			continue
		}
		if change := changed[want.ID]; change != nil {
			change(&want)
			want.UpdatedAt, want.Raw = got.UpdatedAt, got.Raw
		}
		if !reflect.DeepEqual(want, got.Session) {
			t.Errorf("%s is not what it should be:\n%+v\nwant\n%+v", want.ID, got.Session, want)
		}
	}
}

// An undo inside the window takes every delete back, and nothing reaches the
// server, not even when the program is left.
func TestUndoBeforeDelete(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "60")
	c := dial(t, server.address)
	before := held(t, c)
	h := newHome(t, listed+"undo_window = \"1h\"\n")
	term := start(t, termtest.Options{Width: 120, Height: 36, Env: h.on(server.address)})
	cursorOn(t, term, before[0].ID)

	marked := markThree(t, term, before[0].ID)
	term.Keys(t, "d")
	term.WaitFor(t, `Delete 3 sessions`, soon)
	term.Type(t, "delete 3")
	term.Keys(t, "enter")
	term.WaitFor(t, `3 deletes in [0-9mins ]+, u takes it back`, soon)
	term.Keys(t, "u")
	term.WaitGone(t, `deletes in \d+`, soon)
	for _, id := range marked {
		term.WaitFor(t, id, soon)
	}
	leave(t, term) // with nothing to ask
	heldBut(t, c, before, nil, nil)
}
