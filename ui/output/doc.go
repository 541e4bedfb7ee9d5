// Package output owns what leaves the program: copies on the clipboard, exports
// to files, pages for the browser, text for the person's editor. What leaves is
// masked by who writes it (Writers); this package only carries it. It imports no

// other room but dialog, for its questions.
//
//	output.go     copying and opening, by action
//	export.go     exports: what is asked before, and how they go on
//	file.go       the file of an export: whole at the end, or not there
//	clipboard.go  text onto a clipboard
//	browser.go    a page into the browser
//	editor.go     text into the person's editor and back
//	path.go       paths as a person types them
package output
