package paint

import (
	"io"
	"os"
	"os/exec"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Messages between commands of this package and the program that runs them.
type (
	dueMsg       struct{}
	continuedMsg struct{} // the program was stopped, and did not give the terminal back before
	resizedMsg   struct{}
	redrawMsg    struct{}
	suspendMsg   struct{}
	writeMsg     struct{ seq string }
	execMsg      struct {
		cmd *exec.Cmd
		fn  tea.ExecCallback
	}
)

// Redraw is a command that writes the whole screen anew.
func Redraw() tea.Msg { return redrawMsg{} }

// Write gives a command that sends an escape sequence to the terminal at once,
// such as one that fills its clipboard. It must not draw.
func Write(seq string) tea.Cmd { return func() tea.Msg { return writeMsg{seq} } }

// Exec gives a command that lets another program have the terminal, an editor
// say, and takes it back afterwards. Streams that are nil are the terminal's.
// The callback's message, if any, arrives when the terminal is ours again.
func Exec(cmd *exec.Cmd, fn tea.ExecCallback) tea.Cmd {
	return func() tea.Msg { return execMsg{cmd, fn} }
}

// Init starts the model.
func (p *program) Init() (cmd tea.Cmd) {
	defer p.catch()
	return p.guard(p.model.Init())
}

// View gives the stock renderer what it paints; nobody else looks at it.
func (p *program) View() (v tea.View) {
	if p.paint != nil {
		return tea.View{}
	}
	defer p.catch()
	v = p.model.View()
	v.AltScreen = true
	v.Cursor = nil
	v.SetContent(strings.Join(p.static.Lines, "\n"))
	if at := p.static.Cursor; at != nil {
		v.Cursor = tea.NewCursor(at.X, at.Y)
	}
	if v.Content == "" {
		v.SetContent(" ") // an empty one is drawn again on every tick
	}
	return v
}

// Update passes a message to the model and shows what came of it.
func (p *program) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer p.catch()
	cmd, ours := p.own(msg)
	if ours {
		return p, cmd
	}
	if r, ok := msg.(tea.ModeReportMsg); ok && p.paint != nil && r.Mode == ansi.ModeSynchronizedOutput {
		p.paint.SetSync(r.Value == ansi.ModeReset || r.Value == ansi.ModeSet)
	}
	quick, ok := p.model.(Quick)
	if !ok || p.paint == nil {
		cmd = p.update(msg)
		p.show()
		return p, cmd
	}
	cmd = p.guard(quick.React(msg))
	p.changeModes()
	if shown := p.show(); !shown && flood(msg) {
		return p, cmd // a frame is due, and Settle with it
	}
	cmd = tea.Batch(cmd, p.guard(quick.Settle()))
	if f, ok := quick.Ahead(); ok {
		p.paint.Expect(f)
	}
	return p, cmd
}

// flood reports whether a message is of those that come by the hundred.
func flood(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg:
		return true
	}
	return false
}

// own handles the messages that are not the model's.
func (p *program) own(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case dueMsg:
		p.due = false
		p.show()
		if quick, ok := p.model.(Quick); ok {
			return p.guard(quick.Settle()), true
		}
	case redrawMsg:
		if p.paint == nil {
			return tea.ClearScreen, true
		}
		p.paint.Invalidate()
	case writeMsg:
		if p.paint == nil {
			return tea.Raw(msg.seq), true
		}
		_, _ = p.paint.Write([]byte(msg.seq))
	case execMsg:
		return p.exec(msg), true
	case suspendMsg:
		return p.hand(p.tty.suspend, func(error) tea.Msg { return tea.ResumeMsg{} }), true
	case continuedMsg:
		if err := p.retake(); err != nil {
			p.stop(err)
		}
	default:
		return nil, false
	}
	return nil, true
}

func (p *program) update(msg tea.Msg) tea.Cmd {
	m, cmd := p.model.Update(msg)
	if next, ok := m.(Model); ok {
		p.model = next
	}
	p.changeModes()
	return p.guard(cmd)
}

// changeModes switches the terminal to what the model wants of it now.
func (p *program) changeModes() {
	if p.paint == nil {
		return
	}
	if to := modesOf(p.model.View()); to != p.modes {
		_, _ = p.paint.Write([]byte(p.modes.change(to)))
		p.modes = to
	}
}

// show hands the newest frame to the painter. In a flood of messages only as
// many frames are composed as can be shown, and one when it is over. It reports
// whether no frame is left to show.
func (p *program) show() (shown bool) {
	if p.paint == nil {
		p.static = p.model.Frame()
		return true
	}
	wait := p.paint.Ready()
	switch {
	case wait <= 0:
		if f := p.model.Frame(); f.Width > 0 && f.Height > 0 {
			p.paint.Paint(f)
		}
		return true
	case !p.due:
		p.due = true
		time.AfterFunc(wait, func() { p.tea.Send(dueMsg{}) })
	}
	return false
}

// exec lets another program have the terminal.
func (p *program) exec(msg execMsg) tea.Cmd {
	if p.paint == nil {
		return tea.ExecProcess(msg.cmd, msg.fn)
	}
	c := msg.cmd
	if c.Stdin == nil {
		c.Stdin = p.setup.Input
	}
	if c.Stdout == nil {
		c.Stdout = p.setup.Output
	}
	if c.Stderr == nil {
		c.Stderr = os.Stderr
	}
	return p.hand(c.Run, msg.fn)
}

// hand hands the terminal over while run runs.
func (p *program) hand(run func() error, fn tea.ExecCallback) tea.Cmd {
	p.keys.stop()
	return tea.Exec(&held{p: p, run: run}, fn)
}

// held runs something that has the terminal for itself. Bubble Tea does not
// read input, nor handle messages, meanwhile.
type held struct {
	p   *program
	run func() error
}

// Run implements tea.ExecCommand.
func (h *held) Run() error {
	p := h.p
	p.keys.stop() // once more: another program may have had the terminal since
	defer p.keys.start()
	p.tty.hold(true)
	if err := p.paint.Hold([]byte(p.modes.leave())); err != nil {
		p.tty.hold(false)
		p.paint.Release([]byte(p.modes.enter()))
		return err
	}
	_ = p.tty.restore()
	err := h.run()
	if raw := p.tty.raw(); err == nil {
		err = raw
	}
	p.tty.hold(false)
	p.paint.Release([]byte(p.modes.enter()))
	return err
}

// SetStdin implements tea.ExecCommand; the streams are set already.
func (h *held) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (h *held) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (h *held) SetStderr(io.Writer) {}

// catch ends the program after a panic, so that the terminal is restored
// before anybody reports it.
func (p *program) catch() {
	if v := recover(); v != nil {
		p.stop(&Panic{Value: v, Stack: debug.Stack()})
	}
}

// guard makes a command, and those it leads to, end the program when they
// panic.
func (p *program) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer p.catch()
		return p.guardAll(cmd())
	}
}

// guardAll guards the commands inside a message: those of tea.Batch, and those
// of tea.Sequence, whose message has no name but the same shape.
func (p *program) guardAll(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	guarded := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		if cmd, ok := v.Index(i).Interface().(tea.Cmd); ok {
			guarded.Index(i).Set(reflect.ValueOf(p.guard(cmd)))
		}
	}
	return guarded.Interface()
}
