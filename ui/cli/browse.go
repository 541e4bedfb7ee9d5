package cli

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/config"
)

// keyName is the variable that holds the key to the account.
const keyName = "VAPI_API_KEY"

// browse runs the program on the terminal.
func browse(ctx context.Context, w World, f flags) error {
	if w.environ("TERM") == "dumb" {
		return usage(errors.New("TERM is dumb: this program needs a terminal whose cursor moves"))
	}
	paths, settings, problems, homeless := config.Start(w.environ)
	events := ui.NewEvents()
	o := ui.Options{Settings: settings, Problems: problems, Filter: f.filter, Version: w.Version,
		ReadOnly: f.readOnly, Environ: withoutKey(w.Environ), Events: events}
	_ = os.Unsetenv(keyName) // editor and browser inherit the environment
	logger, closeLog, err := openLog(f.log)
	if err != nil {
		return usage(err)
	}
	defer closeLog()
	o.Demo = func() (ui.Server, error) { return demoServer(w, f.server, logger, events) }
	if o.Server, err = server(w, f, settings, logger, events); err != nil {
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

// withoutKey is the environment that other programs may inherit.
func withoutKey(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(v string) bool { return strings.HasPrefix(v, keyName+"=") })
}

// server is the account to browse; without a key there is none.
func server(w World, f flags, s config.Settings, log *slog.Logger, events *ui.Events) (ui.Server, error) {
	if f.demo {
		return demoServer(w, f.server, log, events)
	}
	base := f.baseURL
	if base == "" {
		base = w.environ("VAPI_API_BASE_URL")
	}
	key := w.environ(keyName)
	if key == "" {
		return ui.Server{}, nil
	}
	o := ui.ClientOptions(s)
	o.BaseURL, o.Token, o.Version, o.Log, o.OnEvent = base, key, w.Version, log, events.Send
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
