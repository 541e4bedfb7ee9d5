package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/cli"
	"vapi-sessions/ui/filter"
)

// served is a server, and a home to run commands in.
type served struct {
	*demotest.Server
	address, home string
	key           string
	more          []string // of the environment
}

func serve(t *testing.T, sessions int) *served {
	t.Helper()
	s := &served{Server: demotest.New(demo.Options{Sessions: sessions, Seed: 1, Token: "demo"}), home: t.TempDir(), key: "demo"}
	address, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = address
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// ran is what a command came to.
type ran struct {
	code      int
	out, errs string
}

// lines are the lines of the data.
func (r ran) lines() []string { return strings.Split(strings.TrimSuffix(r.out, "\n"), "\n") }

func (s *served) run(in string, args ...string) ran {
	var out, errs bytes.Buffer
	code := s.runTo(strings.NewReader(in), &out, &errs, args...)
	return ran{code, out.String(), errs.String()}
}

func (s *served) runTo(in io.Reader, out, errs io.Writer, args ...string) int {
	env := []string{"HOME=" + s.home, "VAPI_API_BASE_URL=" + s.address}
	env = append(env, s.more...)
	if s.key != "" {
		env = append(env, "VAPI_API_KEY="+s.key)
	}
	return cli.Run(args, cli.World{In: in, Out: out, Err: errs, Environ: env, Version: "test"})
}

// trash is what commands have kept.
func (s *served) trash(t *testing.T) map[string]bool {
	t.Helper()
	kept, _, err := trash.Open(filepath.Join(s.home, ".local", "share", "vapi-sessions"), trash.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = kept.Close() }()
	all, err := kept.List()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, c := range all {
		ids[c.ID] = true
	}
	return ids
}

// summaries are all that the server holds, as the matcher of the screen sees them.
func (s *served) summaries(t *testing.T, f filter.Filter) (all []client.Summary) {
	t.Helper()
	for _, raw := range s.Sessions(0, s.Count()) {
		one, err := client.DecodeSession(raw)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f.Pick().Summary(one))
	}
	return all
}

// Of 5,000 sessions each filter leaves those that it leaves on the screen, each
// once, and as JSON whole.
func TestListsAgreeWithTheScreen(t *testing.T) {
	s := serve(t, 5000)
	now := time.Now()
	rows := map[string][]client.Summary{} // by what was picked of them
	names := func(ref filter.Ref) filter.Name {
		return filter.Name{Text: s.Name(string(ref.Kind), ref.ID), Known: true}
	}
	for _, text := range []string{"", "status:expired", "last:user status=active", "cost:>0.05 -turns:0", "text:appointment role:user", "assistant:support", "created:>-30d sort:cost", "email:example sort:turns"} {
		f, problems := filter.Parse(text, now)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", text, problems)
		}
		want, pick := map[string]bool{}, fmt.Sprint(f.Pick())
		if rows[pick] == nil {
			rows[pick] = s.summaries(t, f)
		}
		all := rows[pick]
		matcher := f.Whole(now, names)
		for i := range all {
			if matcher.Match(&all[i]) {
				want[all[i].ID] = true
			}
		}
		form, raw := "--columns=id", text == "" || text == "status:expired" // which takes longer
		if raw {
			form = "--json"
		}
		got := s.run("", "list", form, "--filter", text)
		if got.code != 0 || got.errs != "" {
			t.Fatalf("%s: exit %d, %s", text, got.code, got.errs)
		}
		if len(want) == 0 || len(got.lines()) != len(want) {
			t.Errorf("%s: %d lines, want %d", text, len(got.lines()), len(want))
		}
		for _, line := range got.lines() {
			one := struct {
				ID string `json:"id"`
			}{line}
			if raw {
				if err := json.Unmarshal([]byte(line), &one); err != nil {
					t.Fatalf("%s: %v in %.80s", text, err, line)
				}
			}
			if held, _ := s.Lookup(one.ID); !want[one.ID] || raw && !same(t, line, client.Redact(held)) {
				t.Errorf("%s: %s came twice, was not wanted, or is not whole", text, one.ID)
			}
			delete(want, one.ID)
		}
	}
}

// same reports whether two texts are the same JSON, byte for byte but for blanks.
func same(t *testing.T, a string, b []byte) bool {
	t.Helper()
	var x, y bytes.Buffer
	if err := errors.Join(json.Compact(&x, []byte(a)), json.Compact(&y, b)); err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x.Bytes(), y.Bytes())
}

