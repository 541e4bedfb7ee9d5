// Package status draws the lines around the panes: the header, the views, the
// banner, the status line and the footer. Each is a function from plain values
// to a line of an exact width; the package keeps no state.
//
// It may import client (for the kinds of errors), theme and ui/words.
package status
