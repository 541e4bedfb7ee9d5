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

// connector makes the client of an account, and opens what is kept on the disk for it.
type connector struct {
	settings
	world    World
	flags    *flags
	accounts *account.Accounts
	log      *slog.Logger // nil for none
}

// newConnector reads the settings, opens the request log and finds the accounts. It
// removes their keys from the environment, so that the editor, the browser and other
// programs do not inherit them.
func newConnector(w World, f *flags) (c connector, closeLog func(), err error) {
	c = connector{world: w, flags: f}
	if c.settings, err = loadSettings(w, f); err != nil {
		return c, nil, err
	}
	closeLog = func() {}
	if f.logFile != "" {
		file, err := config.OpenLog(f.logFile)
		if err != nil {
			return c, nil, usageError(err)
		}
		c.log, closeLog = slog.New(slog.NewJSONHandler(file, nil)), func() { _ = file.Close() }
	}
	o := account.Options{Settings: c.Settings, Environ: w.Environ, BaseURL: cmp.Or(f.baseURL, w.Environ.Get("VAPI_API_BASE_URL")), Err: w.Err}
	if isTerminal(w.In) {
		o.In = w.In
	}
	c.accounts = account.Find(o)
	for _, v := range w.Environ {
		if name, _, _ := strings.Cut(v, "="); c.accounts.IsKeyVariable(name) {
			_ = os.Unsetenv(name)
		}
	}
	return c, closeLog, nil
}

// firstServer opens the account that the command line names, or else the first one.
// Without any account, API of the result is nil.
func (c connector) firstServer(ctx context.Context, onWait func(client.Event)) (ui.Server, error) {
	name := c.flags.account
	switch {
	case c.flags.demo && name != "":
		return ui.Server{}, usageError(fmt.Errorf("--demo runs on no account, so --account %s says nothing", name))
	case c.flags.demo && c.flags.baseURL != "":
		return ui.Server{}, usageError(fmt.Errorf("--demo asks no server, so --base-url %s says nothing", c.flags.baseURL))
	case c.flags.demo:
		return c.demoServer(onWait)
	}
	acct, ok := c.accounts.First()
	if name != "" {
		var err error
		if acct, err = c.accounts.Named(name); err != nil {
			return ui.Server{}, usageError(err)
		}
		ok = true
	}
	switch baseURL := c.flags.baseURL; {
	case !ok:
		return ui.Server{}, nil
	case baseURL != "" && baseURL != acct.BaseURL:
		return ui.Server{}, usageError(fmt.Errorf("account %s has its own server: --base-url goes with the key of $%s", acct.Name, account.KeyVariable))
	}
	return c.openServer(ctx, acct, onWait)
}

// openServer reads the key of an account and makes its client.
func (c connector) openServer(ctx context.Context, acct config.Account, onWait func(client.Event)) (ui.Server, error) {
	key, err := c.accounts.Key(ctx, acct)
	if err != nil {
		return ui.Server{}, err
	}
	api, err := client.New(client.Options{BaseURL: acct.BaseURL, Token: key, Version: c.world.Version, Rate: c.Rate, Log: c.log, OnEvent: onWait})
	if err != nil && acct.Name != "" {
		err = fmt.Errorf("account %s: %w", acct.Name, err)
	}
	if err != nil {
		return ui.Server{}, usageError(err)
	}
	return ui.Server{API: api, Account: account.Label(acct), Live: true, BaseURL: cmp.Or(acct.BaseURL, client.DefaultBaseURL), Config: acct}, nil
}

// pathsOf are the directories for what is kept on the disk for a server; empty where
// nothing is kept. remove deletes the temporary ones of a demo.
func (c connector) pathsOf(s ui.Server) (paths config.Paths, remove func(), err error) {
	switch {
	case !s.Live:
		paths.Data, err = os.MkdirTemp("", "vapi-sessions-demo-")
		return paths, func() { _ = os.RemoveAll(paths.Data) }, err
	case c.pathsErr == nil:
		paths = c.paths.ForAccount(s.Config.Name)
	}
	return paths, func() {}, nil
}

// loadState reads the state that the last run saved.
func (c connector) loadState(paths config.Paths) (config.State, []config.Problem) {
	if paths.State == "" {
		return config.State{}, nil
	}
	return config.LoadState(paths.StateFile())
}

// openTrash opens the trash of an account.
func (c connector) openTrash(paths config.Paths) (*trash.Trash, trash.Report, error) {
	if paths.Data == "" {
		return nil, trash.Report{}, c.pathsErr
	}
	return trash.Open(paths.Data, ui.TrashOptions(c.Settings))
}
