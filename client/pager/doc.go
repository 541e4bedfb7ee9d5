// Package pager decides which rows of the list to fetch next and keeps the
// list whole: every session that exists for the whole of a scroll is shown
// once and only once, whatever is created, changed or deleted meanwhile.
//
// It owns the order of the rows (by ID), the gaps between those that are
// loaded, what is asked for and why, and the new rows that are buffered. It
// is pure: no I/O, no clock (the time comes in as an argument), no UI, not safe
// for concurrent use. It may import client, for its types only.
//
// # How the list stays whole
//
// Loaded rows form segments, each with the stretch of createdAt of which every
// row is known. A page is a fact about such a stretch: everything from the
// bound that was asked for to its last row, or to the other bound when it is
// proven to be the last page. Segments become one only when their stretches
// meet, never because they share a row. The newest row of the first answer is
// the snapshot bound: what is newer is buffered until Join, and so is a row that
// comes to match between rows that are shown. Where one instant has more rows
// than a page, it is read by page numbers (a page scan), each page beginning with
// rows of the one before: when it does not, something was deleted meanwhile, and
// the scan begins anew. A server that heeds no page numbers gives no more of such
// an instant than its first page: a few pages that bring nothing, and a Failed cell
// stands where the rest should be.
//
// Between two segments lies a gap. It is filled from the segment above it, from
// the one below, or by a jump into its middle; each of these is at rest, in
// flight, or failed, and then shows a Failed cell until it is tried again. The
// first segment begins at the start of the list and the last one ends at its end:
// they have no rows until some are proven to be the first, or the last. The list is
// complete when both are the same segment.
//
// The server's count of the whole list sizes the gaps whose sizes are guesses,
// and that of a poll all of them. An end is believed when a short page and what
// the server says of it agree, or when pages bring nothing new. The rows that are
// farthest from the screen go back into gaps, so that Options.Retain stay. Those of
// one instant are let go together: an instant with more rows is kept whole.
//
// What the parts are needed for:
//
//   - gap.exact: others delete rows that are loaded, and a jump counts fewer. A gap
//     of rows that were let go keeps its size, or the end would be looked for
//     before it.
//   - fetchState.fruitless: a server says that there are more rows and sends none, or sends
//     known ones again and again, as one that heeds no page numbers. A jump into
//     the list of such a server brings nothing either, and its middle is read from
//     the nearer end.
//   - pageScan.lastIDs: rows of an instant are deleted between two pages by number,
//     and the second page begins behind rows that nobody has seen.
//   - row.seen and request.sent: a page that was read before a delete comes after
//     the answer that showed the row to be gone, or the other way round.
//   - buffered, beside segments: a row comes to match between two that are shown.
//     It has a place in the list, but must not move what the person looks at.
//   - Anchor, beside positions: what is looked at lies among rows that are not
//     loaded while the gap before them grows. So does a failure.
//
// # What a poll finds
//
// Nothing that is loaded is read again by itself. Poll reads the rows on the
// screen again with one request, looks for new rows with another, and has the
// list counted by a third: Stats.Total follows what others delete and create. A
// row on the screen that was deleted elsewhere, or no longer matches, is reported
// by Change.Gone and stays where it is. One that is off the screen is not looked
// after until a poll comes while it is on it. A row that stopped to match while
// a page with it was under way may be buffered as new; a poll then marks it.
//
// The request goes by the range of createdAt, which brings also what came to
// match between the rows on the screen: such rows are buffered until Join. It
// goes by IDs, and finds no such rows, in lists without bounds, with
// Options.Scan, where rows are shown in another order than the list's (View.IDs),
// and where the range has too many rows for a page. Where the server heeds no
// idAny, these are not read again at all. What does not fit on the page is left
// to the next poll. A poll that fails is no Failed cell.
//
// # Lists by cost or duration
//
// These have no bound to hold on to: they are pages, and a row that is in the
// list already is left out of the pages that show it again. While such a list is
// at rest, apart from what is deleted here, each row is shown exactly once,
// provided that the server's order among equals is the same in each answer. A
// page that was asked for before such a delete is asked for again after it.
//
// While others change it, no row is listed twice at once, and one may be missed
// that moves, or beside which others came or went. Refresh reads the screen anew
// and lets go of everything else, so that what is scrolled to is read anew too;
// a list with Options.Scan is read anew by a new Pager alone. New rows are not
// looked for; the total counts them, and Refresh shows them.
//
// # Where to read
//
// In this order:
//
//	types.go    what goes in and out
//	order.go    the axis on which rows lie: createdAt, or the position
//	segment.go  runs of rows, the gaps between them, and positions
//	fetch.go    the ways of filling a gap, and their requests
//	pager.go    what a Pager knows
//	anchor.go   the screen, and places that survive change
//	arrive.go   an answer comes in, and what it says
//	fill.go     answers for a gap; paged.go those of a list without bounds
//	merge.go    how rows come into the list
//	count.go    how long the list is
//	buffer.go   rows that wait for Join
//	remove.go   rows that go
//	plan.go     what is wanted
//	request.go  what is asked for; size.go how many rows, poll.go what is read again
//	retry.go    what failed
//
// # How it is proven
//
// TestExactlyOnce and TestExactlyOnceSeeds run the pager against a server that
// changes, lies and loses answers. PAGER_STEPS=100000 go test -run Seeds makes
// the long run of the second, PAGER_COSTS=2000 go test -run ByCost that of lists
// by cost; PAGER_SEED says where the seeds begin.
//
// go test -bench . measures. On two cores of an AMD EPYC: a key (Look, Plan and
// 40 times At) takes 0.5 to 1 µs and no allocation at any length from a
// thousand to ten million rows; a page of 100 rows 37 µs, of 1,000 rows 0.3 ms;
// a loaded row about 130 bytes with its ID.
package pager
