package paint

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// Model is a program with a screen of its own. Its View gives the modes of the
// terminal (mouse, focus reports, pasting, title, keyboard enhancements); its
// content, cursor and colours are not looked at. What is on the screen is
// asked of Frame, and only when it is about to be shown.
type Model interface {
	tea.Model
	Frame() Frame
}

// Quick is a Model that has its frame shown before it asks for anything: its
// Update is React and then Settle. After a flood of keys Settle is called once.
type Quick interface {
	Model
	// React is the part of Update that a frame can show.
	React(tea.Msg) tea.Cmd
	// Settle is the rest. It must not change what Frame gives.
	Settle() tea.Cmd
	// Ahead gives the frame that would come if the next message did once more
	// what the last one did; ok is false when that is not known, such as when
	// time alone would change it.
	Ahead() (f Frame, ok bool)
}

// Setup says on which terminal a program runs, and how.
type Setup struct {
	Input, Output *os.File             // the standard streams when nil; keys come from the controlling terminal if Input is none
	Env           []string             // os.Environ() when nil
	Profile       colorprofile.Profile // what frames are already drawn in
	// Stock leaves painting, modes and signals to Bubble Tea's own renderer:
	// slower, for a terminal in trouble and for systems without signals.
	Stock bool
	// AskBackground asks for the background's colour at the start, which comes
	// as a tea.BackgroundColorMsg.
	AskBackground bool
	Painter       Options // Failed is set by Run
}

// Signal is why a program ended that was told to by a signal.
type Signal struct{ os.Signal }

// Error names the signal.
func (s Signal) Error() string { return "ended by signal: " + s.String() }

// program runs a model: it shows its frames, and keeps what Bubble Tea cannot
// know about the terminal.
type program struct {
	model  Model
	setup  Setup
	tea    *tea.Program
	tty    *terminal
	keys   *input
	paint  *Painter // nil when the stock renderer paints
	stop   context.CancelCauseFunc
	endTry func()

	// Only Update and View touch these.
	modes  modes
	due    bool // a dueMsg is on its way
	w, h   int
	static Frame // for the stock renderer
}

// Run runs a model until it quits, and gives the terminal back as it was,
// whatever happens. Quitting takes milliseconds whatever has been typed ahead.
//
// The error is nil after tea.Quit; a *Panic after a panic in the model, in one
// of its commands or in painting; a Signal after SIGINT, SIGTERM, SIGHUP or
// SIGQUIT; the context's cause when the context is cancelled; or what went
// wrong with the terminal.
func Run(ctx context.Context, m Model, s Setup) error {
	if s.Input == nil {
		s.Input = os.Stdin
	}
	if s.Output == nil {
		s.Output = os.Stdout
	}
	if !term.IsTerminal(s.Input.Fd()) {
		in, out, err := tea.OpenTTY()
		if err != nil {
			return fmt.Errorf("looking for a keyboard: %w", err)
		}
		defer func() { _ = errors.Join(in.Close(), out.Close()) }()
		s.Input = in
	}
	if s.Env == nil {
		s.Env = os.Environ()
	}
	s.Stock = s.Stock || !ownModes
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	p := &program{model: m, setup: s, stop: stop, tty: &terminal{in: s.Input, out: s.Output}, keys: &input{file: s.Input}}
	if s.Stock {
		p.tea = tea.NewProgram(p, p.options(ctx)...)
	} else {
		if err := p.take(ctx); err != nil {
			return err
		}
	}
	err := p.run(ctx)
	if p.paint != nil {
		err = errors.Join(err, p.give())
	}
	return err
}

// options are those of both ways to paint.
func (p *program) options(ctx context.Context) []tea.ProgramOption {
	return []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(p.setup.Input), tea.WithOutput(p.setup.Output),
		tea.WithEnvironment(p.setup.Env), tea.WithColorProfile(p.setup.Profile), tea.WithFilter(p.filter),
	}
}

// idleFPS is how often Bubble Tea looks for something to write when it does
// not paint: only for commands of its own that write escape sequences.
const idleFPS = 1

// take prepares the terminal and starts the painter.
func (p *program) take(ctx context.Context) error {
	w, h, err := p.tty.size()
	if err != nil {
		return fmt.Errorf("asking the terminal for its size: %w", err)
	}
	if err := p.tty.raw(); err != nil {
		return fmt.Errorf("preparing the terminal: %w", err)
	}
	o := p.setup.Painter
	o.Sync = o.Sync || modern(p.env)
	o.BCE = o.BCE || erasesInColour(p.env("TERM"))
	o.Failed = func(err error) { p.stop(err) }
	o.Try, p.endTry = atOnce(p.setup.Output)
	p.paint = New(p.setup.Output, o)
	p.tea = tea.NewProgram(p, append(p.options(ctx), tea.WithoutRenderer(), tea.WithoutSignalHandler(),
		tea.WithFPS(idleFPS), tea.WithWindowSize(w, h), tea.WithInput(p.keys), tea.WithOutput(p.paint.Output()))...)
	p.keys.send = p.tea.Send
	p.modes = modesOf(p.model.View())
	_, err = p.paint.Write([]byte(p.modes.enter() + asking(p.env, p.setup.AskBackground)))
	return err
}

// give restores the terminal.
func (p *program) give() error {
	p.keys.stop()
	err := p.paint.Hold([]byte(p.modes.leave()))
	err = errors.Join(err, p.tty.restore(), p.paint.Close())
	p.endTry()
	return err
}

func (p *program) env(name string) string {
	for i := len(p.setup.Env) - 1; i >= 0; i-- {
		if v, ok := strings.CutPrefix(p.setup.Env[i], name+"="); ok {
			return v
		}
	}
	return ""
}

// run runs Bubble Tea and says why it ended.
func (p *program) run(ctx context.Context) error {
	if p.paint != nil {
		defer p.watch(p.stop)()
	}
	_, err := p.tea.Run()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// filter sees every message first.
func (p *program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(resizedMsg); ok {
		w, h, err := p.tty.size() // now, not when the signal came
		if err != nil || w <= 0 || h <= 0 {
			return nil
		}
		msg = tea.WindowSizeMsg{Width: w, Height: h}
	}
	switch msg := msg.(type) {
	case tea.QuitMsg:
		if p.paint != nil {
			p.keys.stop() // what is typed from here on is for the shell
		}
	case tea.SuspendMsg:
		if p.paint != nil {
			return suspendMsg{}
		}
	case tea.WindowSizeMsg:
		if msg.Width == p.w && msg.Height == p.h {
			return nil // it would only be painted anew
		}
		p.w, p.h = msg.Width, msg.Height
	}
	return msg
}
