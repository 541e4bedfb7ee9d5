// Package pager decides which rows of the list to fetch next and keeps the
// list whole: every session that exists for the whole of a scroll is shown
// once and only once, whatever is created, changed or deleted meanwhile.
//
// It owns the order of the rows (by ID), the gaps between those that are
// loaded, what is asked for and why, and the new rows that are held back. It
// is pure: no I/O, no clock (the time comes in as an argument), no UI, not safe
// for concurrent use. It may import client, for its types only.
package pager
