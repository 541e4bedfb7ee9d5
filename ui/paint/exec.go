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
func Exec(cmd *exec.Cmd, fn tea.ExecCallback) tea.Cmd { return tea.Exec(&process{cmd: cmd}, fn) }

// process is another program that is to have the terminal.
type process struct {
	cmd   *exec.Cmd
	owner *program // nil under tea.NewProgram, which gives the terminal back by itself
}

// SetStdin implements tea.ExecCommand.
func (c *process) SetStdin(r io.Reader) {
	switch keys := r.(type) {
	case *input:
		c.owner, r = keys.owner, keys.file
	case *safeFile:
		r = keys.File
	}
	if c.cmd.Stdin == nil {
		c.cmd.Stdin = r
	}
}

// SetStdout implements tea.ExecCommand.
func (c *process) SetStdout(w io.Writer) {
	if c.owner != nil {
		w = c.owner.o.Output
	}
	if c.cmd.Stdout == nil {
		c.cmd.Stdout = w
	}
}

// SetStderr implements tea.ExecCommand.
func (c *process) SetStderr(w io.Writer) {
	if c.cmd.Stderr == nil {
		c.cmd.Stderr = w
	}
}

// Run implements tea.ExecCommand.
func (c *process) Run() error {
	if c.owner == nil {
		return c.cmd.Run()
	}
	return c.owner.lend(c.cmd.Run)
}

// suspension is the shell having the terminal.
type suspension struct{ p *program }

// SetStdin implements tea.ExecCommand.
func (s *suspension) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (s *suspension) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (s *suspension) SetStderr(io.Writer) {}

// Run implements tea.ExecCommand.
func (s *suspension) Run() error { return s.p.lend(s.p.tty.suspend) }

// lend runs something that has the terminal for itself. Bubble Tea reads no
// input and handles no messages meanwhile.
func (p *program) lend(run func() error) error {
	p.keys.stop() // once more: another program may have had the terminal since
	defer p.keys.start()
	p.tty.hold(true)
	if err := p.paint.hold([]byte(p.modes.leave())); err != nil {
		p.tty.hold(false)
		p.paint.release([]byte(p.modes.enter()))
		return err
	}
	_ = p.tty.restore()
	err := run()
	if raw := p.tty.raw(); err == nil {
		err = raw
	}
	p.tty.hold(false)
	p.paint.release([]byte(p.modes.enter()))
	return err
}
