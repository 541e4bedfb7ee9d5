// Package plain owns what the program does without a screen: it lists, shows,
// exports and deletes sessions, and writes data on one stream and everything
// else on another.
//
// It reads lists by client/pager, filters by ui/filter, shows rows by the
// columns of ui/sessions, exports in the formats of ui/output, and has deletes
// queued by ui/store and sent by ui/send, as the program with a screen does. It
// reads no flag and knows no exit code: those are ui/cli's.
//
//	plain.go     the Program, and what its errors mean
//	choose.go    which sessions a command is about
//	read.go      reading them, in their order
//	list.go      as lines and as JSON
//	export.go    in the formats of an export
//	delete.go    deletes: what is said before, and what they came to
//	queue.go     carrying the queue out
//	linear.go    a conversation in words, for a screen reader or a pipe
//	commands.go  its commands
//	tell.go      what it tells of a list and of a session
//	progress.go  how far it is, on a terminal
package plain
