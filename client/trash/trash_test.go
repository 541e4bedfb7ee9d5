package trash

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCopiesAreListedReadAndMarkedSent(t *testing.T) {
	c := newClock()
	tr, _ := open(t, t.TempDir(), Options{Now: c.now})
	must(t, tr.Put(account, []Entry{session("a"), session("b")}))
	c.pass(time.Minute)
	must(t, tr.Put("home", []Entry{session("c")}))
	must(t, tr.Put(account, []Entry{session("d")}))
	must(t, tr.Receipt(deleted("a", Done), deleted("b", Unknown), deleted("c", Gone), deleted("d", Refused)))

	got, err := tr.List()
	must(t, err)
	first := c.now().Add(-time.Minute)
	want := []Copy{
		{ID: "c", Account: "home", Name: "name of c", Deleted: c.now(), Confirmed: true},
		{ID: "a", Account: account, Name: "name of a", Deleted: first, Confirmed: true},
		{ID: "b", Account: account, Name: "name of b", Deleted: first},
	}
	if !slices.Equal(got, want) {
		t.Errorf("List\n got %v\nwant %v", got, want)
	}
	body, err := tr.Read("a")
	must(t, err)
	if !bytes.Equal(body, session("a").JSON) {
		t.Errorf("Read = %s", body)
	}
	if _, err := tr.Read("z"); !errors.Is(err, ErrNoCopy) {
		t.Errorf("Read of nothing: %v", err)
	}
}

// The trash lists what was deleted, or may have been.
func TestWhatIsStillThereIsNotListed(t *testing.T) {
	c := newClock()
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{Now: c.now})
	hold := func(ids ...string) {
		t.Helper()
		must(t, tr.Plan(account, ids))
		for _, id := range ids {
			must(t, tr.Hold(account, []Entry{session(id)}))
		}
	}
	listed := func(want ...string) {
		t.Helper()
		got, err := tr.List()
		must(t, err)
		if !slices.Equal(ids(got), want) {
			t.Errorf("listed %v, not %v", ids(got), want)
		}
	}
	hold("a", "b", "c", "d")
	listed()
	must(t, tr.Unplan([]string{"a"}))
	must(t, leave(tr, "b", "c", "d"))
	must(t, tr.Receipt(deleted("b", RateLimited), deleted("c", Unknown), deleted("d", Refused)))
	listed("c")
	must(t, tr.Unplan([]string{"c"})) // nobody knows what became of it, and it is not sent again
	listed("c")
	must(t, tr.Leave(account, "b"))
	must(t, tr.Receipt(deleted("b", Done)))
	listed("b", "c")
	c.pass(time.Minute)
	hold("a", "e", "f")
	must(t, leave(tr, "a", "e", "f"))
	must(t, tr.Unplan([]string{"f"}))
	kill(t, tr)
	tr, report := open(t, dir, Options{Now: c.now})
	if len(report.NotSent) > 0 || !slices.Equal(report.Unsure, []string{"a", "c", "e"}) {
		t.Errorf("%+v", report)
	}
	listed("a", "e", "b", "c")
}

// A delete leaves once the disk knows, and no other with it: little is in doubt
// after a crash.
func TestADeleteLeavesWhenTheDiskKnows(t *testing.T) {
	waits, broken := 0, false
	tr, _ := open(t, t.TempDir(), Options{toDisk: func(string, *os.File) error {
		waits++
		if broken {
			return errors.New("the disk is full")
		}
		return nil
	}})
	must(t, tr.Plan(account, []string{"a", "b", "c"}))
	must(t, tr.Hold(account, []Entry{session("a"), session("b"), session("c")}))
	waits, broken = 0, true
	if err := tr.Leave(account, "a"); err == nil {
		t.Error("it may leave although that is not on disk")
	}
	waits, broken = 0, false
	must(t, tr.Leave(account, "a"))
	stage := func(id string) stage { return tr.pending[id].stage }
	if waits != 1 || stage("a") != leaving || stage("b") != copied || stage("c") != copied {
		t.Errorf("%d waits, %v %v %v", waits, stage("a"), stage("b"), stage("c"))
	}
}

func TestTheNewestCopyOfASessionCounts(t *testing.T) {
	c := newClock()
	tr, _ := open(t, t.TempDir(), Options{Now: c.now})
	must(t, tr.Put(account, []Entry{{ID: "a", JSON: []byte(`{"name":"old"}`)}}))
	must(t, tr.Put(account, []Entry{{ID: "a", Name: "new", JSON: []byte(`{"name":"new"}`)}}))
	got, err := tr.List()
	must(t, err)
	if len(got) != 1 || got[0].Name != "new" {
		t.Errorf("List = %v", got)
	}
	body, err := tr.Read("a")
	must(t, err)
	if string(body) != `{"name":"new"}` {
		t.Errorf("Read = %s", body)
	}
}

