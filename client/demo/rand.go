package demo

// golden is 2^64 divided by the golden ratio: steps of it never fall into a pattern.
const golden = 0x9e3779b97f4a7c15

// mix spreads the bits of x over the whole word (the finaliser of SplitMix64).
// It is a bijection, cheap enough to be called ten million times in a scan.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// salts keep the draws for one session apart from each other.
const (
	saltTraits uint64 = iota + 1
	saltStory
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
	_ // was drawn from once
	saltCustomer
	saltChat
)

// hash is a draw for item i under a seed and a salt: the same for ever.
func hash(seed, salt, i uint64) uint64 {
	return mix(saltedKey(seed, salt) + i*golden)
}

// saltedKey is what hash starts from, for callers that draw often.
func saltedKey(seed, salt uint64) uint64 { return mix(seed + salt*golden) }

// dice is a stream of draws. Its zero value is a stream too; copy it to fork it.
type dice struct{ state uint64 }

// next is the next 64 bits.
func (d *dice) next() uint64 {
	d.state += golden
	return mix(d.state)
}

// n is a number in [0, limit); limit must be positive.
func (d *dice) n(limit int) int {
	return int((d.next() >> 32) * uint64(limit) >> 32)
}

// chance is true in percent of 100 draws.
func (d *dice) chance(percent int) bool { return d.n(100) < percent }

// pick is one of the choices.
func pick[T any](d *dice, choices []T) T { return choices[d.n(len(choices))] }
