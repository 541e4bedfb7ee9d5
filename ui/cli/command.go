package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"vapi-sessions/ui/output"
	"vapi-sessions/ui/plain"
)

// command is a command of the program. build makes Cobra's command from it.
type command struct {
	use, short, long string // texts of the help; each line of long becomes a paragraph
	example          string
	flags            flagGroup
	required         string // the argument that must be given, in words
	run              func(ctx context.Context, args []string) error
	argValues        func() []string // completions of its arguments
	sub              []command
}

const (
	readFlags   = settingsFlags | serverFlags | asciiFlags
	deleteFlags = readFlags | writeFlags | filterFlags | choiceFlags | columnFlags | jsonFlags | yesFlags

	// deletesText ends the help of delete and cleanup.
	deletesText = "Without --yes they are listed and nothing is done. Each is read again before its delete is sent: what changed is left out, and a copy is in the trash. ctrl-c stops after what is under way."
	idArgsText  = " An ID may be cut to its beginning where only one begins so; for -, IDs are read from standard input."
)

// commandTree is the root command with all commands below it.
func commandTree(w World, f *flags) command {
	formats := strings.Join(output.Formats(), ", ")
	return command{use: "vapi-sessions", short: "Browse, filter, read, edit and delete the sessions of a Vapi organisation",
		long: "Browse, filter, read, edit and delete the sessions of a Vapi organisation.\n" +
			"The key is read from $VAPI_API_KEY, another server from $VAPI_API_BASE_URL; or from where the account of the settings says. --demo needs none: it runs on generated sessions.\n" + exitCodesText,
		flags: commonFlags | filterFlags | linearFlags,
		run:   func(ctx context.Context, _ []string) error { return browse(ctx, w, f) },
		sub: []command{
			{use: "list", short: "List sessions", flags: readFlags | filterFlags | choiceFlags | columnFlags | jsonFlags,
				example: "  vapi-sessions list --filter 'status:expired age:>7d'\n  vapi-sessions list --view stale --json | jq -r .name",
				run:     f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.List(ctx, f.Choice, f.ListOptions) })},
			{use: "get ID...", short: "Show sessions whole", long: "Show sessions whole." + idArgsText, flags: readFlags | jsonFlags, required: "an ID; - reads them from standard input",
				run: f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.Get(ctx, f.Choice, f.JSON) })},
			{use: "export [ID...]", short: "Write whole sessions as " + formats, flags: readFlags | filterFlags | choiceFlags | fileFlags,
				long:    "Write whole sessions, secrets masked: those of the IDs, or those that the view and the filter leave, or all." + idArgsText,
				example: "  vapi-sessions export --filter 'created:today' --output today.csv",
				run:     f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.Export(ctx, f.Choice, f.ExportOptions) })},
			{use: "delete [ID...]", short: "Delete sessions", flags: deleteFlags,
				long:    "Delete sessions: those of the IDs, or those that the view and the filter leave." + idArgsText + "\n" + deletesText,
				example: "  vapi-sessions delete --filter 'name:test age:>30d'\n  vapi-sessions delete --filter 'name:test age:>30d' --yes",
				run:     f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.Delete(ctx, f.DeleteOptions) })},
			{use: "cleanup", short: "Delete what is certainly expired", flags: deleteFlags,
				long:    "Delete the sessions that are certainly expired (" + plain.ExpiredFilter + "), of those that the view and the filter leave.\n" + deletesText,
				example: "  vapi-sessions cleanup --filter 'age:>30d' --yes",
				run:     f.runPlain(w, func(ctx context.Context, x *plain.Program) error { return x.CleanUp(ctx, f.DeleteOptions) })},
			configCommand(w, f),
			{use: "demo-server", short: "Serve generated sessions as the API would, for other clients", flags: demoFlags | listenFlags,
				run: func(ctx context.Context, _ []string) error { return serveDemo(ctx, w, f) }},
		}}
}

// rootCommand makes Cobra's root command, which writes help to out.
func rootCommand(w World, out io.Writer) *cobra.Command {
	f := &flags{}
	root := commandTree(w, f).build(w, f)
	root.SetOut(out)
	root.SetErr(w.Err)
	root.Version, root.SilenceUsage, root.SilenceErrors = longVersion(w.Version), true, true
	root.AddCommand(command{use: "man", short: "Print the manual page",
		run: func(context.Context, []string) error { return w.printLine(manual(root, w.Version)) }}.build(w, f))
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "completion":
			cmd.Args, cmd.RunE = command{use: "completion"}.check, showHelp
		case "help":
			cmd.Args = isCommand
		}
	}
	root.SetFlagErrorFunc(flagError)
	wrapHelp(root)
	return root
}

func (c command) build(w World, f *flags) *cobra.Command {
	cmd := &cobra.Command{Use: c.use, Short: c.short, Long: strings.ReplaceAll(c.long, "\n", "\n\n"), Example: c.example, Args: c.check,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) }}
	if c.run == nil {
		cmd.RunE = showHelp
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	if c.argValues != nil {
		cmd.ValidArgsFunction = completeWords(c.argValues)
	}
	f.register(w, cmd, c.flags)
	for _, s := range c.sub {
		cmd.AddCommand(s.build(w, f))
	}
	return cmd
}

// showHelp is run by a command that only groups others.
func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// isCommand returns an error when help is asked for a command that does not exist.
func isCommand(cmd *cobra.Command, names []string) error {
	if parent, rest, _ := cmd.Root().Find(names); len(rest) > 0 {
		return unknownCommand(parent, rest[0])
	}
	return nil
}

// unknownCommand is the error for a name that no command below parent has.
func unknownCommand(parent *cobra.Command, name string) error {
	var names []string
	if !parent.HasParent() {
		names = append(names, "--version")
	}
	for _, x := range parent.Commands() {
		names = append(names, x.Name())
	}
	return withSuggestion(fmt.Sprintf("unknown command %q", name), name, names)
}

// check returns an error for a wrong number of arguments. The text of use says how
// many there may be.
func (c command) check(cmd *cobra.Command, args []string) error {
	_, spec, _ := strings.Cut(c.use, " ")
	maxArgs := 0
	switch {
	case strings.Contains(spec, "..."):
		maxArgs = len(args)
	case spec != "":
		maxArgs = 1
	}
	switch {
	case len(args) > 0 && cmd.HasSubCommands():
		return unknownCommand(cmd, args[0])
	case len(args) > maxArgs:
		return fmt.Errorf("unexpected argument %q", args[maxArgs])
	case len(args) == 0 && c.required != "":
		return fmt.Errorf("%s needs %s", strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" "), c.required)
	}
	return nil
}
