// Package store keeps the loaded rows, the marks, and the writes that are not settled,
// with their history for undo and redo.
//
// It is pure: no I/O, no clock, no goroutine. Time is an argument, requests leave as
// Work, and their outcomes come back through Finish. Of this module it imports only
// client and ui/words. A Store is not safe for concurrent use.
//
// # Rows
//
// A row is the last answer of the server (the base) with the values of edits that are
// not settled. Answers may come late, twice, or out of order. So each is merged with
// the time at which its request was sent, by three rules:
//
//   - an older updatedAt never replaces a newer one; of two readings of one version
//     the one that was requested later wins;
//   - a deleted session stays deleted, unless a later request lists it again;
//   - our own write is not replaced by an older reading, even when its row is not
//     loaded any more. This is remembered for an hour; after that, an answer to a
//     request from before the write may change loaded rows, but adds none.
//
// # Writes
//
// Edit and Delete queue writes, Next hands out works, and Finish takes their outcomes.
// Call Next after every other call, and when Deadline has come. Of one session, one
// write at a time is in flight: later edits wait and are merged, and a delete waits
// for edits. A write of which nobody knows whether it arrived is read back; it is never
// repeated unseen, and its values on the server are no change of others.
//
// An edit has two sides, its old and its new values. The server has one of them and the
// person wants one; while they differ, the wanted side is sent. Undo and Redo change the
// wanted side. Every write is compared with the session on the server before it is sent.
//
// A delete waits for the end of its undo window, is compared with the session on the
// server, and is sent after a copy was kept. Bulk deletes read many sessions in one
// request. A reading is repeated when it is older than a second, or older than the row,
// and before every further try. A delete is in one of these states; until it is sent, it
// can be cancelled:
//
//	waiting  in its undo window     then due
//	due      to be sent             then reading or, one by one, sending; held while the session has edits
//	reading  read again, in bulk    then ready, or settled because it changed
//	ready    its copy is kept       then sending; due again when the reading is too old
//	sending  its request is sent    then settled; due again after a 429; without an answer it is
//	         read back, and settled, or due again when the session is still there
//
// # Files
//
//	store.go, merge.go, memory.go         rows, how answers are merged, what we wrote lately
//	mark.go, count.go                     marks, and sums over selected sessions
//	base.go, patch.go                     the fields of an edit, and how they are compared
//	edit.go, finishedit.go                edits, and how they end
//	delete.go, window.go, bulk.go         deletes, their undo window, their batch readings
//	queue.go, work.go, outcome.go         the queue, its works, their outcomes
//	finish.go, resend.go, failure.go      how works end, further tries, failed writes
//	history.go, undo.go                   the steps of the person, undo and redo
//	progress.go                           how many writes are done, and how fast
package store
