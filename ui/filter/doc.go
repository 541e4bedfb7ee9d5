// Package filter owns the filter language of the session list and its input: it
// reads a text into a [Filter], says where each term runs (on the server, or
// here over what is loaded), turns the one part into request parameters and the
// other into a test of a row, explains, completes and prints. The bar is
// that value as a line of text, and [Inputs] is it as the inputs of a form.
//
// A term is key:value. Quotes hold a value together, a leading - negates, a
// comma is any-of, a..b is a range with both ends, and < <= > >= compare. A
// word without a key is looked for in names. The keys are in [Registry], which
// is also where the help and the README's table come from.
//
// Durations belong to age and idle (age:>7d is older than seven days), points
// in time to created and updated (created:>-7d is since seven days ago). The
// other pairings mean opposite things in other programs and are refused, with
// both corrections. What cannot be evaluated is a problem, never ignored.
//
// It may import keymap, theme and the client's types; no pane, no store, no
// server call. It has no clock: the time comes in, and its location is the zone
// that days and clock times are read in.
package filter
