// Package status draws the lines around the panes. Each is a function from plain values
// to a line of an exact width; the package keeps no state.
//
//	header.go    the top line
//	views.go     the line of views
//	banner.go    an error that stays
//	state.go     the status line
//	progress.go  its progress bar
//	footer.go    the line of keys
//	line.go      parts of a line, dropped by priority
//
// It may import client (for the kinds of errors), theme and ui/words.
package status
