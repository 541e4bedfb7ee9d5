package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/plain"
)

// browser runs the program on the terminal, on one account after the other.
type browser struct {
	connector
	filter string // to begin with
	told   bool   // the person knows what is wrong with the settings
}

// browse runs the program on the terminal, or as a conversation.
func browse(ctx context.Context, w World, f *flags) error {
	if err := filter.Check(f.Filter, time.Now()); err != nil {
		return usage(fmt.Errorf("--filter: %w", err))
	}
	switch {
	case f.linear:
		return f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.Linear(ctx, f.Choice) })(ctx, nil)
	case !isTerminal(w.Out):
		return usage(errors.New("standard output is not a terminal, which this draws on: vapi-sessions list writes lines"))
	case w.Environ.Get("TERM") == "dumb":
		return usage(errors.New("TERM is dumb: this program needs a terminal whose cursor moves"))
	}
	c, closeLog, err := newConnector(w, f)
	if err != nil {
		return err
	}
	defer closeLog()
	b, events := browser{c, f.Filter, false}, client.NewEvents()
	server, err := b.first(ctx, events.Send)
	if err != nil {
		return err
	}
	for {
		next, err := b.show(ctx, server, events)
		if err != nil || next == nil {
			return err
		}
		b.filter, b.problems, b.told = "", nil, true
		others := client.NewEvents()
		if other, err := b.open(ctx, *next, others.Send); err != nil {
			b.problems = []config.Problem{{Text: err.Error()}} // the one before is shown again
		} else {
			server, events = other, others
		}
	}
}

// show runs the program on one account until the person leaves it, or goes on to
// the next.
func (b *browser) show(ctx context.Context, server ui.Server, events *client.Events) (next *config.Account, err error) {
	o := ui.Options{Server: server, Settings: b.Settings, Told: b.told, Filter: b.filter,
		Environ: b.accounts.Environ(), Events: events, Accounts: b.accounts.All}
	o.Demo = func() (ui.Server, error) { return b.demo(events.Send) }
	paths, remove, err := b.places(server)
	if err != nil {
		return nil, err
	}
	defer remove()
	state, problems := b.state(paths)
	o.State, o.Problems = state, slices.Concat(b.problems, problems)
	if paths.State != "" {
		o.SaveState = func(s, last config.State) error { return config.SaveState(paths.StateFile(), s, last) }
	}
	o.Trash, o.Report, o.TrashErr = b.trash(paths)
	switch {
	case o.TrashErr == nil:
		defer func() { _ = o.Trash.Close() }()
	case paths.Data != "":
		o.Problems = append(o.Problems, config.Problem{Text: o.TrashErr.Error()})
	}
	return ui.Run(ctx, o)
}
