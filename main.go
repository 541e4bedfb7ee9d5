// Command vapi-sessions browses the sessions of a Vapi organisation in a
// terminal: it lists them as you scroll, filters them, shows one, edits it in
// place, and deletes the stale ones by keyboard.
//
// This file reads flags and environment, wires the rooms together and turns
// the outcome into an exit code. Nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
)

// Exit codes: 1 for what failed, 2 for a command line or terminal that cannot do.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

// version is set when a release is built; otherwise the module's own is told.
var version = ""

// errUsage marks what the person can mend on the command line.
var errUsage = errors.New("usage")

func main() {
	log.SetOutput(io.Discard) // net/http writes bytes of answers there, and standard error is the screen
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program behind its exit code.
func run(args []string, out, errs io.Writer) int {
	cmd := rootCommand(out)
	cmd.SetArgs(args)
	cmd.SetOut(out)
	cmd.SetErr(errs)
	err := cmd.Execute()
	if err == nil {
		return exitOK
	}
	ui.Say(errs, "vapi-sessions: "+err.Error()+"\n")
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitFailed
}

// keyName is the variable that holds the key to the account.
const keyName = "VAPI_API_KEY"

// flags are what the command line says.
type flags struct {
	demo     bool
	baseURL  string
	filter   string
	readOnly bool
	log      string
	server   demoFlags
	key      string // to the account, from the environment
}

// demoFlags shape the embedded server.
type demoFlags struct {
	sessions int
	seed     uint64
	latency  time.Duration
	arrivals time.Duration
	fault    string
	token    string
	listen   string
}

// usage marks an error as one that the command line can mend.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errUsage, err)
}

func rootCommand(out io.Writer) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "vapi-sessions",
		Short: "Browse, filter, read, edit and delete the sessions of a Vapi organisation",
		Long: "Browse, filter, read, edit and delete the sessions of a Vapi organisation.\n\n" +
			"The key is read from $VAPI_API_KEY, another server from $VAPI_API_BASE_URL.\n" +
			"--demo needs neither: it runs on generated sessions.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(fmt.Errorf("unknown command %q", args[0]))
			}
			return nil
		},
		SilenceUsage: true, SilenceErrors: true,
		Version: versionText(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := ui.CheckFilter(f.filter, time.Now()); err != nil {
				return usage(fmt.Errorf("--filter: %w", err))
			}
			if !isTerminal(out) {
				return usage(errors.New("standard output is not a terminal; this program draws on one"))
			}
			return browse(cmd.Context(), f)
		},
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	cmd.Flags().BoolVar(&f.demo, "demo", false, "run on generated sessions: no key, no network")
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "the server to ask (default $VAPI_API_BASE_URL, else "+client.DefaultBaseURL+")")
	cmd.Flags().StringVar(&f.filter, "filter", "", "begin with this filter, such as 'status:expired age:>7d'")
	cmd.Flags().BoolVar(&f.readOnly, "read-only", false, "change nothing on the server")
	cmd.Flags().StringVar(&f.log, "log", "", "append a line for each request to this file, as JSON, without keys or bodies")
	f.server.register(cmd, 2500)
	cmd.AddCommand(demoServerCommand(out))
	return cmd
}

// register adds the flags that shape the embedded server.
func (d *demoFlags) register(cmd *cobra.Command, sessions int) {
	cmd.Flags().IntVar(&d.sessions, "sessions", sessions, "how many generated sessions there are")
	cmd.Flags().Uint64Var(&d.seed, "seed", 1, "the same seed gives the same sessions")
	cmd.Flags().DurationVar(&d.latency, "latency", 0, "how long the embedded server waits before it answers")
	cmd.Flags().DurationVar(&d.arrivals, "arrivals", 0, "the embedded server makes a new session this often; 0 never")
	cmd.Flags().StringVar(&d.fault, "fault", "", "faults of the embedded server, such as 'latency=300ms,jitter=200ms,rate=0.05:429,rate=0.02:reset'")
}

// start makes the embedded server.
func (d *demoFlags) start() (*demo.Server, error) {
	faults, err := demo.ParseFaults(d.fault)
	if err != nil {
		return nil, usage(err)
	}
	return demo.New(demo.Options{Sessions: d.sessions, Seed: d.seed, Token: d.token,
		Latency: d.latency, Arrivals: d.arrivals, Faults: faults}), nil
}

