//go:build unix

package ui_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// clock is what goes on by itself on a screen.
var clock = regexp.MustCompile(`\d+:\d\d(:\d\d)?`)

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
		term.Settle(400 * time.Millisecond) // the detail pane follows when the cursor rests
		painted := clock.ReplaceAllString(term.Screen(), "00:00")
		term.Keys(t, "ctrl+l")
		term.Settle(100 * time.Millisecond)
		again := strings.Split(clock.ReplaceAllString(term.Screen(), "00:00"), "\n")
		for y, line := range strings.Split(painted, "\n") {
			if line != again[y] {
				t.Errorf("after %s line %d is\n%s\nand repainted\n%s", key, y, line, again[y])
			}
		}
	}
	leave(t, term)
}
