package ui

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/words"
)

var randomRuns = flag.Int("randomkeys", 8, "how many runs of random keys to play")

// Whatever keys, clicks, pastes, sizes, faults and changes by others come, in whatever
// order, each frame is as large as the screen and free of control characters, and in the
// end the list shows what the server holds.
func TestRandomKeysKeepTheScreenWholeAndTheListTrue(t *testing.T) {
	for seed := range *randomRuns {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &randomPlayer{rand: rand.New(rand.NewPCG(uint64(seed), 1))}
				t.Cleanup(func() {
					if t.Failed() {
						t.Logf("played: %s", strings.Join(p.played, " "))
					}
				})
				p.stage = newStage(t, func(o *Options, d *demo.Options) {
					d.Sessions = 1 + p.rand.IntN(300)
					o.ReadOnly = p.rand.IntN(8) == 0
				})
				for range 200 {
					p.step()
					p.wholeFrame()
					if p.quit {
						return
					}
				}
				p.settles()
			})
		})
	}
}

// randomPlayer plays at random on a stage.
type randomPlayer struct {
	*stage
	rand   *rand.Rand
	played []string
}

// note keeps what is played, for who has to find out why it failed.
func (p *randomPlayer) note(format string, args ...any) {
	p.played = append(p.played, fmt.Sprintf(format, args...))
}

// oneOf is one of some values.
func oneOf[T any](p *randomPlayer, values ...T) T { return values[p.rand.IntN(len(values))] }

// step is something that a person, the terminal, the network or another person does.
func (p *randomPlayer) step() {
	switch n := p.rand.IntN(100); {
	case n < 45:
		p.key()
	case n < 70:
		p.flow()
	case n < 76:
		text := oneOf(p, "status:active", "cost:>0.02", "expires:<1d", "name:a", "sort:cost", "-status:completed age:>1d", "assistant:\"Front Desk\"", "delete 3", "export",
			"column cost", "7d", "Ωμέγα \x1b[31m", "mark age:>2d", "a name", "load-all", "!!", "text:refund", "find x", "view waiting", "trash")
		p.note("paste:%q", text)
		p.send(tea.PasteMsg{Content: text})
	case n < 84:
		x, y := p.rand.IntN(p.m.w), p.rand.IntN(p.m.h)
		mod := oneOf(p, 0, 0, tea.ModCtrl, tea.ModShift)
		button := oneOf(p, tea.MouseLeft, tea.MouseLeft, tea.MouseRight, tea.MouseMiddle)
		if strings.Contains(p.line(y), "Editor") {
			return // a program outside
		}
		p.note("click:%d,%d", x, y)
		p.give(tea.MouseClickMsg{X: x, Y: y, Button: button, Mod: mod})
		p.send(tea.MouseReleaseMsg{X: x, Y: y, Button: button, Mod: mod})
	case n < 86:
		x, y := p.rand.IntN(p.m.w), p.rand.IntN(p.m.h)
		p.note("wheel:%d,%d", x, y)
		p.send(tea.MouseWheelMsg{X: x, Y: y, Button: oneOf(p, tea.MouseWheelDown, tea.MouseWheelUp)})
	case n < 89:
		size := oneOf(p, [][2]int{{120, 36}, {80, 24}, {60, 20}, {40, 10}, {200, 60}, {20, 5}, {100, 12}, {45, 50}, {3, 2}}...)
		p.note("size:%dx%d", size[0], size[1])
		p.size(size[0], size[1])
	case n < 94:
		d := oneOf(p, time.Second, 11*time.Second, 90*time.Second)
		p.note("wait:%s", d)
		p.wait(d)
	case n < 96:
		spec := oneOf(p, "", "", "rate=0.3:500", "rate=0.3:429,retry-after=1s", "latency=2s,rate=0.2:reset", "rate=0.2:lost")
		p.note("faults:%s", spec)
		p.faults(spec)
	default:
		p.others()
	}
}

// flow presses the keys of something that a person does, now and then not to its end.
func (p *randomPlayer) flow() {
	keys := oneOf(p, "d y", "e x ctrl+s", "e tab right ctrl+s", "i b c enter", "space down space", "v j j j d", "* d", "D enter", "u", "u u", "U", "x y", "t enter",
		"/ n a m e : a enter", "/ ctrl+u enter", ": m a r k space a g e : > 2 d enter", "s t enter", "1", "0", "X enter", "n a ctrl+s", "C ctrl+s", "esc esc esc",
		"W", "j j j u", "ctrl+c", ": l o a d - a l l enter", "end", "home", ". .", "tab", "enter", "] ]", "@", "m", "p", "P", "h", "S", "V", "r", "A", "d y u", "d y space")
	for _, k := range strings.Fields(keys) {
		if p.rand.IntN(12) == 0 || p.quit {
			return
		}
		p.press(k)
	}
}