// Data alone goes to standard output, as lines of cells; the order, the columns,
// the view and the number are as they were asked for.
func TestListWritesLinesOfCells(t *testing.T) {
	s := serve(t, 60)
	all := s.run("", "list")
	if all.code != 0 || all.errs != "" || len(all.lines()) != 60 {
		t.Fatalf("exit %d, %d lines, %s", all.code, len(all.lines()), all.errs)
	}
	if usual := s.run("", "list", "--columns="); len(usual.lines()) != 60 || strings.Count(usual.lines()[0], "\t") != strings.Count(all.lines()[0], "\t") {
		t.Errorf("without columns: %+v", usual)
	}
	for i, line := range all.lines() {
		if id, _, _ := strings.Cut(line, "\t"); id != s.IDs()[i] {
			t.Errorf("line %d begins with %q", i, id)
		}
	}
	costly := s.run("", "list", "--view", "costly", "--columns", "cost,.orgId", "--limit", "3")
	if len(costly.lines()) != 3 {
		t.Fatalf("got %+v", costly)
	}
	last := "9"
	for _, line := range costly.lines() {
		cells := strings.Split(line, "\t")
		if len(cells) != 2 || cells[0] > last || len(cells[1]) != 36 {
			t.Errorf("cells %q after %s", cells, last)
		}
		last = cells[0]
	}
	byName := s.run("", "list", "--sort", "name", "--columns", "name", "--limit", "20").lines()
	for i := 1; i < len(byName); i++ {
		if strings.ToLower(byName[i]) < strings.ToLower(byName[i-1]) {
			t.Errorf("%q after %q", byName[i], byName[i-1])
		}
	}
}

// A session says the same of itself in the list, by itself and in a conversation,
// whether it tells the assistant's name or that has to be looked up.
func TestReadingASessionTellsWhatTheListTells(t *testing.T) {
	s := serve(t, 60)
	told := map[bool]bool{} // by whether the session has the name
	for i, line := range s.run("", "list", "--columns=id,assistant,expires").lines() {
		cells := strings.Split(line, "\t")
		raw, _ := s.Lookup(cells[0])
		one, err := client.DecodeSession(raw)
		if err != nil {
			t.Fatal(err)
		}
		has := client.Summarize(one).AssistantName != ""
		if cells[2] != "expired" || one.AssistantID == "" || told[has] {
			continue
		}
		told[has] = true
		for name, got := range map[string]ran{"get": s.run("", "get", cells[0]), "export": s.run("", "export", "--format=md", cells[0]),
			"open": s.run(fmt.Sprintf("list\n%sopen %d\n", strings.Repeat("next\n", i/10), i+1), "--linear")} {
			if !strings.Contains(got.out, "Status: active, expired\n") || !strings.Contains(got.out, "Assistant: "+cells[1]+", ID "+one.AssistantID+"\n") {
				t.Errorf("%s tells of %s not the same:\n%.400s", name, line, got.out)
			}
		}
	}
	if len(told) < 2 {
		t.Errorf("of the sessions that are expired it was told of %v", told)
	}
}

