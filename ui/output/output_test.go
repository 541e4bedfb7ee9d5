package output

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
)

// host remembers what the room says and opens.
type host struct {
	said, complained string
	open             dialog.Stack
	private          bool
}

func (h *host) Say(text string)      { h.said = text }
func (h *host) Complain(text string) { h.complained = text }
func (h *host) Open(d dialog.Dialog) { h.open.Push(d) }
func (h *host) DialogBase() dialog.Base {
	return dialog.Base{Theme: theme.New(theme.Options{}), Keys: keymap.Default()}
}
func (h *host) Now() time.Time { return time.Date(2026, 3, 14, 15, 9, 26, 0, time.UTC) }
func (h *host) Private() bool  { return h.private }

// shelf is a server that has some sessions.
type shelf struct {
	has   map[string]bool
	err   error
	asked []int
}

func (a *shelf) List(ctx context.Context, p client.ListParams) (*client.Page[client.SessionRow], error) {
	a.asked = append(a.asked, len(p.IDAny))
	if err := cmp.Or(a.err, ctx.Err()); err != nil {
		return nil, err
	}
	var page client.Page[client.SessionRow]
	for _, id := range p.IDAny {
		if a.has[id] {
			page.Rows = append(page.Rows, client.SessionRow{Session: client.Session{ID: id}})
		}
		if id == "odd" {
			page.Rows = append(page.Rows, client.SessionRow{Session: client.Session{ID: id}, Err: client.ErrDecode, BadJSON: []byte("7")})
		}
	}
	return &page, nil
}

func (a *shelf) Get(ctx context.Context, id string) (*client.Session, error) {
	if !a.has[id] {
		return nil, cmp.Or(ctx.Err(), client.ErrNotFound)
	}
	return &client.Session{ID: id}, ctx.Err()
}

// forms write the ID of a session in forms that can be told apart.
type forms struct{ private bool }

func (f forms) write(form string, s *client.Session) []byte {
	return fmt.Appendf(nil, form, fmt.Sprint(s.ID, map[bool]string{true: " hidden"}[f.private]))
}
func (f forms) JSON(s *client.Session) []byte       { return f.write("{\n\"id\":%q}\n", s) }
func (f forms) JSONLine(s *client.Session) []byte   { return f.write("{\"id\":%q}\n", s) }
func (f forms) Transcript(s *client.Session) []byte { return f.write("said %s\n", s) }
func (f forms) Title(s *client.Session) []byte      { return f.write("%s:\n", s) }
func (f forms) Markdown(s *client.Session) []byte   { return f.write("# %s\n", s) }
func (f forms) CSV(s *client.Session) []byte        { return f.write("%s,1\n", s) }
func (forms) CSVHeader() []byte                     { return []byte("id,n\n") }
func (forms) Curl(id string) string                 { return "curl " + id }

// room is a room over sessions with the given IDs, whose exports go to dir.
func room(t *testing.T, ids ...string) (m *Model, h *host, api *shelf, dir string) {
	t.Helper()
	h, api, dir = &host{}, &shelf{has: map[string]bool{}}, t.TempDir()
	for _, id := range ids {
		api.has[id] = true
	}
	m = New(api, Options{Context: t.Context(), Host: h, Dir: dir, Dashboard: "https://dashboard.example/sessions",
		Writers: func() Writers { return forms{h.private} }})
	return m, h, api, dir
}

// play runs a command and what follows from its answers. It gives what went to
// the terminal.
func play(m *Model, cmd tea.Cmd) (raw string) {
	for cmd != nil {
		msg := cmd()
		if r, ok := msg.(tea.RawMsg); ok {
			return fmt.Sprint(r.Msg)
		}
		cmd, _ = m.Update(msg)
	}
	return ""
}

func subject(ids ...string) Subject {
	s := Subject{IDs: ids, ID: ids[0], Name: "Anna", Names: []string{"Anna", "Ben"}, AssistantID: "a1"}
	if ids[0] == "secret" {
		s.Name = "apiKey: sk-0123456789"
		s.Names[0] = s.Name
	}
	s.ReadWhole = func(then func(*client.Session) tea.Cmd) tea.Cmd { return then(&client.Session{ID: ids[0]}) }
	return s
}