// others change what the server holds.
func (p *randomPlayer) others() {
	ids := p.server.IDs()
	if len(ids) == 0 {
		return
	}
	id := oneOf(p, ids...)
	switch p.rand.IntN(3) {
	case 0:
		p.note("removed:%.8s", id)
		p.server.Remove(id)
	case 1:
		p.note("renamed:%.8s", id)
		if _, err := p.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			p.t.Fatal(err)
		}
	default:
		p.note("inserted")
		if _, err := p.server.Insert(map[string]any{"name": "Arrived", "status": "active"}); err != nil {
			p.t.Fatal(err)
		}
	}
}

// key presses a key: half of the time a letter, a digit or a sign.
func (p *randomPlayer) key() {
	names := []string{"enter", "enter", "esc", "esc", "esc", "tab", "space", "backspace", "down", "up", "pgdown", "pgup", "home", "end", "left", "right", "ctrl+c",
		"ctrl+s", "ctrl+n", "ctrl+d", "ctrl+u", "ctrl+a", "ctrl+k", "shift+tab"}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDFGHIJKLMNPQRSTUVWXYZ0123456789/:@#*.,+-?<>[]'\"~y y d d u"
	k := oneOf(p, names...)
	if p.rand.IntN(2) == 0 {
		k = string(letters[p.rand.IntN(len(letters))])
		if k == " " {
			k = "space"
		}
	}
	p.press(k)
}

// press presses a key, unless it starts a program outside.
func (p *randomPlayer) press(k string) {
	a, _ := p.m.keys.Resolve(p.m.scopes(), k)
	if slices.Contains([]keymap.Action{keymap.EditJSON, keymap.OpenWeb, keymap.OpenAssistant, keymap.Suspend}, a) || a == keymap.Quit && p.rand.IntN(30) > 0 {
		return
	}
	p.note("%s", k)
	p.keys(k)
}

// line is a line of the screen.
func (p *randomPlayer) line(y int) string { return ansi.Strip(p.lines()[y]) }

// wholeFrame fails unless the frame has the size of the screen and nothing but text and
// styles.
func (p *randomPlayer) wholeFrame() {
	p.t.Helper()
	for y, line := range p.lines() {
		for _, r := range ansi.Strip(line) {
			if unicode.IsControl(r) {
				p.t.Fatalf("line %d has %U: %q", y, r, line)
			}
		}
	}
}

// settles ends all that is open, lets time pass without faults, and compares the list
// with what the server holds.
func (p *randomPlayer) settles() {
	p.t.Helper()
	p.faults("")
	p.size(120, 36)
	for range 8 {
		p.keys("esc")
		if strings.Contains(p.text(), "Throw away what you typed?") {
			p.keys("d")
		}
	}
	if p.m.store.Progress().Paused {
		p.keys(p.m.keys.Keys(keymap.Pause)[0])
	}
	p.wait(15 * time.Minute)
	p.keys("0", ".", "g")
	for at := ""; p.m.list.Len() > 0 && at != p.selected(); { // what is not on the screen is not read again
		at = p.selected()
		p.keys("r")
		p.wait(5 * time.Second)
		p.keys("pgdown")
	}
	if d := p.m.dialogs.Top(); d != nil {
		p.t.Fatalf("a dialog is open:\n%s", p.text())
	}
	if !p.m.store.Idle() {
		p.t.Fatalf("not idle:\n%s", p.text())
	}
	p.hides("saving", "deleting")
	listed := map[string]int{}
	for _, id := range p.m.list.Loaded() {
		listed[id]++
		row, ok := p.m.store.Row(id)
		there := p.held(id)
		switch {
		case !ok:
			p.t.Errorf("%s is listed, and the store has no row of it", id)
		case there == nil && !row.Gone:
			p.t.Errorf("%s is listed, and the server does not hold it:\n%s", id, p.text())
		case there != nil && row.Gone:
			p.t.Errorf("%s is gone, and the server holds it:\n%s", id, p.text())
		case there != nil && !row.Gone:
			name, _ := there["name"].(string)
			name, _ = client.Clean(name)
			if row.Name != name || string(row.Status) != fmt.Sprint(there["status"]) {
				p.t.Errorf("%s is %q, %s; at the server %q, %v:\n%s", id, row.Name, row.Status, name, there["status"], p.text())
			}
		}
	}
	for _, id := range p.server.IDs() {
		if listed[id] != 1 {
			p.t.Errorf("%s is listed %d times:\n%s", id, listed[id], p.text())
		}
	}
	p.says(words.Plural(p.server.Count(), "session"))
}