// Exit codes are an interface.
func TestExitCodes(t *testing.T) {
	s := serve(t, 30)
	id, settings := s.IDs()[0], filepath.Join(s.home, "settings.toml")
	for _, c := range []struct {
		name string
		do   func()
		args []string
		code int
		errs string
	}{
		{"done", nil, []string{"list"}, 0, ""},
		{"nothing matches", nil, []string{"list", "--filter", "name:nobodyiscalledthis"}, 0, ""},
		{"no such session", nil, []string{"get", "11111111-1111-4111-8111-111111111111"}, 4, "not found: 1111"},
		{"no ID in the input", nil, []string{"get", "-"}, 0, ""},
		{"one of two", nil, []string{"get", id, "11111111-1111-4111-8111-111111111111"}, 4, "not found: 1111"},
		{"an ID that is none", nil, []string{"get", id, "nosuch"}, 4, "not found: nosuch"},
		{"the beginning of an ID", nil, []string{"get", id[:8]}, 0, ""},
		{"too short a beginning", nil, []string{"export", id[:3]}, 4, "not found: " + id[:3]},
		{"a filter that cannot be read", nil, []string{"list", "--filter", "statsu:x"}, 2, "vapi-sessions: --filter: there is no key statsu; did you mean status?"},
		{"an export of it", nil, []string{"export", "--format", "json", "--filter", "statsu:x"}, 2, "did you mean status"},
		{"no such view", nil, []string{"list", "--view", "staleness"}, 2, "vapi-sessions: --view: no view is called"},
		{"a view that cannot be read", func() {
			if err := os.WriteFile(settings, []byte("[[views]]\nnumber = 7\nname = \"odd\"\nfilter = \"statsu:x\"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, []string{"list", "--view", "odd", "--config", settings}, 2, "vapi-sessions: --view odd: there is no key statsu"},
		{"no such column", nil, []string{"list", "--columns", "naem"}, 2, "vapi-sessions: --columns: no column is called"},
		{"no such order", nil, []string{"list", "--sort", "wind"}, 2, "vapi-sessions: --sort wind: sort is one of"},
		{"no such flag", nil, []string{"list", "--nonsense"}, 2, "vapi-sessions: unknown flag: --nonsense\n"},
		{"a flag like one", nil, []string{"list", "--colums", "id"}, 2, "unknown flag: --colums; did you mean --columns?"},
		{"a flag that is not here", nil, []string{"get", "--ye"}, 2, "vapi-sessions: unknown flag: --ye\n"},
		{"a flag that does nothing here", nil, []string{"man", "--confg"}, 2, "vapi-sessions: unknown flag: --confg\n"},
		{"a command like one", nil, []string{"lst"}, 2, `unknown command "lst"; did you mean list?`},
		{"a flag as a command", nil, []string{"version"}, 2, `unknown command "version"; did you mean --version?`},
		{"a command below one", nil, []string{"config", "chekc"}, 2, `unknown command "chekc"; did you mean check?`},
		{"an argument", nil, []string{"list", "nonsense"}, 2, "nonsense"},
		{"no ID", nil, []string{"get"}, 2, "get needs an ID; - reads them from standard input"},
		{"no number", nil, []string{"list", "--limit", "abc"}, 2, `--limit needs a whole number, not "abc"`},
		{"fewer sessions than none", nil, []string{"list", "--demo", "--sessions=-1"}, 2, "--sessions needs a whole number from 0 to 100000000, not -1"},
		{"more sessions than can be", nil, []string{"list", "--demo", "--sessions=100000001"}, 2, "--sessions needs a whole number from 0 to 100000000, not 100000001"},
		{"fewer to serve than none", nil, []string{"demo-server", "--sessions=-1", "--listen=nowhere"}, 2, "--sessions needs a whole number from 0 to 100000000, not -1"},
		{"a number below 0", nil, []string{"list", "--limit=-1"}, 2, "--limit needs a whole number from 0, not -1"},
		{"no such shell", nil, []string{"completion", "nosuch"}, 2, `unknown command "nosuch"`},
		{"help of none", nil, []string{"help", "nosuch"}, 2, `unknown command "nosuch"`},
		{"help of one like it", nil, []string{"help", "lst"}, 2, `unknown command "lst"; did you mean list?`},
		{"help of one", nil, []string{"help", "config", "check"}, 0, ""},
		{"no account", nil, []string{"config", "key"}, 2, "config key needs the name of an account"},
		{"a flag that does nothing there", nil, []string{"list", "--no-color"}, 0, ""},
		{"no such theme", nil, []string{"list", "--theme", "pink"}, 2, "pink"},
		{"no such settings", nil, []string{"list", "--config", "/nonexistent/x.toml"}, 2, "no such file"},
		{"everything", nil, []string{"delete", "--view", "all", "--yes"}, 2, "every session"},
		{"nothing named", nil, []string{"delete", "--yes"}, 2, "every session"},
		{"an account of the demo", nil, []string{"list", "--demo", "--account", "x"}, 2, "--account x says nothing"},
		{"read-only", nil, []string{"cleanup", "--yes", "--read-only"}, 1, "read-only"},
		{"no server of a demo", nil, []string{"list", "--demo", "--base-url", "https://x.example"}, 2, "--base-url https://x.example says nothing"},
		{"no such ending", nil, []string{"export", "--output", "x.foo"}, 2, "--output x.foo: the file's ending must be one of .ndjson .json .csv .md .txt, or --format chooses"},
		{"a directory", nil, []string{"export", "--output", s.home, "--format", "csv"}, 1, s.home + " is not a regular file"},
		{"a device", nil, []string{"export", "--output", os.DevNull, "--force"}, 1, os.DevNull + " is not a regular file"},
		{"no such format", nil, []string{"export", "--format", "xml"}, 2, "vapi-sessions: --format: no format is called \"xml\""},
		{"the wrong key", func() { s.key = "wrong" }, []string{"list"}, 1, "401"},
		{"no key", func() { s.key = "" }, []string{"list"}, 2, "VAPI_API_KEY"},
		{"a server that is ill", func() {
			s.key = "demo"
			s.SetFaults(demo.Faults{Rates: []demo.Rate{{Share: 1, Kind: "429"}}})
		}, []string{"list"}, 3, "429"},
		{"no server", func() { _ = s.Close() }, []string{"list"}, 3, "refused"},
		{"no server for the beginning of an ID", nil, []string{"get", id[:8]}, 3, "vapi-sessions: listing sessions: connection refused\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.do != nil {
				c.do()
			}
			got := s.run("", c.args...)
			if got.code != c.code || c.errs == "" && got.errs != "" || !strings.Contains(got.errs, c.errs) {
				t.Errorf("exit %d, errors %q; want %d and %q", got.code, got.errs, c.code, c.errs)
			}
			if code := got.code; code != 0 && code != 4 && got.out != "" {
				t.Errorf("it wrote data: %q", got.out)
			}
		})
	}
}

// gone is a pipe that nobody reads.
type gone struct{}

func (gone) Write([]byte) (int, error) { return 0, fmt.Errorf("writing: %w", syscall.EPIPE) }

// A reader that has had enough, such as head, is no failure.
func TestAPipeThatNobodyReadsEndsQuietly(t *testing.T) {
	s := serve(t, 30)
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"export", "--format", "csv"}, {"get", s.IDs()[0]}} {
		var errs bytes.Buffer
		if code := s.runTo(strings.NewReader(""), gone{}, &errs, args...); code != 0 || errs.Len() > 0 {
			t.Errorf("%v: exit %d, %s", args, code, &errs)
		}
	}
}

