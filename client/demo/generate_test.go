package demo

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestGeneratorLaws are what paging and looking up rely on, over any index of
// ten million sessions.
func TestGeneratorLaws(t *testing.T) {
	const n = 10_000_000
	some := []*generator{newGenerator(0, n, Instant, oddOrganisation()), newGenerator(1, n, Instant, ordinaryOrganisation()), newGenerator(1<<63+5, n, Instant, oddOrganisation())}
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.SampledFrom(some).Draw(t, "generator")
		i := rapid.IntRange(0, n-2).Draw(t, "index")
		for ; i%blockSize != 0 && i < n-1; i++ { // to the end of a block, across its groups
			a, b := g.created(i), g.created(i+1)
			if a < b || a == b && compareUUID(g.id(i), g.id(i+1)) <= 0 {
				t.Fatalf("session %d is not before %d: %d %s, %d %s", i, i+1, a, g.id(i), b, g.id(i+1))
			}
		}
		if back, ok := g.index(g.id(i)); !ok || back != i {
			t.Fatalf("the ID of %d leads to %d, %v", i, back, ok)
		}
		if back, ok := g.index(g.id(-i - 1)); !ok || back != -i-1 {
			t.Fatalf("the ID of arrival %d leads to %d, %v", i+1, back, ok)
		}
		if u := g.updated(i) - g.created(i); u < 0 || g.updated(i) > g.start {
			t.Fatalf("session %d lived %d ms", i, u)
		}
	})
}

func TestForeignIDsLeadNowhere(t *testing.T) {
	g := newGenerator(1, 100, Instant, oddOrganisation())
	rapid.Check(t, func(t *rapid.T) {
		u := makeUUID(rapid.Uint64().Draw(t, "high"), rapid.Uint64().Draw(t, "low"))
		if i, ok := g.index(u); ok {
			t.Fatalf("%s leads to %d", u, i)
		}
	})
}

func TestBulkGroups(t *testing.T) {
	g := newGenerator(4, 200_000, Instant, oddOrganisation())
	sizes := map[int]int{}
	for i := 0; i < g.count; {
		first, size := g.groupOf(i)
		if first != i || size < 1 || size > 400 {
			t.Fatalf("session %d is in a group of %d from %d", i, size, first)
		}
		sizes[size]++
		i += size
	}
	large := 0
	for size, count := range sizes {
		if size > 100 {
			large += count
		}
	}
	if sizes[2] == 0 || sizes[400] == 0 || large < 5 {
		t.Errorf("groups of two: %d, of 400: %d, over 100: %d", sizes[2], sizes[400], large)
	}
}

func TestRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, x := rapid.Uint64().Draw(t, "seed"), rapid.Uint64Range(0, 1<<indexBits-1).Draw(t, "x")
		if y := encipher(seed, x); decipher(seed, y) != x || y >= 1<<indexBits {
			t.Fatalf("%d becomes %d becomes %d", x, y, decipher(seed, y))
		}
		if u := makeUUID(rapid.Uint64().Draw(t, "high"), rapid.Uint64().Draw(t, "low")); !isUUID(strings.ToUpper(u.String())) {
			t.Fatalf("%s is no UUID", u)
		}
		text := rapid.String().Draw(t, "text")
		var back string
		if err := json.Unmarshal(quote(nil, text), &back); err != nil || back != text {
			t.Fatalf("%q is quoted as %s", text, quote(nil, text))
		}
	})
	for _, bad := range []string{"", "x", strings.Repeat("a", 36), "0b7c1f3e-6b1a-4c8e-9d51-2f3a4b5c6d7", "0b7c1f3e-6b1a-4c8e-9d51-2f3a4b5c6dzz", "0b7c1f3e-6b1a-4c8e-9d51--2f3a4b5c6d7"} {
		if isUUID(bad) {
			t.Errorf("%q passes as a UUID", bad)
		}
	}
}

// A filter keeps the same of generated sessions as of the same sessions written.
func TestAFilterKeepsWhatFactsSay(t *testing.T) {
	now := func() time.Time { return Instant }
	generated, written := New(Options{Sessions: 700, Seed: 9, Now: now, Odd: true}), New(Options{Sessions: 700, Seed: 9, Now: now, Odd: true})
	some := []*record{}
	written.lock()
	for i := range row(700) {
		some = append(some, written.recordOf(i))
		written.put(some[i])
	}
	written.mu.Unlock()
	rapid.Check(t, func(t *rapid.T) {
		params := url.Values{}
		one := rapid.SampledFrom(some).Draw(t, "one")
		set := func(name, value string) {
			if rapid.IntRange(0, 2).Draw(t, name) == 0 {
				params.Set(name, value)
			}
		}
		set("name", one.traits[byName])
		set("assistantIdAny", one.traits[byAssistant]+","+generated.gen.catalog.assistants[1].id)
		set("squadId", one.traits[bySquad])
		set("workflowId", one.traits[byWorkflow])
		set("phoneNumberIdAny", one.traits[byPhone])
		set("customerNumberAny", one.traits[byNumber]+",+1")
		set("updatedAtGe", formatTime(one.updated))
		set("updatedAtLe", formatTime(one.updated))
		q := newQuery(params)
		ids := func(s *Server) (ids []string) {
			s.lock()
			defer s.mu.Unlock()
			for _, r := range s.matching(&q) {
				ids = append(ids, s.recordOf(r).id)
			}
			return ids
		}
		if g, w := ids(generated), ids(written); !slices.Equal(g, w) {
			t.Fatalf("%v keeps %v of the generated sessions, %v of the written", params, g, w)
		}
	})
	if !slices.ContainsFunc(some, func(r *record) bool { return r.traits[byWorkflow] != "" }) {
		t.Error("no session belongs to a workflow")
	}
}
