package trash

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What is put together by hand is what the encoder makes of it.
func TestLinesAreThoseOfTheEncoder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := func(name string) string {
			return rapid.OneOf(rapid.StringMatching(`[a-z0-9 :/.<&>-]{0,40}`), rapid.String()).Draw(rt, name)
		}
		zone := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(rt, "zone"))
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "seconds"), rapid.Int64Range(0, 1e9-1).Draw(rt, "ns")).In(zone)
		r := record{
			Receipt: Receipt{Time: at, Account: text("account"), ID: text("id"), Op: text("op"), Outcome: text("outcome"), RequestID: text("request"), Error: text("error")},
			Run:     text("run"), N: rapid.Int64().Draw(rt, "n"), Told: rapid.Bool().Draw(rt, "told"),
		}
		if rapid.Bool().Draw(rt, "changed") {
			r.Changes = []Change{{Field: "name", From: text("from"), To: text("to")}}
		}
		want, err := encode(r)
		must(t, err)
		got, err := appendRecord([]byte("before\n"), r)
		must(t, err)
		if string(got) != "before\n"+string(want) {
			rt.Fatalf("got  %s\nwant %s", got, want)
		}
		s := stored{Time: at, Run: r.Run, N: r.N, Account: r.Account, ID: r.ID, Name: r.Op}
		want, err = encode(s)
		must(t, err)
		got, err = appendHead([]byte("before\n"), s)
		must(t, err)
		if string(got) != "before\n"+string(bytes.TrimSuffix(want, []byte("}\n"))) {
			rt.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}