// Without --yes a clean-up says what it would delete and deletes nothing. With it
// every expired session goes, each with its copy, and nothing else.
func TestACleanUpSaysWhatItWouldDelete(t *testing.T) {
	s := serve(t, 300)
	f, _ := filter.Parse("status:expired", time.Now())
	expired, matcher := map[string]bool{}, f.Whole(time.Now(), nil)
	all := s.summaries(t, f)
	for i := range all {
		if matcher.Match(&all[i]) {
			expired[all[i].ID] = true
		}
	}
	would := s.run("", "cleanup")
	if would.code != 0 || len(would.lines()) != len(expired) || s.Count() != 300 || !strings.Contains(would.errs, "nothing was: --yes deletes") {
		t.Fatalf("exit %d, %d lines, %d left, %s; %d are expired", would.code, len(would.lines()), s.Count(), would.errs, len(expired))
	}
	did := s.run("", "cleanup", "--yes")
	if want := fmt.Sprintf("%d deleted\n", len(expired)); did.code != 0 || did.out != "" || did.errs != want {
		t.Errorf("exit %d, %q, %q; want %q", did.code, did.out, did.errs, want)
	}
	kept := s.trash(t)
	for id := range expired {
		if _, there := s.Lookup(id); there || !kept[id] {
			t.Errorf("%s: there %v, copy %v", id, there, kept[id])
		}
	}
	if s.Count() != 300-len(expired) || len(kept) != len(expired) {
		t.Errorf("%d left, %d copies, of 300 and %d", s.Count(), len(kept), len(expired))
	}
	if again := s.run("", "cleanup", "--yes"); again.code != 0 || again.errs != "0 deleted\n" {
		t.Errorf("again: exit %d, %q", again.code, again.errs)
	}
}

// IDs are taken from lines of a list. What is gone already is done.
func TestDeleteTakesIDsFromItsInput(t *testing.T) {
	s := serve(t, 40)
	ids := s.IDs()
	in := ids[0] + "\tname\tmore\n\n" + ids[1] + "\n" + ids[0] + "\n"
	if got := s.run(in, "delete", "-", "--yes"); got.code != 0 || got.errs != "2 deleted\n" {
		t.Errorf("exit %d, %q", got.code, got.errs)
	}
	if got := s.run(in, "delete", "-", ids[2], "--yes"); got.code != 0 || got.errs != "1 deleted, 2 already gone\n" || s.Count() != 37 {
		t.Errorf("exit %d, %q, %d left", got.code, got.errs, s.Count())
	}
	if got := s.run(`{"id":"x"}`, "delete", "-", "--yes"); got.code != 2 || !strings.Contains(got.errs, "jq -r .id") {
		t.Errorf("exit %d, %q", got.code, got.errs)
	}
}

