package demo

import (
	"math"
	"sort"
	"time"

	"github.com/google/uuid"
)

// generator makes session i out of a seed and i alone. Index 0 is the newest
// session, n-1 the oldest; createdAt never rises with the index. Negative
// indexes are sessions that arrived after the start; their time is given.
type generator struct {
	seed  uint64
	n     int
	start int64 // Unix milliseconds: when the server started
	gap   int64 // mean milliseconds between two sessions
	cat   *catalog

	traitKey, storyKey, timeKey uint64
}

func newGenerator(seed uint64, n int, start time.Time, org *organisation) *generator {
	return &generator{
		seed: seed, n: n, start: start.UnixMilli(), gap: meanGap(n), cat: newCatalog(seed, org),
		traitKey: saltedKey(seed, saltTraits),
		storyKey: saltedKey(seed, saltStory),
		timeKey:  saltedKey(seed, saltTime),
	}
}

// meanGap spreads n sessions over a span that grows with n but far slower:
// 2,500 reach back 45 days, ten million some two years.
func meanGap(n int) int64 {
	n = max(n, 1)
	days := 45 * math.Pow(float64(n)/2500, 0.35)
	gap := int64(days * 24 * float64(time.Hour/time.Millisecond) / float64(n))
	if gap > 10_000 {
		gap -= gap % 1000 // whole seconds: no digit depends on the machine's arithmetic
	}
	return max(gap, 2)
}

// blockSize is how many sessions share one draw for a bulk-made group.
const blockSize = 512

// bulk is the bulk-made group of a block: where it begins in the block and how
// many sessions it has (2 to 400), or 0 for a block without one.
func (g *generator) bulk(block int) (offset, size int) {
	switch block {
	case 0:
		return 300, 24
	case 1:
		return 56, 400
	}
	h := hash(g.seed, saltGroup, uint64(block))
	if h%3 != 0 {
		return 0, 0
	}
	r := int(h >> 8 & 1023)
	size = 2 + r*r*398>>20
	return int(h>>32) % (blockSize - size), size
}

// group is the run of equal createdAt that session i belongs to: its first
// index and its size, 1 for most.
func (g *generator) group(i int) (first, size int) {
	if i < 0 {
		return i, 1
	}
	first, size = g.bulk(i / blockSize)
	first += i / blockSize * blockSize
	in := func(i int) bool { return i >= first && i < first+size }
	if in(i) {
		return first, size
	}
	// Besides, some neighbours were made in the same millisecond.
	if pair := i &^ 1; hash(g.seed, saltPair, uint64(pair))%12 == 0 && !in(pair) && !in(pair+1) {
		return pair, 2
	}
	return i, 1
}

// created is createdAt of session i in Unix milliseconds; i must not be negative.
func (g *generator) created(i int) int64 {
	first, _ := g.group(i)
	return g.start - int64(first)*g.gap - int64(mix(g.timeKey+uint64(first)*golden)%uint64(g.gap))
}

// span is the index range [lo, hi) of the sessions made between two instants,
// both included, in Unix milliseconds.
func (g *generator) span(from, to int64) (lo, hi int) {
	lo = sort.Search(g.n, func(i int) bool { return g.created(i) <= to })
	hi = sort.Search(g.n, func(i int) bool { return g.created(i) < from })
	return lo, max(lo, hi)
}

// place is how many generated sessions come before a session with this
// createdAt and ID in a descending list.
func (g *generator) place(created int64, id uuid.UUID) int {
	return sort.Search(g.n, func(i int) bool {
		c := g.created(i)
		return c < created || c == created && compareUUID(g.id(i), id) <= 0
	})
}
