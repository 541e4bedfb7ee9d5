package ui

import (
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/config"
)

// withSizeView adds a view 7 whose columns are name and size.
func withSizeView(t *testing.T) setting {
	t.Helper()
	return configured(t, "[[views]]\nnumber = 7\nname = \"sizes\"\nfilter = \"status:completed\"\ncolumns = [\"name\", \"size\"]\n[pane]\nside = \"off\"\n")
}

// A view without columns of its own shows the person's columns, whatever view
// was looked at before it.
func TestAViewKeepsItsColumnsToItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, withSizeView(t))
		s.keys(":").typed("column status").keys("enter").shows("STATUS", "ASSISTANT")
		s.keys("7").shows("SIZE").hides("ASSISTANT", "STATUS")
		s.keys("1").shows("ASSISTANT", "STATUS").hides("SIZE")
		s.keys("u").shows("SIZE").hides("ASSISTANT")
		s.keys("u").shows("ASSISTANT", "STATUS").hides("SIZE")
		s.keys("U").shows("SIZE").hides("ASSISTANT")
	})
}

// A view that is given up before its first page came leaves the columns as they were.
func TestAViewThatIsGivenUpLeavesTheColumns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, withSizeView(t))
		s.faults("latency=20s")
		s.keys("7").shows("SIZE")
		s.keys("esc").shows("ASSISTANT").hides("SIZE")
	})
}

// The next run begins with the columns of the view that it begins in, and goes
// back to the person's own in others.
func TestColumnsOfAViewAreNotKeptAsOnesOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, withSizeView(t))
		s.keys("7").wait(config.SaveDelay * 2)
		if got := s.m.state(); len(got.Columns) < 3 || got.View != "sizes" {
			t.Fatalf("kept: view %q, columns %q", got.View, got.Columns)
		}
		again := newStage(t, withSizeView(t), with(s.m.state()))
		again.shows("SIZE").hides("ASSISTANT")
		again.keys("0").shows("ASSISTANT").hides("SIZE")
	})
}

// Why a list is empty can be read whole on a narrow screen too.
func TestWhyAListIsEmptyIsWrapped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, configured(t, "[[views]]\nnumber = 7\nname = \"mine\"\nfilter = \"created:>7d\"\n"))
		s.keys("esc", "7").size(60, 20).shows("\n    created:>7d\n    created takes a point", "\n    is how long ago, -7d is a point\n")
	})
}

// An error and what can be done about it are read whole on a usual screen; on a
// low one each keeps a line.
func TestABannerIsWrapped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ *Options, d *demo.Options) { d.Token = "another" })
		s.size(80, 24).shows("401 Invalid Key. Hot tip", "instead of the", "r retry", "and region\n", "no sessions could be read")
		s.size(40, 10).shows("! listing sessions: 401", "! r retry")
		if _, rest, _ := strings.Cut(s.text(), "! listing sessions: 401"); !strings.HasPrefix(rest[strings.Index(rest, "\n")+1:], " ! r retry") {
			t.Errorf("each does not keep a line:\n%s", s.text())
		}
	})
}

// A name is asked for under a label that can be read whole.
func TestSavingAViewSaysWhatItAsksFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t).keys("/").typed("status:completed").keys("ctrl+s").shows("Save as a view", "No. and name ").hides("a digit from")
		s.keys("enter").shows("! a digit from 1 to 9").typed("vip").hides("a digit from").keys("enter").shows("saved as view 6, vip")
	})
}

// A view that has the number is not replaced unasked.
func TestSavingOverAViewAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t).keys("/").typed("refund").keys("ctrl+s", "ctrl+u").typed("2 mine").keys("enter")
		s.shows("Replace view 2 stale?", ">Cancel<", "status:expired").keys("esc").shows("2 stale").hides("Replace view", "2 mine")
		s.keys("/").keys("ctrl+s", "ctrl+u").typed("2 mine").keys("enter", "right")
		s.wait(time.Second)
		s.keys("enter").shows("saved as view 2, mine, in place of 2 stale", "[2 mine")
		s.keys("/").keys("ctrl+s", "ctrl+u").typed("7 more").keys("enter").shows("saved as view 7, more").hides("in place of")
	})
}

