package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/plain"
	"vapi-sessions/ui/sessions"
)

// errNoKey says what a command needs.
var errNoKey = errors.New("no key: set VAPI_API_KEY to the private key of the organisation, or an account in the settings; --demo needs none")

// untilSignal ends a context at the first signal; a second one ends the program.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// plainly makes a Program and has it do a command.
func (f *flags) plainly(w World, do func(context.Context, *plain.Program) error) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		f.IDs = args
		// A pipe that nobody reads any more is told by an error: what is being
		// deleted then must not end with it.
		signal.Ignore(syscall.SIGPIPE)
		ctx, stop := untilSignal(ctx)
		defer stop()
		c, closeLog, err := newConnector(w, f)
		if err != nil {
			return err
		}
		defer closeLog()
		c.tellProblems()
		var x *plain.Program
		s, err := c.first(ctx, func(e client.Event) { x.Waiting(e) })
		switch {
		case err != nil:
			return err
		case s.API == nil:
			return usage(errNoKey)
		}
		paths, remove, err := c.places(s)
		if err != nil {
			return err
		}
		defer remove()
		last, _ := c.state(paths)
		o := plain.Options{API: s.API, Account: s.Account, Live: s.Live, Settings: c.Settings, ReadOnly: c.NoWrites(s.Config),
			In: w.In, InIsTerminal: isTerminal(w.In), Out: w.Out, Err: w.Err, Width: width(w.Out), ErrWidth: width(w.Err), Now: time.Now, Zone: c.Zone(),
			OnlyASCII: !w.Environ.Unicode(), BaseURL: s.BaseURL, Clipboard: output.ClipboardOf(w.Environ.Get)}
		o.Trash = func() (*trash.Trash, trash.Report, error) { return c.trash(paths) }
		o.Views = sessions.Views(c.Settings, last, time.Now().In(o.Zone))
		x = plain.New(o)
		err = do(ctx, x)
		x.End()
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return errors.New("stopped")
		}
		return err
	}
}

// tellProblems says what is wrong with the settings, or how much more is.
func (c connector) tellProblems() {
	const told = 3
	all := ui.Options{Settings: c.Settings, Problems: c.problems, Environ: c.w.Environ}.Check()
	for _, x := range all[:min(len(all), told)] {
		output.Say(c.w.Err, "vapi-sessions: "+x.Error()+"\n")
	}
	if more := len(all) - told; more > 0 {
		output.Say(c.w.Err, fmt.Sprintf("vapi-sessions: and %d more: vapi-sessions config check\n", more))
	}
}

// width is how many cells a line of a stream has; 0 where it is no terminal.
func width(stream any) int {
	f, ok := stream.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return 0
	}
	n, _, err := term.GetSize(f.Fd())
	if err != nil || n <= 0 {
		return 80
	}
	return n
}
