// Package dialog owns the boxes that are drawn over the screen: questions,
// forms, menus, the help, the palette, the clean-up plan, the trash and the
// activity. A dialog is told facts and answers keys with an intent; it never
// writes, reads the clock, or knows what happens next. What is painted as
// focused is what enter does. It may import keymap, theme and client's types,
// and no other pane.
//
// The stack keeps the lines of the dialog on top until something changes it.
// Long text is scrolled by a viewport of Bubbles; rows are put into their box
// here, for Lip Gloss counts grapheme clusters where terminals count code
// points, and a name in Devanagari would move the right border.
package dialog
