// Package filter owns the filter language of the session list and its input. It parses a
// text into a [Filter] and decides where each term runs: on the server, or here over the
// loaded rows. Terms of the server become request parameters; the others become a
// [Matcher] of rows. It also explains, completes and prints filters. [Bar] edits a filter
// as a line of text, and [Inputs] as the inputs of a form.
//
// A term is key:value. Quotes hold a value together, a leading - negates, a
// comma is any-of, a..b is a range with both ends, and < <= > >= compare. A
// word without a key is looked for in names. The keys are in [Registry], which
// is also where the help and the README's table come from.
//
// Durations belong to age and idle (age:>7d is older than seven days), points
// in time to created and updated (created:>-7d is since seven days ago). The
// other pairings mean opposite things in other programs and are refused, with
// both corrections. A term that cannot be evaluated is a [Problem], never ignored.
//
// It may import keymap, theme, ui/field, ui/words and the client's types; no pane,
// no store, no server call. It has no clock: the time comes in, and its location is
// the zone that days and clock times are read in.
//
// # Where to read
//
// The language, in this order:
//
//	keys.go       the keys: one entry for each; a special match is a case in match, value and explain
//	term.go       what a term is made of, and how it is written
//	filter.go     the Filter: its terms, and filters made from it
//	sort.go       the words of sort, and fields by their names
//	lex.go        text into pieces; parse.go pieces into terms
//	value.go      values of each kind
//	mistaken.go   problems of values, and their corrections
//	when.go       points in time; localtime.go durations, days and hours of a zone
//	window.go     the times of a session, and which a term leaves in
//	params.go     where a term runs, and the request's parameters
//	match.go      the test of a row; shown.go the name, assistant and state that the list shows
//	explain.go    a term in words; drop.go the term without which an empty list has rows
//
// The input:
//
//	known.go      names and metadata for completion
//	complete.go   completion
//	intent.go     what bar and form ask of their owner
//	bar.go        the bar; bardraw.go draws it
//	inputs.go     the filter as inputs; inputdocs.go which inputs there are
package filter
