package cli_test

import (
	"encoding/json"
	"regexp"
	"strings"
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
		"delete 3", "yes", "undo", "delete 3", "yes", "send", "filter status:expired", "cleanup", "yes", "send", "list", "quit")
	expect(t, said, `1: .*assistant.*turns \d+.*`, `10: .*`, `next tells the following sessions`, `11: .*`, `20: .*`,
		`ID: `+first, `(user|assistant): .+`, `that is the end of .*`,
		`.* is open: to rename it to "Linear one"\? Say yes, or anything else to leave it`, `being saved`, `saved, the name is "Linear one" and the status .*`,
		`undone: edit of .*`, `saved, the name is .*`, `saved, the name is "Linear two" and the status .*`,
		`Delete .*\? Say yes.*`, `1 delete in 10s; undo takes it back, send sends it now`, `undone: delete of .*`,
		`1 delete in 10s.*`, `being sent`, `.* deleted`, `1: .*expires expired.*`,
		`Delete \d+ sessions that are certainly expired\?.*`, `\d+ deletes in 10s.*`, `being sent`, `.* deleted`, `no session matches`)
	var now struct{ Name string }
	raw, _ := s.Lookup(first)
	if err := json.Unmarshal(raw, &now); err != nil || now.Name != "Linear two" {
		t.Errorf("the name is %q, %v", now.Name, err)
	}
	if _, there := s.Lookup(third); there || !s.trash(t)[third] {
		t.Errorf("%s: there %v, copy %v", third, there, s.trash(t)[third])
	}
}

// What was not confirmed, or not sent when the input ends, is not done.
func TestLinearDoesNothingWithoutAYes(t *testing.T) {
	s := serve(t, 20)
	before := s.IDs()
	said := s.said(t, 0, "list", "delete 1", "no", "delete 2", "open 2", "yes", "delete 3", "yes", "quit", "bogus", "delete 99", "yes please")
	expect(t, said, `Delete .*`, `not done, as the answer was not yes`, `Delete .*`, `not done, as the answer was not yes`, `nothing was asked`,
		`1 delete in 10s.*`, `1 delete not sent: send sends it, quit once more leaves it undone`, `no command is called bogus.*`,
		`the list has no number 99 so far`, `no command is called yes please.*|nothing was asked`, `1 delete not sent: nothing was changed by it`)
	if len(s.IDs()) != len(before) {
		t.Errorf("%d of %d are left", len(s.IDs()), len(before))
	}
	if got := s.run("list\ndelete 1\n", "--linear", "--read-only"); !strings.Contains(got.out, "read-only: nothing is changed") {
		t.Errorf("got %+v", got)
	}
	if got := s.run("filter statsu:x\nview nope\n", "--linear"); got.code != 0 || !strings.Contains(got.out, "did you mean status") || !strings.Contains(got.out, "no view is called") {
		t.Errorf("got %+v", got)
	}
}
