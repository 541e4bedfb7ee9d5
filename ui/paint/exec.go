package paint

import (
	"io"
	"os/exec"

	tea "charm.land/bubbletea/v2"
)

// Exec returns a command that runs another program, such as an editor, on the
// terminal. It replaces tea.ExecProcess, and works under tea.NewProgram, too. A nil
// stream of cmd becomes the terminal's. The message of fn arrives after the terminal
// has been taken back.
func Exec(cmd *exec.Cmd, fn tea.ExecCallback) tea.Cmd {
	return tea.Exec(&execCommand{cmd: cmd, run: cmd.Run}, fn)
}

// suspendMsg is the message that hands the terminal to the shell until the program
// continues.
func (p *program) suspendMsg() tea.Msg {
	return tea.Exec(&execCommand{cmd: new(exec.Cmd), run: p.tty.suspend}, func(error) tea.Msg { return tea.ResumeMsg{} })()
}

// execCommand is a tea.ExecCommand that has the terminal while run runs.
type execCommand struct {
	cmd     *exec.Cmd
	run     func() error
	program *program // nil under tea.NewProgram, which restores the terminal itself
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

// lendTerminal hands the terminal to run and takes it back afterwards. Bubble Tea
// reads no input and handles no messages meanwhile.
func (p *program) lendTerminal(run func() error) error {
	p.keys.stop() // filter has stopped them, but an earlier program may have started them since
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
