package theme

// Kept is what was drawn last, with what it was drawn from: it is drawn anew when
// that has changed. The zero Kept has nothing.
type Kept[From comparable, Drawn any] struct {
	from  kept[From]
	drawn Drawn
}

type kept[From any] struct {
	theme *Theme // nil when nothing was drawn
	width int
	from  From
}

// Draw gives what draw gives for a theme, a width in cells, and what else it shows.
func (k *Kept[From, Drawn]) Draw(t *Theme, width int, from From, draw func() Drawn) Drawn {
	if now := (kept[From]{t, width, from}); k.from != now {
		*k = Kept[From, Drawn]{now, draw()}
	}
	return k.drawn
}
