package theme

// Glyph is a sign of the program's own drawing. Every one is one cell wide.
// Some have an ambiguous width in East Asian locales; a terminal that draws
// those wide needs the ASCII set.
type Glyph uint8

// The glyphs. In ASCII the statuses are the letters A, E, ? and D.
const (
	GlyphActive Glyph = iota
	GlyphExpired
	GlyphMaybe
	GlyphDone
	GlyphCursor
	GlyphMark
	GlyphRange     // inside a range that is being marked
	GlyphWaiting   // the caller spoke last
	GlyphAttention // needs a look
	GlyphNew       // rows held back
	GlyphPending   // a write on its way
	GlyphEllipsis  // cut text
	GlyphRemoved   // stands for removed characters
	GlyphSortUp
	GlyphSortDown
	GlyphFolded
	GlyphUnfolded
	GlyphSeparator // between pieces of a status line
	GlyphGap       // rows not loaded
	GlyphRadioOn
	GlyphRadioOff
	GlyphCheckOn
	GlyphCheckOff
	GlyphLeft // more to the left
	GlyphRight
	GlyphMoreUp
	GlyphMoreDown
	GlyphTrack // scroll bar
	GlyphThumb
	GlyphBarFull // charts and progress
	GlyphBarHalf
	GlyphBarEmpty
	GlyphHorizontal
	GlyphVertical
	GlyphTopLeft
	GlyphTopRight
	GlyphBottomLeft
	GlyphBottomRight
	GlyphTeeRight // a line that goes off to the right: ├
	GlyphTeeLeft
	GlyphTeeDown
	GlyphTeeUp
	GlyphCross
	glyphCount
)

var unicodeGlyphs = [glyphCount]string{
	GlyphActive: "●", GlyphExpired: "○", GlyphMaybe: "◐", GlyphDone: "✓",
	GlyphCursor: ">", GlyphMark: "*", GlyphRange: "+", GlyphWaiting: "←", GlyphAttention: "!", GlyphNew: "↑",
	GlyphPending: "~", GlyphEllipsis: "…", GlyphRemoved: "�", GlyphSortUp: "↑", GlyphSortDown: "↓",
	GlyphFolded: "▸", GlyphUnfolded: "▾", GlyphSeparator: "·", GlyphGap: "┄",
	GlyphRadioOn: "●", GlyphRadioOff: "○", GlyphCheckOn: "x", GlyphCheckOff: " ",
	GlyphLeft: "‹", GlyphRight: "›", GlyphMoreUp: "↑", GlyphMoreDown: "↓",
	GlyphTrack: "│", GlyphThumb: "┃", GlyphBarFull: "█", GlyphBarHalf: "▌", GlyphBarEmpty: "░",
	GlyphHorizontal: "─", GlyphVertical: "│", GlyphTopLeft: "┌", GlyphTopRight: "┐",
	GlyphBottomLeft: "└", GlyphBottomRight: "┘", GlyphTeeRight: "├", GlyphTeeLeft: "┤",
	GlyphTeeDown: "┬", GlyphTeeUp: "┴", GlyphCross: "┼",
}

var asciiGlyphs = [glyphCount]string{
	GlyphActive: "A", GlyphExpired: "E", GlyphMaybe: "?", GlyphDone: "D",
	GlyphCursor: ">", GlyphMark: "*", GlyphRange: "+", GlyphWaiting: "<", GlyphAttention: "!", GlyphNew: "^",
	GlyphPending: "~", GlyphEllipsis: "~", GlyphRemoved: "?", GlyphSortUp: "^", GlyphSortDown: "v",
	GlyphFolded: ">", GlyphUnfolded: "v", GlyphSeparator: "-", GlyphGap: ".",
	GlyphRadioOn: "o", GlyphRadioOff: " ", GlyphCheckOn: "x", GlyphCheckOff: " ",
	GlyphLeft: "<", GlyphRight: ">", GlyphMoreUp: "^", GlyphMoreDown: "v",
	GlyphTrack: "|", GlyphThumb: "#", GlyphBarFull: "#", GlyphBarHalf: "=", GlyphBarEmpty: "-",
	GlyphHorizontal: "-", GlyphVertical: "|", GlyphTopLeft: "+", GlyphTopRight: "+",
	GlyphBottomLeft: "+", GlyphBottomRight: "+", GlyphTeeRight: "+", GlyphTeeLeft: "+",
	GlyphTeeDown: "+", GlyphTeeUp: "+", GlyphCross: "+",
}
