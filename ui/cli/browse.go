package cli

import (
	"context"
	"errors"

	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
)

// browser runs the program on the terminal, on one account after the other.
type browser struct {
	connector
	paths    config.Paths
	homeless error            // why there are no paths
	problems []config.Problem // to be told at the next start
	told     bool             // the person knows what is wrong with the settings
}

// browse runs the program on the terminal.
func browse(ctx context.Context, w World, f flags) error {
	if w.Environ.Get("TERM") == "dumb" {
		return usage(errors.New("TERM is dumb: this program needs a terminal whose cursor moves"))
	}
	paths, settings, problems, homeless, err := start(w, f)
	if err != nil {
		return err
	}
	logger, closeLog, err := openLog(f.log)
	if err != nil {
		return usage(err)
	}
	defer closeLog()
	b := browser{newConnector(w, f, settings, logger), paths, homeless, problems, false}
	events := ui.NewEvents()
	server, err := b.first(ctx, events)
	if err != nil {
		return err
	}
	for {
		next, err := b.show(ctx, server, events)
		if err != nil || next == nil {
			return err
		}
		b.f.filter, b.problems, b.told = "", nil, true
		others := ui.NewEvents()
		if other, err := b.open(ctx, *next, others); err != nil {
			b.problems = []config.Problem{{Text: err.Error()}} // the one before is shown again
		} else {
			server, events = other, others
		}
	}
}

// show runs the program on one account until the person leaves it, or goes on to
// the next.
func (b *browser) show(ctx context.Context, server ui.Server, events *ui.Events) (next *config.Account, err error) {
	o := ui.Options{Server: server, Settings: b.settings, Problems: b.problems, Told: b.told, Filter: b.f.filter,
		ReadOnly: b.f.readOnly, Environ: b.accounts.Environ(), Events: events, Accounts: b.accounts.All}
	o.Demo = func() (ui.Server, error) { return demoServer(b.w, b.f.server, b.log, events) }
	paths := b.paths.Of(server.Config.Name)
	dir := paths.Data
	o.TrashErr = b.homeless
	switch {
	case server.Live && b.homeless != nil: // no state, and no place for the trash
		return ui.Run(ctx, o)
	case server.Live:
		state, problems := config.LoadState(paths.StateFile())
		o.State, o.Problems = state, append(o.Problems, problems...)
		o.SaveState = func(s, last config.State) error { return config.SaveState(paths.StateFile(), s, last) }
	default: // a demo, or the welcome that offers one: nothing is kept
		var remove func()
		if dir, remove, err = demoDir(); err != nil {
			return nil, err
		}
		defer remove()
	}
	o.Trash, o.Report, o.TrashErr = trash.Open(dir, ui.TrashOptions(b.settings))
	if o.TrashErr != nil {
		o.Problems = append(o.Problems, config.Problem{Text: o.TrashErr.Error()})
	} else {
		defer func() { _ = o.Trash.Close() }()
	}
	return ui.Run(ctx, o)
}
