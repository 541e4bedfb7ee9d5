package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"vapi-sessions/ui"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/words"
)

// configCommand is what concerns the settings file.
func configCommand(w World, f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "Where the settings are, what is wrong with them, and an example of them",
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	add := func(use, short string, args cobra.PositionalArgs, run func(args []string) error) *cobra.Command {
		sub := &cobra.Command{Use: use, Short: short,
			Args: cobraUsage(args),
			RunE: func(_ *cobra.Command, args []string) error { return run(args) }}
		cmd.AddCommand(sub)
		return sub
	}
	add("path", "Print the path of the settings file", cobra.NoArgs, func([]string) error {
		file, err := settingsFile(w, *f)
		if err != nil {
			return err
		}
		return say(w.Out, file)
	})
	add("check", "Print all that is wrong with the settings; exit code 1 if something is", cobra.NoArgs, func([]string) error { return check(w, *f) })
	add("init", "Write a settings file in which every setting stands as a comment", cobra.NoArgs, func([]string) error {
		file, err := settingsFile(w, *f)
		if err == nil {
			err = config.WriteExample(file)
		}
		if err != nil {
			return err
		}
		return say(w.Out, "wrote "+file)
	})
	add("schema", "Print the JSON Schema of the settings file", cobra.NoArgs, func([]string) error {
		return say(w.Out, strings.TrimSuffix(string(config.Schema()), "\n"))
	})
	key := add("key ACCOUNT", "Put the key of an account into the system's keyring", cobra.ExactArgs(1), func(args []string) error { return storeKey(w, *f, args[0]) })
	key.Long = "Put the key of an account whose settings say key_ring = true into the system's\nkeyring. The key is asked for, or read from standard input; no argument takes it."
	key.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return accountNames(w, *f), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// settingsFile is the file of the command line, or else the one in its place.
func settingsFile(w World, f flags) (string, error) {
	if f.start.config != "" {
		return f.start.config, nil
	}
	paths, err := config.Find(w.Environ.Get)
	return paths.Settings(), err
}

func say(out io.Writer, line string) error {
	_, err := fmt.Fprintln(out, line)
	return err
}

// check prints a line for each problem of the settings.
func check(w World, f flags) error {
	_, settings, problems, homeless, err := start(w, f)
	if err = cmp.Or(err, homeless); err != nil {
		return err
	}
	problems = ui.Options{Settings: settings, Problems: problems, Environ: w.Environ}.Check()
	for _, p := range problems {
		if err := say(w.Out, p.Error()); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return errors.New(words.Plural(len(problems), "problem") + " in the settings")
	}
	return nil
}

// storeKey asks for the key of an account and puts it into the keyring.
func storeKey(w World, f flags, name string) error {
	_, settings, _, _, err := start(w, f)
	if err != nil {
		return err
	}
	x, err := account.Find(account.Options{Settings: settings, Environ: w.Environ}).Named(name)
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
	return say(w.Out, "the key of account "+x.Name+" is in the keyring")
}

// readKey reads a key without showing it.
func readKey(w World, name string) (key string, err error) {
	if f, ok := w.In.(*os.File); ok && isTerminal(f) {
		ui.Say(w.Err, "private key of "+name+" (not shown): ")
		typed, e := term.ReadPassword(f.Fd())
		ui.Say(w.Err, "\n")
		key, err = string(typed), e
	} else if key, err = bufio.NewReader(w.In).ReadString('\n'); errors.Is(err, io.EOF) {
		err = nil
	}
	if key = strings.TrimSpace(key); key == "" && err == nil {
		err = errors.New("no key was given")
	}
	return key, err
}
