// Package pager decides which rows of the list to fetch next and keeps the
// list whole: every session that exists for the whole of a scroll is shown
// once and only once, whatever is created, changed or deleted meanwhile. One
// that was deleted before the scroll began is not shown, or is marked as gone.
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
// # How old a row may be
//
// A loaded row that was deleted elsewhere, or no longer matches, is reported by
// Change.Gone no later than one answer after it comes on the screen, when the
// answer that last showed it came longer ago than Options.Fresh. It stays where
// it is: nothing moves. For that, a row that an answer showed longer ago is read
// again when it comes on the screen, with those that follow on the way; at rest
// about one screen ahead, at speed further. Rows on the screen are read again by
// Poll, and when others come beside them. While nothing comes on the screen, and
// while all that does is fresh, nothing is asked.
//
// Such a reading waits for the blank rows on the screen and makes room for them.
// Two are under way at most, never for the same rows, and a poll takes over from
// them. They go by the range of createdAt, or by IDs where there is none, where
// rows are shown in another order than the list's (View.IDs), where a range
// brings nothing, or where one instant has more rows than a page. What an answer
// leaves open is asked for again while answers bring something; else, as after a
// failure, it waits for a second, then two, up to Options.Fresh, and for the
// next rows to come on the screen. A failed reading is no Failed cell.
// Where the server heeds no idAny, nothing is promised for lists without bounds,
// for those with Options.Scan, and for an instant with more rows than a page.
//
// What came to match is found by the same readings, as far as they go by range:
// after a poll it is held back, if it lies on the screen or between that and the
// rows beside it. Of an instant whose rows and Options.PageMin more are too many
// for the largest page nothing is promised: there a range proves nothing, and
// the IDs of what came are not known. It is found when the instant was let go and
// is read anew. The same is true of all that comes while as much is held back as
// can be, until Join.
//
// # Lists by cost or duration
//
// These have no bound to hold on to. They are read by page numbers in pages
// that overlap what is loaded, or the page before, by two rows or more; a page
// that does not is asked for again from further back. While such a list is at
// rest, apart from what is deleted here, each row is shown exactly once, provided
// that the server's order among equals is the same in each answer.
//
// While others change it, no row is listed twice at once, and rows that a page
// shows to lie elsewhere are let go to be read again, so that one may come again
// further on. One may be missed that moves, or beside which others came or went,
// until Refresh, which lets go of all that is off the screen: after that, and
// while nothing changes, a scroll from end to end shows every row that was there
// all the time, but for one that others' changes put among those that stood on
// the screen at Refresh; nothing is put between these, and only a new Pager is
// sure to show it, and to show what others moved in a list with Options.Scan.
// TestByCost checks this over seeds. New rows join where sessions that cost
// nothing are, until the list is read anew.
//
// # How it is proven
//
// TestExactlyOnce and TestExactlyOnceSeeds run the pager against a server that
// changes, lies and loses answers. PAGER_STEPS=100000 go test -run Seeds makes
// the long run of the second, PAGER_COSTS=2000 go test -run ByCost that of lists
// by cost; PAGER_SEED says where the seeds begin.
//
// go test -bench . measures. On two cores of an AMD EPYC: a key (Look, Plan and
// 40 times At) takes 0.8 to 2 µs and no allocation at any length from a
// thousand to ten million rows; a page of 100 rows 48 µs, of 1,000 rows 0.4 ms;
// a loaded row 130 to 210 bytes with its ID.
package pager
