package cli_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// said runs a conversation and gives its statements.
func (s *served) said(t *testing.T, code int, commands ...string) string {
	t.Helper()
	got := s.run(strings.Join(commands, "\n")+"\n", "--linear")
	if got.code != code || got.errs != "" && code == 0 {
		t.Fatalf("exit %d, %s:\n%s", got.code, got.errs, got.out)
	}
	if strings.ContainsAny(got.out, "\x1b\r\t│╭") {
		t.Errorf("it draws: %q", got.out)
	}
	return got.out
}

func expect(t *testing.T, said string, patterns ...string) {
	t.Helper()
	for _, p := range patterns {
		at := regexp.MustCompile(`(?m)^` + p + `$`).FindStringIndex(said)
		if at == nil {
			t.Fatalf("nothing says %q in\n%s", p, said)
		}
		said = said[at[1]:]
	}
}

// The whole main job goes through a pipe: list, filter, read, rename, undo,
// delete, take back, clean up. Each statement is a line, and each write is
// confirmed in words.
func TestLinearDoesTheMainJob(t *testing.T) {
	s := serve(t, 60)
	first, third := s.IDs()[0], s.IDs()[2]
	said := s.said(t, 0, "list", "next", "open 1", "edit name Linear one", "yes", "undo", "edit name Linear two", "yes",
		"edit expires 36h", "yes",
		"delete 3", "yes", "undo", "delete 3", "yes", "send", "filter status:expired", "cleanup", "yes", "send", "list", "quit")
	expect(t, said, `1: .*assistant.*turns \d+.*`, `10: .*`, `10 of 60; next tells the following sessions`, `11: .*`, `20: .*`,
		`ID: `+first, `(user|assistant): .+`, `that is the end of .*`,
		`Edit .*: name "Linear one"\? Say yes, or anything else to leave it`, `being saved`, `saved, the name is "Linear one" and the status .*`,
		`undone: edit of .*`, `saved, the name is .*`, `saved, the name is "Linear two" and the status .*`,
		`Edit "Linear two": expires "36h"\? Say yes.*`, `being saved`, `saved, .* its limit is 1d12h`,
		`Delete .*\? Say yes.*`, `1 delete in 10 s; undo takes it back, send sends it now`, `undone: delete of .*`,
		`1 delete in 10 s.*`, `being sent`, `.* deleted`, `1: .*, expired, .*`,
		`Delete \d+ sessions that are certainly expired, cost \$\d+\.\d+(, of \d+ whose cost is known)?, oldest \w+\? Vapi cannot restore them\. Say yes.*`, `\d+ deletes in 10 s.*`, `being sent`, `".*" deleted`, `no session matches, searched \d+`)
	if dash := regexp.MustCompile(`(?m)^\d+: .* -(,.*)?$`).FindString(said); dash != "" {
		t.Errorf("a value that is not there is told: %s", dash)
	}
	if bare := regexp.MustCompile(`(?m)^[0-9a-f-]{36} deleted$`).FindString(said); bare != "" {
		t.Errorf("a session is called by its ID: %s", bare)
	}
	var now struct {
		Name              string
		ExpirationSeconds int
	}
	raw, _ := s.Lookup(first)
	if err := json.Unmarshal(raw, &now); err != nil || now.Name != "Linear two" || now.ExpirationSeconds != 36*3600 {
		t.Errorf("it is %+v, %v", now, err)
	}
	if _, there := s.Lookup(third); there || !s.trash(t)[third] {
		t.Errorf("%s: there %v, copy %v", third, there, s.trash(t)[third])
	}
}