func demoServerCommand(out io.Writer) *cobra.Command {
	d := demoFlags{}
	cmd := &cobra.Command{
		Use:   "demo-server",
		Short: "Serve generated sessions as the API would, for other clients",
		Args:  func(cmd *cobra.Command, args []string) error { return usage(cobra.NoArgs(cmd, args)) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
			defer stop()
			s, err := d.start()
			if err != nil {
				return err
			}
			address, err := s.Listen(d.listen)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintln(out, "listening on "+address); err != nil {
				return err
			}
			<-ctx.Done()
			return s.Close()
		},
	}
	d.register(cmd, 2500)
	cmd.Flags().StringVar(&d.listen, "listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&d.token, "token", "demo", "the bearer that requests must carry; empty takes any")
	return cmd
}

// browse runs the program.
func browse(ctx context.Context, f flags) error {
	if os.Getenv("TERM") == "dumb" {
		return usage(errors.New("TERM is dumb: this program needs a terminal whose cursor moves"))
	}
	log.SetOutput(io.Discard) // net/http would write over the screen
	f.key = os.Getenv(keyName)
	_ = os.Unsetenv(keyName) // editor and browser inherit the environment
	paths, settings, problems, homeless := config.Start(os.Getenv)
	events := ui.NewEvents()
	o := ui.Options{Settings: settings, Problems: problems, Filter: f.filter, Version: versionText(),
		ReadOnly: f.readOnly, Environ: os.Environ(), Events: events}
	logger, closeLog, err := openLog(f.log)
	if err != nil {
		return usage(err)
	}
	defer closeLog()
	o.Demo = func() (ui.Server, error) { return demoServer(f.server, logger, events) }
	if o.Server, err = server(f, settings, logger, events); err != nil {
		return err
	}
	dir := paths.Data
	o.TrashErr = homeless
	switch {
	case o.Server.Live && homeless != nil: // no state, and no place for the trash
		return ui.Run(ctx, o)
	case o.Server.Live:
		state, problems := config.LoadState(paths.StateFile())
		o.State, o.Problems = state, append(o.Problems, problems...)
		o.SaveState = func(s, last config.State) error { return config.SaveState(paths.StateFile(), s, last) }
	default: // a demo, or the welcome that offers one: nothing is kept
		if dir, err = os.MkdirTemp("", "vapi-sessions-demo-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
	}
	o.Trash, o.Report, o.TrashErr = trash.Open(dir, ui.TrashOptions(settings))
	if o.TrashErr != nil {
		o.Problems = append(o.Problems, config.Problem{Text: o.TrashErr.Error()})
	} else {
		defer func() { _ = o.Trash.Close() }()
	}
	return ui.Run(ctx, o)
}

// server is the account to browse; without a key there is none.
func server(f flags, s config.Settings, log *slog.Logger, events *ui.Events) (ui.Server, error) {
	if f.demo {
		return demoServer(f.server, log, events)
	}
	base := f.baseURL
	if base == "" {
		base = os.Getenv("VAPI_API_BASE_URL")
	}
	if f.key == "" {
		return ui.Server{}, nil
	}
	o := ui.ClientOptions(s)
	o.BaseURL, o.Token, o.Version, o.Log, o.OnEvent = base, f.key, versionText(), log, events.Send
	c, err := client.New(o)
	if err != nil {
		return ui.Server{}, usage(err)
	}
	if base == "" {
		base = client.DefaultBaseURL
	}
	account := base
	if u, err := url.Parse(base); err == nil {
		account = u.Host
	}
	return ui.Server{API: c, Account: account, Live: true, BaseURL: base}, nil
}

// demoServer is the embedded server, asked without a network.
func demoServer(d demoFlags, log *slog.Logger, events *ui.Events) (ui.Server, error) {
	d.token = "demo"
	s, err := d.start()
	if err != nil {
		return ui.Server{}, err
	}
	const base = "http://127.0.0.1"
	c, err := client.New(client.Options{BaseURL: base, Token: d.token, Version: versionText(), HTTP: s.Transport(), Log: log, OnEvent: events.Send})
	if err != nil {
		return ui.Server{}, err
	}
	return ui.Server{API: c, Account: "demo", BaseURL: base}, nil
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
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// versionText tells what was built, and from what.
func versionText() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "dev"
	}
	return info.Main.Version
}
