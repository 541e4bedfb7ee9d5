// Package dialog draws the boxes over the screen: questions, forms, menus, the help, the
// palette, the clean-up plan, the trash and the activity. A dialog is given facts when
// it is opened, and for each of its buttons an Answer, which the Stack runs when the
// button is pressed. It does no I/O, reads no clock, and does not know what its answers
// lead to. Enter presses what is drawn as focused.
//
// It may import keymap, theme, ui/field, ui/filter, ui/words and client.
//
// Long text is scrolled by a viewport of Bubbles. Rows are put into their box here: Lip
// Gloss counts grapheme clusters where terminals count code points, so that a name in
// Devanagari would move the right border.
//
// The parts that dialogs are made of:
//
//	dialog.go      Dialog, and the Stack of open dialogs
//	answer.go      what a button does
//	box.go         the rows of a box, and drawing it
//	control.go     text fields, choices and buttons; area.go text of several lines
//	form.go        controls, one of which has the focus, that most dialogs embed
//	bindings.go    what actions do in a form, for the keys, the footer and the help
//	formkeys.go    text and movements in a form; formdraw.go drawing it
//	list.go        rows below a form, narrowed by a search
//	validate.go    rules for what is typed; reference.go names instead of IDs
//	patchtext.go   what an edit would send; sessionset.go the sessions that it is about
//	words.go       counts and rates
//
// Every other file is the dialog with its name.
package dialog
