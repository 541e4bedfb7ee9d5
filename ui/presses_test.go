package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

// A terminal without the kitty protocol sends the same for Esc and a letter as
// for alt with that letter.
func TestEscAndTheNextKeyAreTwoKeysInAField(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("name:x").shows("/ name:x")
		s.send(tea.KeyPressMsg{Code: '?', Mod: tea.ModAlt})
		s.hides("/ name:x").shows("Keys for: session list")
	})
	scene(t, func(s *stage) { // but where the terminal tells them apart it is alt
		s.send(tea.KeyboardEnhancementsMsg{Flags: 1})
		s.keys("/").typed("name:x")
		s.send(tea.KeyPressMsg{Code: '?', Mod: tea.ModAlt})
		s.shows("/ name:x")
	})
	scene(t, func(s *stage) { // and where it is bound
		s.keys("/").typed("name:x")
		s.send(tea.KeyPressMsg{Code: 'b', Mod: tea.ModAlt})
		s.shows("/ name:x")
	})
}

// The same in a pane, where alt with that letter is not bound.
func TestEscAndTheNextKeyAreTwoKeysInAPane(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("enter").shows("h back to the list")
		s.send(tea.KeyPressMsg{Code: 'j', Mod: tea.ModAlt})
		s.shows("row 2").hides("h back to the list")
	})
	scene(t, func(s *stage) { // but where it is bound
		s.keys("enter")
		s.send(tea.KeyPressMsg{Code: 'v', Mod: tea.ModAlt})
		s.shows("h back to the list")
	})
}

// A terminal that reports no repeats sends a key that is held down again and again.
// Only Esc that is pressed again goes on editing.
func TestAHeldEscKeepsWhatIsTyped(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("e", "x", "esc", "esc", "esc", "esc").shows("Throw away what you typed?")
		s.wait(writes.KeyHoldTime)
		s.keys("esc").hides("Throw away what you typed?").shows("Edit session")
	})
	scene(t, func(s *stage) {
		s.keys("e", "x", "esc", "enter").hides("Throw away what you typed?").shows("Edit session")
		s.keys("esc").shows("Throw away what you typed?")
	})
}

// A key that answers a dialog and is held down does nothing in what is below, whichever
// key a person has for it.
func TestAHeldAnswerDoesNothingBelow(t *testing.T) {
	own := func(o *Options, _ *demo.Options) { o.Keys, _ = o.Keys.Override(map[string][]string{"yes": {"s"}}) }
	scene(t, func(s *stage) {
		s.keys("d", "s", "s").shows("1 delete in ").hides("Sort by").wait(writes.KeyHoldTime)
		s.keys("s").shows("Sort by")
	}, own)
	scene(t, func(s *stage) {
		s.keys("s", "d", "d").shows("sort duration").hides("Delete 1 session?").wait(writes.KeyHoldTime)
		s.keys("d").shows("Delete 1 session?")
	})
	scene(t, func(s *stage) {
		if s.keys("s", "q", "q").hides("Sort by"); s.quit {
			t.Error("q that closed a menu and is held ends the program")
		}
		s.wait(writes.KeyHoldTime)
		if s.keys("q"); !s.quit {
			t.Error("q that is pressed again does not end the program")
		}
	})
}

func TestControlKeysWorkOnOtherLayouts(t *testing.T) {
	for name, key := range map[string]tea.KeyPressMsg{
		"Cyrillic, kitty protocol":   {Code: 'т', BaseCode: 'n', Mod: tea.ModCtrl},
		"Cyrillic, modifyOtherKeys":  {Code: 'т', Mod: tea.ModCtrl},
		"Greek, modifyOtherKeys":     {Code: 'ν', Mod: tea.ModCtrl},
		"a Latin layout, moved keys": {Code: 'n', BaseCode: 'b', Mod: tea.ModCtrl},
	} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.shows("row 1")
				s.send(key)
				s.shows("row 2")
			})
		})
	}
}
