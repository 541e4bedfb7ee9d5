package dialog

import tea "charm.land/bubbletea/v2"

// Answer is what a dialog runs for a button, an item or a change, be it to end the dialog
// or only to pause what it shows. Whoever opens the dialog gives it along, so that nobody
// else has to know what the dialog is about. A nil Answer does nothing.
type Answer func() tea.Cmd

// outcome is what a key or a click leads to: the dialog is closed, then an answer runs.
// The zero outcome is neither.
type outcome struct {
	closes bool
	answer Answer
}

// closing and staying return what a button does that closes the dialog before its answer
// runs, and one that leaves the dialog open.
func closing(a Answer) func() outcome { return func() outcome { return outcome{true, a} } }
func staying(a Answer) func() outcome { return func() outcome { return outcome{false, a} } }

// with returns the answer that calls do with what the dialog holds when it is pressed.
func with[T any](do func(T) tea.Cmd, held func() T) Answer {
	return func() tea.Cmd { return do(held()) }
}