func of(s Subject) func() Subject { return func() Subject { return s } }

// program puts a program on the path that writes what it reads, and its
// arguments, to a file.
func program(t *testing.T, name string, code int) (file string) {
	t.Helper()
	dir := t.TempDir()
	file = filepath.Join(dir, "took")
	script := fmt.Sprintf("#!/bin/sh\n{ echo \"$@\"; /bin/cat; } > %s\nexit %d\n", file, code)
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	return file
}

// What is copied says where it is, and claims nothing that nobody knows.
func TestCopyingSaysWhereItIs(t *testing.T) {
	env := func(vars ...string) func(string) string {
		return func(name string) string {
			for _, v := range vars {
				if v == name {
					return "x"
				}
			}
			return ""
		}
	}
	for name, c := range map[string]struct {
		program string
		code    int
		env     []string
		took    string
		said    string
	}{
		"a program":             {"wl-copy", 0, []string{"WAYLAND_DISPLAY"}, "\nS1", "copied the ID"},
		"a program that fails":  {"wl-copy", 1, []string{"WAYLAND_DISPLAY"}, "\nS1", "sent the ID to the terminal's clipboard (OSC 52, 0.0 kB)"},
		"over SSH":              {"wl-copy", 0, []string{"WAYLAND_DISPLAY", "SSH_TTY"}, "", "sent the ID to the terminal's clipboard (OSC 52, 0.0 kB)"},
		"tmux":                  {"tmux", 0, []string{"TMUX", "SSH_CONNECTION"}, "load-buffer -w -\nS1", "copied the ID to tmux's buffer, and sent it to the terminal's clipboard"},
		"tmux that cannot":      {"tmux", 1, []string{"TMUX"}, "load-buffer -w -\nS1", "sent the ID to the terminal's clipboard (OSC 52, 0.0 kB)"},
		"nothing but the shell": {"other", 0, nil, "", "sent the ID to the terminal's clipboard (OSC 52, 0.0 kB)"},
	} {
		t.Run(name, func(t *testing.T) {
			m, h, _, _ := room(t)
			file := program(t, c.program, c.code)
			m.o.Clipboard = ClipboardOf(env(c.env...))
			cmd, _ := m.Do(keymap.CopyID, of(subject("S1")))
			raw := play(m, cmd)
			took, _ := os.ReadFile(file)
			if h.said != c.said || string(took) != c.took {
				t.Errorf("said %q, took %q", h.said, took)
			}
			if osc := strings.Contains(raw, base64.StdEncoding.EncodeToString([]byte("S1"))); osc != strings.HasPrefix(c.said, "sent") {
				t.Errorf("sent to the terminal: %v", osc)
			}
		})
	}
}

func TestWhatIsTooLargeForATerminalGoesToAFile(t *testing.T) {
	m, h, _, _ := room(t)
	t.Setenv("TMPDIR", t.TempDir())
	text := strings.Repeat("x", maxTerminalClip)
	if raw := play(m, m.Copy("it", text)); raw != "" {
		t.Errorf("%d bytes were sent", len(raw))
	}
	_, file, found := strings.Cut(h.said, "it is too large for the terminal's clipboard: written to ")
	if got, err := os.ReadFile(file); !found || err != nil || string(got) != text {
		t.Errorf("said %q: %v", h.said, err)
	}
}

