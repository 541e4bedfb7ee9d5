package trash

import (
	"bytes"
	"os"
	"testing"
)

func TestAValidCopyIsKeptAsAnyOther(t *testing.T) {
	hide := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("hunter2"), []byte("[hidden]")) }
	for _, e := range []Entry{
		{ID: "a", Name: "plain", JSON: []byte(`{"id":"a","name":"plain","x":[1,"two"]}`)},
		{ID: "a", Name: "", JSON: []byte(`{"id":"a"}`)},
		{ID: "a", Name: "two\nlines", JSON: []byte("{\r\n \"name\": \"two\\u000alines\",\n \"id\": \"a\"}")},
		{ID: "a", Name: "my hunter2", JSON: []byte(`{"name":"my hunter2","id":"a"}`)},
		{ID: "a", JSON: nil},
	} {
		var kept []Copy
		var bodies [][]byte
		for _, valid := range []bool{false, true} {
			dir, c := t.TempDir(), newClock()
			tr, _ := open(t, dir, Options{Mask: hide, Now: c.now})
			e.Valid = valid
			must(t, tr.Put(account, []Entry{e, session("z")}))
			all, err := tr.List()
			must(t, err)
			if len(all) != 2 {
				t.Fatalf("%q: %v", e.JSON, all)
			}
			body, err := tr.Read("a")
			must(t, err)
			kept, bodies = append(kept, all[0]), append(bodies, body)
			file, err := os.ReadFile(dayFile(dir, day(c.now())))
			must(t, err)
			if n := bytes.Count(file, []byte("\n")); n != 2 || bytes.Contains(file, []byte("hunter2")) {
				t.Errorf("%q, valid %t: %d lines: %s", e.JSON, valid, n, file)
			}
		}
		if kept[0] != kept[1] || !bytes.Equal(bodies[0], bodies[1]) {
			t.Errorf("%q: %+v %q, known to be valid %+v %q", e.JSON, kept[0], bodies[0], kept[1], bodies[1])
		}
	}
}

func TestAJournalThatWasTakenAwayBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Receipt(deleted("a", Done)))
	must(t, os.Remove(tr.file.Name()))
	must(t, tr.Receipt(deleted("b", Done)))
	if got, err := tr.Receipts(0); err != nil || len(got) != 1 || got[0].ID != "b" {
		t.Errorf("%v, %v", got, err)
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
