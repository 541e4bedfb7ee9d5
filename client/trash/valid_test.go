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
			file, err := os.ReadFile(copyFile(dir, day(c.now())))
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

func TestReceiptsThatWereTakenAwayBeginAnew(t *testing.T) {
	dir := t.TempDir()
	tr, _ := open(t, dir, Options{})
	must(t, tr.Receipt(deleted("a", Done)))
	must(t, os.Remove(tr.receiptsFile()))
	tr.seen = tr.seen.Add(-2 * often)
	must(t, tr.Receipt(deleted("b", Done)))
	if got, err := tr.Receipts(0); err != nil || len(got) != 1 || got[0].ID != "b" {
		t.Errorf("%v, %v", got, err)
	}
}

// Copies wait for the disk before a delete can leave; receipts before the next
// copies, and before the journal goes.
func TestWhatIsOnDiskWhen(t *testing.T) {
	synced := make(chan string, 100)
	o := Options{toDisk: func(path string, f *os.File) error {
		if f != nil {
			synced <- path
		}
		return nil
	}, Now: newClock().now}
	dir := t.TempDir()
	tr, _ := open(t, dir, o)
	since := func() map[string]bool {
		paths := map[string]bool{}
		for len(synced) > 0 {
			paths[<-synced] = true
		}
		return paths
	}
	copies := copyFile(dir, day(o.Now()))
	must(t, tr.Put(account, []Entry{session("a"), session("b")}))
	if got := since(); !got[copies] {
		t.Errorf("after the copies: %v", got)
	}
	must(t, tr.Receipt(deleted("a", Done)))
	if got := since(); len(got) > 0 {
		t.Errorf("a receipt waits for %v", got)
	}
	must(t, tr.Put(account, []Entry{session("c")}))
	if got := since(); !got[copies] || !got[tr.receiptsFile()] {
		t.Errorf("after the next copies: %v", got)
	}
	must(t, tr.Receipt(deleted("b", Done), deleted("c", Done)))
	must(t, tr.Close())
	if got := since(); !got[tr.receiptsFile()] {
		t.Errorf("after the end: %v", got)
	}
}
