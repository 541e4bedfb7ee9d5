// Package paint runs any full-screen tea.Model on a terminal and shows its views
// sooner than the stock renderer. It imports nothing of ours.
//
// Run takes the place of tea.NewProgram(model).Run(). Bubble Tea's renderer
// paints on a ticker and reads every view back into cells; this package paints
// when a message has been handled, at once if the last frame is old enough
// (4 ms), and asks for no more views than can be shown, so that a thousand keys
// typed ahead cost a handful of frames. Keys, commands and messages are Bubble
// Tea's own. Of a view the content, the cursor's position, mouse mode, focus
// reports, pasting, title and keyboard enhancements count; the alternate screen
// is always used.
//
// A goroutine writes the frames: nobody waits for a terminal that is slow, and it
// is shown the newest one when it reads again.
//
// Bubble Tea without its renderer leaves the terminal alone, so this package
// owns raw mode, modes, sizes, signals, the time when another program has the
// terminal (Exec, tea.Suspend), and giving everything back: after a quit, an
// error, a panic in the model or its commands, and a signal. For an editor a
// model uses Exec, which works under tea.NewProgram too; tea.ExecProcess does
// not work here. A plain goroutine's panic cannot be caught by anybody: use
// commands.
//
//	doc.go           this
//	cells.go         a line → cells
//	encode.go        the cells that differ → bytes
//	scroll.go        lines that moved
//	screen.go        a frame → bytes
//	painter.go       when to write, and to whom
//	modes.go         what is switched on and off
//	run.go model.go  the Bubble Tea program around a model
//	queries.go       queries, and waiting for their answers
//	exec.go          other programs that have the terminal for a while
//	input.go         keys, and when not to read them
//	inputfilter.go   what of the keys Bubble Tea's reader may see
//	source.go        where keys are read from
//	terminal_*.go    raw mode, signals, suspending
//
// picture and termtest are for tests: no other code may import them.
//
// Lines that moved together are moved, others are compared by cells: only cells
// that differ are written, erasing replaces blanks, and a character that
// terminals disagree about moves nothing but itself. At 120x40 a step in a list
// writes 0.3 kB while its lines are as wide as the screen, and 2 to 3 kB beside a
// pane, where they are not. Nothing in a line but colours, attributes,
// links (OSC 8) and text reaches the terminal.
//
// Ultraviolet's renderer, given only the lines that changed, shows the same and
// was measured: a key took 1.0 ms to its frame where this package took 0.5, and
// twice the CPU, since its cells are large and each is compared by its colours.
//
// The proof is TestThePainterShowsWhatPlainRepaintsShow; -rapid.checks=N makes
// it longer. BenchmarkPaint tells time and bytes per frame.
package paint
