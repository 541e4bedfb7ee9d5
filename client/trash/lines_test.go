package trash

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/iotest"
)

// longEnv makes the long line 50 MB instead of 1.
const longEnv = "TRASH_LONG"

func FuzzEachLine(f *testing.F) {
	// A line longer than the reader's buffer is given by its length: the fuzzer
	// spends its time on shortening long inputs.
	f.Add([]byte("{}\n{\"a\":1}\n\n  \n{torn"), uint32(0))
	f.Add([]byte("\nshort\n"), uint32(70<<10))
	f.Add([]byte("\n\x00\x00\n\r\n\xff"), uint32(1))
	f.Fuzz(func(t *testing.T, in []byte, long uint32) {
		in = append(bytes.Repeat([]byte("x"), int(long%(200<<10))), in...)
		var want []string
		for line := range bytes.SplitSeq(in, []byte("\n")) {
			if line = bytes.TrimSpace(line); len(line) > 0 {
				want = append(want, string(line))
			}
		}
		var got []string
		must(t, eachLine(iotest.HalfReader(bytes.NewReader(in)), func(line []byte) {
			got = append(got, string(line))
		}))
		if !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// Whatever the files hold, they open and what is added to them is found.
func FuzzForeignFiles(f *testing.F) {
	f.Add([]byte(`{"n":1,"op":"plan","ids":["a"],"later":true}`))
	f.Add([]byte("{\"id\":\"a\",\"op\":\"delete\",\"run\":\"x\"}\n{\"time\":\"2026-03-14T22:00:00Z\",\"id\":\"q\",\"json\":[]}\nnull\n7"))
	f.Fuzz(func(t *testing.T, in []byte) {
		dir, c := t.TempDir(), newClock()
		for _, path := range []string{filePath(dir, dayFiles, day(c.now())), filePath(dir, runFiles, "x"), filePath(dir, pastFiles, day(c.now()))} {
			must(t, os.WriteFile(path, in, 0o600))
		}
		tr, _ := open(t, dir, Options{Now: c.now})
		must(t, tr.Put(account, []Entry{session("mine")}))
		must(t, tr.Receipt(deleted("mine", Done)))
		got, err := tr.List()
		must(t, err)
		if !slices.ContainsFunc(got, func(c Copy) bool { return c.ID == "mine" && c.Confirmed }) {
			t.Fatalf("List = %v", got)
		}
	})
}

func TestAVeryLongLine(t *testing.T) {
	t.Parallel()
	size := 1 << 20
	if os.Getenv(longEnv) != "" {
		size = 50 << 20
	}
	long := fmt.Appendf(nil, `{"name":"long","text":"%s"}`, bytes.Repeat([]byte("x"), size))
	tr, _ := open(t, t.TempDir(), Options{})
	must(t, tr.Put(account, []Entry{session("a"), {ID: "long", JSON: long}, session("b")}))
	got, err := tr.List()
	must(t, err)
	if !slices.Equal(ids(got), []string{"a", "b", "long"}) {
		t.Errorf("List = %v", got)
	}
	body, err := tr.Read("long")
	must(t, err)
	if !bytes.Equal(body, long) {
		t.Error("Read gave something else")
	}
}

// BenchmarkDelete is what a delete of four sessions costs beside its requests.
func BenchmarkDelete(b *testing.B) {
	tr, _ := open(b, b.TempDir(), Options{})
	var entries []Entry
	var receipts []Receipt
	for _, id := range []string{"a", "b", "c", "d"} {
		entries = append(entries, Entry{ID: id, JSON: fmt.Appendf(nil, `{"name":%q,"text":"%s"}`, id, bytes.Repeat([]byte("x"), 20<<10))})
		receipts = append(receipts, deleted(id, Done))
	}
	for b.Loop() {
		must(b, tr.Put(account, entries))
		must(b, tr.Receipt(receipts...))
	}
}

func BenchmarkList1000(b *testing.B) {
	tr, _ := open(b, b.TempDir(), Options{})
	var entries []Entry
	for i := range 1000 {
		entries = append(entries, Entry{ID: fmt.Sprint(i), JSON: fmt.Appendf(nil, `{"name":"n","text":"%s"}`, bytes.Repeat([]byte("x"), 20<<10))})
	}
	must(b, tr.Put(account, entries))
	for b.Loop() {
		if got, err := tr.List(); err != nil || len(got) != 1000 {
			b.Fatal(len(got), err)
		}
	}
}
