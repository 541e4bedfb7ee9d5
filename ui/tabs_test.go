package ui

import (
	"strings"
	"testing"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/detail"
)

// The tabs of the detail pane are those that the keymap has digits for, by the
// same names and in the same order.
func TestEveryTabHasItsDigit(t *testing.T) {
	keys, n := keymap.Default(), 0
	for tab := detail.Tab(0); tab.String() != "unknown"; tab++ {
		n++
		if help := keys.Help(keymap.Tab(n)); !strings.EqualFold(help, tab.String()) {
			t.Errorf("tab %d is %s, and its key is called %q", n, tab, help)
		}
	}
	if _, more := keys.ActionNamed(string(keymap.Tab(n + 1))); more || n == 0 {
		t.Errorf("there are %d tabs, and a key for another: %v", n, more)
	}
}
