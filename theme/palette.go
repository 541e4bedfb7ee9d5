package theme

import "github.com/charmbracelet/colorprofile"

// paletteStyles is a style for each role, in the words of ParseStyle.
type paletteStyles [roleCount]string

// palette returns the styles for what a terminal can show. Each palette can be read on
// any background of its kind, and tells roles apart by attributes where that matters.
func palette(o Options) paletteStyles {
	switch {
	case o.Profile <= colorprofile.ASCII:
		return monochromePalette()
	case o.Profile == colorprofile.ANSI && o.Dark:
		return sixteenColourPalette("cyan", "yellow")
	case o.Profile == colorprofile.ANSI:
		return sixteenColourPalette("blue", "magenta") // yellow and cyan fade on white
	case o.Dark:
		return richPalette(richColours{
			dim: "#9aa3b2", accent: "#7cc4ff", good: "#7fd48a", warn: "#e6c36a", bad: "#ff8a80", second: "#c9a6ff",
			cursor: "#2c3a57", idle: "#262b36", ground: "#1d222c", raised: "#333b4a", match: "#5a4a12", line: "#5b6474", contrast: "#10141c",
		})
	}
	return richPalette(richColours{
		dim: "#5c6470", accent: "#0b57b0", good: "#1d6b2c", warn: "#7d5400", bad: "#b3261e", second: "#6a35a8",
		cursor: "#d3e2fa", idle: "#e6e9ef", ground: "#eef1f6", raised: "#d9dfe9", match: "#ffe9a8", line: "#8a93a3", contrast: "#ffffff",
	})
}

// monochromePalette uses only bold, underline, reverse and strikethrough.
func monochromePalette() paletteStyles {
	return paletteStyles{
		Strong: "bold", Title: "bold", Header: "underline", Accent: "bold",
		Cursor: "reverse", CursorIdle: "underline", Marked: "bold", Gone: "strike", Changed: "underline",
		Warn: "bold", Bad: "bold", BorderFocus: "bold", Match: "underline", MatchCurrent: "reverse bold",
		Speaker: "bold", SpeakerUser: "bold", SpeakerAgent: "bold", SpeakerTool: "bold", SpeakerSystem: "bold",
		Emphasis: "underline", JSONKey: "bold", Key: "bold", ButtonFocus: "reverse bold",
		Field: "underline", FieldFocus: "underline bold", Live: "bold", Banner: "reverse",
		Brand: "bold", Account: "bold", Tab: "bold",
	}
}

// sixteenColourPalette uses the terminal's own sixteen colours, which its owner has
// chosen to be readable. It never sets black or white as a text colour.
func sixteenColourPalette(accent, warn string) paletteStyles {
	return paletteStyles{
		Dim: "faint", Strong: "bold", Title: "bold", Header: "bold", Accent: "bold " + accent,
		Cursor: "reverse", CursorIdle: "underline", Marked: "bold " + accent, Gone: "strike faint", Changed: "bold",
		Good: "green", Warn: warn, Bad: "red", Info: accent, Border: "faint", BorderFocus: "bold " + accent,
		Match: "underline " + warn, MatchCurrent: "reverse bold",
		Speaker: "bold", SpeakerUser: "bold " + accent, SpeakerAgent: "bold green", SpeakerTool: "bold " + warn, SpeakerSystem: "bold faint",
		Code: accent, Emphasis: "italic", JSONKey: accent, JSONString: "green", JSONNumber: warn, JSONWord: "magenta",
		Masked: "faint", Key: "bold", Button: "", ButtonFocus: "reverse bold",
		Field: "underline", FieldFocus: "underline bold", Live: "reverse bold red", Banner: "bold red", Bar: accent,
		Brand: "reverse bold " + accent, Account: "bold", Tab: "bold " + accent,
	}
}

type richColours struct {
	dim, accent, good, warn, bad, second string // text
	cursor, idle, match, ground, raised  string // backgrounds
	line, contrast                       string // lines; text on an accent background
}

// richPalette uses its own colours over the terminal's text and background.
func richPalette(c richColours) paletteStyles {
	return paletteStyles{
		Dim: c.dim, Strong: "bold", Title: "bold " + c.accent, Header: "bold " + c.dim, Accent: "bold " + c.accent,
		Cursor: "bold on " + c.cursor, CursorIdle: "on " + c.idle, Marked: "bold " + c.accent, Gone: "strike " + c.dim, Changed: "bold " + c.second,
		Good: c.good, Warn: c.warn, Bad: c.bad, Info: c.accent, Border: c.line, BorderFocus: "bold " + c.accent,
		Match: "on " + c.match, MatchCurrent: "reverse bold",
		Speaker: "bold", SpeakerUser: "bold " + c.accent, SpeakerAgent: "bold " + c.good, SpeakerTool: "bold " + c.warn, SpeakerSystem: "bold " + c.dim,
		Code: c.second, Emphasis: "italic", JSONKey: c.accent, JSONString: c.good, JSONNumber: c.warn, JSONWord: c.second,
		Masked: c.dim, Key: "bold " + c.accent, Button: "on " + c.raised, ButtonFocus: "bold " + c.contrast + " on " + c.accent,
		Field: "underline", FieldFocus: "underline bold on " + c.idle, Live: "bold " + c.contrast + " on " + c.bad, Banner: "bold " + c.bad, Bar: c.accent,
		Brand: "bold " + c.contrast + " on " + c.accent, Account: "bold on " + c.raised, Tab: "bold " + c.accent + " on " + c.raised, Chrome: "on " + c.ground,
	}
}
