package demo

import (
	"math/bits"
	"sync"
)

// matches says which generated sessions a filter keeps: a bit for each, and how
// many are kept before each word of bits. Ten million sessions take 2 MB, and a
// page anywhere in them costs no second scan.
type matches struct {
	words  []uint64
	before []int32 // by word; one more than there are words
}

func newMatches(n int, keeps func(i int) bool) *matches {
	m := &matches{words: make([]uint64, n/64+1), before: make([]int32, n/64+2)}
	for i := range n {
		if keeps(i) {
			m.words[i/64] |= 1 << (i % 64)
		}
	}
	for i, word := range m.words {
		m.before[i+1] = m.before[i] + int32(bits.OnesCount64(word))
	}
	return m
}

// has reports whether the filter keeps session i.
func (m *matches) has(i int) bool { return m.words[i/64]>>(i%64)&1 == 1 }

// rank is how many kept sessions lie before i.
func (m *matches) rank(i int) int {
	return int(m.before[i/64]) + bits.OnesCount64(m.words[i/64]&(1<<(i%64)-1))
}

// next is the first kept session at or after i, or hi.
func (m *matches) next(i, hi int) int {
	for i < hi {
		if word := m.words[i/64] >> (i % 64); word != 0 {
			return min(i+bits.TrailingZeros64(word), hi)
		}
		i = (i | 63) + 1
	}
	return hi
}

// matchCache remembers what the last few filters match among the generated
// sessions, which never change.
type matchCache struct {
	mu      sync.Mutex
	keys    [12]string
	matches [12]*matches
	oldest  int
}

// get is what a filter matches; build is called when that is not known.
func (c *matchCache) get(key string, build func() *matches) *matches {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, k := range c.keys {
		if k == key && c.matches[i] != nil {
			return c.matches[i]
		}
	}
	m := build()
	c.keys[c.oldest], c.matches[c.oldest] = key, m
	c.oldest = (c.oldest + 1) % len(c.keys)
	return m
}
