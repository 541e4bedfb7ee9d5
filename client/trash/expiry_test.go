package trash

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

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
	must(t, last.MarkReported())
	if got := receipts(t, last, 0); len(got) != 4 {
		t.Errorf("receipts = %v", got)
	}
}

// What was told of a run is not taken for what that run wrote itself.
func TestWhatWasReportedOutlivesTheCopies(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	o := Options{Now: c.now}
	tr, _ := open(t, dir, o)
	must(t, tr.Put(account, []Entry{session("c")}))
	must(t, tr.Receipt(deleted("c", Done)))
	must(t, tr.Plan(account, []string{"a", "b"}))
	kill(t, tr)
	tr, _ = open(t, dir, o)
	must(t, tr.MarkReported())
	must(t, tr.Close())
	c.pass(30 * 24 * time.Hour)
	tr, _ = open(t, dir, o)
	var got []string
	for _, r := range slices.Backward(receipts(t, tr, 0)) {
		got = append(got, r.ID+" "+r.Outcome)
	}
	if want := []string{"c done", "a not sent", "b not sent"}; !slices.Equal(got, want) {
		t.Errorf("receipts %v, want %v", got, want)
	}
	must(t, tr.Close())
}

// A run that was killed with nothing undone leaves nothing to look at again.
func TestARunThatLeftNothingIsDoneWith(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Put(account, []Entry{session("a")}))
	must(t, tr.Receipt(deleted("a", Done)))
	kill(t, tr)
	tr, report := open(t, dir, Options{})
	if runs, err := tr.unfinishedRuns(); err != nil || !report.Empty() || !slices.Equal(runs, []string{tr.run}) {
		t.Errorf("runs %v, %v, report %+v", runs, err, report)
	}
	must(t, tr.Close())
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
		whole, err := os.ReadFile(filePath(dir, dayFiles, day(begin)))
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
	must(t, os.WriteFile(filePath(dir, dayFiles, day(begin)), whole, 0o600)) // as if it had not been removed
	expired("a")
	c.at = begin
	put("b")
	expired("a", "b")
}
