package ui

import (
	"path/filepath"
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

// ownKeys are keys of a person for the actions that texts name.
func ownKeys(t *testing.T) setting {
	return func(o *Options, _ *demo.Options) {
		keys, problems := o.Keys.Override(map[string][]string{
			"undo": {"ü"}, "redo": {"Ü"}, "refresh": {"ř"}, "filter": {"ƒ"}, "find": {"ƒ"}, "quit": {"ǫ"}, "back": {"ß"},
			"activity": {"å"}, "delete": {"ď"}, "edit": {"é"}, "edit-json": {"É"}, "mark": {"ñ"}, "full-screen": {"ŧ"}, "pane": {"þ"},
			"out": {"ħ"}, "open": {"ö"}, "columns": {"ç"}, "save-view": {"f4"}, "history": {"f5"}, "view-0": {"ø"}, "drop-loosest-term": {"ḍ"},
			"add": {"ä"}, "complete-or-reopen": {"ț"}, "show-new": {"ń"}, "page-down": {"alt+n"}, "stop": {"ŝ"},
		})
		for _, p := range problems {
			t.Error(p.Text)
		}
		o.Keys = keys
	}
}

// Every text that names a key names the person's own.
func TestTextsNameThePersonsOwnKeys(t *testing.T) {
	t.Parallel()
	sessions := func(n int) setting { return func(_ *Options, d *demo.Options) { d.Sessions = n } }
	for name, c := range map[string]struct {
		play    func(s *stage)
		setting setting
	}{
		"leaving": {func(s *stage) {
			s.keys("ß").shows("nothing to leave: ǫ quits")
			s.keys("ñ", "ß").shows("1 mark cleared, ü brings them back").keys("ü").shows(" 1 marked ")
			s.keys(":").typed("unmark-all").keys("enter").shows("1 mark cleared, ü brings them back")
			s.keys(",").shows(", ü goes back").keys("ß").shows("back to view all, ü goes back")
		}, nil},
		"marking": {func(s *stage) {
			s.keys("v", "j").shows("2 marked, a range: ñ ends it").keys("ñ").hides("a range")
			s.keys("*").shows("sessions marked, ü takes it back").keys("ü").shows("2 marked")
		}, nil},
		"panes": {func(s *stage) {
			s.keys("ŧ", "-").shows("full screen: ŧ ends it").keys("ŧ", "þ", "+").shows("the pane is hidden: þ shows it")
			s.keys("ö", "+").shows("þ shows the list beside it").keys("n").shows("nothing to find: ƒ first")
			s.size(60, 20).keys("þ").shows("no room for the list beside it: ħ goes back").keys("ħ", "þ").shows("no room for the pane: ö opens it")
			s.keys("?").shows("more: alt-n")
		}, nil},
		"a filter": {func(s *stage) {
			s.keys("ƒ").typed("turns:>900 cost:>900").keys("enter").wait(time.Second)
			s.shows("ƒ edits    ø shows all").keys("ḍ").shows("dropping one term would not help, as far as is known: ƒ edits")
			s.keys("ƒ", "ctrl+u").typed("created:>-30d created:<-40d").keys("enter").wait(time.Second)
			s.shows("ḍ drops it    ƒ edits    ø shows all").keys("ḍ").shows("dropped created:", ", ü brings it back")
			s.keys("ƒ").typed("turns:>3 ").keys("esc", "esc").shows("the filter stays as it was: ƒ and F5 have what you typed")
			s.keys(":").typed("view nosuch").keys("enter").shows("there is no view nosuch: ƒ then F4 saves one")
			s.keys(":").typed("column nosuch").keys("enter").shows("no such column: nosuch. ç lists them")
		}, nil},
		"no sessions": {func(s *stage) { s.shows("ä adds one") }, sessions(0)},
		"a list that was stopped": {func(s *stage) {
			s.shows("asking for sessions").keys("ctrl+c").shows("loading stopped, ř goes on", "ř tries again")
		}, func(_ *Options, d *demo.Options) { d.Latency = 5 * time.Second }},
		"a search that was stopped": {func(s *stage) {
			s.server.SetFaults(demo.Faults{Latency: time.Second})
			s.keys("ƒ").typed("turns:>100000").keys("enter").wait(1500 * time.Millisecond)
			s.keys("ctrl+c").wait(2 * time.Second)
			s.shows("search stopped, ř goes on")
		}, sessions(900)},
		"new sessions": {func(s *stage) {
			if _, err := s.server.Insert(map[string]any{"name": "fresh"}); err != nil {
				s.t.Fatal(err)
			}
			s.keys("j", "ř").shows("^ 1 new, press ń to show")
		}, nil},
		"a list that is refused": {func(s *stage) {
			s.shows("! ř retry   ß hide", "ř tries again")
		}, func(_ *Options, d *demo.Options) { d.Token = "another" }},
		"a filter that is refused": {func(s *stage) {
			s.faults("rate=1:422")
			s.keys("ƒ").typed("turns:>3").keys("enter").shows("ř retry   ƒ edit the filter   ß hide")
		}, nil},
		"a server that is ill": {func(s *stage) {
			s.faults("rate=1:501")
			s.keys("ř").wait(2 * time.Minute)
			s.shows("ř retry   å requests   ß hide")
		}, nil},
		"a page that is refused": {func(s *stage) {
			s.faults("rate=1:500")
			s.keys(":").typed("50%").keys("enter").wait(2 * time.Minute)
			s.shows("! ö tries again: ")
		}, sessions(3000)},
		"a session that is refused": {func(s *stage) {
			s.faults("rate=1:500")
			s.keys("G").wait(2 * time.Minute)
			s.shows("ř: try again")
		}, nil},
		"deletes": {func(s *stage) {
			s.keys("ď").shows("Until then ü undoes it").keys("y").shows("1 delete in 10 s, ü takes it back").keys("ü")
			s.keys("ñ", "ñ", "ď").shows("Until then ü").typed("delete 2").keys("enter", "g").shows("ü takes it back, ď keeps this one")
			s.size(20, 6).shows("ü undo, ǫ quit\n").keys("u", "q").size(120, 36).shows("2 deletes in ")
			s.size(20, 6).keys("ü").size(120, 36).shows("undone: delete 2 sessions").size(20, 6).keys("ǫ")
			if !s.m.ended {
				s.t.Error("it does not quit")
			}
		}, nil},
		"a delete before an edit": {func(s *stage) {
			s.keys("ď", "y", "j", "i", "ctrl+u").typed("Mine").keys("enter").shows(", ŝ takes it back").keys("ŝ").hides("takes it back")
		}, nil},
		"a queue that was paused": {func(s *stage) {
			s.keys("ñ", "ñ", "ď").typed("delete 2").keys("enter").wait(2 * time.Second)
			s.keys(":").typed("pause-or-resume").keys("enter").shows("paused, å resumes")
		}, nil},
		"edits of many": {func(s *stage) {
			s.faults("latency=5s,only=PATCH")
			s.keys("ñ", "ñ", "é", "tab", "tab").typed("Mine").keys("ctrl+s").shows("being saved, ü takes it back")
		}, nil},
		"edits that fail": {func(s *stage) {
			s.faults("rate=1:422,only=PATCH")
			s.keys("i", "ctrl+u").typed("Mine").keys("enter").shows("not saved, é has what you typed: ")
			s.keys("ǫ").shows("1 edit not saved: é has what was typed").keys("esc", "j", "ț", "y").shows(", ț tries again: ")
		}, nil},
		"undo and redo that fail": {func(s *stage) {
			id := s.selected()
			s.keys("i", "ctrl+u").typed("Mine").keys("enter")
			s.server.FailNext("", "422")
			s.keys("ü").shows("not undone, ü tries again: ").wait(writes.KeyHoldTime)
			s.keys("ü").shows("undone: rename")
			s.server.FailNext("", "422")
			s.keys("Ü").shows("not done again, Ü tries again: ").wait(writes.KeyHoldTime)
			s.keys("Ü").shows("done again: rename")
			if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
				s.t.Fatal(err)
			}
			s.keys("ü").shows("not undone, others changed it meanwhile, é shows the choice")
		}, nil},
		"both sides": {func(s *stage) {
			id := s.selected()
			s.keys("i", "ctrl+u").typed("Mine")
			if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
				s.t.Fatal(err)
			}
			s.keys("enter").shows("both sides changed it, é shows the choice")
		}, nil},
		"what was created": {func(s *stage) {
			s.keys("ä").typed("New one").keys("ctrl+s").shows("created ").keys("ü").shows("undo deletes nothing, ď does: New one was created")
			s.keys("ƒ").typed("status:completed").keys("enter").wait(time.Second)
			s.faults("rate=1:nobody,only=POST")
			s.keys("ä").typed("Brand new").keys("ctrl+s").wait(2 * time.Second)
			s.says("perhaps created: without a filter, ř shows it").says("(ä opens the form with what you typed)")
		}, nil},
		"the editor": {func(s *stage) {
			id := s.selected()
			s.keys("ö").shows(" JSON ")
			file := filepath.Join(shortTempDir(s.t), "x.json")
			s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte("{")})
			s.shows("É goes on with " + file[:10])
			s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte(`{"status":"completed"}`)})
			s.shows("The text is kept until then, É goes on with it.")
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			settings := []setting{ownKeys(t)}
			if c.setting != nil {
				settings = append(settings, c.setting)
			}
			scene(t, c.play, settings...)
		})
	}
}

// Where the screen is too small, the keys that it shows work, and a sequence does.
func TestTooSmallAScreenFollowsThePersonsOwnKeys(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("z").shows("zu undo").keys("esc", "d", "y").size(20, 6).shows("zu undo, ctrl-c quit")
		s.keys("u").size(120, 36).shows(" takes it back").size(20, 6).keys("z", "u").size(120, 36).shows("undone: delete")
		if s.size(20, 6).keys("q"); s.m.ended {
			t.Error("q quits, which is no key of quit")
		}
		if s.keys("ctrl+c"); !s.m.ended {
			t.Error("ctrl-c does not quit")
		}
	}, func(o *Options, _ *demo.Options) {
		o.Keys, _ = o.Keys.Override(map[string][]string{"undo": {"zu"}, "quit": {}})
	})
}
