package trash

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKilledBetweenAnyTwoSteps(t *testing.T) {
	t.Parallel()
	type step struct {
		name            string
		do              func(*Trash) error
		notSent, unsure string // of the run that is killed after it
	}
	plan := func(s string) func(*Trash) error {
		return func(tr *Trash) error { return tr.Plan(account, strings.Fields(s)) }
	}
	unplan := func(s string) func(*Trash) error {
		return func(tr *Trash) error { return tr.Unplan(strings.Fields(s)) }
	}
	put := func(s string) func(*Trash) error {
		return func(tr *Trash) error {
			var all []Entry
			for _, id := range strings.Fields(s) {
				all = append(all, session(id))
			}
			return tr.Put(account, all)
		}
	}
	receipt := func(id, outcome string) func(*Trash) error {
		return func(tr *Trash) error { return tr.Receipt(deleted(id, outcome)) }
	}
	hold := func(s string) func(*Trash) error {
		return func(tr *Trash) error {
			var all []Entry
			for _, id := range strings.Fields(s) {
				all = append(all, session(id))
			}
			return tr.Hold(account, all)
		}
	}
	leaves := func(s string) func(*Trash) error {
		return func(tr *Trash) error { return leave(tr, strings.Fields(s)...) }
	}
	sent := func(*Trash) error { return nil } // the delete itself leaves no trace here
	steps := []step{
		{"open", sent, "", ""},
		{"plan", plan("a b c d e"), "a b c d e", ""},
		{"take back", unplan("e"), "a b c d", ""},
		{"copies", put("a b"), "c d", "a b"},
		{"deletes sent", sent, "c d", "a b"},
		{"done", receipt("a", Done), "c d", "b"},
		{"no answer", receipt("b", Unknown), "c d", "b"},
		{"stop", unplan("b c d"), "", "b"},
		{"read back: gone", receipt("b", Gone), "", ""},
		{"plan again", plan("c d"), "c d", ""},
		{"copies again", put("c d"), "", "c d"},
		{"refused", receipt("c", Refused), "", "d"},
		{"left out after its copy", unplan("d"), "", ""},
		{"refused, tried again", plan("c"), "c", ""},
		{"its copy, held", hold("c"), "c", ""},
		{"others planned and held", func(tr *Trash) error { return errors.Join(plan("f g")(tr), hold("f g")(tr)) }, "c f g", ""},
		{"one of them taken back", unplan("c"), "f g", ""},
		{"both leave", leaves("f g"), "", "f g"},
		{"one is deleted", receipt("g", Done), "", "f"},
		{"stopped before the other", unplan("f"), "", ""},
		{"planned once more", plan("c"), "c", ""},
		{"copied while it is taken back", func(tr *Trash) error { return errors.Join(unplan("c")(tr), hold("c")(tr)) }, "", ""},
		{"redone, and it leaves", func(tr *Trash) error { return errors.Join(plan("c")(tr), hold("c")(tr), leaves("c")(tr)) }, "", "c"},
		{"an older reading is copied", hold("c"), "", "c"},
		{"rate limited", receipt("c", RateLimited), "c", ""},
		{"sent again", leaves("c"), "", "c"},
		{"no answer to that", receipt("c", Unknown), "", "c"},
		{"tried again", func(tr *Trash) error { return errors.Join(plan("c")(tr), hold("c")(tr), leaves("c")(tr)) }, "", "c"},
		{"rate limited, which tells nothing of the first time", receipt("c", RateLimited), "", "c"},
		{"refused at last", receipt("c", Refused), "", ""},
		{"planned while it leaves", func(tr *Trash) error { return errors.Join(put("c")(tr), plan("c")(tr)) }, "", "c"},
		{"taken back", unplan("c"), "", ""},
		{"rate limited after that", receipt("c", RateLimited), "", ""},
		{"not arrived after that", receipt("c", NotArrived), "", ""},
		{"planned for the last time", plan("c"), "c", ""},
		{"an edit of it", func(tr *Trash) error { return tr.Receipt(Receipt{ID: "c", Op: OpUpdate, Outcome: Done}) }, "c", ""},
	}
	for last := range steps {
		for _, end := range []string{"killed", "closed"} {
			t.Run(fmt.Sprintf("%s after %s", end, steps[last].name), func(t *testing.T) {
				dir := t.TempDir()
				tr, _ := open(t, dir, Options{})
				for _, s := range steps[:last+1] {
					must(t, s.do(tr))
				}
				if end == "killed" {
					kill(t, tr)
				} else {
					must(t, tr.Close())
				}
				next, report := open(t, dir, Options{})
				if got := strings.Join(report.NotSent, " "); got != steps[last].notSent {
					t.Errorf("not sent: %q, want %q", got, steps[last].notSent)
				}
				if got := strings.Join(report.Unsure, " "); got != steps[last].unsure {
					t.Errorf("unsure: %q, want %q", got, steps[last].unsure)
				}
				checkToldOnce(t, dir, next, report)
			})
		}
	}
}

