package demo

import (
	"math"
	"time"
)

// generator makes session i from a seed and i alone. Index 0 is the newest
// session and count-1 the oldest; createdAt never rises with the index.
// Negative indexes are sessions that arrived after the start; the caller gives
// their times.
type generator struct {
	seed    uint64
	count   int
	start   int64 // Unix milliseconds: when the server started
	meanGap int64 // mean milliseconds between two sessions
	catalog *catalog
}

func newGenerator(seed uint64, n int, start time.Time, org *organisation) *generator {
	return &generator{seed: seed, count: n, start: start.UnixMilli(), meanGap: meanGapOf(n), catalog: newCatalog(seed, org)}
}

// meanGapOf is the mean gap, in milliseconds, between n sessions. The time that
// they cover grows with n, but far more slowly: 2,500 sessions reach back 45
// days, ten million some two years.
func meanGapOf(n int) int64 {
	n = max(n, 1)
	days := 45 * math.Pow(float64(n)/2500, 0.35)
	ms := int64(days * 24 * float64(time.Hour/time.Millisecond) / float64(n))
	if ms > 10_000 {
		ms -= ms % 1000 // whole seconds, so that no digit depends on the machine's floating point
	}
	return max(ms, 2)
}

// blockSize is how many sessions share one draw for a bulk group.
const blockSize = 512

// bulkGroup is the run of sessions of a block that were created in bulk, at one
// instant: its offset in the block and its size, 2 to 400, or 0 for a block
// without one.
func (g *generator) bulkGroup(block int) (offset, size int) {
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

// groupOf is the run of sessions with the same createdAt that session i belongs
// to: its first index and its size, 1 for most sessions.
func (g *generator) groupOf(i int) (first, size int) {
	if i < 0 {
		return i, 1
	}
	first, size = g.bulkGroup(i / blockSize)
	first += i / blockSize * blockSize
	in := func(i int) bool { return i >= first && i < first+size }
	if in(i) {
		return first, size
	}
	// Some pairs of neighbours were created in the same millisecond too.
	if pair := i &^ 1; hash(g.seed, saltPair, uint64(pair))%12 == 0 && !in(pair) && !in(pair+1) {
		return pair, 2
	}
	return i, 1
}

// created is createdAt of session i in Unix milliseconds; i must not be
// negative.
func (g *generator) created(i int) int64 {
	first, _ := g.groupOf(i)
	return g.start - int64(first)*g.meanGap - int64(hash(g.seed, saltTime, uint64(first))%uint64(g.meanGap))
}
