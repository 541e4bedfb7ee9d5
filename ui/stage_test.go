package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/client/trash"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

var update = flag.Bool("update", false, "write the golden files anew")

// stage is the program on a stage: its model over an embedded server, with
// commands that run as Bubble Tea would run them, in the time of a bubble.
type stage struct {
	t      *testing.T
	m      *Model
	server *demotest.Server
	msgs   chan tea.Msg
	saved  *config.State
	trash  *trash.Trash
	bin    string   // where that is kept
	raw    []string // what was written to the terminal past the screen
	quit   bool     // the program has ended
}

// setting changes what a stage is made with.
type setting func(*Options, *demo.Options)

// newStage begins the program at 120x36 and waits for it to come to rest. It
// must be called in a synctest bubble.
func newStage(t *testing.T, settings ...setting) *stage {
	t.Helper()
	d := demo.Options{Sessions: 120, Seed: 1, Token: "demo", Odd: true}
	o := Options{Settings: config.Default(), Keys: keymap.Default(), Now: time.Now, Zone: time.UTC,
		Profile: colorprofile.Ascii, ThemeFixed: true, ExportDir: t.TempDir()}
	for _, change := range settings {
		change(&o, &d)
	}
	onEvent := func(client.Event) {}
	if o.Events != nil {
		onEvent = o.Events.Send
	}
	s := &stage{t: t, server: demotest.New(d), msgs: make(chan tea.Msg, 4096), saved: &config.State{}, bin: t.TempDir()}
	c, err := client.New(client.Options{Rate: o.Settings.Rate, BaseURL: "http://127.0.0.1", Token: "demo", HTTP: s.server.Transport(), OnEvent: onEvent})
	if err != nil {
		t.Fatal(err)
	}
	if o.Server.Account == "" {
		o.Server = Server{API: c, Account: "demo", Live: o.Server.Live, BaseURL: "http://127.0.0.1"}
	}
	if o.Trash == nil && o.TrashErr == nil {
		if o.Trash, o.Report, err = trash.Open(s.bin, TrashOptions(o.Settings)); err != nil {
			t.Fatal(err)
		}
	}
	s.trash = o.Trash
	o.SaveState = func(state, _ config.State) error { *s.saved = state; return nil }
	s.m = New(t.Context(), o)
	s.run(s.m.Init())
	s.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	t.Cleanup(func() {
		s.m.cancel()
		time.Sleep(2 * time.Minute) // in the bubble: timers that nobody waits for any more run out
		_ = s.server.Close()
		if o.Trash != nil {
			_ = o.Trash.Close()
		}
	})
	return s
}

// left is what the next start would tell of this run, were it to end now.
func (s *stage) left() trash.Report {
	s.t.Helper()
	if err := s.trash.Close(); err != nil {
		s.t.Fatal(err)
	}
	next, report, err := trash.Open(s.bin, trash.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := next.Close(); err != nil {
		s.t.Fatal(err)
	}
	return report
}

// faults makes the server misbehave, as its flag says.
func (s *stage) faults(spec string) {
	s.t.Helper()
	f, err := demo.ParseFaults(spec)
	if err != nil {
		s.t.Fatal(err)
	}
	s.server.SetFaults(f)
}

// run runs a command in a goroutine of its own.
func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() { s.msgs <- cmd() }()
}

// send gives the program a message and lets it come to rest.
func (s *stage) send(msg tea.Msg) {
	s.give(msg)
	s.rest(300 * time.Millisecond)
}

func (s *stage) give(msg tea.Msg) {
	if all, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range all {
			s.run(cmd)
		}
		return
	}
	if msg == nil {
		return
	}
	switch msg := msg.(type) {
	case tea.RawMsg:
		s.raw = append(s.raw, fmt.Sprint(msg.Msg))
	case tea.QuitMsg:
		s.quit = true
	}
	_, cmd := s.m.Update(msg)
	s.m.View() // as the program does after every message
	s.run(cmd)
}

