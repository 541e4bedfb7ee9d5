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

// errNoKey is the error of a command that finds no account.
var errNoKey = errors.New("no key: set VAPI_API_KEY to the private key of the organisation, or an account in the settings; --demo needs none")

// cancelOnSignal cancels a context at the first signal; a second ends the program.
func cancelOnSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// runPlain is a command's run function that calls run with a plain.Program.
func (f *flags) runPlain(w World, run func(context.Context, *plain.Program) error) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		f.IDs = args
		// Without SIGPIPE, writing to a closed pipe returns an error. The signal would
		// end the program in the middle of deletes.
		signal.Ignore(syscall.SIGPIPE)
		ctx, stop := cancelOnSignal(ctx)
		defer stop()
		c, closeLog, err := newConnector(w, f)
		if err != nil {
			return err
		}
		defer closeLog()
		c.printProblems()
		var program *plain.Program
		server, err := c.firstServer(ctx, func(e client.Event) { program.Waiting(e) })
		switch {
		case err != nil:
			return err
		case server.API == nil:
			return usageError(errNoKey)
		}
		paths, remove, err := c.pathsOf(server)
		if err != nil {
			return err
		}
		defer remove()
		state, _ := c.loadState(paths)
		o := plain.Options{API: server.API, Account: server.Account, Live: server.Live, Settings: c.Settings, ReadOnly: c.ReadOnlyFor(server.Config),
			In: w.In, InIsTerminal: isTerminal(w.In), Out: w.Out, Err: w.Err, Width: terminalWidth(w.Out), ErrWidth: terminalWidth(w.Err), Now: time.Now, Zone: c.Zone(),
			OnlyASCII: !w.Environ.Unicode(), BaseURL: server.BaseURL, Clipboard: output.ClipboardOf(w.Environ.Get)}
		o.Trash = func() (*trash.Trash, trash.Report, error) { return c.openTrash(paths) }
		o.Views = sessions.Views(c.Settings, state, time.Now().In(o.Zone))
		program = plain.New(o)
		err = run(ctx, program)
		program.End()
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return errors.New("stopped")
		}
		return err
	}
}

// printProblems prints the first three problems of the settings, and how many follow.
func (c connector) printProblems() {
	const maxShown = 3
	problems := ui.Options{Settings: c.Settings, Problems: c.problems, Environ: c.world.Environ}.Check()
	for _, p := range problems[:min(len(problems), maxShown)] {
		output.Say(c.world.Err, "vapi-sessions: "+p.Error()+"\n")
	}
	if more := len(problems) - maxShown; more > 0 {
		output.Say(c.world.Err, fmt.Sprintf("vapi-sessions: and %d more: vapi-sessions config check\n", more))
	}
}

// terminalWidth is the width of a terminal in cells; 0 for another stream.
func terminalWidth(stream any) int {
	if !isTerminal(stream) {
		return 0
	}
	n, _, err := term.GetSize(stream.(*os.File).Fd())
	if err != nil || n <= 0 {
		return 80
	}
	return n
}
