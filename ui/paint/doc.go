// Package paint gets a program's frames onto the terminal: a frame in, the
// bytes that change the screen out. It imports nothing of ours.
//
// Run runs a Model as a Bubble Tea program without Bubble Tea's renderer. That
// one paints on a ticker and reads every frame back into cells; this package
// paints when a message has been handled, at once if the last frame is old
// enough (4 ms), and composes no more frames than can be shown, so a thousand
// keys typed ahead cost a handful of frames. The frame is asked for with
// Model.Frame, the modes of the terminal with View. A Quick model asks for what
// it wants after its frame has left; then it may draw the frame that comes if
// the same is done once more, and the bytes for it are found before the key
// comes. A frame that was not expected costs what it always costs.
//
// A frame goes out in the turn of the message that led to it, as far as the
// terminal takes it without being waited for; a goroutine writes the rest, and
// whatever comes while a terminal is slow.
//
// What the package owns, therefore: raw mode, the alternate screen, mouse,
// paste, focus and keyboard modes, the title, sizes, signals, the time when
// another program has the terminal (Exec, tea.Suspend), and giving everything
// back: after a quit, an error, a panic anywhere in the model or its commands,
// and a signal. A model quits with tea.Quit and suspends with tea.Suspend;
// instead of tea.ExecProcess, tea.ClearScreen and tea.SetClipboard it uses
// Exec, Redraw and Write, for Bubble Tea's own wait for a tick. A plain
// goroutine's panic cannot be caught by anybody: use commands. With Setup.Stock
// the same model runs on the stock renderer.
//
//	doc.go           this
//	cells.go         a line → cells
//	encode.go        the cells that differ → bytes
//	scroll.go        lines that moved
//	screen.go        a frame → bytes, the shortest way
//	painter.go       when to write, and to whom
//	loop.go          what is written later
//	modes.go         what is switched on and off
//	input.go         keys, and when not to read them
//	typing.go        which keys need no reader to understand them
//	source.go        where keys are read from
//	reopen_*.go      a terminal opened once more, that nobody waits for
//	run.go shell.go  the Bubble Tea program around a model
//	terminal_*.go    raw mode, signals, suspending
//
// Lines are compared by cells: only cells that differ are written, moved lines
// are moved, erasing replaces blanks, and a character that terminals disagree
// about moves nothing but itself. Nothing in a line but colours, attributes
// and text reaches the terminal.
//
// The proof is TestThePainterShowsWhatPlainRepaintsShow, and for what goes past
// Bubble Tea's reader TestNothingOvertakesAnything; -rapid.checks=N makes them
// longer. BenchmarkPaint tells time and bytes per frame.
package paint
