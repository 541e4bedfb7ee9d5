// Package output owns what leaves the program: copies on the clipboard, exports to
// files, pages in the browser, and programs that the person runs on a session. It
// does not mask anything: Writers, which it is given, return masked text. It may
// import client, keymap, ui/config, ui/dialog, ui/words and ui/paint (to hand over the
// terminal).
//
//	output.go     Model, its options and its actions
//	copy.go       what can be copied, of one session or of many
//	export.go     asking for a file, and writing sessions to it in batches
//	encoder.go    the formats of an export
//	file.go       one batch of an export, and its file
//	clipboard.go  finding a clipboard and copying to it
//	browser.go    opening a page in the browser
//	program.go    running programs of the settings
//	path.go       paths as a person types them
//	say.go        text on the terminal before and after the screen
package output
