package theme

// Cached is a drawing with the values that it was drawn from. It is drawn again when
// one of them has changed. The zero Cached is empty.
type Cached[From comparable, Drawn any] struct {
	key   cacheKey[From]
	value Drawn
}

type cacheKey[From any] struct {
	theme *Theme // nil when nothing was drawn
	width int
	from  From
}

// Draw returns what draw draws for a theme, a width in cells, and other values.
func (k *Cached[From, Drawn]) Draw(t *Theme, width int, from From, draw func() Drawn) Drawn {
	if now := (cacheKey[From]{t, width, from}); k.key != now {
		*k = Cached[From, Drawn]{now, draw()}
	}
	return k.value
}
