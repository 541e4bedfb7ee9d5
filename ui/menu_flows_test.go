package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client/demo"
	"vapi-sessions/keymap"
)

// Every menu answers ?, and its help lists the keys of its items and what else means
// something there.
func TestTheHelpOfAMenuListsItsKeys(t *testing.T) {
	for name, c := range map[string]struct {
		open []string
		want []string
	}{
		"sort":    {[]string{"s"}, []string{"THIS MENU", "S reverse", "u updated", "j down", "? F1 help", "q back"}},
		"copy":    {[]string{"y"}, []string{"THIS MENU", "j copy as JSON", "down ctrl-n"}},
		"columns": {[]string{"c"}, []string{"A name", "space show or hide", "shift-down move", "shift-up move"}},
		"quit":    {[]string{"d", "y", "q"}, []string{"THIS MENU", "w Keep the sessions"}},
	} {
		scene(t, func(s *stage) {
			s.keys(c.open...).keys("?").shows("Keys for: this dialog").hides("mark downward", "next button")
			for _, want := range c.want {
				s.says(want)
			}
			if name == "copy" {
				s.hides("j down")
			}
			s.keys("esc").hides("Keys for").keys("esc")
		})
	}
	scene(t, func(s *stage) { // and the help runs them, as it does any key
		s.keys("y", "?").typed("name").keys("enter").hides("Keys for", "─ Copy").says("name")
	})
}

// The footer of a menu names help, and where items are switched and moved the keys
// that do so.
func TestTheFooterOfAMenuNamesItsKeys(t *testing.T) {
	footer := func(s *stage) string { return ansi.Strip(s.lines()[s.m.h-1]) }
	scene(t, func(s *stage) {
		for _, open := range []string{"s", "y", "c"} {
			if s.keys(open); !strings.Contains(footer(s), "? help") {
				t.Errorf("the footer of %s is %q", open, footer(s))
			}
			s.keys("esc")
		}
		s.keys("c")
		for _, want := range []string{"space show or hide", "shift-down move the item down"} {
			if !strings.Contains(footer(s), want) {
				t.Errorf("%q is not in the footer %q", want, footer(s))
			}
		}
	})
}

// Where F1 opens the help the footer names a key for it, and in the help the one that closes it.
func TestTheFooterNamesHelpWhereItWorks(t *testing.T) {
	for name, keys := range map[string][]string{"activity": {"@"}, "palette": {":"}, "trash": {":", "t", "r", "a", "s", "h", "enter"}, "rename": {"i"}} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				footer := func() string { return ansi.Strip(s.lines()[s.m.h-1]) }
				s.size(80, 24).keys(keys...)
				want := map[bool]string{true: " ? help", false: " F1 help"}[name == "activity"]
				if !strings.Contains(footer(), want) {
					t.Errorf("the footer is %q", footer())
				}
				s.send(tea.KeyPressMsg{Code: tea.KeyF1})
				s.shows("Keys for")
				if got := footer(); !strings.Contains(got, "esc close") || strings.Contains(got, "help") {
					t.Errorf("the footer of the help is %q", got)
				}
			})
		})
	}
}

// What a menu does is bound as everything is: a person's own keys work there too.
func TestAMenuKnowsTheKeysOfAPerson(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("s", "+").shows("Keys for: this dialog").keys("esc", "?").hides("Keys for")
	}, func(o *Options, _ *demo.Options) {
		o.Keys, _ = o.Keys.Override(map[string][]string{string(keymap.Help): {"+"}})
	})
}

// The Columns menu names the keys of a person, and no key where there is none.
func TestTheColumnsMenuNamesTheKeysOfAPerson(t *testing.T) {
	for _, c := range []struct {
		bound map[string][]string
		want  string
	}{
		{nil, "│ space shows or hides; shift-down and shift-up move;"},
		{map[string][]string{"toggle-option": {"m"}, "item-up": {"f3"}}, "│ m shows or hides; shift-down and F3 move;"},
		{map[string][]string{"toggle-option": {"B", "m"}}, "│ m shows or hides;"}, // B is an item
		{map[string][]string{"toggle-option": {}}, "│ shift-down and shift-up move;"},
		{map[string][]string{"toggle-option": {}, "item-up": {}, "item-down": {}}, "│ :column meta.KEY"},
	} {
		scene(t, func(s *stage) { s.keys("c").shows(c.want) }, func(o *Options, _ *demo.Options) {
			o.Keys, _ = o.Keys.Override(c.bound)
		})
	}
}

// S reverses in the menu of the sort, as it says.
func TestTheSortMenuReverses(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("s", "S").hides("Sort by").shows("sort created, oldest first")
		s.keys("s", "S").shows("sort created, newest first")
	})
}

// Esc never quits, not even where nothing but the welcome is on the screen.
func TestEscDoesNotQuitTheWelcome(t *testing.T) {
	welcome := func(o *Options, _ *demo.Options) { o.Server.Account = "none" } // and no API
	for key, gone := range map[string]bool{"esc": false, "ctrl+g": false, "q": true, "ctrl+c": true} {
		scene(t, func(s *stage) {
			s.shows("Welcome", "q quit", "? help").hides("esc ", "asking").shows("no key: nothing is asked")
			msg, named := keyNames[key]
			if key == "ctrl+g" {
				msg = tea.KeyPressMsg{Code: 'g', Mod: tea.ModCtrl}
			} else if !named {
				msg = keyPress(rune(key[0]))
			}
			s.send(msg)
			s.wait(time.Second)
			if s.m.ended != gone {
				t.Errorf("after %s the program is gone: %t", key, s.m.ended)
			}
			if !gone {
				s.shows("Welcome")
			}
		}, welcome)
	}
	scene(t, func(s *stage) { s.size(40, 10).shows("q quit") }, welcome)
	scene(t, func(s *stage) {
		s.keys("?").shows("Keys for: this dialog").says("q ctrl-c quit").hides("cancel")
	}, welcome)
}
