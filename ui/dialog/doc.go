// Package dialog owns the boxes that are drawn over the screen: questions,
// forms, menus, the help, the palette, the clean-up plan, the trash and the
// activity. A dialog is told facts and answers keys with an intent; it never
// writes, reads the clock, or knows what happens next. What is painted as
// focused is what enter does. It may import keymap, theme, ui/field, ui/filter,
// ui/words and client's types, and no other pane.
//
// Long text is scrolled by a viewport of Bubbles; rows are put into their box
// here, for Lip Gloss counts grapheme clusters where terminals count code
// points, and a name in Devanagari would move the right border.
//
// What the dialogs are made of:
//
//	dialog.go     the Dialog, and the stack of those that are open
//	intent.go     what dialogs ask for; handler.go carries it out
//	box.go        a box: rows that scroll between head and foot
//	control.go    fields, choices and buttons; area.go a field of several lines
//	form.go       controls, one of which has the focus; formkeys.go what keys do
//	              there, formdraw.go how it is drawn
//	list.go       the rows of a form, which letters may narrow
//	validate.go   what may be typed; reference.go names in place of IDs
//	patchtext.go   what a form would send
//	words.go      counts and rates
//
// Every other file is the dialog that it is called after.
package dialog
