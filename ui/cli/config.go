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

// configCommand is what concerns the settings file.
func configCommand(w World, f *flags) command {
	return command{use: "config", short: "Where the settings are, what is wrong with them, an example", sub: []command{
		{use: "path", short: "Print the path of the settings file", flags: ofSettings, run: func(context.Context, []string) error {
			file, err := settingsFile(w, f)
			if err != nil {
				return err
			}
			return w.say(file)
		}},
		{use: "check", short: "Print all that is wrong with the settings", flags: ofSettings,
			long: "Print all that is wrong with the settings; the exit code is 1 if something is.",
			run:  func(context.Context, []string) error { return check(w, f) }},
		{use: "init", short: "Write a settings file of comments", flags: ofSettings, long: "Write a settings file in which every setting stands as a comment.",
			run: func(context.Context, []string) error {
				file, err := settingsFile(w, f)
				if err == nil {
					err = config.WriteExample(file)
				}
				if err != nil {
					return err
				}
				return w.say("wrote " + file)
			}},
		{use: "schema", short: "Print the JSON Schema of the settings file",
			run: func(context.Context, []string) error { return w.say(strings.TrimSuffix(string(config.Schema()), "\n")) }},
		{use: "key ACCOUNT", short: "Put the key of an account into the system's keyring", flags: ofSettings, needs: "the name of an account",
			long:      "Put the key of an account whose settings say key_ring = true into the system's keyring. The key is asked for, or read from standard input; no argument takes it.",
			run:       func(_ context.Context, args []string) error { return storeKey(w, f, args[0]) },
			completes: func() []string { return accountNames(w, f) }},
	}}
}

// settingsFile is the file of the command line, or else the one in its place.
func settingsFile(w World, f *flags) (string, error) {
	if f.config != "" {
		return f.config, nil
	}
	paths, err := config.Find(w.Environ.Get)
	return paths.Settings(), err
}

// check prints a line for each problem of the settings.
func check(w World, f *flags) error {
	s, err := start(w, f)
	if err = cmp.Or(err, s.homeless); err != nil {
		return err
	}
	problems := ui.Options{Settings: s.Settings, Problems: s.problems, Environ: w.Environ}.Check()
	for _, p := range problems {
		if err := w.say(p.Error()); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return errors.New(words.Plural(len(problems), "problem") + " in the settings")
	}
	return nil
}

// storeKey asks for the key of an account and puts it into the keyring.
func storeKey(w World, f *flags, name string) error {
	s, err := start(w, f)
	if err != nil {
		return err
	}
	x, err := account.Find(account.Options{Settings: s.Settings, Environ: w.Environ}).Named(name)
	switch {
	case err != nil:
		return usage(err)
	case !x.KeyRing:
		return usage(fmt.Errorf("account %s takes its key from %s; key_ring = true in its settings changes that", x.Name, x.KeyFrom()))
	}
	key, err := readKey(w, x.Name)
	if err != nil {
		return err
	}
	if err := account.Store(x.Name, key); err != nil {
		return err
	}
	return w.say("the key of account " + x.Name + " is in the keyring")
}

// readKey reads a key without showing it.
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
