package demo

import (
	"math/bits"
	"runtime"
	"sync"
)

// matches remembers which generated sessions a filter keeps: a bit for each,
// worked out in chunks when they are first asked for. Ten million sessions take
// 1.25 MB, and a page anywhere in them costs no second scan.
type matches struct {
	n    int
	test func(i int) bool

	mu     sync.Mutex
	words  []uint64
	counts []int32 // per chunk; unknownCount until it was scanned
}

const (
	chunkBits    = 14
	chunkSize    = 1 << chunkBits
	unknownCount = -1
)

func newMatches(n int, test func(i int) bool) *matches {
	m := &matches{n: n, test: test, words: make([]uint64, (n+63)/64), counts: make([]int32, (n+chunkSize-1)/chunkSize)}
	for c := range m.counts {
		m.counts[c] = unknownCount
	}
	return m
}

// scan makes [lo, hi) known. The other methods need that for what they look at.
func (m *matches) scan(lo, hi int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var todo []int
	for c := lo >> chunkBits; c<<chunkBits < hi; c++ {
		if m.counts[c] == unknownCount {
			todo = append(todo, c)
		}
	}
	workers := min(runtime.GOMAXPROCS(0), len(todo))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for t := w; t < len(todo); t += workers {
				m.scanChunk(todo[t])
			}
		})
	}
	wg.Wait()
}

func (m *matches) scanChunk(c int) {
	total := 0
	for i := c << chunkBits; i < min((c+1)<<chunkBits, m.n); i += 64 {
		var word uint64
		for b := range min(64, m.n-i) {
			if m.test(i + b) {
				word |= 1 << b
			}
		}
		m.words[i>>6] = word
		total += bits.OnesCount64(word)
	}
	m.counts[c] = int32(total)
}

// has reports whether the filter keeps session i.
func (m *matches) has(i int) bool { return m.words[i>>6]>>(i&63)&1 == 1 }

// rank is how many kept sessions lie in [lo, i).
func (m *matches) rank(lo, i int) int {
	if i <= lo {
		return 0
	}
	first, last := lo>>chunkBits, i>>chunkBits
	if first == last {
		return m.ones(lo, i)
	}
	total := m.ones(lo, (first+1)<<chunkBits) + m.ones(last<<chunkBits, i)
	for c := first + 1; c < last; c++ {
		total += int(m.counts[c])
	}
	return total
}

// ones counts the bits of [lo, hi).
func (m *matches) ones(lo, hi int) int {
	total := 0
	for i := lo; i < hi; {
		end := min((i|63)+1, hi)
		word := m.words[i>>6] >> (i & 63)
		if width := end - i; width < 64 {
			word &= 1<<width - 1
		}
		total += bits.OnesCount64(word)
		i = end
	}
	return total
}

// next is the first kept session at or after i, or hi.
func (m *matches) next(i, hi int) int {
	for i < hi {
		if word := m.words[i>>6] >> (i & 63); word != 0 {
			return min(i+bits.TrailingZeros64(word), hi)
		}
		i = (i | 63) + 1
	}
	return hi
}

// matchCache remembers what the last few filters match among the generated
// sessions, which never changes.
type matchCache struct {
	mu      sync.Mutex
	entries []cached // most recently used last
}

type cached struct {
	key string
	m   *matches
}

// cacheSize is how many filters are remembered: ten million sessions take
// 1.25 MB for each.
const cacheSize = 12

// get is what a filter matches; make is called when it is not known.
func (c *matchCache) get(key string, build func() *matches) *matches {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, e := range c.entries {
		if e.key == key {
			c.entries = append(append(c.entries[:i:i], c.entries[i+1:]...), e)
			return e.m
		}
	}
	m := build()
	if len(c.entries) == cacheSize {
		c.entries = c.entries[1:]
	}
	c.entries = append(c.entries, cached{key, m})
	return m
}
