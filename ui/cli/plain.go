package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/plain"
	"vapi-sessions/ui/sessions"
)

// errNoKey says what a command needs.
var errNoKey = errors.New("no key: set VAPI_API_KEY to the private key of the organisation, or an account in the settings; --demo needs none")

// plainFlags are those of the commands without a screen.
type plainFlags struct {
	plain.Delete
	plain.Export
}

// linear talks in words.
func linear(w World, f *flags) func(*cobra.Command, []string) error {
	return (&plainFlags{}).run(w, f, func(ctx context.Context, x *plain.Program) error {
		return x.Linear(ctx, plain.Choice{Filter: f.filter})
	})
}

// plainCommands are the commands without a screen.
func plainCommands(w World, f *flags) []*cobra.Command {
	var p plainFlags
	list := &cobra.Command{Use: "list", Short: "List sessions", Args: noArgs,
		Example: "  vapi-sessions list --filter 'status:expired age:>7d'\n  vapi-sessions list --view stale --json | jq -r .name",
		RunE:    p.run(w, f, func(ctx context.Context, x *plain.Program) error { return x.List(ctx, p.Choice, p.Show) })}
	get := &cobra.Command{Use: "get ID...", Short: "Show sessions whole", Args: cobraUsage(cobra.MinimumNArgs(1)),
		RunE: p.run(w, f, func(ctx context.Context, x *plain.Program) error { return x.Get(ctx, p.Choice, p.JSON) })}
	export := &cobra.Command{Use: "export [ID...]", Short: "Write whole sessions as " + strings.Join(output.Formats(), ", "),
		Long: "Write whole sessions, secrets masked: those of the IDs, or those that the view and\n" +
			"the filter leave, or all. An ID of - reads IDs from standard input.",
		Example: "  vapi-sessions export --filter 'created:today' --output today.csv",
		RunE:    p.run(w, f, func(ctx context.Context, x *plain.Program) error { return x.Export(ctx, p.Choice, p.Export) })}
	del := &cobra.Command{Use: "delete [ID...]", Short: "Delete sessions",
		Long: "Delete sessions: those of the IDs, or those that the view and the filter leave. An\n" +
			"ID of - reads IDs from standard input. " + deletes,
		Example: "  vapi-sessions delete --filter 'name:test age:>30d'\n  vapi-sessions delete --filter 'name:test age:>30d' --yes",
		RunE:    p.run(w, f, func(ctx context.Context, x *plain.Program) error { return x.Delete(ctx, p.Delete) })}
	clean := &cobra.Command{Use: "cleanup", Short: "Delete what is certainly expired", Args: noArgs,
		Long: "Delete the sessions that are certainly expired (" + plain.Stale + "), of those that the\n" +
			"view and the filter leave. " + deletes,
		Example: "  vapi-sessions cleanup --filter 'age:>30d' --yes",
		RunE:    p.run(w, f, func(ctx context.Context, x *plain.Program) error { return x.CleanUp(ctx, p.Delete) })}
	p.register(list, export, del, clean)
	for _, cmd := range []*cobra.Command{list, export, del, clean} {
		completesChoice(cmd, w, f)
	}
	for _, cmd := range []*cobra.Command{list, del, clean} {
		cmd.Flags().StringSliceVar(&p.Columns, "columns", nil, "columns of the lines (default: the ID and those of the settings)")
		completes(cmd, "columns", sessions.ColumnNames)
	}
	for _, cmd := range []*cobra.Command{list, get, del, clean} {
		cmd.Flags().BoolVar(&p.JSON, "json", false, "whole sessions as JSON, one on a line, secrets masked")
	}
	for _, cmd := range []*cobra.Command{del, clean} {
		cmd.Flags().BoolVar(&p.Yes, "yes", false, "delete; without it nothing is")
	}
	export.Flags().StringVar(&p.Format, "format", "", "one of "+strings.Join(output.Formats(), ", ")+" (default: as the file's ending says, else ndjson)")
	completes(export, "format", output.Formats)
	export.Flags().StringVarP(&p.File, "output", "o", "", "write to this file; it appears whole at the end, or not at all")
	export.Flags().BoolVar(&p.Force, "force", false, "replace the file if it is there")
	return []*cobra.Command{list, get, export, del, clean}
}

