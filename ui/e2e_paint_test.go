//go:build unix

package ui_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// moving is what goes on by itself on a screen: the clock, the count of rows that
// are read ahead, and the name of who speaks, which stands in the place of an ID
// once it is read.
var moving = regexp.MustCompile(`\d+:\d\d(:\d\d)?|loaded \d+|assistant .*`)

// followed reports whether the detail pane shows the session under the cursor,
// as it does when the cursor has rested and the session was read.
func followed(screen string) bool {
	for line := range strings.Lines(listOf(screen)) {
		if strings.HasPrefix(line, ">") {
			id := uuid.FindString(line)
			return id != "" && strings.Contains(screen, "  id "+id[:8]+"…") && !strings.Contains(screen, "loading")
		}
	}
	return false
}

// After any scroll the screen is what a repaint of the whole of it shows,
// whatever scripts the names are in.
func TestScrolledScreenIsAsRepainted(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "400")
	term := start(t, termtest.Options{Width: 120, Height: 30, Env: newHome(t, listed).on(server.address)})
	term.WaitFor(t, `api ok`, soon)
	for _, key := range []string{"pgdown", "pgdown", "j", "G", "k", "pgup", "ctrl+u", "g", "pgdown"} {
		term.Keys(t, key, "y")
		term.WaitFor(t, `copy the ID`, soon)
		term.Keys(t, "esc")
		term.WaitGone(t, `copy the ID`, soon)
		term.WaitUntil(t, settledRows, soon)
		term.WaitUntil(t, followed, soon)
		term.Settle(100 * time.Millisecond)
		painted := moving.ReplaceAllString(term.Screen(), "-")
		term.Keys(t, "ctrl+l")
		term.Settle(100 * time.Millisecond)
		again := strings.Split(moving.ReplaceAllString(term.Screen(), "-"), "\n")
		for y, line := range strings.Split(painted, "\n") {
			if line != again[y] {
				t.Errorf("after %s line %d is\n%s\nand repainted\n%s", key, y, line, again[y])
			}
		}
	}
	leave(t, term)
}
