// Package store owns what the program knows of sessions and what it is about
// to change: rows, marks, writes on their way, and the IDs that are no more.
//
// It is pure: no I/O, no clock, no goroutine. Time comes in as an argument,
// requests go out as Work and their answers come back through Finish. Of this
// module it imports only client and ui/words. A Store is not safe for concurrent use.
//
// # Rows
//
// A row is what the server said last (the base), with the fields of the edits
// that are on their way. Answers come late, twice and out of order, so every answer is given
// with the moment its request was sent, and three rules hold:
//
//   - an older updatedAt never replaces a newer one; between equal ones the
//     request that was sent later wins;
//   - an ID that was deleted stays deleted, unless a request that was sent after
//     the answer finds it again: the answer was not true;
//   - what was written by us is not replaced by an older reading, even after
//     its row was let go. That is remembered for an hour; from then on an
//     answer to a request from before the write may refresh rows that are
//     held, but brings no others.
//
// # Writes
//
// Edit and Delete queue writes; Next hands out what is due, at most
// Options.Parallel requests at a time; Finish takes the answer. Of one session
// there is never more than one write under way: later edits wait and merge, a
// delete waits for an edit. A delete waits Options.UndoWindow, and until its
// request is handed out Undo takes it back. Undo of an edit that was sent is an
// edit as any other: the same fields, with the values that the server had
// before, queued and compared; only messages are left alone where others came
// meanwhile. What is to be deleted is read again first, many in one request
// where they are in bulk, and what changed since it was marked or shown is left
// out. A reading that is older than a second when the delete leaves, or older than
// a row that came since, is repeated, and so is one before each further try of the
// same delete. A write of which nobody knows whether it arrived is read back, never
// repeated blindly.
//
// Edits and deletes are apart in what differs: the edits of a session merge into
// one write and can be turned around whenever, while a delete goes alone through a
// window, a reading and a copy, and nothing takes it back. What is alike they share:
// how they are handed out, read back, tried again, given up, and undone.
//
// An edit has two sides, before and after it. The server holds one of them and the
// person wants one; while these differ it waits to be sent, or is sent.
//
// A delete is in one state; all but the last can be taken back:
//
//	waiting  in its undo window     then due
//	due      to be sent             then reading or, one by one, sending; held while the session is edited
//	reading  read again, in bulk    then ready, or left out
//	ready    its copy is kept       then sending; due again when the reading is old
//	sending  its request is out     then settled; due again after a 429; without an answer it is
//	         read back, and settled, or due again when the session is still there
//
// Call Next after every other call and whenever Deadline has come.
package store
