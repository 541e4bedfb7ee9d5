package theme

// Glyph is a sign that the program draws. Each is one cell wide. Some have an ambiguous
// width in East Asian locales; terminals that draw those wide need the ASCII glyphs.
type Glyph uint8

// The glyphs. In ASCII the statuses are the letters A, E, ? and D.
const (
	GlyphActive Glyph = iota
	GlyphExpired
	GlyphMaybe
	GlyphDone
	GlyphCursor
	GlyphMark
	GlyphWaiting   // the caller spoke last
	GlyphAttention // needs a look
	GlyphEllipsis  // end of a text that is cut
	GlyphSortUp
	GlyphSortDown
	GlyphFolded
	GlyphUnfolded
	GlyphRadioOn
	GlyphRadioOff
	GlyphCheckOn
	GlyphCheckOff
	GlyphTrack // scroll bar
	GlyphThumb
	GlyphBarFull // charts and progress
	GlyphBarEmpty
	GlyphHorizontal
	glyphCount
)

var unicodeGlyphs = [glyphCount]string{
	GlyphActive: "●", GlyphExpired: "○", GlyphMaybe: "◐", GlyphDone: "✓",
	GlyphCursor: ">", GlyphMark: "*", GlyphWaiting: "←", GlyphAttention: "!",
	GlyphEllipsis: "…", GlyphSortUp: "↑", GlyphSortDown: "↓",
	GlyphFolded: "▸", GlyphUnfolded: "▾",
	GlyphRadioOn: "●", GlyphRadioOff: "○", GlyphCheckOn: "x", GlyphCheckOff: " ",
	GlyphTrack: "│", GlyphThumb: "┃", GlyphBarFull: "█", GlyphBarEmpty: "░",
	GlyphHorizontal: "─",
}

var asciiGlyphs = [glyphCount]string{
	GlyphActive: "A", GlyphExpired: "E", GlyphMaybe: "?", GlyphDone: "D",
	GlyphCursor: ">", GlyphMark: "*", GlyphWaiting: "<", GlyphAttention: "!",
	GlyphEllipsis: "~", GlyphSortUp: "^", GlyphSortDown: "v",
	GlyphFolded: ">", GlyphUnfolded: "v",
	GlyphRadioOn: "o", GlyphRadioOff: " ", GlyphCheckOn: "x", GlyphCheckOff: " ",
	GlyphTrack: "|", GlyphThumb: "#", GlyphBarFull: "#", GlyphBarEmpty: "-",
	GlyphHorizontal: "-",
}
