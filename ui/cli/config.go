package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"vapi-sessions/ui"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/words"
)

// configCommand has the commands about the settings file.
func configCommand(w World, f *flags) command {
	return command{use: "config", short: "Where the settings are, what is wrong with them, an example", sub: []command{
		{use: "path", short: "Print the path of the settings file", flags: settingsFlags, run: func(context.Context, []string) error {
			file, err := settingsFile(w, f)
			if err != nil {
				return err
			}
			return w.printLine(file)
		}},
		{use: "check", short: "Print all that is wrong with the settings", flags: settingsFlags,
			long: "Print all that is wrong with the settings; the exit code is 1 if something is.",
			run:  func(context.Context, []string) error { return checkSettings(w, f) }},
		{use: "init", short: "Write a settings file of comments", flags: settingsFlags, long: "Write a settings file in which every setting stands as a comment.",
			run: func(context.Context, []string) error {
				file, err := settingsFile(w, f)
				if err == nil {
					err = config.WriteExample(file)
				}
				if err != nil {
					return err
				}
				return w.printLine("wrote " + file)
			}},
		{use: "schema", short: "Print the JSON Schema of the settings file",
			run: func(context.Context, []string) error {
				return w.printLine(strings.TrimSuffix(string(config.Schema()), "\n"))
			}},
		{use: "key ACCOUNT", short: "Put the key of an account into the system's keyring", flags: settingsFlags, required: "the name of an account",
			long:      "Put the key of an account whose settings say key_ring = true into the system's keyring. The key is asked for, or read from standard input; no argument takes it.",
			run:       func(_ context.Context, args []string) error { return storeKey(w, f, args[0]) },
			argValues: func() []string { return accountNames(w, f) }},
	}}
}

// settingsFile is the path that --config gives, or else the standard one.
func settingsFile(w World, f *flags) (string, error) {
	if f.configFile != "" {
		return f.configFile, nil
	}
	paths, err := config.FindPaths(w.Environ.Get)
	return paths.SettingsFile(), err
}

// checkSettings prints a line for each problem of the settings.
func checkSettings(w World, f *flags) error {
	s, err := loadSettings(w, f)
	if err = cmp.Or(err, s.pathsErr); err != nil {
		return err
	}
	problems := ui.Options{Settings: s.Settings, Problems: s.problems, Environ: w.Environ}.Check()
	for _, p := range problems {
		if err := w.printLine(p.Error()); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return errors.New(words.Plural(len(problems), "problem") + " in the settings")
	}
	return nil
}

// storeKey reads the key of an account and stores it in the system's keyring.
func storeKey(w World, f *flags, name string) error {
	s, err := loadSettings(w, f)
	if err != nil {
		return err
	}
	acct, err := account.Find(account.Options{Settings: s.Settings, Environ: w.Environ}).Named(name)
	switch {
	case err != nil:
		return usageError(err)
	case !acct.KeyRing:
		return usageError(fmt.Errorf("account %s takes its key from %s; key_ring = true in its settings changes that", acct.Name, acct.KeySource()))
	}
	key, err := readKey(w, acct.Name)
	if err != nil {
		return err
	}
	if err := account.StoreKey(acct.Name, key); err != nil {
		return err
	}
	return w.printLine("the key of account " + acct.Name + " is in the keyring")
}

// readKey reads a key from the terminal without echo, or from a line of In.
func readKey(w World, name string) (key string, err error) {
	if f, ok := w.In.(*os.File); ok && isTerminal(f) {
		output.Say(w.Err, "private key of "+name+" (not shown): ")
		typed, e := term.ReadPassword(f.Fd())
		output.Say(w.Err, "\n")
		key, err = string(typed), e
	} else if key, err = bufio.NewReader(w.In).ReadString('\n'); errors.Is(err, io.EOF) {
		err = nil
	}
	if key = strings.TrimSpace(key); key == "" && err == nil {
		err = errors.New("no key was given")
	}
	return key, err
}