func TestACopyIsWhatCame(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"spread over lines", "{\n \"a\": 1.0,\n \"a\": 1e400 }", `{"a":1.0,"a":1e400}`},
		{"HTML and separators", "{\"a\":\"<&>\u2028\"}", "{\"a\":\"<&>\u2028\"}"},
		{"invalid UTF-8", "{\"a\":\"\xff\"}", "{\"a\":\"\xff\"}"},
		{"null", "null", "null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tr, _ := open(t, t.TempDir(), Options{})
			must(t, tr.Put(account, []Entry{{ID: "a<\"\n", JSON: []byte(tt.in)}}))
			got, err := tr.Read("a<\"\n")
			must(t, err)
			if string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMaskIsAppliedToCopies(t *testing.T) {
	dir := t.TempDir()
	mask := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("hush"), []byte("***")) }
	tr, _ := open(t, dir, Options{Mask: mask})
	must(t, tr.Put(account, []Entry{{ID: "a", JSON: []byte(`{"name":"hush","secret":"hush"}`)}}))
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("hush")) {
			t.Errorf("%s holds the secret: %s", path, b)
		}
		return err
	}))
	if got, err := tr.Read("a"); err != nil || string(got) != `{"name":"***","secret":"***"}` {
		t.Errorf("Read = %s, %v", got, err)
	}
}

func TestOffKeepsNoCopiesAndStillTellsTheTruth(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{Off: true})
	must(t, tr.Plan(account, []string{"a", "b", "c"}))
	must(t, tr.Put(account, []Entry{session("a"), session("b")}))
	must(t, tr.Receipt(deleted("a", Done)))
	kill(t, tr)
	tr, report := open(t, dir, Options{Off: true})
	if !slices.Equal(report.NotSent, []string{"c"}) || !slices.Equal(report.Unsure, []string{"b"}) {
		t.Errorf("report = %+v", report)
	}
	if got, err := tr.List(); err != nil || len(got) != 0 {
		t.Errorf("List = %v, %v", got, err)
	}
}

func TestOldCopiesAreNotReturnedAndTheirFilesGo(t *testing.T) {
	dir, c := t.TempDir(), newClock() // 22:00
	keep := 24 * time.Hour
	tr, _ := open(t, dir, Options{Now: c.now, Keep: keep})
	must(t, tr.Put(account, []Entry{session("a")}))
	c.pass(keep)
	if got, err := tr.List(); err != nil || len(got) != 1 {
		t.Fatalf("at its end: %v, %v", got, err)
	}
	c.pass(time.Nanosecond)
	if got, err := tr.List(); err != nil || len(got) != 0 {
		t.Errorf("past its end: %v, %v", got, err)
	}
	if _, err := tr.Read("a"); !errors.Is(err, ErrNoCopy) {
		t.Errorf("Read past its end: %v", err)
	}
	days := func() []string {
		paths, err := files(dir, dayFiles)
		must(t, err)
		for i := range paths {
			paths[i] = stem(paths[i], dayFiles)
		}
		return paths
	}
	must(t, tr.Put(account, []Entry{session("b")}))
	if got := days(); !slices.Equal(got, []string{"2026-03-14", "2026-03-15"}) {
		t.Errorf("a file went while its day could hold newer copies: %v", got)
	}
	c.pass(2 * time.Hour)
	must(t, tr.Put(account, []Entry{session("c")}))
	if got := days(); !slices.Equal(got, []string{"2026-03-15", "2026-03-16"}) {
		t.Errorf("a running program keeps old files: %v", got)
	}
	must(t, tr.Receipt(deleted("a", Done)))
	c.pass(10 * keep)
	tr, _ = open(t, dir, Options{Now: c.now, Keep: keep})
	if got := days(); len(got) != 0 {
		t.Errorf("Open keeps old files: %v", got)
	}
	if got := receipts(t, tr, 0); len(got) != 1 {
		t.Errorf("receipts stay: %v", got)
	}
}

func TestKeepIsSevenDaysUnlessSet(t *testing.T) {
	c := newClock()
	tr, _ := open(t, t.TempDir(), Options{Now: c.now})
	must(t, tr.Put(account, []Entry{session("a")}))
	c.pass(7 * 24 * time.Hour)
	if got, _ := tr.List(); len(got) != 1 {
		t.Error("gone after seven days sharp")
	}
	c.pass(time.Second)
	if got, _ := tr.List(); len(got) != 0 {
		t.Error("there after seven days")
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are not kept there")
	}
	dir := filepath.Join(t.TempDir(), "state", "trash")
	must(t, os.MkdirAll(dir, 0o755))
	for _, name := range []string{filepath.Base(filePath("", dayFiles, day(newClock().now())))} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644))
	}
	tr, _ := open(t, dir, Options{Now: newClock().now})
	must(t, tr.Plan(account, []string{"a"}))
	must(t, tr.Put(account, []Entry{session("a")}))
	must(t, tr.Receipt(deleted("a", Unknown)))
	info, err := os.Stat(dir)
	must(t, err)
	if info.Mode().Perm() != 0o700 {
		t.Errorf("directory: %v", info.Mode())
	}
	found, err := os.ReadDir(dir)
	must(t, err)
	if len(found) != 2 {
		t.Errorf("files: %v", found)
	}
	for _, f := range found {
		info, err := f.Info()
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", f.Name(), info.Mode())
		}
	}
}