func TestCopies(t *testing.T) {
	for name, c := range map[string]struct {
		action  keymap.Action
		ids     []string
		private bool
		text    string
		says    string
	}{
		"name":                  {keymap.CopyName, []string{"S1"}, false, "Anna", "sent the name "},
		"name, secret":          {keymap.CopyName, []string{"secret"}, false, "apiKey: [hidden]", "sent the name "},
		"names, secret":         {keymap.CopyName, []string{"secret", "S2"}, false, "apiKey: [hidden]\nBen", "sent 2 names "},
		"name, private":         {keymap.CopyName, []string{"S1"}, true, "", "private mode is on: names are not copied"},
		"names, private":        {keymap.CopyName, []string{"S1", "S2"}, true, "", "private mode is on: names are not copied"},
		"names":                 {keymap.CopyName, []string{"S1", "S2"}, false, "Anna\nBen", "sent 2 names "},
		"IDs":                   {keymap.CopyID, []string{"S1", "S2"}, true, "S1\nS2", "sent 2 IDs "},
		"curl":                  {keymap.CopyCurl, []string{"S1", "S2"}, false, "curl S1\ncurl S2", "sent 2 curl commands "},
		"link":                  {keymap.CopyLink, []string{"S1"}, false, "https://dashboard.example/sessions", "sent the link to the session list "},
		"JSON":                  {keymap.CopyJSON, []string{"S1"}, false, "{\n\"id\":\"S1\"}", "sent the session as JSON, secrets hidden, "},
		"transcripts":           {keymap.CopyTranscript, []string{"S1", "S2"}, false, "S1:\nsaid S1\n\n---\n\nS2:\nsaid S2\n", "sent 2 transcripts "},
		"transcripts, private":  {keymap.CopyTranscript, []string{"S1", "S2"}, true, "S1 hidden:\nsaid S1 hidden\n\n---\n\nS2 hidden:\nsaid S2 hidden\n", "sent 2 transcripts "},
		"JSON of several, gone": {keymap.CopyJSON, []string{"S1", "gone"}, false, "[\n{\n\"id\":\"S1\"}\n]\n", "(1 gone meanwhile)"},
	} {
		t.Run(name, func(t *testing.T) {
			m, h, _, _ := room(t, "S1", "S2")
			h.private = c.private
			cmd, done := m.Do(c.action, of(subject(c.ids...)))
			raw := play(m, cmd)
			if !done || !strings.Contains(h.said+h.complained, c.says) {
				t.Errorf("said %q, complained %q", h.said, h.complained)
			}
			if want := base64.StdEncoding.EncodeToString([]byte(c.text)); c.text == "" && raw != "" || c.text != "" && !strings.Contains(raw, ";"+want) {
				t.Errorf("sent %q, want %q", raw, want)
			}
		})
	}
}

// An export of every format holds each session once, reads them in pieces, and is
// readable by its owner alone.
func TestExports(t *testing.T) {
	for format, want := range map[string]string{
		"json":   "[\n{\n\"id\":\"S1\"},\n{\n\"id\":\"S2\"}\n]\n",
		"ndjson": "{\"id\":\"S1\"}\n{\"id\":\"S2\"}\n",
		"csv":    "id,n\nS1,1\nS2,1\n",
		"md":     "# S1\n\n---\n\n# S2\n",
		"txt":    "S1:\nsaid S1\n\n---\n\nS2:\nsaid S2\n",
	} {
		m, h, _, dir := room(t, "S1", "S2")
		play(m, m.Export([]string{"S1", "gone", "odd", "S2"}, "", "x."+format, false))
		file := filepath.Join(dir, "x."+format)
		got, err := os.ReadFile(file)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", format, got, err)
		}
		if info, err := os.Stat(file); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v", format, info.Mode())
		}
		if h.said != "exported 2 sessions to "+TildePath(file)+", secrets hidden, 1 gone meanwhile, 1 could not be read" {
			t.Errorf("%s: said %q", format, h.said)
		}
		if done, all := m.Progress(); done+all != 0 {
			t.Errorf("%s: %d of %d are still to be written", format, done, all)
		}
	}
}

