package trash

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// What earlier versions wrote is read: a killed run is told, copies are listed
// until they expire, and receipts stay.
func TestFilesOfEarlierVersionsAreRead(t *testing.T) {
	dir, c := copyDir(t, filepath.Join("testdata", "before")), newClock()
	o := Options{Now: c.now}
	tr, report := open(t, dir, o)
	if !slices.Equal(report.NotSent, []string{"d"}) || !slices.Equal(report.Unsure, []string{"b", "c"}) {
		t.Errorf("report = %+v", report)
	}
	if got := report.Seen("b"); !got.Equal(c.now().Add(-time.Hour)) {
		t.Errorf("seen = %v", got)
	}
	must(t, tr.Told())
	if got, err := tr.List(); err != nil || !slices.Equal(ids(got), []string{"a", "b", "c"}) || !got[0].Sent || got[1].Sent {
		t.Errorf("List = %v, %v", got, err)
	}
	if body, err := tr.Read("b"); err != nil || string(body) != string(session("b").JSON) {
		t.Errorf("Read = %s, %v", body, err)
	}
	outcomes := func() string {
		var got []string
		for _, r := range slices.Backward(receipts(t, tr, 0)) {
			got = append(got, r.ID+" "+r.Outcome)
		}
		return strings.Join(got, ", ")
	}
	const want = "a done, f done, b unknown, c unknown, d not sent"
	if got := outcomes(); got != want {
		t.Errorf("receipts %s, want %s", got, want)
	}
	must(t, tr.Close())
	tr, report = open(t, dir, o)
	if !report.Empty() {
		t.Errorf("told again: %+v", report)
	}
	must(t, tr.Close())
	c.pass(30 * 24 * time.Hour)
	tr, _ = open(t, dir, o)
	if got, err := tr.List(); err != nil || len(got) > 0 {
		t.Errorf("past its end: %v, %v", got, err)
	}
	if left, err := files(dir, copyFiles); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if got := outcomes(); got != want {
		t.Errorf("receipts %s, want %s", got, want)
	}
}

// Earlier versions did not wait for the line that says of copies that their
// deletes may leave, but for the copies alone.
func TestACopyOfAnEarlierVersionIsTraceEnough(t *testing.T) {
	dir := copyDir(t, filepath.Join("testdata", "before"))
	runs, err := files(dir, oldRuns)
	must(t, err)
	text, err := os.ReadFile(runs[0])
	must(t, err)
	var kept []string
	for line := range strings.Lines(string(text)) {
		if !strings.Contains(line, `"op":"put"`) {
			kept = append(kept, line)
		}
	}
	must(t, os.WriteFile(runs[0], []byte(strings.Join(kept, "")), 0o600))
	if _, report := open(t, dir, Options{Now: newClock().now}); !slices.Equal(report.NotSent, []string{"d"}) || !slices.Equal(report.Unsure, []string{"b", "c"}) {
		t.Errorf("report = %+v", report)
	}
}

// Copies expire while a run that made them goes on: what it plans and what it
// sent is told all the same when it is killed.
func TestExpiryForgetsNoDeleteThatHasNotEnded(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	o := Options{Now: c.now}
	long, _ := open(t, dir, o)
	must(t, long.Plan(account, []string{"a", "b", "c", "d"}))
	must(t, long.Put(account, []Entry{session("b"), session("d")}))
	must(t, long.Hold(account, []Entry{session("c")}))
	must(t, long.Receipt(deleted("d", Done)))
	c.pass(30 * 24 * time.Hour)
	other, report := open(t, dir, o)
	if !report.Empty() {
		t.Errorf("a running program was reported: %+v", report)
	}
	left, err := files(dir, dayFiles)
	must(t, err)
	past, err := files(dir, pastFiles)
	must(t, err)
	if len(left) != 0 || len(past) != 1 {
		t.Fatalf("left %v, past %v", left, past)
	}
	if text, err := os.ReadFile(past[0]); err != nil || strings.Contains(string(text), "name of") {
		t.Errorf("copies stay: %s, %v", text, err)
	}
	must(t, other.Close())
	kill(t, long)
	last, report := open(t, dir, o)
	if !slices.Equal(report.NotSent, []string{"a", "c"}) || !slices.Equal(report.Unsure, []string{"b"}) {
		t.Errorf("report = %+v", report)
	}
	must(t, last.Told())
	if got := receipts(t, last, 0); len(got) != 4 {
		t.Errorf("receipts = %v", got)
	}
}

// A program that is killed while a day expires leaves that to the next one, and
// a day that comes again, by a clock that was wrong, adds to what is left of it.
func TestExpiryLosesAndDoublesNoReceipt(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	o := Options{Now: c.now}
	begin := c.now()
	put := func(id string) (whole []byte) {
		tr, _ := open(t, dir, o)
		must(t, tr.Put(account, []Entry{session(id)}))
		must(t, tr.Receipt(deleted(id, Done)))
		must(t, tr.Close())
		whole, err := os.ReadFile(dayFile(dir, day(begin)))
		must(t, err)
		return whole
	}
	expired := func(want ...string) {
		t.Helper()
		c.at = begin.Add(30 * 24 * time.Hour)
		tr, _ := open(t, dir, o)
		var got []string
		for _, r := range slices.Backward(receipts(t, tr, 0)) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("receipts %v, want %v", got, want)
		}
		if left, err := files(dir, dayFiles); err != nil || len(left) > 0 {
			t.Errorf("left %v, %v", left, err)
		}
		must(t, tr.Close())
	}
	whole := put("a")
	expired("a")
	must(t, os.WriteFile(dayFile(dir, day(begin)), whole, 0o600)) // as if it had not been removed
	expired("a")
	c.at = begin
	put("b")
	expired("a", "b")
}