func TestReceipts(t *testing.T) {
	c := newClock()
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{Now: c.now})
	var want []Receipt
	for i := range 10 {
		r := Receipt{
			Time: c.now().Add(time.Duration(i) * time.Second), Account: account, ID: fmt.Sprint(i), Op: OpUpdate,
			Changes: []Change{{Field: "name", From: "<a>", To: "b\n"}}, Outcome: Done, RequestID: "r-1", Error: "none",
		}
		want = append(want, r)
		must(t, tr.Receipt(r))
	}
	slices.Reverse(want)
	if g, w := fmt.Sprint(receipts(t, tr, 0)), fmt.Sprint(want); g != w {
		t.Errorf("receipts\n got %s\nwant %s", g, w)
	}
	must(t, tr.Receipt(Receipt{ID: "x", Op: OpUpdate}))
	if got := receipts(t, tr, 1); !got[0].Time.Equal(c.now()) {
		t.Errorf("time of a receipt without one: %v", got)
	}
	b, err := os.ReadFile(filePath(dir, dayFiles, day(c.now())))
	must(t, err)
	for line := range strings.Lines(string(b)) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not a line of JSON: %q", line)
		}
	}
}

func TestSeveralAtOnceDoNotDisturbEachOther(t *testing.T) {
	dir := t.TempDir()
	a, _ := open(t, dir, Options{})
	must(t, a.Plan(account, []string{"pa"}))
	b, report := open(t, dir, Options{})
	if !report.Empty() {
		t.Fatalf("a running program's plans were reported: %+v", report)
	}
	var wg sync.WaitGroup
	for w := range 8 {
		tr := []*Trash{a, b}[w%2]
		wg.Go(func() {
			for i := range 10 {
				id := fmt.Sprintf("%d-%d", w, i)
				if err := errors.Join(
					tr.Plan(account, []string{id}), tr.Put(account, []Entry{session(id)}), tr.Receipt(deleted(id, Done)),
				); err != nil {
					t.Error(err)
				}
				if _, err := tr.List(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got, err := b.List()
	must(t, err)
	if len(got) != 80 || slices.ContainsFunc(got, func(c Copy) bool { return !c.Confirmed }) {
		t.Errorf("%d copies: %v", len(got), got)
	}
	kill(t, a)
	_, report = open(t, dir, Options{})
	if !slices.Equal(report.NotSent, []string{"pa"}) || len(report.Unsure) != 0 {
		t.Errorf("report = %+v", report)
	}
	must(t, b.Close())
}

func TestAnEndedRunIsReportedOnceByThoseThatOpenTogether(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		dead, _ := open(t, dir, Options{})
		must(t, dead.Plan(account, []string{"a"}))
		kill(t, dead)
		var (
			wg   sync.WaitGroup
			mu   sync.Mutex
			told int
			all  []*Trash
		)
		for i := range 8 {
			wg.Go(func() {
				tr, report, err := Open(dir, Options{})
				if err == nil {
					err = errors.Join(tr.Plan(account, []string{fmt.Sprint(i)}), tr.MarkReported())
				}
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
				told += len(report.NotSent)
				all = append(all, tr)
			})
		}
		wg.Wait()
		if told != 1 {
			t.Errorf("told %d times", told)
		}
		for _, tr := range all {
			kill(t, tr)
		}
		if _, report := open(t, dir, Options{}); len(report.NotSent) != len(all) {
			t.Errorf("a journal was lost: %+v", report)
		}
	}
}

func TestClosed(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Close())
	must(t, tr.Close())
	for name, err := range map[string]error{
		"Plan":    tr.Plan(account, []string{"a"}),
		"Unplan":  tr.Unplan([]string{"a"}),
		"Put":     tr.Put(account, []Entry{session("a")}),
		"Receipt": tr.Receipt(deleted("a", Done)),
	} {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("a run that did nothing left %v, %v", left, err)
	}
}

func TestAFailedPutSaysSoAndNothingIsUnsure(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	tr, _ := open(t, dir, Options{Now: c.now})
	must(t, tr.Plan(account, []string{"a"}))
	for name, harm := range map[string]func() (mend func()){
		"the file": func() func() {
			path := tr.today.Name()
			must(t, os.Rename(path, path+".away"))
			must(t, os.Mkdir(path, 0o700))
			return func() { must(t, errors.Join(os.Remove(path), os.Rename(path+".away", path))) }
		},
		"the disk": func() func() {
			tr.options.toDisk = func(string, *os.File) error { return errors.New("the disk is full") }
			return func() { tr.options.toDisk = noSync }
		},
	} {
		mend := harm()
		if err := tr.Put(account, []Entry{session("a")}); err == nil {
			t.Errorf("%s: no error", name)
		}
		mend()
	}
	kill(t, tr)
	if _, report := open(t, dir, Options{Now: c.now}); !slices.Equal(report.NotSent, []string{"a"}) || len(report.Unsure) > 0 {
		t.Errorf("report = %+v", report)
	}
}

// What became of a delete is told only of the copy that was made for it.
func TestACopyIsListedWhateverBecameOfAnOlderOne(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	first, _ := open(t, dir, Options{Now: c.now})
	again := func(tr *Trash) {
		t.Helper()
		c.pass(time.Minute)
		must(t, tr.Put(account, []Entry{session("a")}))
		if got, err := tr.List(); err != nil || !slices.Equal(ids(got), []string{"a"}) {
			t.Errorf("List = %v, %v", got, err)
		}
	}
	again(first)
	must(t, first.Receipt(deleted("a", Refused)))
	again(first)
	must(t, first.Receipt(deleted("a", Refused)))
	must(t, first.Close())
	second, _ := open(t, dir, Options{Now: c.now})
	again(second)
}

// A program that is killed between writing a report down and removing the file
// of the run does not have it told again.
func TestAReportIsMadeOnceThoughTheFileOfTheRunIsLeft(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Plan(account, []string{"a"}))
	must(t, tr.Put(account, []Entry{session("b")}))
	run := tr.runFile.Name()
	kill(t, tr)
	next, report := open(t, dir, Options{})
	if len(report.NotSent) != 1 || len(report.Unsure) != 1 {
		t.Errorf("report = %+v", report)
	}
	must(t, next.MarkReported())
	must(t, os.WriteFile(run, nil, 0o600))
	if _, report := open(t, dir, Options{}); !report.Empty() {
		t.Errorf("told again: %+v", report)
	}
}

// A receipt that could not be written leaves its delete among those that may
// have been sent.
func TestADeleteWithoutItsReceiptStaysUnsure(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	tr, _ := open(t, dir, Options{Now: c.now})
	must(t, tr.Put(account, []Entry{session("a")}))
	path := tr.today.Name()
	must(t, errors.Join(os.Rename(path, path+".away"), os.Mkdir(path, 0o700)))
	if err := tr.Receipt(deleted("a", Done)); err == nil {
		t.Error("no error")
	}
	must(t, errors.Join(os.Remove(path), os.Rename(path+".away", path), tr.Close()))
	if _, report := open(t, dir, Options{Now: c.now}); !slices.Equal(report.Unsure, []string{"a"}) {
		t.Errorf("report = %+v", report)
	}
}

func TestAReportThatCannotBeWrittenDownIsMadeAgain(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	tr, _ := open(t, dir, Options{Now: c.now})
	must(t, tr.Plan(account, []string{"a"}))
	kill(t, tr)
	c.pass(24 * time.Hour)
	blocked := filePath(dir, dayFiles, day(c.now()))
	must(t, os.Mkdir(blocked, 0o700))
	next, _ := open(t, dir, Options{Now: c.now})
	if err := next.MarkReported(); err == nil {
		t.Fatal("no error")
	}
	must(t, errors.Join(next.Close(), os.Remove(blocked)))
	if _, report := open(t, dir, Options{Now: c.now}); !slices.Equal(report.NotSent, []string{"a"}) {
		t.Errorf("report = %+v", report)
	}
}

// The next run is told which version was to be deleted, and in which account.
func TestAReportSaysWhatWasAgreedTo(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	seen := newClock().now().Add(-time.Hour)
	must(t, tr.Plan(account, []string{"a", "b"}, seen, seen.Add(time.Minute)))
	must(t, tr.Plan("other", []string{"c"}))
	must(t, tr.Put(account, []Entry{session("b")}))
	kill(t, tr)
	_, report := open(t, dir, Options{})
	its, rest := report.ForAccount(account)
	if !slices.Equal(its.NotSent, []string{"a"}) || !slices.Equal(its.Unsure, []string{"b"}) || !slices.Equal(rest.NotSent, []string{"c"}) {
		t.Errorf("%+v, %+v", its, rest)
	}
	if !its.Version("a").Equal(seen) || !its.Version("b").Equal(seen.Add(time.Minute)) || !rest.Version("c").IsZero() {
		t.Errorf("seen %v, %v, %v", its.Version("a"), its.Version("b"), rest.Version("c"))
	}
}