// checkToldOnce checks that a report is made again until it was told, and that it
// is in the receipts and not made again from then on.
func checkToldOnce(t testing.TB, dir string, tr *Trash, told Report) {
	t.Helper()
	kill(t, tr) // before that
	tr, again := open(t, dir, Options{})
	if !slices.Equal(again.NotSent, told.NotSent) || !slices.Equal(again.Unsure, told.Unsure) {
		t.Errorf("before it was told %+v, then %+v", told, again)
	}
	must(t, tr.MarkReported())
	if !told.Empty() {
		for _, r := range receipts(t, tr, len(told.NotSent)+len(told.Unsure)) {
			want, list := Unknown, told.Unsure
			if r.Outcome == NotSent {
				want, list = NotSent, told.NotSent
			}
			if r.Outcome != want || !slices.Contains(list, r.ID) {
				t.Errorf("receipt %+v does not say what the report does: %+v", r, told)
			}
		}
	}
	kill(t, tr)
	last, report := open(t, dir, Options{})
	if !report.Empty() {
		t.Errorf("told again: %+v", report)
	}
	must(t, last.Close())
}

func TestADeleteByAnotherRunIsNotUnsure(t *testing.T) {
	dir := t.TempDir()
	a, _ := open(t, dir, Options{})
	b, _ := open(t, dir, Options{})
	must(t, a.Plan(account, []string{"x", "y"}))
	must(t, b.Put(account, []Entry{session("x")}))
	must(t, b.Receipt(deleted("x", Done)))
	kill(t, a)
	if _, report := open(t, dir, Options{}); !slices.Equal(report.NotSent, []string{"y"}) || len(report.Unsure) > 0 {
		t.Errorf("report = %+v", report)
	}
}

func TestCutOffAnywhereItStillTellsTheTruth(t *testing.T) {
	t.Parallel()
	whole := t.TempDir()
	o := Options{Now: newClock().now}
	tr, _ := open(t, whole, o)
	must(t, tr.Plan(account, []string{"a", "b", "c", "d", "e"}))
	must(t, tr.Unplan([]string{"e"}))
	must(t, tr.Put(account, []Entry{session("a"), session("b"), session("c")}))
	must(t, tr.Receipt(deleted("a", Done)))
	must(t, tr.Receipt(deleted("b", Unknown)))
	kill(t, tr)
	name := filepath.Base(filePath(whole, dayFiles, day(o.Now())))
	content, err := os.ReadFile(filepath.Join(whole, name))
	must(t, err)
	// What each line adds: a plan, a change of plans, three copies, two receipts.
	want := []struct{ notSent, unsure, copies string }{
		{"", "", ""},
		{"a b c d e", "", ""},
		{"a b c d", "", ""},
		{"b c d", "a", "a"},
		{"c d", "a b", "a b"},
		{"d", "a b c", "a b c"},
		{"d", "b c", "a b c"},
		{"d", "b c", "a b c"},
	}
	for size := range len(content) + 1 {
		if !worthCutting(content, size) {
			continue
		}
		dir := copyDir(t, whole)
		must(t, os.Truncate(filepath.Join(dir, name), int64(size)))
		// A line is there when all of it is, even without its newline.
		lines := bytes.Count(append(slices.Clone(content[:size]), content[size:min(size+1, len(content))]...), []byte("\n"))
		w := want[lines]
		checkCut(t, fmt.Sprintf("cut to %d", size), dir, o,
			Report{NotSent: strings.Fields(w.notSent), Unsure: strings.Fields(w.unsure)}, strings.Fields(w.copies))
	}
}

