package cli

import (
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/ui"
)

// demoFlags shape the embedded server.
type demoFlags struct {
	sessions int
	seed     uint64
	latency  time.Duration
	arrivals time.Duration
	fault    string
	odd      bool
	token    string
	listen   string
}

// register adds the flags that shape the embedded server.
func (d *demoFlags) register(all *pflag.FlagSet) {
	all.IntVar(&d.sessions, "sessions", 2500, "how many generated sessions there are")
	all.Uint64Var(&d.seed, "seed", 1, "the same seed gives the same sessions")
	all.BoolVar(&d.odd, "odd", false, "make generated sessions hostile and broken, to see what becomes of them")
	all.DurationVar(&d.latency, "latency", 0, "how long the embedded server waits before it answers")
	all.DurationVar(&d.arrivals, "arrivals", 0, "the embedded server makes a new session this often; 0 never")
	all.StringVar(&d.fault, "fault", "", "faults of the embedded server, such as 'latency=300ms,jitter=200ms,rate=0.05:429,rate=0.02:reset'")
}

// start makes the embedded server.
func (d *demoFlags) start() (*demo.Server, error) {
	faults, err := demo.ParseFaults(d.fault)
	if err != nil {
		return nil, usage(err)
	}
	return demo.New(demo.Options{Sessions: d.sessions, Seed: d.seed, Token: d.token,
		Latency: d.latency, Arrivals: d.arrivals, Odd: d.odd, Faults: faults}), nil
}

func demoServerCommand(w World, d *demoFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo-server",
		Short: "Serve generated sessions as the API would, for other clients",
		Args:  noArgs,
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
			if err := say(w.Out, "listening on "+address); err != nil {
				return err
			}
			<-ctx.Done()
			return s.Close()
		},
	}
	cmd.Flags().StringVar(&d.listen, "listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&d.token, "token", "demo", "the bearer that requests must carry; empty takes any")
	return cmd
}

// demoServer is the embedded server, asked without a network.
func demoServer(w World, d demoFlags, log *slog.Logger, events *ui.Events) (ui.Server, error) {
	d.token = "demo"
	s, err := d.start()
	if err != nil {
		return ui.Server{}, err
	}
	const base = "http://127.0.0.1"
	c, err := client.New(client.Options{BaseURL: base, Token: d.token, Version: w.Version, HTTP: s.Transport(), Log: log, OnEvent: events.Send})
	if err != nil {
		return ui.Server{}, err
	}
	return ui.Server{API: c, Account: "demo", BaseURL: base}, nil
}

// demoDir is where a demo keeps its trash until it ends.
func demoDir() (dir string, remove func(), err error) {
	dir, err = os.MkdirTemp("", "vapi-sessions-demo-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
