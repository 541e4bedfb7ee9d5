package theme

// Cached is what was drawn last, with what it was drawn from: it is drawn anew when
// that has changed. The zero Kept has nothing.
type Cached[From comparable, Drawn any] struct {
	key   cacheKey[From]
	value Drawn
}

type cacheKey[From any] struct {
	theme *Theme // nil when nothing was drawn
	width int
	from  From
}

// Draw gives what draw gives for a theme, a width in cells, and what else it shows.
func (k *Cached[From, Drawn]) Draw(t *Theme, width int, from From, draw func() Drawn) Drawn {
	if now := (cacheKey[From]{t, width, from}); k.key != now {
		*k = Cached[From, Drawn]{now, draw()}
	}
	return k.value
}