// The beginning of an ID stands for the only session whose ID begins so. What
// names no session is told, and does not keep from the rest.
func TestIDsAreNamedByTheirBeginnings(t *testing.T) {
	s := serve(t, 10)
	for _, id := range []string{"abcd1111-0000-4000-8000-000000000001", "abcd2222-0000-4000-8000-000000000002"} {
		if _, err := s.Insert(map[string]any{"id": id, "name": id}); err != nil {
			t.Fatal(err)
		}
	}
	const unclear = "vapi-sessions: not found: nosuch, abcd (the IDs of 2 sessions begin so)\n"
	in := "ABCD1\nnosuch\nabcd\n" + s.IDs()[0]
	would := s.run(in, "delete", "-", "--columns", "id")
	if would.code != 4 || s.Count() != 12 || strings.Count(would.out, "abcd") != 2 || would.errs != "2 sessions would be deleted, and nothing was: --yes deletes\n"+unclear {
		t.Errorf("would: %+v, %d left", would, s.Count())
	}
	if got := s.run(in, "delete", "-", "--yes"); got.code != 4 || got.errs != "2 deleted\n"+unclear || s.Count() != 10 {
		t.Errorf("did: %+v, %d left", got, s.Count())
	}
}

// Where no copy can be written nothing is deleted, unless none is wanted.
func TestDeleteKeepsACopyOrDeletesNothing(t *testing.T) {
	s := serve(t, 10)
	id, file := s.IDs()[0], filepath.Join(s.home, "settings.toml")
	if err := os.WriteFile(filepath.Join(s.home, ".local"), nil, 0o600); err != nil { // where a directory is to be
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("trash.off = true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := s.run("", "delete", id, "--yes"); got.code != 1 || s.Count() != 10 || !strings.Contains(got.errs, "no copy can be kept") {
		t.Errorf("exit %d, %q, %d left", got.code, got.errs, s.Count())
	}
	if got := s.run("", "delete", id, "--yes", "--config", file); got.code != 0 || s.Count() != 9 {
		t.Errorf("exit %d, %q, %d left", got.code, got.errs, s.Count())
	}
}

// What is wrong with the settings is told, and how much more is.
func TestListTellsHowMuchIsWrongWithTheSettings(t *testing.T) {
	s := serve(t, 1)
	file := filepath.Join(s.home, "settings.toml")
	if err := os.WriteFile(file, []byte("theme = 1\npoll = 1.5\nmouse = 2\ncolumns = [\"naem\"]\n[keys.bindings]\ndelete = [\"e\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := s.run("", "list", "--config", file)
	if got.code != 0 || strings.Count(got.errs, "\n") != 4 || !strings.HasSuffix(got.errs, "vapi-sessions: and 2 more: vapi-sessions config check\n") {
		t.Errorf("%+v", got)
	}
}

// Whatever says read-only, nothing is deleted.
func TestReadOnlyDeletesNothing(t *testing.T) {
	s := serve(t, 10)
	file := filepath.Join(s.home, "settings.toml")
	for settings, more := range map[string][]string{
		"": {"--read-only"}, "read_only = true\n": nil,
		fmt.Sprintf("[[accounts]]\nname = \"a\"\nkey_env = \"VAPI_API_KEY\"\nbase_url = %q\nread_only = true\n", s.address): {"--account", "a"},
	} {
		if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{"--yes", "--json"} {
			got := s.run("", append([]string{"delete", s.IDs()[0], form, "--config", file}, more...)...)
			if got.code != 1 || s.Count() != 10 || !strings.Contains(got.errs, "read-only: nothing was deleted") {
				t.Errorf("%q %v %s: exit %d, %q, %d left", settings, more, form, got.code, got.errs, s.Count())
			}
		}
	}
}

// What an earlier run left is told once, with what became of it.
func TestDeleteTellsWhatAnEarlierRunLeft(t *testing.T) {
	s := serve(t, 10)
	ids, account := s.IDs(), strings.TrimPrefix(s.address, "http://")
	kept, _, err := trash.Open(filepath.Join(s.home, ".local", "share", "vapi-sessions"), trash.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sent := []trash.Entry{{ID: ids[1], JSON: []byte("{}")}, {ID: "11111111-1111-4111-8111-111111111111", JSON: []byte("{}")}}
	if err := errors.Join(kept.Plan(account, ids[:1]), kept.Put(account, sent), kept.Close()); err != nil {
		t.Fatal(err)
	}
	const unsure = "from an earlier run: 1 delete arrived: that session is deleted.\nfrom an earlier run: 1 delete did not arrive: that session is still there.\n"
	if got := s.run("", "delete", ids[2], "--yes"); got.code != 0 || strings.Count(got.errs, "from an earlier run: ") != 3 || !strings.Contains(got.errs, unsure) {
		t.Errorf("exit %d, %q", got.code, got.errs)
	}
	if got := s.run("", "delete", ids[3], "--yes"); got.code != 0 || got.errs != "1 deleted\n" {
		t.Errorf("again: exit %d, %q", got.code, got.errs)
	}
}

// A clean-up through faults of every kind loses nothing: what is gone has its
// copy, and the count at the end is the truth.
func TestACleanUpUnderFaultsLosesNothing(t *testing.T) {
	s := serve(t, 250)
	before := s.IDs()
	faults, err := demo.ParseFaults("rate=0.01:429,rate=0.05:503,rate=0.05:lost,rate=0.03:reset,rate=0.02:truncate,only=DELETE,only=GET,retry-after=1s")
	if err != nil {
		t.Fatal(err)
	}
	s.SetFaults(faults)
	got := s.run("", "cleanup", "--yes")
	s.SetFaults(demo.Faults{})
	kept, deleted := s.trash(t), 0
	for _, id := range before {
		if _, there := s.Lookup(id); !there {
			if deleted++; !kept[id] {
				t.Errorf("%s is gone without a copy", id)
			}
		}
	}
	if deleted == 0 || !strings.Contains(got.errs, fmt.Sprintf("%d deleted", deleted)) {
		t.Errorf("%d are gone; exit %d, it says %q", deleted, got.code, got.errs)
	}
}

// What changes after it was listed is left out, and the exit code says so.
func TestDeleteLeavesOutWhatChanged(t *testing.T) {
	s := serve(t, 12)
	ids := s.IDs()[:3]
	var read sync.Once
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.ServeHTTP(w, r)
		read.Do(func() { _, _ = s.Touch(ids[1], map[string]any{"name": "changed"}) }) // it was listed, and is not read again yet
	}))
	defer front.Close()
	s.address = front.URL
	got := s.run(strings.Join(ids, "\n"), "delete", "-", "--yes")
	if got.code != 4 || got.errs != "vapi-sessions: 2 deleted, 1 changed meanwhile and left out\n" {
		t.Errorf("exit %d, %q", got.code, got.errs)
	}
	if _, there := s.Lookup(ids[1]); !there || s.Count() != 10 {
		t.Errorf("there %v, %d left", there, s.Count())
	}
}

// Exports come in every format, to a file whole or not at all.
func TestExportWritesEveryFormat(t *testing.T) {
	s := serve(t, 20)
	for format, want := range map[string]string{"ndjson": `"id":"`, "json": `[`, "csv": "id,name", "md": "# ", "txt": ", ID "} {
		got := s.run("", "export", "--format", format, "--limit", "5")
		if got.code != 0 || !strings.Contains(got.out, want) {
			t.Errorf("%s: exit %d, %.80q, %s", format, got.code, got.out, got.errs)
		}
		for i, id := range s.IDs() {
			if strings.Contains(got.out, id) != (i < 5) {
				t.Errorf("%s: session %d is among the five, or is not", format, i)
			}
		}
	}
	if got, want := s.run("", "export", "-o", "-", "--limit", "5"), s.run("", "export", "--limit", "5"); got != want || got.out == "" {
		t.Errorf("to standard output: %+v", got)
	}
	if got, want := s.run("", "get", s.IDs()[0]), s.run("", "export", s.IDs()[0], "--format", "md"); got != want {
		t.Errorf("get wrote %+v, want %+v", got, want)
	}
	file := filepath.Join(s.home, "x.csv")
	for i, want := range []int{0, 2} { // the second time it is there
		if got := s.run("", "export", "--output", file); got.code != want {
			t.Errorf("%d: exit %d, %s", i, got.code, got.errs)
		}
	}
	if got := s.run("", "export", "--output", file, "--force"); got.code != 0 || !strings.Contains(got.errs, "exported 20 sessions") {
		t.Errorf("exit %d, %s", got.code, got.errs)
	}
	whole, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(whole), "id,name") {
		t.Errorf("the file holds %.80q, %v", whole, err)
	}
	before, err := os.ReadDir(s.home)
	if err != nil {
		t.Fatal(err)
	}
	s.key = "wrong"
	if got := s.run("", "export", "--output", file, "--force"); got.code != 1 {
		t.Errorf("exit %d, %s", got.code, got.errs)
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, whole) {
		t.Errorf("after a failure the file holds %.80q, %v", now, err)
	}
	if after, err := os.ReadDir(s.home); err != nil || len(after) != len(before) {
		t.Errorf("a failure leaves %v, %v", after, err)
	}
}