// rest lets the program go on until nothing has happened for so long.
func (s *stage) rest(quiet time.Duration) {
	for {
		timer := time.NewTimer(quiet)
		select {
		case msg := <-s.msgs:
			timer.Stop()
			s.give(msg)
		case <-timer.C:
			return
		}
	}
}

// wait lets time pass.
func (s *stage) wait(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		timer := time.NewTimer(time.Until(end))
		select {
		case msg := <-s.msgs:
			s.give(msg)
		case <-timer.C:
		}
		timer.Stop()
	}
}

// keyNames are the keys that are not letters.
var keyNames = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "space": {Code: tea.KeySpace, Text: " "},
	"backspace": {Code: tea.KeyBackspace}, "down": {Code: tea.KeyDown}, "up": {Code: tea.KeyUp}, "pgdown": {Code: tea.KeyPgDown},
	"pgup": {Code: tea.KeyPgUp}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl},
	"ctrl+d": {Code: 'd', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "ctrl+a": {Code: 'a', Mod: tea.ModCtrl}, "ctrl+k": {Code: 'k', Mod: tea.ModCtrl},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
}

// keyPress is a letter that is pressed.
func keyPress(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

// keys presses keys, each when the program has come to rest after the one before.
func (s *stage) keys(keys ...string) *stage {
	s.t.Helper()
	for _, k := range keys {
		msg, ok := keyNames[k]
		if !ok {
			r, _ := utf8.DecodeRuneInString(k)
			if len(k) != utf8.RuneLen(r) {
				s.t.Fatalf("no key is called %q", k)
			}
			msg = keyPress(r)
		}
		s.send(msg)
	}
	return s
}

// typed presses the keys of a text.
func (s *stage) typed(text string) *stage {
	s.t.Helper()
	for _, r := range text {
		k := string(r)
		if r == ' ' {
			k = "space"
		}
		s.keys(k)
	}
	return s
}

// size changes the size of the screen.
func (s *stage) size(w, h int) *stage {
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
	return s
}

// lines is the screen, styles and all. Each line must be as wide as the screen.
func (s *stage) lines() []string {
	s.t.Helper()
	lines := strings.Split(s.m.View().Content, "\n")
	if len(lines) != s.m.h {
		s.t.Fatalf("%d lines on a screen of %d", len(lines), s.m.h)
	}
	for i, line := range lines {
		if w := ansi.StringWidthWc(line); w != s.m.w {
			s.t.Fatalf("line %d is %d wide on a screen of %d: %q", i, w, s.m.w, line)
		}
	}
	return lines
}

// text is the screen without styles and without blanks at the ends of lines.
func (s *stage) text() string {
	s.t.Helper()
	var b strings.Builder
	for _, line := range s.lines() {
		b.WriteString(strings.TrimRight(ansi.Strip(line), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// shows fails unless every text is on the screen.
func (s *stage) shows(texts ...string) *stage {
	s.t.Helper()
	screen := s.text()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			s.t.Fatalf("%q is not on the screen:\n%s", text, screen)
		}
	}
	return s
}

// shortTempDir is a folder whose path leaves room on a line of the screen, which that
// of TempDir, with the test's name in it, may not.
func shortTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// says fails unless a text is on the screen, perhaps over several lines.
func (s *stage) says(text string) *stage {
	s.t.Helper()
	if !strings.Contains(strings.Join(strings.Fields(s.text()), " "), text) {
		s.t.Fatalf("%q is not on the screen:\n%s", text, s.text())
	}
	return s
}

// hides fails if one of the texts is on the screen.
func (s *stage) hides(texts ...string) *stage {
	s.t.Helper()
	screen := s.text()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			s.t.Fatalf("%q is on the screen:\n%s", text, screen)
		}
	}
	return s
}

// golden compares text with a file, or writes it there.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is other than it was; run the test with -update and read the difference\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}