// What has no page of its own, or no known dashboard, is said to have none.
func TestWhatHasNoPageIsNotOpened(t *testing.T) {
	for name, c := range map[string]struct {
		dashboard string
		action    keymap.Action
		subject   Subject
		want      string
	}{
		"no session":               {"https://dashboard.example/x", keymap.OpenAssistant, Subject{}, "no session under the cursor"},
		"no assistant":             {"https://dashboard.example/x", keymap.OpenAssistant, Subject{ID: "S1"}, "this session names no assistant"},
		"an assistant without ID":  {"https://dashboard.example/x", keymap.OpenAssistant, Subject{ID: "S1", InlineAssistant: true}, "this session carries its assistant along: it has no page of its own"},
		"no dashboard":             {"", keymap.OpenWeb, Subject{ID: "S1"}, noDashboard},
		"no dashboard, a link":     {"", keymap.CopyLink, Subject{ID: "S1", IDs: []string{"S1"}}, noDashboard},
		"no dashboard, assistants": {"", keymap.OpenAssistant, Subject{ID: "S1", AssistantID: "a1"}, noDashboard},
	} {
		m, h, _, _ := room(t, "S1")
		m.o.Dashboard = c.dashboard
		if cmd, done := m.Do(c.action, of(c.subject)); cmd != nil || !done || h.said+h.complained != c.want {
			t.Errorf("%s: said %q, complained %q, and does %t", name, h.said, h.complained, cmd != nil)
		}
	}
}

// What holds no session is a file of its format all the same.
func TestAnExportOfNothing(t *testing.T) {
	for format, want := range map[string]string{"json": "[]\n", "ndjson": "", "csv": "id,n\n", "md": "", "txt": ""} {
		m, _, _, dir := room(t)
		play(m, m.Export([]string{"gone"}, "", "x."+format, false))
		if got, err := os.ReadFile(filepath.Join(dir, "x."+format)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", format, got, err)
		}
	}
}

func TestALargeExportIsReadInPiecesAndCanBeStopped(t *testing.T) {
	var ids []string
	for i := range 2*exportBatch + 1 {
		ids = append(ids, fmt.Sprint("S", i))
	}
	m, h, api, dir := room(t, ids...)
	msg := m.Export(ids, "", "x.csv", false)()
	if cmd, _ := m.Update(msg); cmd == nil || h.said != fmt.Sprintf("exporting %d of %d, ctrl-c stops", exportBatch, len(ids)) {
		t.Errorf("said %q", h.said)
	}
	if done, all := m.Progress(); done != exportBatch || all != len(ids) || api.asked[0] != exportBatch {
		t.Errorf("%d of %d, asked for %v", done, all, api.asked)
	}
	m.Export(ids, "", "y.csv", false)
	if h.complained != "one export or copy at a time: ctrl-c stops the one that runs" {
		t.Errorf("complained %q", h.complained)
	}
	if !m.Stop() {
		t.Error("there is nothing to stop")
	}
	play(m, exportStep(api, m.export))
	left, err := os.ReadDir(dir)
	if h.said != "stopped exporting: nothing was written" || err != nil || len(left) != 0 {
		t.Errorf("said %q, left %v, %v", h.said, left, err)
	}
}

// Copying many tells how far it has come, as an export does, and can be stopped.
func TestManyAreCopiedInPieces(t *testing.T) {
	var ids []string
	for i := range exportBatch + 1 {
		ids = append(ids, fmt.Sprint("S", i))
	}
	m, h, api, _ := room(t, ids...)
	s := subject(ids...)
	copied := func() tea.Cmd {
		cmd, _ := m.Do(keymap.CopyTranscript, of(s))
		next, _ := m.Update(cmd())
		return next
	}
	next := copied()
	if h.said != fmt.Sprintf("copying %d of %d, ctrl-c stops", exportBatch, len(ids)) {
		t.Errorf("said %q", h.said)
	}
	if cmd, _ := m.Do(keymap.CopyTranscript, of(s)); cmd != nil || h.complained == "" {
		t.Error("two are copied at a time")
	}
	if raw := play(m, next); raw == "" || !strings.HasPrefix(h.said, "sent 51 transcripts ") || len(api.asked) != 2 {
		t.Errorf("said %q, asked for %v", h.said, api.asked)
	}
	cmd, _ := m.Do(keymap.CopyTranscript, of(subject("gone", "gone too")))
	if raw := play(m, cmd); raw != "" || h.complained != "nothing is copied: 2 gone meanwhile" {
		t.Errorf("complained %q, sent %q", h.complained, raw)
	}
	copied()
	m.Stop()
	if raw := play(m, exportStep(api, m.export)); raw != "" || h.said != "stopped copying: nothing was written" || m.Stop() {
		t.Errorf("stopped: said %q, sent %q", h.said, raw)
	}
	api.err = errors.New("no network")
	cmd, _ = m.Do(keymap.CopyTranscript, of(s))
	play(m, cmd)
	if h.complained != "copying: no network" {
		t.Errorf("complained %q", h.complained)
	}
}