// Filters that are given one by one hold together, as their terms do in one.
func TestFiltersAreJoined(t *testing.T) {
	s := serve(t, 200)
	one := s.run("", "list", "--columns", "id", "--filter", "status:expired turns:>5")
	two := s.run("", "list", "--columns", "id", "--filter", "status:expired ", "--filter", "", "--filter=turns:>5")
	if one.out == "" || two != one {
		t.Errorf("%+v, want %+v", two, one)
	}
	if got := s.run("", "list", "--filter", "status:expired", "--filter", "statsu:x"); got.code != 2 || !strings.Contains(got.errs, "  status:expired statsu:x\n                 ^") {
		t.Errorf("%+v", got)
	}
}

// IDs choose, or else a view and a filter; a number and an order choose nothing by
// themselves. What does not go together is refused before anything is read.
func TestWhatChoosesSessions(t *testing.T) {
	s := serve(t, 60)
	ids := s.IDs()
	count := func(choice ...string) int { return len(s.run("", append([]string{"list"}, choice...)...).lines()) }
	all, expired, stale := strings.Join(ids, "\n"), count("--filter", "status:expired"), count("--view", "stale", "--filter", "status:expired")
	const (
		nothing = "delete needs IDs, or a --filter or --view that does not take every session"
		either  = "IDs are taken as they are: --filter, --view and --sort do not go with them"
		none    = "unexpected argument"
	)
	for _, c := range []struct {
		args         string // what follows the command; ID stands for one
		list, export any    // how many sessions are written, or why none
		del, cleanup any
	}{
		{"", 60, 60, nothing, expired},
		{"--limit 5", 5, 5, nothing, 5},
		{"--sort name", 60, 60, nothing, expired},
		{"--sort name --limit 5", 5, 5, nothing, 5},
		{"--view all", 60, 60, nothing, expired},
		{"--view all --sort cost --limit 5", 5, 5, nothing, 5},
		{"--filter sort:cost --limit 5", 5, 5, nothing, 5},
		{"--view 2", stale, stale, stale, stale},
		{"--view stale --limit 5", 5, 5, 5, 5},
		{"--filter status:expired", expired, expired, expired, expired},
		{"--filter status:expired --limit 5", 5, 5, 5, 5},
		{"--filter status:expired --sort name --limit 5", 5, 5, 5, 5},
		{"--filter status:expired --filter status:completed", 0, 0, 0, 0},
		{"--view stale --filter turns:>9999", 0, 0, 0, 0},
		{"ID", none, 1, 1, none},
		{"ID --limit 5", none, 1, 1, none},
		{"-", none, 60, 60, none},
		{"- ID --limit 5", none, 5, 5, none},
		{"ID --filter status:expired", none, either, either, none},
		{"- --view stale", none, either, either, none},
		{"- --sort name --limit 5", none, either, either, none},
	} {
		for command, want := range map[string]any{"list": c.list, "export": c.export, "delete": c.del, "cleanup": c.cleanup} {
			got := s.run(all, append([]string{command}, strings.Fields(strings.ReplaceAll(c.args, "ID", ids[0]))...)...)
			if n, is := want.(int); is && (got.code != 0 || strings.Count(got.out, "\n") != n) {
				t.Errorf("%s %s: exit %d, %d sessions, want %d; %s", command, c.args, got.code, strings.Count(got.out, "\n"), n, got.errs)
			}
			if why, is := want.(string); is && (got.code != 2 || got.out != "" || !strings.Contains(got.errs, why)) {
				t.Errorf("%s %s: exit %d, %q, want %q", command, c.args, got.code, got.errs, why)
			}
			if strings.Contains(got.errs, "every session") && command != "delete" {
				t.Errorf("%s %s: %s", command, c.args, got.errs)
			}
		}
	}
	if got := s.run("", "get", ""); got.code != 4 || !strings.Contains(got.errs, `not found: ""`) {
		t.Errorf("an ID that is empty: %+v", got)
	}
	if s.Count() != 60 {
		t.Errorf("%d sessions are left", s.Count())
	}
}

