// Package account finds the accounts on this machine and reads their keys: from the
// environment, a program, the system's keyring, or the file of the Vapi CLI, which is
// never written. No error, argument or file of this package contains a key. It also
// makes the two menus of accounts. It may import client, ui/config, ui/dialog and
// ui/words.
//
//	account.go  Accounts: finding them, and reading a key
//	command.go  a key from a program
//	ring.go     a key from the system's keyring
//	vapicli.go  keys from the file of the Vapi CLI
//	choose.go   the menus of accounts, and accounts by label
package account

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"vapi-sessions/ui/config"
	"vapi-sessions/ui/words"
)

// KeyVariable is the environment variable whose key makes the first account.
const KeyVariable = "VAPI_API_KEY"

// otherKeyVariables are variables that other programs for Vapi read the key from.
// Their accounts are in the menus, but the program never starts with one.
func otherKeyVariables() []string { return []string{"VAPI_TOKEN", "VAPI_PRIVATE_KEY"} }

// Options say where Find looks for accounts.
type Options struct {
	Settings config.Settings
	Environ  []string  // name=value
	BaseURL  string    // server of the key in $VAPI_API_KEY; empty for the default region's
	In       io.Reader // input of key_command programs; nil for none
	Err      io.Writer // standard error of key_command programs
}

// Accounts are all accounts that were found.
type Accounts struct {
	All  []config.Account // first that of $VAPI_API_KEY, then those of the settings, then those of other programs
	o    Options
	keys map[string]string // values of the environment variables that hold keys
	cli  vapiCLI
}

// Find finds the accounts. The only keys that it reads are those of the environment
// and of the Vapi CLI's file.
func Find(o Options) *Accounts {
	a := &Accounts{o: o, keys: map[string]string{}}
	for _, v := range o.Environ {
		name, value, _ := strings.Cut(v, "=")
		a.keys[name] = value
	}
	a.cli = readVapiCLI(a.keys)
	if a.keys[KeyVariable] != "" {
		a.All = append(a.All, config.Account{KeyEnv: KeyVariable, BaseURL: o.BaseURL})
	}
	for _, x := range o.Settings.Accounts {
		if x.VapiCLI != "" {
			x.BaseURL = cmp.Or(x.BaseURL, a.cli.server)
		}
		a.All = append(a.All, x)
	}
	for _, name := range otherKeyVariables() {
		if a.keys[name] != "" {
			a.addFound(config.Account{Name: name, KeyEnv: name, BaseURL: cmp.Or(o.BaseURL, a.keys["VAPI_BASE_URL"])})
		}
	}
	for _, name := range a.cli.names() {
		a.addFound(config.Account{Name: name, VapiCLI: name, BaseURL: a.cli.server, Active: a.cli.isActive(name)})
	}
	a.forgetOthers()
	return a
}

// addFound adds an account that was found, unless the settings have one of its name
// or with its key.
func (a *Accounts) addFound(found config.Account) {
	known := func(x config.Account) bool {
		return strings.EqualFold(x.Name, found.Name) || x.KeyEnv != "" && x.KeyEnv == found.KeyEnv || x.VapiCLI != "" && x.VapiCLI == found.VapiCLI
	}
	if !slices.ContainsFunc(a.All, known) {
		a.All = append(a.All, found)
	}
}

// forgetOthers removes the environment variables that hold no key from keys.
func (a *Accounts) forgetOthers() {
	keys := map[string]string{}
	for _, x := range a.All {
		if x.KeyEnv != "" {
			keys[x.KeyEnv] = a.keys[x.KeyEnv]
		}
	}
	a.keys = keys
}

// IsKeyVariable reports whether an environment variable holds a key.
func (a *Accounts) IsKeyVariable(variable string) bool {
	_, ok := a.keys[variable]
	return ok
}

// Environ is the environment for other programs, without keys.
func (a *Accounts) Environ() []string {
	return slices.DeleteFunc(slices.Clone(a.o.Environ), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return a.IsKeyVariable(name)
	})
}

// Named returns the account with a name.
func (a *Accounts) Named(name string) (config.Account, error) {
	i := slices.IndexFunc(a.All, func(x config.Account) bool { return x.Name != "" && strings.EqualFold(x.Name, name) })
	if i >= 0 {
		return a.All[i], nil
	}
	err := fmt.Errorf("no account is called %q", name)
	names := a.Names()
	switch closest := words.Nearest(name, names); {
	case closest != "":
		return config.Account{}, fmt.Errorf("%w; did you mean %q?", err, closest)
	case len(names) == 0:
		return config.Account{}, fmt.Errorf("%w; the settings have none", err)
	}
	return config.Account{}, fmt.Errorf("%w; there are %s", err, strings.Join(names, ", "))
}

// Names are the names of the accounts, each once.
func (a *Accounts) Names() (names []string) {
	for _, x := range a.All {
		if x.Name != "" && !slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, x.Name) }) {
			names = append(names, x.Name)
		}
	}
	return names
}

// First is the account to start with: that of $VAPI_API_KEY, or else the first of the
// settings. It returns false if that account has a fault, or if there are only
// accounts of other programs: the person must choose then.
func (a *Accounts) First() (config.Account, bool) {
	if len(a.All) == 0 || a.All[0].KeyEnv != KeyVariable && len(a.o.Settings.Accounts) == 0 {
		return config.Account{}, false
	}
	return a.All[0], a.All[0].Fault == ""
}

// Key reads the key of an account. It takes as long as the person needs to unlock it,
// at most keyTimeout.
func (a *Accounts) Key(ctx context.Context, x config.Account) (key string, err error) {
	ctx, cancel := context.WithTimeout(ctx, keyTimeout)
	defer cancel()
	switch {
	case x.Fault != "":
		err = errors.New("it cannot be used: " + x.Fault)
	case x.KeyEnv != "":
		if key = a.keys[x.KeyEnv]; key == "" {
			err = fmt.Errorf("the environment variable %s is not set", x.KeyEnv)
		}
	case len(x.KeyCommand) > 0:
		key, err = a.runKeyCommand(ctx, x.KeyCommand)
	case x.KeyRing:
		key, err = keyFromRing(ctx, x.Name)
	default:
		key, err = a.cli.key(x.VapiCLI)
	}
	if err != nil && x.Name != "" {
		err = fmt.Errorf("account %s: %w", x.Name, err)
	}
	return key, err
}