// everyByteEnv cuts at every byte, which takes some seconds.
const everyByteEnv = "TRASH_EVERY_BYTE"

// worthCutting picks the bytes around the ends of lines, and some of the others.
func worthCutting(content []byte, size int) bool {
	const around, some = 4, 7
	near := content[max(0, size-around):min(len(content), size+around)]
	return os.Getenv(everyByteEnv) != "" || size < around || size%some == 0 || bytes.IndexByte(near, '\n') >= 0
}

func checkCut(t *testing.T, name, dir string, o Options, want Report, copies []string) {
	t.Helper()
	tr, report := open(t, dir, o)
	if !slices.Equal(report.Unsure, want.Unsure) || !slices.Equal(report.NotSent, want.NotSent) {
		t.Fatalf("%s: %+v, want %+v", name, report, want)
	}
	// What is appended behind a torn line is whole, and so is what was before.
	must(t, tr.Put(account, []Entry{session("z")}))
	must(t, tr.Receipt(deleted("z", Done)))
	got, err := tr.List()
	must(t, err)
	if !slices.Equal(ids(got), append(slices.Clone(copies), "z")) {
		t.Fatalf("%s: copies %v, want %v and z", name, ids(got), copies)
	}
	if r := receipts(t, tr, 1); len(r) != 1 || r[0].ID != "z" {
		t.Fatalf("%s: receipts %v", name, r)
	}
	must(t, tr.MarkReported())
	kill(t, tr)
	again, report := open(t, dir, o)
	if !report.Empty() {
		t.Fatalf("%s: told again: %+v", name, report)
	}
	must(t, again.Close())
}

// What a run knows in memory is what the next one reads from its files.
func TestFilesSayWhatTheRunKnew(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		dir := filepath.Join(base, strconv.Itoa(round))
		off := rapid.Bool().Draw(rt, "off")
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Split("abcdef", "")), 1, 3, rapid.ID)
		tr, _, err := Open(dir, Options{Off: off, toDisk: noSync})
		must(t, err)
		reallyGone := map[string]bool{}
		for range rapid.IntRange(0, 12).Draw(rt, "steps") {
			who := some.Draw(rt, "who")
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				must(t, tr.Plan(account, who))
			case 1:
				must(t, tr.Unplan(who))
			case 2:
				must(t, tr.Put(account, []Entry{session(who[0])}))
			case 3:
				outcome := rapid.SampledFrom([]string{Done, Gone, Refused, Unknown, RateLimited}).Draw(rt, "outcome")
				must(t, tr.Receipt(deleted(who[0], outcome)))
				reallyGone[who[0]] = reallyGone[who[0]] || outcome == Done || outcome == Gone
			case 4:
				must(t, tr.Hold(account, []Entry{session(who[0])}))
			case 5:
				must(t, tr.Leave(account, who[0]))
			}
		}
		kill(t, tr)
		var want Report
		for _, id := range slices.Sorted(maps.Keys(tr.pending)) {
			switch {
			case reallyGone[id]:
			case tr.pending[id].stage == planned, tr.pending[id].stage == copied:
				want.NotSent = append(want.NotSent, id)
			default:
				want.Unsure = append(want.Unsure, id)
			}
		}
		next, got, err := Open(dir, Options{Off: off, toDisk: noSync})
		must(t, err)
		if !slices.Equal(got.NotSent, want.NotSent) || !slices.Equal(got.Unsure, want.Unsure) {
			rt.Fatalf("got %+v, want %+v", got, want)
		}
		must(t, next.Close())
	})
}