// What an export wrote, and out of how many.
func TestAnExportSaysOutOfHowMany(t *testing.T) {
	s := serve(t, 60)
	id := s.IDs()[0]
	for _, c := range []struct{ args, says string }{
		{"", "60 sessions to"},
		{"--limit 5", "5 sessions of 60 to"},
		{"--limit 60", "60 sessions to"},
		{"--limit 1 --sort name", "1 session of 60 to"},
		{"--limit 2 --filter turns:>0", "the first 2 sessions to"},            // of which only those that are read can be counted
		{id + " 11111111-1111-4111-8111-111111111111 nosuch", "1 session to"}, // what is not found is told by itself,
		{"--limit 1 " + strings.Join(s.IDs()[:3], " "), "1 session of 3 to"},
	} {
		file := filepath.Join(s.home, "x.csv")
		got := s.run("", append([]string{"export", "--force", "--output", file}, strings.Fields(c.args)...)...)
		if want := "exported " + c.says + " " + file + ", secrets hidden\n"; !strings.HasPrefix(got.errs, want) {
			t.Errorf("%s: %q, want %q", c.args, got.errs, want)
		}
	}
	if got := s.run("", "delete", "--filter", "created:>-10y", "--limit", "5"); !strings.HasPrefix(got.errs, "5 sessions of 60 would be deleted") {
		t.Errorf("delete: %q", got.errs)
	}
}

