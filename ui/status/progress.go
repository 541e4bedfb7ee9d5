package status

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/progress"
	"charm.land/lipgloss/v2"

	"vapi-sessions/theme"
)

// barWidth is how many cells a progress bar takes, its percentage included.
const barWidth = 20

// bar draws how far something long has come, without colours: the line gives
// them.
func bar(t *theme.Theme, did, of int) string {
	full, _ := utf8.DecodeRuneInString(t.Glyph(theme.GlyphBarFull))
	empty, _ := utf8.DecodeRuneInString(t.Glyph(theme.GlyphBarEmpty))
	p := progress.New(progress.WithWidth(barWidth), progress.WithFillCharacters(full, empty), progress.WithColors(lipgloss.NoColor{}))
	p.EmptyColor = lipgloss.NoColor{}
	return p.ViewAs(float64(did) / float64(of))
}
