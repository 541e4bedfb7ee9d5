package status

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/progress"
	"charm.land/lipgloss/v2"

	"vapi-sessions/theme"
)

// barWidth is the width of a progress bar with its percentage, in cells.
const barWidth = 20

func progressBar(t *theme.Theme, done, total int) string {
	full, _ := utf8.DecodeRuneInString(t.Glyph(theme.GlyphBarFull))
	empty, _ := utf8.DecodeRuneInString(t.Glyph(theme.GlyphBarEmpty))
	p := progress.New(progress.WithWidth(barWidth), progress.WithFillCharacters(full, empty), progress.WithColors(lipgloss.NoColor{}))
	p.EmptyColor = lipgloss.NoColor{}
	return p.ViewAs(float64(done) / float64(total))
}