// deletes is what both ways to delete have in common.
const deletes = "Without --yes they\nare listed and nothing is done. Each is read again before its delete is sent: what\n" +
	"changed is left out, and a copy is in the trash. ctrl-c stops after what is under\nway."

// register adds the flags that choose sessions.
func (p *plainFlags) register(cmds ...*cobra.Command) {
	for _, cmd := range cmds {
		cmd.Flags().StringVar(&p.Filter, "filter", "", "such as 'status:expired age:>7d'")
		cmd.Flags().StringVar(&p.View, "view", "", "a saved view, by name or number; a filter narrows it")
		cmd.Flags().StringVar(&p.Sort, "sort", "", "as in a filter: cost from the largest, +cost from the smallest, name from A, -name from Z")
		cmd.Flags().IntVar(&p.Limit, "limit", 0, "at most so many sessions; 0 takes all")
	}
}

// run makes a Program and has it do a command. The first signal ends what the
// command waits for; a second one ends the program.
func (p *plainFlags) run(w World, f *flags, do func(context.Context, *plain.Program) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		p.IDs = args
		if p.Limit < 0 {
			return usage(errors.New("--limit: must be 0 or more"))
		}
		// A pipe that nobody reads any more is told by an error: what is being
		// deleted then must not end with it.
		signal.Ignore(syscall.SIGPIPE)
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		defer stop()
		context.AfterFunc(ctx, stop)
		x, end, err := newPlain(ctx, w, *f)
		if err != nil {
			return err
		}
		defer end()
		err = do(ctx, x)
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return errors.New("stopped")
		}
		return err
	}
}

// newPlain wires a Program for an account.
func newPlain(ctx context.Context, w World, f flags) (_ *plain.Program, end func(), err error) {
	paths, settings, problems, homeless, err := start(w, f)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range problems {
		ui.Say(w.Err, "vapi-sessions: "+x.Error()+"\n")
	}
	logger, closeLog, err := openLog(f.log)
	if err != nil {
		return nil, nil, usage(err)
	}
	s, err := newConnector(w, f, settings, logger).first(ctx, ui.NewEvents())
	if err == nil && s.API == nil {
		err = usage(errNoKey)
	}
	if err != nil {
		closeLog()
		return nil, nil, err
	}
	paths = paths.Of(s.Config.Name)
	o := plain.Options{API: s.API, Account: s.Account, Live: s.Live, Settings: settings, ReadOnly: f.readOnly || settings.ReadOnly || s.Config.ReadOnly,
		In: w.In, Typed: isTerminal(w.In), Out: w.Out, Err: w.Err, Width: width(w), Shown: isTerminal(w.Err), Now: time.Now, Zone: settings.Zone(),
		OnlyASCII: !w.Environ.Unicode()}
	o.ASCII = settings.InASCII(o.OnlyASCII)
	var last config.State
	dir := paths.Data
	end = closeLog
	if s.Live && homeless == nil {
		last, _ = config.LoadState(paths.StateFile())
	} else if !s.Live { // the demo keeps nothing
		var remove func()
		if dir, remove, err = demoDir(); err != nil {
			closeLog()
			return nil, nil, err
		}
		end = func() {
			closeLog()
			remove()
		}
	}
	o.Trash = func() (*trash.Trash, trash.Report, error) {
		if s.Live && homeless != nil {
			return nil, trash.Report{}, homeless
		}
		return trash.Open(dir, ui.TrashOptions(settings))
	}
	o.Views = sessions.Views(settings, last, time.Now().In(o.Zone))
	return plain.New(o), end, nil
}

// width is how many cells a line of standard output has; 0 where it is no
// terminal.
func width(w World) int {
	f, ok := w.Out.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return 0
	}
	n, _, err := term.GetSize(f.Fd())
	if err != nil || n <= 0 {
		return 80
	}
	return n
}
