package ui

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
)

// twoAccounts begins the program on the first of two accounts of one host.
func twoAccounts(t *testing.T, settings string) setting {
	return func(o *Options, d *demo.Options) {
		configured(t, settings)(o, d)
		s := demotest.New(*d)
		t.Cleanup(func() { _ = s.Close() })
		c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: d.Token, HTTP: s.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		a := o.Settings.Accounts[0]
		o.Server = Server{API: c, Account: account.Label(a), Live: true, BaseURL: "http://127.0.0.1", Config: a}
		o.Problems = nil
		o.setDefaults()
	}
}

const prodAndTest = "[[accounts]]\nname = \"prod\"\nkey_ring = true\ncolour = \"red\"\n[[accounts]]\nname = \"test\"\nkey_env = \"TEST_KEY\"\nread_only = true\n"

// next is the account that the program goes on to.
func (s *stage) next() string {
	if !s.m.ended || s.m.nextAccount == nil {
		return "none"
	}
	return s.m.nextAccount.Name
}

// The header tells two accounts of one host apart, by name and by colour.
func TestTheHeaderSaysWhoseSessionsTheseAre(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, twoAccounts(t, prodAndTest))
		header := s.lines()[0]
		if text := strings.SplitN(s.text(), "\n", 2)[0]; !strings.Contains(text, "prod") || !strings.Contains(text, "LIVE") || strings.Contains(text, "127.0.0.1") {
			t.Errorf("the header says %q", text)
		}
		if !strings.Contains(header, "7;") || !strings.Contains(header, "31") {
			t.Errorf("the header is not in the account's colour: %q", header)
		}
	})
}

func TestAReadOnlyAccountCannotBeWrittenTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, twoAccounts(t, "[[accounts]]\nname = \"safe\"\nkey_ring = true\nread_only = true\n"))
		s.shows("READ-ONLY").keys("d").hides("Delete 1 session?")
	})
}

// A menu of accounts has a key for each, also behind the ninth, and the palette
// completes their names.
func TestAnyOfManyAccountsCanBeChosen(t *testing.T) {
	settings := ""
	for _, name := range strings.Fields("first b c d e f g h i tenth eleventh") {
		settings += "[[accounts]]\nname = \"" + name + "\"\nkey_ring = true\n"
	}
	for want, keys := range map[string][]string{"tenth": {"a"}, "eleventh": {"up", "end", "enter"}} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, twoAccounts(t, settings))
			s.keys(":").typed("account").keys("enter").shows("a   tenth").keys(keys...)
			if got := s.next(); got != want {
				t.Errorf("%v leads to %q", keys, got)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, twoAccounts(t, settings))
		s.keys(":").typed("account ").shows("account tenth").hides("account first").typed("te").keys("enter")
		if got := s.next(); got != "tenth" {
			t.Errorf("the palette leads to %q", got)
		}
	})
}

func TestAnAccountIsGoneOnTo(t *testing.T) {
	for name, keys := range map[string][]string{"by its number": {"2"}, "from the menu": {"down", "enter"}} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, twoAccounts(t, prodAndTest))
			s.keys(":").typed("account").keys("enter").shows("Go on to another account", "this one")
			s.keys(keys...)
			if got := s.next(); got != "test" {
				t.Errorf("%s: goes on to %s", name, got)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, twoAccounts(t, prodAndTest))
		s.keys(":").typed("account test").keys("enter")
		if got := s.next(); got != "test" {
			t.Errorf("by its name: goes on to %s", got)
		}
	})
}

// What would be lost by going on is asked about, as before quitting.
func TestBeforeAnotherAccountTheDeletesThatWaitAreAskedAbout(t *testing.T) {
	begin := func(t *testing.T) *stage {
		s := newStage(t, twoAccounts(t, prodAndTest))
		s.keys("d", "y", ":").typed("account test").keys("enter")
		return s.shows("Go on to test?", "1 delete not sent yet", "Send now, then go on", "Keep the sessions, then go on")
	}
	synctest.Test(t, func(t *testing.T) {
		s := begin(t).keys("c")
		if s.m.ended || s.m.store.Unsent() != 1 {
			t.Error("it does not stay")
		}
		s.keys("q").shows("Quit?", "Send now, then quit").keys("w")
		if got := s.next(); !s.m.ended || got != "none" {
			t.Errorf("quits to %s", got)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := begin(t).keys("w")
		if got := s.next(); got != "test" || s.m.store.Unsent() != 0 {
			t.Errorf("goes on to %s with %d unsent", got, s.m.store.Unsent())
		}
	})
}

// The welcome offers what was found on the machine.
func TestTheWelcomeOffersAccounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		offer := func(o *Options, _ *demo.Options) {
			o.Server.Account = "none" // and no API
			o.Accounts = []config.Account{{Name: "acme", VapiCLI: "acme"}, {Name: "broken", KeyRing: true, Fault: "config.toml:3:1: wrong"}}
		}
		s := newStage(t, offer)
		s.shows("Welcome", "1   acme", "the Vapi CLI", "2   broken", "faulty settings", "d   Demo").keys("2").shows("Welcome").keys("1")
		if got := s.next(); got != "acme" {
			t.Errorf("goes on to %s", got)
		}
		for key, gone := range map[string]bool{"q": true, "down": false} {
			if s := newStage(t, offer).shows("q quit").keys(key); s.m.ended != gone {
				t.Errorf("after %s the program is gone: %t", key, s.m.ended)
			}
		}
	})
}

// A key in the environment goes before the settings, and says so.
func TestItIsSaidWhichKeyCameFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, twoAccounts(t, prodAndTest), func(o *Options, _ *demo.Options) {
			o.Server.Config = config.Account{KeyEnv: "VAPI_API_KEY"}
		})
		s.shows("$VAPI_API_KEY goes before the accounts of the settings, :account leads there")
	})
}

// Every dialog that writes says to whom.
func TestEveryDialogThatWritesNamesTheAccount(t *testing.T) {
	for title, keys := range map[string][]string{
		"Delete 1 session?": {"d"}, "Delete 2 sessions": {"space", "space", "d"}, "Clean up": {"D"}, "New session": {"a"},
		"Clone session": {"C"}, "Edit session": {"e"}, "Edit 2 sessions": {"space", "space", "e"}, "Complete?": {"space", "space", "t"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, twoAccounts(t, prodAndTest), func(o *Options, _ *demo.Options) { o.Profile = colorprofile.Ascii })
			s.keys("down").keys(keys...).shows(title)
			for _, line := range strings.Split(s.text(), "\n") {
				if strings.Contains(line, "─ "+title) && !strings.Contains(line, " [prod] LIVE  ─╮") {
					t.Errorf("%s: %s", title, line)
				}
			}
		})
	}
}