// What the screen counts, sums, finds, copies and exports is had in words, too.
func TestLinearCountsSumsFindsCopiesAndExports(t *testing.T) {
	s := serve(t, 1200)
	took := filepath.Join(t.TempDir(), "took")
	clip := filepath.Join(t.TempDir(), "xclip")
	if err := os.WriteFile(clip, []byte("#!/bin/sh\n{ /bin/cat; echo; } >> "+took+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(clip))
	t.Setenv("DISPLAY", ":0")
	s.more = []string{"DISPLAY=:0"}
	first, file := s.IDs()[0], filepath.Join(t.TempDir(), "some.csv")
	said := s.said(t, 4, "filter turns:>0", "sum", "filter turns:>500", "list", "status", "filter status=active", "open "+first, "find NOBODY SAID", "find id: "+first[:8], "copy id", "copy curl", "copy json "+first,
		"copy transcript", "copy colour", "filter id:"+first, "export "+file, "export "+file, "export x.pdf", "quit")
	expect(t, said, `10: .*`, `10 of \d+ found so far, searched [\d,]+ of 1,200; next tells the following sessions`,
		`1,\d+ sessions`, `Cost: \$.* in all, .* each, at most .*`, `Turns: .* in all, .* each`, `Oldest: .*, created .*`,
		`no session matches, searched 1,200`, `no session matches, searched 1,200`, `nothing is under way; the filter is turns:>500`,
		`10 of \d+.*`, `found in 0 lines of .*`, `ID: `+first, `found in 1 line of .*`, `copied the ID`, `copied the curl command`,
		`copied the session as JSON, secrets hidden`, `copied the transcript`, `copy what\? id, name, .*`,
		`1: .*`, `that is the end of the list, 1 session`, `exported 1 session to .*some.csv, secrets hidden`, `.*some.csv exists already: name another file`, `export to a file whose ending is one of .*`)
	got, err := os.ReadFile(took)
	if want := first + "\ncurl -sS -H \"Authorization: Bearer $VAPI_API_KEY\" '" + s.address + "/session/" + first + "'\n{"; err != nil || !strings.HasPrefix(string(got), want) {
		t.Errorf("it copied %q, %v; want %q first", got, err, want)
	}
	if csv, err := os.ReadFile(file); err != nil || strings.Count(string(csv), "\n") != 2 || !strings.Contains(string(csv), first) {
		t.Errorf("it exported %q, %v", csv, err)
	}
	s.more = nil
	if got := s.said(t, 4, "copy id "+first); !strings.Contains(got, "not copied: there is no clipboard here") {
		t.Errorf("it says %q", got)
	}
}

// The demo has no address for a curl command.
func TestLinearDemoCopiesNoCurlCommand(t *testing.T) {
	got := serve(t, 0).run("copy curl\n", "--linear", "--demo")
	expect(t, got.out, "the demo has no address that curl could ask")
}

// Where nothing could be read, nothing is said of what matches, and the next
// command asks again.
func TestLinearSaysThatNothingCouldBeRead(t *testing.T) {
	s := serve(t, 5)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	said := s.said(t, 4, "list", "next")
	expect(t, said, `listing sessions: .*`, `listing sessions: .*`)
	if strings.Contains(said, "match") {
		t.Errorf("it says %q", said)
	}
}

// What was not confirmed, or not sent when the input ends, is not done.
func TestLinearDoesNothingWithoutAYes(t *testing.T) {
	s := serve(t, 20)
	before := s.IDs()
	said := s.said(t, 4, "list", "delete 1", "no", "delete 2", "open 2", "yes", "delete 3", "yes", "quit", "bogus", "delete 99", "yes please")
	expect(t, said, `Delete .*`, `not done, as the answer was not yes`, `Delete .*`, `not done, as the answer was not yes`, `nothing was asked`,
		`1 delete in 10 s.*`, `1 delete not sent: send sends it, quit once more leaves it undone`, `no command is called bogus.*`,
		`the list has no number 99 so far`, `no command is called yes please.*|nothing was asked`, `1 delete not sent: nothing was changed by it`)
	if len(s.IDs()) != len(before) {
		t.Errorf("%d of %d are left", len(s.IDs()), len(before))
	}
	if got := s.run("list\ndelete 1\n", "--linear", "--read-only"); !strings.Contains(got.out, "read-only: nothing is changed") {
		t.Errorf("got %+v", got)
	}
}

// Through a pipe the exit code says what became of the commands.
func TestLinearEndsWithACode(t *testing.T) {
	s := serve(t, 5)
	for _, c := range []struct {
		in         string
		code       int
		says, errs string
	}{
		{"list\nopen 1\nopen " + s.IDs()[0][:8] + "\nquit\n", 0, "that is the end of", ""},
		{"", 0, "help lists the commands", ""},
		{"bogus\nlist\n", 2, "no command is called bogus", "1 command not understood"},
		{"filter statu:x\nview nope\n", 2, "\nfilter: there is no key statu; did you mean status?\n", "2 commands not understood"},
		{"list\nopen 999\n", 4, "the list has no number 999 so far", "not everything was done"},
		{"open nosuch\nbogus\n", 4, "not found: nosuch", "not everything was done"},
		{"list\ndelete 1\nyes\n", 4, "1 delete not sent", "not everything was done"},
	} {
		if got := s.run(c.in, "--linear"); got.code != c.code || !strings.Contains(got.out, c.says) || !strings.Contains(got.errs, c.errs) || (got.errs == "") != (c.errs == "") {
			t.Errorf("%q: %+v; want %d, %q and %q", c.in, got, c.code, c.says, c.errs)
		}
	}
}

// A field is changed by the rules of the form, which warns of what costs.
func TestLinearEditsByTheRulesOfTheForm(t *testing.T) {
	s := serve(t, 5)
	said := s.said(t, 2, "edit name x", "list", "open 1", "edit colour red", "edit status open", "edit expires soon", "edit name "+strings.Repeat("x", 41), "edit expires", "edit status completed", "no", "edit name",
		"yes", "edit name  Two words ", "yes")
	expect(t, said, `open a session first`, `not changed: no field is called "colour": name, status, expires`, `not changed: the status is one of active, completed`,
		`not changed: write 36h, 2d, .*`, `not changed: 1 character too long: at most 40`, `nothing changed, nothing sent`,
		`Edit .*: status "completed"\? Completing can start analysis that is paid for, .*`, `not done, .*`, `Edit .*: name ""\? Say yes.*`, `saved, .*`,
		`Edit .*: name "Two words"\? Say yes.*`, `saved, the name is "Two words" .*`)
}

// broken is a stream that takes some lines and then no more.
type broken struct {
	lines int
	why   error
}

func (b *broken) Write(text []byte) (int, error) {
	if b.lines--; b.lines < 0 {
		return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: b.why}
	}
	return len(text), nil
}