// The end of the program takes away what an export under way has written, also
// where the export goes on until it sees that.
func TestAnExportIsCutOffByTheEndOfTheProgram(t *testing.T) {
	ids := make([]string, 2*exportBatch)
	for i := range ids {
		ids[i] = fmt.Sprint("S", i)
	}
	m, _, _, dir := room(t, ids...)
	left := func(want int) {
		t.Helper()
		if files, err := os.ReadDir(dir); err != nil || len(files) != want {
			t.Errorf("%v, %v", files, err)
		}
	}
	rest, _ := m.Update(m.Export(ids, "", "x.ndjson", false)())
	left(1)
	m.Close()
	left(0)
	if done, _ := rest().(BatchExported); done.err == nil {
		t.Error("it is said to be done")
	}
	left(0)
}

// In private mode an export hides what the screen hides.
func TestAPrivateExport(t *testing.T) {
	for format, want := range map[string]string{"json": "[\n{\n\"id\":\"S1 hidden\"}\n]\n", "ndjson": "{\"id\":\"S1 hidden\"}\n", "csv": "id,n\nS1 hidden,1\n", "md": "# S1 hidden\n"} {
		m, h, _, dir := room(t, "S1")
		h.private = true
		play(m, m.Export([]string{"S1"}, "", "x."+format, false))
		if got, err := os.ReadFile(filepath.Join(dir, "x."+format)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", format, got, err)
		}
	}
}

