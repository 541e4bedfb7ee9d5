package cli

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
)

// connector opens accounts.
type connector struct {
	settings
	w        World
	f        *flags
	accounts *account.Accounts
	log      *slog.Logger // nil for none
}

// newConnector reads the settings, opens the request log and looks for accounts.
// It takes their keys out of the environment: editor, browser and other programs
// do not inherit them.
func newConnector(w World, f *flags) (c connector, closeLog func(), err error) {
	c = connector{w: w, f: f}
	if c.settings, err = start(w, f); err != nil {
		return c, nil, err
	}
	closeLog = func() {}
	if f.log != "" {
		file, err := config.OpenLog(f.log)
		if err != nil {
			return c, nil, usage(err)
		}
		c.log, closeLog = slog.New(slog.NewJSONHandler(file, nil)), func() { _ = file.Close() }
	}
	o := account.Options{Settings: c.Settings, Environ: w.Environ, Server: cmp.Or(f.baseURL, w.Environ.Get("VAPI_API_BASE_URL")), Err: w.Err}
	if isTerminal(w.In) {
		o.In = w.In
	}
	c.accounts = account.Find(o)
	for _, v := range w.Environ {
		if name, _, _ := strings.Cut(v, "="); c.accounts.Held(name) {
			_ = os.Unsetenv(name)
		}
	}
	return c, closeLog, nil
}

// first opens the account that the command line asks for, or the one to begin
// with; without one the server has no API.
func (c connector) first(ctx context.Context, onWait func(client.Event)) (ui.Server, error) {
	name := c.f.account
	switch {
	case c.f.demo && name != "":
		return ui.Server{}, usage(fmt.Errorf("--demo runs on no account, so --account %s says nothing", name))
	case c.f.demo && c.f.baseURL != "":
		return ui.Server{}, usage(fmt.Errorf("--demo asks no server, so --base-url %s says nothing", c.f.baseURL))
	case c.f.demo:
		return c.demo(onWait)
	}
	x, ok := c.accounts.First()
	if name != "" {
		var err error
		if x, err = c.accounts.Named(name); err != nil {
			return ui.Server{}, usage(err)
		}
		ok = true
	}
	switch base := c.f.baseURL; {
	case !ok:
		return ui.Server{}, nil
	case base != "" && base != x.BaseURL:
		return ui.Server{}, usage(fmt.Errorf("account %s has its own server: --base-url goes with the key of $%s", x.Name, account.KeyName))
	}
	return c.open(ctx, x, onWait)
}

// open fetches the key of an account and makes its client.
func (c connector) open(ctx context.Context, x config.Account, onWait func(client.Event)) (ui.Server, error) {
	key, err := c.accounts.Key(ctx, x)
	if err != nil {
		return ui.Server{}, err
	}
	api, err := client.New(client.Options{BaseURL: x.BaseURL, Token: key, Version: c.w.Version, Rate: c.Rate, Log: c.log, OnEvent: onWait})
	if err != nil && x.Name != "" {
		err = fmt.Errorf("account %s: %w", x.Name, err)
	}
	if err != nil {
		return ui.Server{}, usage(err)
	}
	return ui.Server{API: api, Account: account.Label(x), Live: true, BaseURL: cmp.Or(x.BaseURL, client.DefaultBaseURL), Config: x}, nil
}

// places are the directories of what is kept for a server; where there are none,
// nothing is. Those of a demo last until it ends.
func (c connector) places(s ui.Server) (paths config.Paths, remove func(), err error) {
	switch {
	case !s.Live:
		paths.Data, err = os.MkdirTemp("", "vapi-sessions-demo-")
		return paths, func() { _ = os.RemoveAll(paths.Data) }, err
	case c.homeless == nil:
		paths = c.paths.Of(s.Config.Name)
	}
	return paths, func() {}, nil
}

// state is what the last run left.
func (c connector) state(paths config.Paths) (config.State, []config.Problem) {
	if paths.State == "" {
		return config.State{}, nil
	}
	return config.LoadState(paths.StateFile())
}

// trash opens what keeps copies.
func (c connector) trash(paths config.Paths) (*trash.Trash, trash.Report, error) {
	if paths.Data == "" {
		return nil, trash.Report{}, c.homeless
	}
	return trash.Open(paths.Data, ui.TrashOptions(c.Settings))
}
