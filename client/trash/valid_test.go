package trash

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"testing"
	"time"
)

// A copy is one line, tells its name only where that is not masked, and is given
// back as it was.
func TestACopyIsOneLine(t *testing.T) {
	hide := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("hunter2"), []byte("[hidden]")) }
	for _, c := range []struct{ name, json, says, body string }{
		{"plain & simple", `{"id":"a","name":"plain & simple","x":[1,"two"]}`, "plain & simple", ""},
		{"", `{"id":"a"}`, "", ""},
		{"two\nlines", "{\r\n \"name\": \"two\\nlines\",\n \"id\": \"a\"}", "two\nlines", `{"name":"two\nlines","id":"a"}`},
		{"my hunter2", `{"name":"my hunter2","id":"a"}`, "", `{"name":"my [hidden]","id":"a"}`},
	} {
		dir, clock := t.TempDir(), newClock()
		tr, _ := open(t, dir, Options{Mask: hide, Now: clock.now})
		must(t, tr.Put(account, []Entry{{ID: "a", Name: c.name, JSON: []byte(c.json)}, session("z")}))
		all, err := tr.List()
		must(t, err)
		body, err := tr.Read("a")
		must(t, err)
		if len(all) != 2 || all[0].Name != c.says || string(body) != cmp.Or(c.body, c.json) {
			t.Errorf("%q: %+v %s", c.json, all, body)
		}
		file, err := os.ReadFile(filePath(dir, dayFiles, day(clock.now())))
		must(t, err)
		if n := bytes.Count(file, []byte("\n")); n != 2 || bytes.Contains(file, []byte("hunter2")) {
			t.Errorf("%q: %d lines: %s", c.json, n, file)
		}
	}
}

func TestAJournalThatWasTakenAwayBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Receipt(deleted("a", Done)))
	must(t, os.Remove(tr.today.Name()))
	must(t, tr.Receipt(deleted("b", Done)))
	if got := receipts(t, tr, 0); len(got) != 1 || got[0].ID != "b" {
		t.Errorf("%v", got)
	}
}

// Copies wait for the disk before a delete can leave; receipts before the next
// copies, and before the run ends.
func TestWhatIsOnDiskWhen(t *testing.T) {
	waits := 0
	o := Options{toDisk: func(_ string, f *os.File) error {
		if f != nil {
			waits++
		}
		return nil
	}, Now: newClock().now}
	tr, _ := open(t, t.TempDir(), o)
	for _, step := range []struct {
		name  string
		do    func() error
		waits int
	}{
		{"plan", func() error { return tr.Plan(account, []string{"a", "b"}) }, 1},
		{"copies", func() error { return tr.Put(account, []Entry{session("a"), session("b")}) }, 1},
		{"a receipt", func() error { return tr.Receipt(deleted("a", Done)) }, 0},
		{"the next copies", func() error { return tr.Put(account, []Entry{session("c")}) }, 1},
		{"receipts", func() error { return tr.Receipt(deleted("b", Done), deleted("c", Done)) }, 0},
		{"the end", tr.Close, 1},
	} {
		waits = 0
		must(t, step.do())
		if waits != step.waits {
			t.Errorf("%s: %d waits for the disk, not %d", step.name, waits, step.waits)
		}
	}
}

// Deletes that leave together wait for the disk together. Nobody goes on before it
// has what he added, and its failure reaches all whose records may be lost: those
// that it was to have, and those that were added meanwhile.
func TestDeletesThatLeaveTogetherShareAWaitForTheDisk(t *testing.T) {
	const meanwhile = 3
	broken := errors.New("the disk is full")
	for _, first := range []error{nil, broken} {
		for _, second := range []error{nil, broken} {
			tr, _ := open(t, t.TempDir(), Options{Now: newClock().now})
			must(t, tr.Plan(account, []string{"a"})) // its file is there
			began, end, waits := make(chan struct{}), make(chan error), 0
			tr.options.toDisk = func(string, *os.File) error {
				waits++ // no two at once, or the race detector says so
				began <- struct{}{}
				return <-end
			}
			added, now := make(chan string, 1+meanwhile), tr.options.Now
			tr.options.Now = func() time.Time {
				added <- "" // while the journal is held
				return now()
			}
			told := make(chan error, 1+meanwhile)
			start := func(id string) {
				go func() { told <- tr.Leave(account, id) }()
				<-added
			}
			start("a")
			<-began
			for _, id := range []string{"b", "c", "d"} {
				start(id)
			}
			if len(told) > 0 {
				t.Error("told before the disk has it")
			}
			end <- first
			if err := <-told; !errors.Is(err, first) {
				t.Errorf("%v, then %v: the first was told %v", first, second, err)
			}
			<-began
			if len(told) > 0 {
				t.Error("told before the disk has it")
			}
			end <- second
			for range meanwhile {
				if err := <-told; !errors.Is(err, cmp.Or(first, second)) {
					t.Errorf("%v, then %v: another was told %v", first, second, err)
				}
			}
			if waits != 2 {
				t.Errorf("%v, then %v: %d waits for the disk", first, second, waits)
			}
			tr.options.toDisk = noSync
			start("e")
			if err := <-told; err != nil {
				t.Errorf("%v, then %v: once the disk is mended %v", first, second, err)
			}
			tr.options.Now = now
		}
	}
}