// A view is saved from the form as from the bar; what is wrong is shown first.
func TestAViewIsSavedFromTheForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t).keys("F").typed("refund").shows("Save as a view  ctrl-s").keys("ctrl+s").shows("Save as a view", "Saved: name:refund")
		s.typed("mine").keys("enter").shows("saved as view 6, mine", "name:refund here")
		newStage(t).keys("F", "ctrl+s").shows("such as: 6 vip. Saved: no filter")
	})
}

// Where the screen is too small, what still matters can be read whole.
func TestTooSmallCanBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.size(20, 5).shows("Too small: 20x5", "q quit\n", "unsent stays unsent\n")
		s.size(120, 36).keys("space", "d", "y").size(20, 5).shows("u undo, q quit\n")
	})
}

// Until its first page is there, an empty list says what it waits for.
func TestAListThatIsAskedForSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ *Options, d *demo.Options) {
			d.Latency = 20 * time.Second
		})
		s.shows("asking for sessions")
	})
}

// What is open when the terminal tells its background is drawn anew with the rest.
func TestTheBackgroundIsToldLate(t *testing.T) {
	coloured := func(o *Options, _ *demo.Options) {
		o.Profile, o.ThemeFixed, o.Dark = colorprofile.TrueColor, false, true
	}
	light := func(o *Options, d *demo.Options) { coloured(o, d); o.Dark = false }
	seconds := regexp.MustCompile(` \d+s`) // the stages are not looked at in the same one
	for name, key := range map[string]string{"help": "?", "palette": ":", "delete": "d", "sort": "s", "edit": "e", "filter": "/", "form": "F"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, want := newStage(t, coloured), newStage(t, light)
				s.keys(key)
				want.keys(key)
				s.send(tea.BackgroundColorMsg{Color: color.White})
				got := s.lines()
				for i, line := range want.lines() {
					if got, want := seconds.ReplaceAllString(got[i], " #s"), seconds.ReplaceAllString(line, " #s"); got != want {
						t.Errorf("dark is left over on a light screen, line %d:\n%q\nwant\n%q", i, got, want)
					}
				}
			})
		})
	}
}

// While text is looked for, the footer says how that ends, and the keys that work
// in every field work there.
func TestFindingSaysHowItEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t).keys("enter", "/").typed("back")
		s.shows("/back", "enter accept", "esc cancel").keys("enter").shows("h back to the list").hides("esc cancel")
		s.keys("/").typed("q").keys("ctrl+c").hides("/q").shows("h back to the list")
		s.keys("/").typed("q").send(tea.KeyPressMsg{Code: tea.KeyF1})
		s.shows("Keys for: detail").keys("esc").shows("/q")
	})
}

// A newcomer who tries the views of the demo finds sessions in each, and so does
// who has odd ones.
func TestEveryBuiltInViewListsSomething(t *testing.T) {
	for _, odd := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(12 * time.Hour) // to noon: at midnight nothing was created today
			s := newStage(t, func(_ *Options, d *demo.Options) { d.Sessions, d.Odd = 2500, odd })
			for _, v := range s.m.list.ViewTabs() {
				s.keys(strconv.Itoa(v.Number)).hides("No session matches").wait(time.Second)
				ids := s.m.list.Loaded()
				if n := len(ids); n < 3 {
					t.Errorf("view %d, %s, has %d rows:\n%s", v.Number, v.Name, n, s.text())
				}
				if v.Name == "waiting" && slices.ContainsFunc(ids, func(id string) bool { row, _ := s.m.store.Row(id); return !row.Waiting() }) {
					t.Errorf("not every caller of view %d waits:\n%s", v.Number, s.text())
				}
			}
		})
	}
}