// A shell completes what a flag can say.
func TestFlagsAreCompleted(t *testing.T) {
	s := serve(t, 1)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"list", "--filter", "stat"}, "status:\t"},
		{[]string{"list", "--filter", "name:x status:exp"}, "name:x status:expired"},
		{[]string{"list", "--filter", "name:x", "--filter", "stat"}, "status:\t"},
		{[]string{"list", "--view", ""}, "stale"},
		{[]string{"list", "--sort", "du"}, "duration"},
		{[]string{"list", "--columns", ""}, "assistant"},
		{[]string{"export", "--format", ""}, "csv"},
		{[]string{"--theme", ""}, "light"},
		{[]string{"get", ""}, ":4\n"}, // no files, which no command takes
		{[]string{"config", "check", ""}, ":4\n"},
		{[]string{"list", "--limit", ""}, ":4\n"},
		{[]string{"export", "--output", ""}, ":0\n"}, // files
	} {
		got := s.run("", append([]string{"__complete"}, c.args...)...)
		if got.code != 0 || !strings.Contains("\n"+got.out, "\n"+c.want) {
			t.Errorf("%v: exit %d, %q", c.args, got.code, got.out)
		}
	}
	if got := s.run("", "config", "path", "--config", s.home); got.out != s.home+"\n" {
		t.Errorf("config path: %+v", got)
	}
}

// Help has the flags that do something for its command, in 80 columns, and the
// manual page has them with their values.
func TestHelpTellsWhatAppliesToItsCommand(t *testing.T) {
	s := serve(t, 1)
	for _, c := range []struct{ args, has, lacks string }{
		{"", "--arrivals TIME", "--yes"},
		{"list", "--account NAME", "--arrivals --theme --read-only --yes"},
		{"delete", "--read-only", "--odd --no-color"},
		{"get", "--json", "--yes --filter"},
		{"cleanup", "--yes", "--seed"},
		{"list", "given again", "--seed"},
		{"export", "--output FILE", "--latency --columns"},
		{"config check", "--config FILE", "--demo --ascii"},
		{"demo-server", "--listen ADDRESS", "--account --demo --config"},
	} {
		got := s.run("", append(strings.Fields(c.args), "--help")...)
		if got.code != 0 || !strings.Contains(got.out, c.has) {
			t.Errorf("help of %q lacks %s:\n%s", c.args, c.has, got.out)
		}
		for _, flag := range strings.Fields(c.lacks) {
			if strings.Contains(got.out, "  "+flag+" ") {
				t.Errorf("help of %q has %s:\n%s", c.args, flag, got.out)
			}
		}
		for line := range strings.Lines(got.out) {
			if len(line) > 81 {
				t.Errorf("help of %q has a line of %d: %s", c.args, len(line), line)
			}
		}
	}
	if got := s.run("", "completion", "bash", "--help"); !strings.Contains(got.out, "\tvapi-sessions completion bash > $(brew --prefix)/etc/bash_completion.d/vapi-sessions\n") {
		t.Errorf("what is to be typed is broken in two:\n%s", got.out)
	}
	page := s.run("", "man")
	for _, want := range []string{".TH VAPI-SESSIONS 1 ", ".SH NAME\nvapi-sessions \\- Browse, filter", `\fB\-\-account\fR=\fINAME\fR`, ".SS vapi\\-sessions cleanup [flags]\nDelete the sessions that", `\fB\-o\fR, \fB\-\-output\fR=\fIFILE\fR`} {
		if page.code != 0 || !strings.Contains(page.out, want) {
			t.Errorf("the manual page lacks %s: exit %d", want, page.code)
		}
	}
	if strings.Contains(page.out, "`") {
		t.Error("the manual page has a back quote")
	}
}
