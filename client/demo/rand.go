package demo

// golden is 2^64 divided by the golden ratio. Its multiples are spread evenly
// over the 64-bit numbers.
const golden = 0x9e3779b97f4a7c15

// mix spreads the bits of x over the whole word (the finaliser of SplitMix64).
// It is a bijection, and cheap enough for scans over ten million sessions.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// The salts make the draws for one session independent of each other.
const (
	saltTraits uint64 = iota + 1
	saltDetail
	saltText
	saltTime
	saltGroup
	saltPair
	saltID
	saltIndex
	saltCatalog
	saltRequest
	saltFault
	saltInsert
	_ // no longer used; keeps the numbers of the others
	saltCustomer
	saltChat
)

// hash is the draw for item i under a seed and a salt: always the same.
func hash(seed, salt, i uint64) uint64 { return mix(mix(seed+salt*golden) + i*golden) }

// rng is a stream of pseudo-random draws. Its zero value is a stream too; a
// copy continues independently.
type rng struct{ state uint64 }

// next is the next 64 bits.
func (rnd *rng) next() uint64 {
	rnd.state += golden
	return mix(rnd.state)
}

// intn is a number in [0, limit); limit must be positive.
func (rnd *rng) intn(limit int) int {
	return int((rnd.next() >> 32) * uint64(limit) >> 32)
}

// chance is true for percent of 100 draws.
func (rnd *rng) chance(percent int) bool { return rnd.intn(100) < percent }

func pick[T any](rnd *rng, choices []T) T { return choices[rnd.intn(len(choices))] }
