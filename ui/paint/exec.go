package paint

import (
	"io"
	"os/exec"

	tea "charm.land/bubbletea/v2"
)

// Exec gives a command that lets another program have the terminal, an editor
// say, and takes it back afterwards. It takes the place of tea.ExecProcess, and
// works under tea.NewProgram too. Streams that are nil are the terminal's. The
// callback's message, if any, arrives when the terminal is ours again.
func Exec(cmd *exec.Cmd, fn tea.ExecCallback) tea.Cmd {
	return tea.Exec(&execCommand{cmd: cmd, run: cmd.Run}, fn)
}

// suspendMsg gives a message that lets the shell have the terminal.
func (p *program) suspendMsg() tea.Msg {
	return tea.Exec(&execCommand{cmd: new(exec.Cmd), run: p.tty.suspend}, func(error) tea.Msg { return tea.ResumeMsg{} })()
}

// execCommand is another program that is to have the terminal, as long as run runs.
type execCommand struct {
	cmd     *exec.Cmd
	run     func() error
	program *program // nil under tea.NewProgram, which gives the terminal back by itself
}

// SetStdin implements tea.ExecCommand.
func (b *execCommand) SetStdin(r io.Reader) {
	switch keys := r.(type) {
	case *keyInput:
		b.program, r = keys.program, keys.file
	case *safeFile:
		r = keys.File
	}
	if b.cmd.Stdin == nil {
		b.cmd.Stdin = r
	}
}

// SetStdout implements tea.ExecCommand.
func (b *execCommand) SetStdout(w io.Writer) {
	if b.program != nil {
		w = b.program.tty.out
	}
	if b.cmd.Stdout == nil {
		b.cmd.Stdout = w
	}
}

// SetStderr implements tea.ExecCommand.
func (b *execCommand) SetStderr(w io.Writer) {
	if b.cmd.Stderr == nil {
		b.cmd.Stderr = w
	}
}

// Run implements tea.ExecCommand.
func (b *execCommand) Run() error {
	if b.program == nil {
		return b.run()
	}
	return b.program.lendTerminal(b.run)
}

// lendTerminal runs something that has the terminal for itself. Bubble Tea reads no
// input and handles no messages meanwhile.
func (p *program) lendTerminal(run func() error) error {
	p.keys.stop() // once more: another program may have had the terminal since
	defer p.keys.start()
	p.tty.setLent(true)
	if err := p.painter.pause([]byte(p.modes.leave())); err != nil {
		p.tty.setLent(false)
		p.painter.resume([]byte(p.modes.enter()))
		return err
	}
	_ = p.tty.restore()
	err := run()
	if raw := p.tty.raw(); err == nil {
		err = raw
	}
	p.tty.setLent(false)
	p.painter.resume([]byte(p.modes.enter()))
	return err
}
