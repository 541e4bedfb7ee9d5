// Package pager decides which rows of the list to fetch next and keeps the
// list whole: every session that exists for the whole of a scroll is shown
// once and only once, whatever is created, changed or deleted meanwhile.
//
// It owns the order of the rows (by ID), the gaps between those that are
// loaded, the requests in flight, and the new rows that are buffered. It is
// pure: no I/O, no clock (the time comes in as an argument), no UI. It is not
// safe for concurrent use. It may import client, for its types only.
//
// # How the list stays whole
//
// Loaded rows form segments. A segment has a span: the range of createdAt of
// which every row is known. A page makes a span known: from the bound that was
// asked for to its last row, or to the other bound when it is proven to be the
// last page. Segments become one only when their spans meet, never because they
// share a row.
//
// The newest row of the first answer is the snapshot bound. Rows newer than that
// are buffered until Join, and so is a row that comes to match between rows that
// are shown. Where one instant has more rows than a page, it is read by page
// numbers (a page scan), each page beginning with rows of the one before: when it
// does not, something was deleted meanwhile, and the scan begins anew. A server
// that ignores page numbers gives only the first page of such an instant: after a
// few pages that bring nothing, a Failed cell stands where the rest should be.
//
// Between two segments lies a gap. It is filled from the segment above it, from
// the one below, or by a jump into its middle; each of these is at rest, in
// flight, or failed, and then shows a Failed cell until it is tried again. The
// first segment begins at the start of the list and the last one ends at its end:
// they have no rows until some are proven to be the first, or the last. The list is
// complete when both are the same segment.
//
// The server's count of the whole list sizes the gaps whose sizes are guesses;
// the count of a poll sizes all gaps. The end of the list is believed when a short
// page and what the server says of it agree, or when several short pages in a row
// bring nothing new. The rows that are farthest from the screen are evicted, back
// into gaps, so that Options.Retain stay. Rows of one instant are evicted together.
//
// Parts that look needless, and the case that needs each of them:
//
//   - gap.exact: others delete loaded rows, so a jump finds fewer. A gap of evicted
//     rows keeps its size, or the end would be looked for before it.
//   - fetchState.fruitless: a server says that there are more rows and sends none, or
//     sends known ones again and again, as one that ignores page numbers. A jump into
//     the list of such a server brings nothing either, and the middle of the list is
//     read from the nearer end.
//   - pageScan.lastIDs: rows of an instant are deleted between two pages by number,
//     and the second page begins behind rows that no answer has shown.
//   - row.seenTick and request.sentTick: a page that was read before a delete comes
//     after the answer that showed the row to be gone, or the other way round.
//   - Pager.buffered, beside segments: a row comes to match between two that are shown.
//     It has a place in the list, but must not move what the person looks at.
//   - Anchor, beside positions: the screen shows rows that are not loaded while the
//     gap before them grows. The same holds for a failure.
//
// # What a poll finds
//
// Loaded rows are read again only by Poll. It reads the rows on the screen with
// one request, looks for new rows with another, and has the list counted by a
// third: Stats.Total follows what others delete and create. A row on the screen
// that was deleted elsewhere, or no longer matches, is reported by Change.Gone and
// stays where it is. Rows off the screen are not checked until a poll comes while
// they are on it; what time alone changes comes through Judge. A row that
// ceased to match while a page with it was in flight may be buffered as new; a poll
// then marks it.
//
// The request goes by the range of createdAt, which brings also what came to
// match between the rows on the screen: such rows are buffered until Join. It
// goes by IDs, and finds no such rows, in lists without bounds, with
// Options.Scan, where rows are shown in another order than the list's (View.IDs),
// and where the range has too many rows for a page. Where the server ignores
// idAny, these are not read again at all. What does not fit on the page is left
// to the next poll. A poll that fails shows no Failed cell.
//
// # Lists by cost or duration
//
// These lists have no bounds. They are read by page number, and a row that is in
// the list already is left out of pages that show it again. While nothing but
// deletes made here changes such a list, each row is shown exactly once, provided
// that the server's order among equals is the same in each answer. A page that was
// asked for before such a delete is asked for again after it.
//
// While others change it, no row is listed twice at once, but one may be missed
// that changes position, or beside which others came or went. Refresh reads the
// screen anew and evicts all other rows, so that what is scrolled to is read anew
// too; a list with Options.Scan is read anew by a new Pager alone. New rows are not
// looked for; the total counts them, and Refresh shows them.
//
// # Where to read
//
// In this order:
//
//	types.go    the values that go in and come out
//	order.go    the axis on which rows lie: createdAt, or the server's position
//	segment.go  runs of rows, the gaps between them, and positions
//	fetch.go    the kinds of requests, and how each way of fetching stands
//	pager.go    the Pager and its plain questions
//	anchor.go   the screen, and places that survive change
//	plan.go     which requests would be good to have, and which are sent
//	request.go  the range and page of a request
//	size.go     how many rows to ask for
//	poll.go     reading the screen again
//	arrive.go   an answer becomes rows in the list's order
//	fill.go     answers that fill a gap
//	paged.go    pages of lists without bounds
//	merge.go    how rows come into the list
//	count.go    how long the list is
//	buffer.go   rows that wait for Join
//	remove.go   rows that are deleted or evicted
//	retry.go    failed requests: where they show, and when they are tried again
//
// # How it is proven
//
// TestExactlyOnce and TestExactlyOnceSeeds run the pager against a server that
// changes, lies and loses answers. PAGER_STEPS=100000 go test -run Seeds makes
// the long run of the second, PAGER_COSTS=2000 go test -run ByCost that of lists
// by cost; PAGER_SEED says where the seeds begin.
//
// go test -bench . measures. On two cores of an AMD EPYC: a key (SetView, Plan and
// 40 times At) takes 0.5 to 1 µs and no allocation at any length from a
// thousand to ten million rows; a page of 100 rows 37 µs, of 1,000 rows 0.3 ms;
// a loaded row about 130 bytes with its ID.
package pager
