package paint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Options say how a model runs.
type Options struct {
	Env     []string             // as os.Environ gives it
	Profile colorprofile.Profile // colour profile of the model's views
}

// Signal is the error of a program that was ended by a signal.
type Signal struct{ os.Signal }

// Error names the signal.
func (s Signal) Error() string { return "ended by signal: " + s.String() }

// errQuit is the cancellation cause after tea.Quit.
var errQuit = errors.New("quit")

// program is the model that Bubble Tea runs. It shows the views of the model inside
// it, and does what Bubble Tea leaves to its renderer.
type program struct {
	model   tea.Model
	o       Options
	tea     *tea.Program
	send    func(tea.Msg)
	tty     *terminal
	keys    *keyInput
	painter *painter
	stop    context.CancelCauseFunc

	// Only the event loop touches these.
	modes          modes
	frameTimerOn   bool      // a frameDueMsg is to come
	hasQuit        bool      // the model has quit
	queriesSent    int       // number of queries sent to the terminal
	queriesSettled int       // number of queries that are answered, or will not be
	postponed      []tea.Msg // messages to send when all queries are settled
	w, h           int
}

// Run runs a model on the standard streams until it quits, and always restores the
// terminal. Keys come from the controlling terminal if the standard input is not a
// terminal. Quitting takes milliseconds, even with many keys typed ahead.
//
// The error is nil after tea.Quit; a *Panic after a panic in the model, in one of its
// commands or in painting; a Signal after SIGINT, SIGTERM, SIGHUP or SIGQUIT; the
// context's cause when the context is cancelled; or an error of the terminal.
func Run(ctx context.Context, m tea.Model, o Options) error {
	if !ownModes {
		_, err := tea.NewProgram(m, tea.WithContext(ctx)).Run()
		return err
	}
	keys, err := openKeyboard(os.Stdin)
	if err != nil {
		return err
	}
	if keys != os.Stdin {
		defer func() { _ = keys.Close() }() // nothing was written to it
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	p := &program{model: m, o: o, stop: stop, tty: &terminal{in: keys, out: os.Stdout}}
	p.keys = &keyInput{file: keys, program: p}
	if err := p.prepare(ctx); err != nil {
		return err
	}
	return errors.Join(p.run(ctx), p.restore())
}

// idleFPS is how often Bubble Tea looks for something to write. Only its own commands
// that write escape sequences need that.
const idleFPS = 1

// prepare puts the terminal into raw mode and starts the painter.
func (p *program) prepare(ctx context.Context) error {
	w, h, err := p.size()
	if err != nil {
		return fmt.Errorf("asking the terminal for its size: %w", err)
	}
	if err := p.tty.raw(); err != nil {
		return fmt.Errorf("preparing the terminal: %w", err)
	}
	p.painter = newPainter(p.tty.out, p.stop)
	p.painter.setSync(supportsSync(p.env))
	p.tea = tea.NewProgram(p, tea.WithContext(ctx), tea.WithInput(p.keys), tea.WithOutput(repaintingWriter{p.painter}),
		tea.WithEnvironment(p.o.Env), tea.WithColorProfile(p.o.Profile), tea.WithFilter(p.filter),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithFPS(idleFPS), tea.WithWindowSize(w, h))
	p.send = p.tea.Send
	p.painter.write([]byte(p.modes.enter()))
	p.queryFeatures()
	return nil
}

// size is the size of the terminal in cells. For a terminal that does not know it,
// such as a serial line, it is that of the environment, or 80x24.
func (p *program) size() (w, h int, err error) {
	w, h, err = p.tty.size()
	return p.dimension(w, "COLUMNS", 80), p.dimension(h, "LINES", 24), err
}

// dimension returns the first of n, the environment variable and fallback that is
// positive.
func (p *program) dimension(n int, name string, fallback int) int {
	fromEnv, _ := strconv.Atoi(p.env(name))
	return cmp.Or(max(0, n), max(0, fromEnv), fallback)
}

func (p *program) restore() error {
	p.keys.stop()
	return errors.Join(p.painter.close([]byte(p.modes.leave())), p.tty.restore())
}

func (p *program) env(name string) string { return uv.Environ(p.o.Env).Getenv(name) }

// run runs Bubble Tea and returns why it ended.
func (p *program) run(ctx context.Context) error {
	defer p.watchSignals(p.stop)()
	_, err := p.tea.Run()
	if cause := context.Cause(ctx); errors.Is(cause, errQuit) {
		return nil
	} else if cause != nil {
		return cause
	}
	return err
}

// Messages of the runner's own.
type (
	frameDueMsg  struct{} // a frame may be shown again
	continuedMsg struct{} // the program continues after a stop at which it did not give the terminal back
	resizedMsg   struct{}
)

// Messages of Bubble Tea that have no exported type.
var (
	execType       = reflect.TypeOf(tea.Exec(nil, nil)())
	clearType      = reflect.TypeOf(tea.ClearScreen())
	backgroundType = reflect.TypeOf(tea.RequestBackgroundColor())
)

// filter sees every message first. It does what Bubble Tea leaves to its renderer, or
// does only at its next tick.
func (p *program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if p.hasQuit || p.postpone(msg) {
		return nil
	}
	switch m := msg.(type) {
	case uv.PrimaryDeviceAttributesEvent:
		p.settleQueries(p.queriesSettled + 1)
		return nil
	case queryTimeoutMsg:
		p.settleQueries(m.upTo)
		return nil
	case tea.QuitMsg:
		// When Bubble Tea quits by itself, it waits for a reader that has keys to deliver.
		p.hasQuit = true
		p.keys.stop() // later keys are for the shell
		p.stop(errQuit)
		return nil
	case tea.SuspendMsg:
		p.keys.stop()
		return p.suspendMsg()
	case tea.RawMsg:
		p.painter.write([]byte(fmt.Sprint(m.Msg)))
		return nil
	case tea.ModeReportMsg:
		if m.Mode == ansi.ModeSynchronizedOutput {
			p.painter.setSync(m.Value == ansi.ModeReset || m.Value == ansi.ModeSet)
		}
	case continuedMsg:
		if err := p.retakeTerminal(); err != nil {
			p.stop(err)
		}
		return nil
	case resizedMsg:
		w, h, err := p.size() // the size now, which may differ from that at the signal
		if err != nil {
			return nil
		}
		return p.newSize(tea.WindowSizeMsg{Width: w, Height: h})
	case tea.WindowSizeMsg:
		return p.newSize(m)
	}
	switch reflect.TypeOf(msg) {
	case execType:
		p.keys.stop()
	case clearType:
		p.painter.invalidate()
		return nil
	case backgroundType:
		p.query(ansi.RequestBackgroundColor)
		return nil
	}
	return msg
}

// newSize returns the message for a new size, or nil for the size that is shown.
func (p *program) newSize(size tea.WindowSizeMsg) tea.Msg {
	if size.Width <= 0 || size.Height <= 0 || size.Width == p.w && size.Height == p.h {
		return nil
	}
	p.w, p.h = size.Width, size.Height
	return size
}

// showView paints the model's view. In a flood of messages it asks for a view only
// when the painter is ready, and for one more at the end.
func (p *program) showView() {
	if wait := p.painter.untilReady(); wait > 0 {
		if !p.frameTimerOn {
			p.frameTimerOn = true
			time.AfterFunc(wait, func() { p.send(frameDueMsg{}) })
		}
		return
	}
	v := p.model.View()
	if to := modesOf(v); to != p.modes {
		p.painter.write([]byte(p.modes.switchTo(to)))
		p.modes = to
	}
	f := frame{content: v.Content, w: p.w, h: p.h}
	if v.Cursor != nil {
		f.cursor = &tea.Position{X: v.Cursor.X, Y: v.Cursor.Y}
	}
	p.painter.paint(f)
}
