// Package plain owns what the program does without a screen: it lists, shows,
// exports and deletes sessions, and writes data on one stream and everything
// else on another.
//
// It reads lists by client/pager, filters by ui/filter, shows rows by the
// columns of ui/sessions, exports in the formats of ui/output, and has deletes
// queued by ui/store and sent by ui/send, as the program with a screen does. It
// reads no flag and knows no exit code: those are ui/cli's.
//
// Program is the value behind all commands. Every command takes a Choice, reads its
// sessions one by one (forEach), and writes or deletes them.
//
//	plain.go     Program, its options and its error types
//	choose.go    Choice: sessions by ID, or by view and filter
//	read.go      reading a list page by page, or whole where it is sorted here
//	list.go      the list command: lines of cells, or JSON
//	export.go    the get and export commands
//	delete.go    the delete and cleanup commands
//	queue.go     sending queued writes and collecting their results
//	linear.go    conversation: commands as lines of text, for a screen reader or a pipe
//	commands.go  the commands of a conversation
//	tell.go      what a conversation says of the list and of the open session
//	progress.go  the progress line on a terminal
package plain