const (
	childEnv = "TRASH_TEST_CHILD" // the directory a child deletes in
	killsEnv = "TRASH_KILLS"      // how many children are killed; 8 by default
	rows     = 200
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if err := deleteAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// deleteAll deletes rows sessions in fours, as the program does: half of them
// were held before. The server is a file of the IDs that reached it. Every step
// is told on stdout.
func deleteAll(dir string) error {
	tr, _, err := Open(filepath.Join(dir, "trash"), Options{})
	if err != nil {
		return err
	}
	server, err := os.OpenFile(filepath.Join(dir, "server"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	var all []string
	for i := range rows {
		all = append(all, fmt.Sprintf("s%03d", i))
	}
	if err := tr.Plan(account, all); err != nil {
		return err
	}
	fmt.Println("planned")
	var entries []Entry
	for _, id := range all {
		entries = append(entries, session(id))
	}
	if err := tr.Hold(account, entries[:rows/2]); err != nil {
		return err
	}
	for i := 0; i < rows; i += 4 {
		four := all[i : i+4]
		var err error
		if i < rows/2 {
			err = leave(tr, four...)
		} else {
			err = tr.Put(account, entries[i:i+4])
		}
		if err != nil {
			return err
		}
		fmt.Println("put")
		var receipts []Receipt
		for _, id := range four {
			if _, err := fmt.Fprintln(server, id); err != nil {
				return err
			}
			fmt.Println("sent")
			receipts = append(receipts, deleted(id, Done))
		}
		if err := tr.Receipt(receipts...); err != nil {
			return err
		}
		fmt.Println("receipt")
	}
	return tr.Close()
}

// It is not parallel: until a child has begun, it holds the locks of whatever
// other tests have open.
func TestKilledProcess(t *testing.T) {
	kills := 8
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		kills = n
	}
	for i := range kills {
		at := rand.IntN(1 + rows/4*6)
		t.Run(fmt.Sprintf("%d after %d steps", i, at), func(t *testing.T) {
			dir := t.TempDir()
			killAfter(t, dir, at)
			b, err := os.ReadFile(filepath.Join(dir, "server"))
			must(t, err)
			server := strings.Fields(string(b))
			tr, report := open(t, filepath.Join(dir, "trash"), Options{})
			copies, err := tr.List()
			must(t, err)
			kept := ids(copies)
			if len(report.Unsure) > 4 {
				t.Errorf("%d are unsure, four at a time were sent", len(report.Unsure))
			}
			for i := range rows {
				id := fmt.Sprintf("s%03d", i)
				gone := slices.Contains(server, id)
				notSent, unsure := slices.Contains(report.NotSent, id), slices.Contains(report.Unsure, id)
				switch {
				case gone && !slices.Contains(kept, id):
					t.Errorf("%s was deleted without a copy", id)
				case gone && notSent:
					t.Errorf("%s was deleted, and is said to be there", id)
				case !gone && !notSent && !unsure:
					t.Errorf("%s is there, and nothing says so", id)
				}
			}
			checkToldOnce(t, filepath.Join(dir, "trash"), tr, report)
		})
	}
}

// killAfter starts a child and kills it once it has told of so many steps.
func killAfter(t *testing.T, dir string, steps int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	told := bufio.NewScanner(out)
	for n := 0; n <= steps && told.Scan(); n++ {
		if told.Text() == "planned" {
			steps = max(steps, n)
		}
	}
	_ = child.Process.Kill() // it may have ended by itself
	_ = child.Wait()         // always says that it was killed
}