// An export that fails leaves what was there before.
func TestAFailedExportLeavesTheFileAsItWas(t *testing.T) {
	m, h, api, dir := room(t, "S1")
	file := filepath.Join(dir, "x.json")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if cmd := m.Export([]string{"S1"}, "", "x.json", false); cmd != nil || h.open.Len() != 1 {
		t.Fatal("it is not asked whether the file is overwritten")
	}
	api.err = errors.New("no network")
	play(m, h.open.Press(tea.KeyPressMsg{Code: 'y', Text: "y"}))
	if h.complained != "exporting: no network" {
		t.Errorf("complained %q", h.complained)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "before" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestWhatIsNoExport(t *testing.T) {
	m, h, _, _ := room(t, "S1")
	m.Export([]string{"S1"}, "", "x.pdf", false)
	if h.complained != "exporting to x.pdf: the file's ending must be one of .ndjson .json .csv .md .txt" {
		t.Errorf("complained %q", h.complained)
	}
	m.AskExport("no session", nil, "")
	if h.said != "nothing to export" || h.open.Len() != 0 {
		t.Errorf("said %q", h.said)
	}
}

// A device, a pipe or a link is not replaced by an export, and what cannot be
// written is told by the name that was given.
func TestAnExportReplacesFilesAlone(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.csv"), filepath.Join(dir, "link.csv")
	if err := errors.Join(os.WriteFile(target, []byte("kept"), 0o600), os.Symlink(target, link)); err != nil {
		t.Skip(err)
	}
	missing := filepath.Join(dir, "nowhere", "x.csv")
	for path, want := range map[string]string{link: link + " is not a regular file", missing: missing + ": no such file"} {
		if _, err := NewFile(path); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	if at, err := os.Readlink(link); err != nil || at != target {
		t.Errorf("the link leads to %q, %v", at, err)
	}
}

func TestPaths(t *testing.T) {
	t.Setenv("HOME", "/home/anna")
	m, _, _, dir := room(t)
	for path, want := range map[string]string{"~/x.csv": "/home/anna/x.csv", "/x.csv": "/x.csv", "a/x.csv": filepath.Join(dir, "a/x.csv")} {
		if got := m.Path(path); got != want {
			t.Errorf("%s is %s", path, got)
		}
	}
	for path, want := range map[string]string{"/home/anna/x": "~/x", "/home/ben/x": "/home/ben/x", "/home/anna": "~"} {
		if got := TildePath(path); got != want {
			t.Errorf("%s is %s", path, got)
		}
	}
	if got := AssistantURL("https://dashboard.example/x/sessions", "a1"); got != "https://dashboard.example/assistants/a1" {
		t.Errorf("the assistant is at %s", got)
	}
}

// A program of the person's own is asked about once, and gets the session's values
// as arguments, whatever is in them, and the session in a file that is gone after.
func TestPrograms(t *testing.T) {
	m, h, _, _ := room(t, "S1")
	t.Setenv("TMPDIR", t.TempDir())
	took := program(t, "mine", 0)
	p := Program{Name: "mine", Argv: []string{"mine", "{id}", "--to={name}; {customer}", "{json}"}, Background: true}
	s := subject("S1")
	s.Name, s.Customer = "$(reboot) {json}", "+1555"
	if cmd := m.AskRun(p, s); cmd != nil || h.open.Len() != 1 {
		t.Fatal("it is not asked about")
	}
	play(m, h.open.Press(tea.KeyPressMsg{Code: 'y', Text: "y"}))
	args, err := os.ReadFile(took)
	file := strings.TrimSpace(string(args[max(0, strings.LastIndex(string(args), " ")):]))
	if err != nil || !strings.HasPrefix(string(args), "S1 --to=$(reboot) {json}; +1555 "+os.TempDir()+"/session-") || h.said != "mine is done" {
		t.Errorf("it got %q, %v; said %q", args, err, h.said)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there", file)
	}
	cmd := m.AskRun(p, s)
	if cmd == nil || h.open.Len() != 0 {
		t.Fatal("it is asked about again")
	}
	stay := func(want int, when string) {
		if left, err := filepath.Glob(os.TempDir() + "/session-*"); err != nil || len(left) != want {
			t.Errorf("%q stay %s", left, when)
		}
	}
	stay(0, "before the command runs")
	cmd() // its answer finds nobody: this program goes on with another account
	stay(0, "when it is done")
	p.Background = false
	m.AskRun(p, s)() // it waits for the terminal
	stay(1, "for the program that runs")
	m.Close()
	stay(0, "when this program ends first")

	p.Background = true
	t.Setenv("TMPDIR", "/nowhere")
	play(m, m.AskRun(p, s))
	if h.complained != "mine: not run: open "+m.tempFiles[len(m.tempFiles)-1]+": no such file or directory" {
		t.Errorf("complained %q", h.complained)
	}
	t.Setenv("TMPDIR", t.TempDir())
	program(t, "mine", 3)
	play(m, m.AskRun(p, s))
	if h.complained != "mine: exit status 3" {
		t.Errorf("complained %q", h.complained)
	}
	s.Name = "-rf"
	m.AskRun(p, s)
	if h.complained != "mine is not run: {name} begins with -, which a program takes for an option" {
		t.Errorf("complained %q", h.complained)
	}
	h.private, s.Customer = true, ""
	m.AskRun(Program{Name: "mine", Argv: []string{"mine", "{customer}"}}, s)
	if h.complained != "mine is not run: private mode is on, and it gets {customer}" {
		t.Errorf("complained %q", h.complained)
	}
	h.said = ""
	m.AskRun(p, Subject{})
	if h.said != "no session under the cursor" {
		t.Errorf("said %q", h.said)
	}
}

// An action of another room does not ask what this one would act on: that may be
// a hundred thousand marked sessions.
func TestAnActionOfAnotherRoomAsksForNoSubject(t *testing.T) {
	m, _, _, _ := room(t, "S1")
	asked := false
	if _, done := m.Do(keymap.Down, func() Subject { asked = true; return subject("S1") }); done || asked {
		t.Errorf("done: %v, asked: %v", done, asked)
	}
	if _, done := m.Do(keymap.CopyID, func() Subject { asked = true; return subject("S1") }); !done || !asked {
		t.Errorf("copying: done: %v, asked: %v", done, asked)
	}
}
