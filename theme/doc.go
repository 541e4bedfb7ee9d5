// Package theme owns how things look: roles of text, the Lip Gloss style of each role on
// a light or dark terminal with many, sixteen or no colours, the person's overrides,
// glyphs in Unicode and ASCII, and text by its width in cells. It never writes to a
// terminal, and imports nothing else of this program. Code that draws names a role,
// never a colour.
//
//	role.go, names.go  Role, and the names of roles in settings
//	theme.go           Theme: a style for each role, and a text for each glyph
//	palette.go         the default styles
//	parse.go           styles as a person writes them
//	style.go           Style: a Lip Gloss style prepared for rows
//	glyph.go           glyphs
//	border.go          borders of boxes
//	overlay.go         a box over lines
//	text.go            width, cutting and wrapping
//	cached.go          Cached: a drawing that is reused until its values change
//	terminal.go        what the environment says of the terminal
package theme
