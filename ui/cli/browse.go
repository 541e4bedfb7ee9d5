package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/plain"
)

// screen runs the program on the terminal, on one account after the other.
type screen struct {
	connector
	firstFilter   string // filter of the list at the start
	problemsShown bool   // the problems of the settings were shown before
}

// browse runs the program on the screen, or as a conversation for --linear.
func browse(ctx context.Context, w World, f *flags) error {
	if err := filter.Check(f.Filter, time.Now()); err != nil {
		return usageError(fmt.Errorf("--filter: %w", err))
	}
	switch {
	case f.linear:
		return f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.Linear(ctx, f.Choice) })(ctx, nil)
	case !isTerminal(w.Out):
		return usageError(errors.New("standard output is not a terminal, which this draws on: vapi-sessions list writes lines"))
	case w.Environ.Get("TERM") == "dumb":
		return usageError(errors.New("TERM is dumb: this program needs a terminal whose cursor moves"))
	}
	c, closeLog, err := newConnector(w, f)
	if err != nil {
		return err
	}
	defer closeLog()
	s, events := screen{c, f.Filter, false}, client.NewEvents()
	server, err := s.firstServer(ctx, events.Send)
	if err != nil {
		return err
	}
	for {
		next, err := s.run(ctx, server, events)
		if err != nil || next == nil {
			return err
		}
		s.firstFilter, s.problems, s.problemsShown = "", nil, true
		nextEvents := client.NewEvents()
		if nextServer, err := s.openServer(ctx, *next, nextEvents.Send); err != nil {
			s.problems = []config.Problem{{Text: fmt.Sprintf("%v; %s stays open", err, account.Label(server.Config))}}
		} else {
			server, events = nextServer, nextEvents
		}
	}
}

// run runs the program on one account until the person quits, or chooses another
// account, which it returns.
func (s *screen) run(ctx context.Context, server ui.Server, events *client.Events) (nextAccount *config.Account, err error) {
	o := ui.Options{Server: server, Settings: s.Settings, ProblemsKnown: s.problemsShown, Filter: s.firstFilter,
		Environ: s.accounts.Environ(), Events: events, Accounts: s.accounts.All}
	o.Demo = func() (ui.Server, error) { return s.demoServer(events.Send) }
	paths, remove, err := s.pathsOf(server)
	if err != nil {
		return nil, err
	}
	defer remove()
	state, problems := s.loadState(paths)
	o.State, o.Problems = state, slices.Concat(s.problems, problems)
	if paths.State != "" {
		o.SaveState = func(s, last config.State) error { return config.SaveState(paths.StateFile(), s, last) }
	}
	o.Trash, o.Report, o.TrashErr = s.openTrash(paths)
	switch {
	case o.TrashErr == nil:
		defer func() { _ = o.Trash.Close() }()
	case paths.Data != "":
		o.Problems = append(o.Problems, config.Problem{Text: o.TrashErr.Error()})
	}
	return ui.Run(ctx, o)
}