// What cannot be written is a failure of every command.
func TestAFullDiskIsAFailure(t *testing.T) {
	s := serve(t, 5)
	for _, args := range []string{"--help", "--version", "list --help", "config", "man", "completion bash", "config schema", "list", "get " + s.IDs()[0], "export --format=csv"} {
		var errs bytes.Buffer
		code := s.runTo(strings.NewReader(""), &broken{0, syscall.ENOSPC}, &errs, strings.Fields(args)...)
		if code != 1 || errs.String() != "vapi-sessions: write /dev/stdout: no space left on device\n" {
			t.Errorf("%s: exit %d, %q", args, code, &errs)
		}
	}
}

// What cannot be heard ends the conversation, also where nobody says more: the
// reason is told where that can be read, unless it is that the reader left.
func TestLinearEndsWhereItCannotBeHeard(t *testing.T) {
	s := serve(t, 20)
	const full = "vapi-sessions: write /dev/stdout: no space left on device\n"
	for _, c := range []struct {
		lines int // that are heard
		why   error
		code  int
		errs  string
	}{
		{0, syscall.ENOSPC, 1, full},
		{0, syscall.EPIPE, 0, ""},
		{3, syscall.ENOSPC, 1, full},
		{3, syscall.EPIPE, 0, ""},
		{13, syscall.ENOSPC, 1, full}, // the delete was asked about, and is not answered
	} {
		in, typed := io.Pipe()
		go func() { _, _ = io.WriteString(typed, "list\ndelete 1\nyes\nsend\n") }() // and nothing more, ever
		var errs bytes.Buffer
		if code := s.runTo(in, &broken{c.lines, c.why}, &errs, "--linear"); code != c.code || errs.String() != c.errs {
			t.Errorf("%d lines, %v: exit %d, %q; want %d and %q", c.lines, c.why, code, &errs, c.code, c.errs)
		}
		_ = in.Close()
	}
	if s.Count() != 20 {
		t.Errorf("%d of 20 are left", s.Count())
	}
}

// What sum has counted, list and next count too, until something is written.
func TestLinearKnowsHowManyMatchOnceTheyAreSummed(t *testing.T) {
	s := serve(t, 2500)
	said := s.said(t, 0, "filter status:expired", "sum", "list", "next", "filter status:expired turns:>=0", "quit")
	expect(t, said, `10 of \d+ found so far, searched 1,000 of 2,500; next tells .*`, `([\d,]+) sessions`)
	n := regexp.MustCompile(`(?m)^([\d,]+) sessions$`).FindStringSubmatch(said)[1]
	expect(t, said, `10 of `+n+`, searched 2,500; next tells .*`, `20 of `+n+`, searched 2,500; next tells .*`, `10 of \d+ found so far, .*`)
	said = s.said(t, 0, "filter status:expired", "sum", "delete 1", "yes", "send", "list", "quit")
	expect(t, said, n+` sessions`, `.* deleted`, `10 of \d+ found so far, .*`)
}
