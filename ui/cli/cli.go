// Package cli owns the command line: it reads flags and environment, wires the
// rooms together and turns the outcome into an exit code. Nothing else.
package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/plain"
)

// Exit codes are an interface: scripts read them.
const (
	exitOK     = iota
	exitFailed // nothing was done
	exitUsage  // the command line, or a terminal that cannot do
	exitAgain  // nothing was done for a reason that may pass: 429, 5xx, the network
	exitPartly // something was done, and something was not
)

// exitCodes tells of them.
const exitCodes = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 failed for a reason that may pass (429,\n" +
	"5xx, the network), 4 done in part."

// exitCode is what an error means to a script.
func exitCode(err error) int {
	var partly plain.Partly
	var asking *client.Error
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE) && !errors.As(err, &asking): // nobody reads any more, as after "| head"
		return exitOK
	case errors.Is(err, plain.ErrUsage):
		return exitUsage
	case errors.As(err, &partly):
		return exitPartly
	case client.MayPass(err):
		return exitAgain
	}
	return exitFailed
}

// World is what the program is started with.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	Environ  theme.Environ
	Version  string // of a release; empty for what the build knows
}

// Run is the program behind its exit code.
func Run(args []string, w World) int {
	w.Version = versionText(w.Version)
	cmd := rootCommand(w)
	cmd.SetArgs(args)
	cmd.SetIn(w.In)
	cmd.SetOut(w.Out)
	cmd.SetErr(w.Err)
	err := cmd.Execute()
	code := exitCode(err)
	if code != exitOK {
		ui.Say(w.Err, "vapi-sessions: "+err.Error()+"\n")
	}
	return code
}

// usage marks an error as one that the command line can mend.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", plain.ErrUsage, err)
}

// flags are what the command line says.
type flags struct {
	demo     bool
	account  string
	baseURL  string
	filter   string
	readOnly bool
	log      string
	linear   bool
	start    startFlags
	server   demoFlags
}

func rootCommand(w World) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "vapi-sessions",
		Short: "Browse, filter, read, edit and delete the sessions of a Vapi organisation",
		Long: "Browse, filter, read, edit and delete the sessions of a Vapi organisation.\n\n" +
			"The key is read from $VAPI_API_KEY, another server from $VAPI_API_BASE_URL; or\n" +
			"from where the account of the settings says. --demo needs none: it runs on\n" +
			"generated sessions.\n\n" + exitCodes,
		Args:         noCommand,
		SilenceUsage: true, SilenceErrors: true,
		Version: longVersion(w.Version),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := filter.Check(f.filter, time.Now()); err != nil {
				return usage(fmt.Errorf("--filter: %w", err))
			}
			if f.linear {
				return linear(w, &f)(cmd, nil)
			}
			if !isTerminal(w.Out) {
				return usage(errors.New("standard output is not a terminal, which this draws on: vapi-sessions list writes lines"))
			}
			return browse(cmd.Context(), w, f)
		},
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	all := cmd.PersistentFlags()
	all.BoolVar(&f.demo, "demo", false, "run on generated sessions: no key, no network")
	all.StringVar(&f.account, "account", "", "the account of the settings or of the Vapi CLI; goes before $VAPI_API_KEY")
	all.StringVar(&f.baseURL, "base-url", "", "the server to ask (default $VAPI_API_BASE_URL, else "+client.DefaultBaseURL+")")
	cmd.Flags().StringVar(&f.filter, "filter", "", "begin with this filter, such as 'status:expired age:>7d'")
	cmd.Flags().BoolVar(&f.linear, "linear", false, "talk in words, a statement on a line: for a screen reader, or a pipe")
	all.BoolVar(&f.readOnly, "read-only", false, "change nothing on the server")
	all.StringVar(&f.log, "log", "", "append a line for each request to this file, as JSON, without keys or bodies")
	f.start.register(all)
	f.server.register(all)
	completes(cmd, "account", func() []string { return accountNames(w, f) })
	cmd.AddCommand(demoServerCommand(w, &f.server), configCommand(w, &f))
	cmd.AddCommand(plainCommands(w, &f)...)
	cmd.AddCommand(manCommand(w))
	completesText(cmd, "filter", "")
	completes(cmd, "theme", themes)
	return cmd
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error { return usage(cobra.NoArgs(cmd, args)) }

// noCommand refuses arguments where a command was meant.
func noCommand(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(fmt.Errorf("unknown command %q", args[0]))
	}
	return nil
}

// cobraUsage makes what is wrong with arguments an error of usage.
func cobraUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error { return usage(check(cmd, args)) }
}

// completes gives the values of a flag to the shell.
func completes(cmd *cobra.Command, flag string, values func() []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	}) // it fails for a flag that is not there
}

// openLog opens the request log.
func openLog(file string) (*slog.Logger, func(), error) {
	if file == "" {
		return nil, func() {}, nil
	}
	f, err := config.OpenLog(file)
	if err != nil {
		return nil, nil, err
	}
	return slog.New(slog.NewJSONHandler(f, nil)), func() { _ = f.Close() }, nil
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
