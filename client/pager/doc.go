// Package pager decides which rows of the list to fetch next and keeps the
// list whole: every session that exists for the whole of a scroll is shown
// once and only once, whatever is created, changed or deleted meanwhile.
//
// It owns the order of the rows (by ID), the gaps between those that are
// loaded, what is asked for and why, and the new rows that are held back. It
// is pure: no I/O, no clock (the time comes in as an argument), no UI, not safe
// for concurrent use. It may import client, for its types only.
//
// # How the list stays whole
//
// Loaded rows form segments, each with the stretch of createdAt of which every
// row is known. A page is a fact about such a stretch: everything from the
// bound that was asked for to its last row, or to the other bound when it is
// proven to be the last page. Segments become one only when their stretches
// meet, never because they share a row. The newest row of the first answer pins
// the list; what is newer is held back until Join, and so is a row that comes
// to match between rows that are shown. Where one instant has more rows than a
// page, pages by number walk through it, each beginning with rows of the one
// before: when it does not, something was deleted meanwhile, and the walk
// steps back.
//
// Totals only size the gaps. An end is believed when a short page and what the
// server says of it agree, or when pages bring nothing new. Rows far from the
// screen go back into gaps of known size; those of one instant are let go
// together, so an instant with more rows than Options.Retain is kept whole.
//
// # Lists by cost or duration
//
// These have no bound to hold on to. They are read by page numbers in pages
// that overlap what is loaded by two rows or more; a page that does not is
// asked for again from further back. While such a list is at rest, apart from
// what is deleted here, each row is shown exactly once, provided that the
// server's order among equals is the same in each answer. While others change
// it, no row is listed twice at once, but one may be missed when its cost
// changes, and one that was let go may come again further on. New rows join
// where sessions that cost nothing are, until the list is read anew.
//
// # How it is proven
//
// TestExactlyOnce and TestExactlyOnceSeeds run the pager against a server that
// changes, lies and loses answers. PAGER_STEPS=100000 go test -run Seeds makes
// the long run of the second; PAGER_SEED says where its seeds begin.
//
// go test -bench . measures. On two cores of an AMD EPYC: a key (Look, Plan and
// 40 times At) takes 0.8 to 2 µs and no allocation at any length from a
// thousand to ten million rows; a page of 100 rows 48 µs, of 1,000 rows 0.4 ms;
// a loaded row 130 to 210 bytes with its ID.
package pager
