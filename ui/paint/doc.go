// Package paint runs any full-screen tea.Model on a terminal and shows its views
// sooner than the stock renderer. It imports nothing of ours.
//
// Run replaces tea.NewProgram(model).Run(). Bubble Tea's renderer paints on a ticker
// and parses every view into cells. This package paints after a message was handled,
// at once if the last frame is 4 ms old, and asks for no more views than it can show,
// so a thousand keys typed ahead cost a handful of frames. Keys, commands and messages
// are Bubble Tea's own. Of a view it uses the content, the cursor's position, mouse
// mode, focus reports, pasting, title, progress bar and keyboard enhancements. It
// always uses the alternate screen.
//
// One goroutine writes the frames, so nobody waits for a slow terminal, and that shows
// the newest frame as soon as it reads again.
//
// Without its renderer Bubble Tea does not set up the terminal. So this package owns
// raw mode, modes, sizes, signals, handing the terminal to another program (Exec,
// tea.Suspend), and restoring it: after a quit, an error, a signal, and a panic in the
// model or its commands. A model runs an editor with Exec, which works under
// tea.NewProgram, too; tea.ExecProcess does not work here. A panic in another
// goroutine cannot be caught: use commands.
//
//	run.go, model.go  Run: the Bubble Tea program around a model
//	painter.go        when to write frames, and the goroutine that does
//	screen.go         a frame into bytes
//	cells.go          a line into cells
//	encode.go         cells that differ into bytes
//	scroll.go         lines that moved together
//	modes.go          modes of the terminal
//	queries.go        queries to the terminal, and waiting for their answers
//	input.go          Bubble Tea's input, and when it is read
//	inputfilter.go    what Bubble Tea's reader sees of it
//	source.go         reading keys with a timeout
//	exec.go           handing the terminal to another program
//	terminal_*.go     raw mode, signals, suspending
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
