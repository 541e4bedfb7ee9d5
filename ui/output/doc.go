// Package output owns what leaves the program: copies on the clipboard, exports
// to files, pages for the browser. What leaves is masked by who writes it
// (Writers); this package only carries it. It imports no other room but ui/dialog,
// for its questions, and may import client, keymap, ui/words and ui/paint (to lend the
// terminal).
//
//	output.go     what is done by action
//	copy.go       copying, from one session or many
//	export.go     exports: what is asked before, and how they go on
//	encoder.go    sessions in the formats of an export
//	file.go       the file of an export: whole at the end, or not there
//	clipboard.go  text onto a clipboard
//	browser.go    a page into the browser
//	program.go    programs of the person's own
//	path.go       paths as a person types them
//	say.go        what the program says before and after its screen
package output
