package cli

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
)

// connector opens accounts.
type connector struct {
	w        World
	f        flags
	settings config.Settings
	accounts *account.Accounts
	log      *slog.Logger // nil for none
}

// newConnector looks for accounts, and takes their keys out of the environment:
// editor, browser and other programs do not inherit them.
func newConnector(w World, f flags, s config.Settings, log *slog.Logger) connector {
	o := account.Options{Settings: s, Environ: w.Environ, Server: cmp.Or(f.baseURL, w.Environ.Get("VAPI_API_BASE_URL")), Err: w.Err}
	if isTerminal(w.In) {
		o.In = w.In
	}
	c := connector{w, f, s, account.Find(o), log}
	for _, v := range w.Environ {
		if name, _, _ := strings.Cut(v, "="); c.accounts.Held(name) {
			_ = os.Unsetenv(name)
		}
	}
	return c
}

// first opens the account that the command line asks for, or the one to begin
// with; without one the server has no API.
func (c connector) first(ctx context.Context, events *ui.Events) (ui.Server, error) {
	name := c.f.account
	switch {
	case c.f.demo && name != "":
		return ui.Server{}, usage(fmt.Errorf("--demo runs on no account, so --account %s says nothing", name))
	case c.f.demo:
		return demoServer(c.w, c.f.server, c.log, events)
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
	return c.open(ctx, x, events)
}

// open fetches the key of an account and makes its client.
func (c connector) open(ctx context.Context, x config.Account, events *ui.Events) (ui.Server, error) {
	key, err := c.accounts.Key(ctx, x)
	if err != nil {
		return ui.Server{}, err
	}
	api, err := client.New(client.Options{BaseURL: x.BaseURL, Token: key, Version: c.w.Version, Rate: c.settings.Rate, Log: c.log, OnEvent: events.Send})
	if err != nil && x.Name != "" {
		err = fmt.Errorf("account %s: %w", x.Name, err)
	}
	if err != nil {
		return ui.Server{}, usage(err)
	}
	return ui.Server{API: api, Account: account.Label(x), Live: true, BaseURL: cmp.Or(x.BaseURL, client.DefaultBaseURL), Config: x}, nil
}

// accountNames are the accounts that --account can name.
func accountNames(w World, f flags) []string {
	_, settings, _, _, _ := start(w, f)
	return account.Find(account.Options{Settings: settings, Environ: w.Environ}).Names()
}
