package ui

import (
	"maps"
	"reflect"
	"testing"
	"time"
)

// copied is what a session has of another one, whose new ID, times and what the
// server makes by itself are left out.
func (s *stage) copied(id string) map[string]any {
	whole := maps.Clone(s.held(id))
	for _, own := range []string{"id", "createdAt", "updatedAt", "cost", "costs", "artifact", "metadata", "status"} {
		delete(whole, own)
	}
	return whole
}

// everything is a session with all that the API takes, and no secrets.
func everything(s *stage) (id string) {
	s.t.Helper()
	id = s.selected()
	if _, err := s.server.Touch(id, map[string]any{
		"assistantId": nil, "squadId": nil, "phoneNumberId": nil, "squad": nil,
		"assistant":          map[string]any{"name": "Inline", "model": map[string]any{"provider": "openai", "temperature": 0.5}},
		"assistantOverrides": map[string]any{"firstMessage": "Hi"},
		"customer":           map[string]any{"number": "0123", "numberE164CheckEnabled": false, "squadOverrides": map[string]any{"a": 1.0}},
		"expirationSeconds":  7200, "name": "All",
	}); err != nil {
		s.t.Fatal(err)
	}
	s.keys("r")
	return id
}

func TestACloneLosesNothingThatWasNotMasked(t *testing.T) {
	scene(t, func(s *stage) {
		want := s.copied(everything(s))
		s.keys("C", "tab", "tab", "tab", "tab", "space", "ctrl+s") // with its messages; it has no phone number
		if got := s.copied(s.selected()); !reflect.DeepEqual(got, want) {
			t.Errorf("the clone has\n%v\nwant\n%v", got, want)
		}
	})
}

func TestACloneListsWhatItLeavesOut(t *testing.T) {
	scene(t, func(s *stage) {
		id := everything(s)
		if _, err := s.server.Touch(id, map[string]any{
			"assistant": map[string]any{"name": "Inline", "server": map[string]any{"url": "https://x", "headers": map[string]any{"Authorization": "Bearer x"}}},
			"metadata":  map[string]any{"ticket": 1},
		}); err != nil {
			t.Fatal(err)
		}
		s.keys("r", "C").shows("Left out: assistant.server.headers.Authorization, metadata").keys("ctrl+s")
		got := s.held(s.selected())["assistant"]
		if want := any(map[string]any{"name": "Inline", "server": map[string]any{"url": "https://x"}}); !reflect.DeepEqual(got, want) {
			t.Errorf("the clone has %v, want %v", got, want)
		}
	})
}

func TestAReCreatedSessionLosesNothingThatWasNotMasked(t *testing.T) {
	scene(t, func(s *stage) {
		id := everything(s)
		want := s.copied(id)
		s.keys("d", "y")
		s.wait(time.Minute)
		s.keys(":").typed("trash").keys("enter", "tab", "tab", "enter").shows("Re-create as a new session?", "│ All ", "│ id "+id).keys("y")
		s.keys("esc", "r")
		s.rest(time.Second)
		if got := s.copied(s.selected()); s.selected() == id || !reflect.DeepEqual(got, want) {
			t.Errorf("the new session has\n%v\nwant\n%v", got, want)
		}
	})
}

// A secret that stands in several places is listed once.
func TestAReCreationListsWhatItLeavesOutOnce(t *testing.T) {
	scene(t, func(s *stage) {
		id := everything(s)
		if _, err := s.server.Touch(id, map[string]any{"assistant": map[string]any{"a": []any{map[string]any{"apiKey": "x"}, map[string]any{"apiKey": "y"}}}}); err != nil {
			t.Fatal(err)
		}
		s.keys("r", "d", "y")
		s.wait(time.Minute)
		s.keys(":").typed("trash").keys("enter", "tab", "tab", "enter").shows("Left out: assistant.a[].apiKey").hides("apiKey, assistant.a[].apiKey")
	})
}

// That a session is being read is said until it is here, and not beside the form.
func TestReadingASessionToCloneItIsOverWhenTheFormOpens(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("latency=2s")
		s.keys("j", "C").shows("reading the session to clone it")
		s.wait(5 * time.Second)
		s.shows("Clone session").hides("reading the session")
	})
}

// What cannot be read is not said to be on its way, where no pane tells of it.
func TestWhatCannotBeReadIsNotCloned(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(60, 20).keys("j")
		s.faults("rate=1:422,only=GET")
		s.keys("C")
		s.wait(5 * time.Second)
		s.hides("reading the session").shows("the session to clone cannot be read")
		s.keys("E")
		s.wait(5 * time.Second)
		s.shows("the session to edit cannot be read").keys("Y")
		s.wait(5 * time.Second)
		s.shows("the session to copy cannot be read")
	})
}
