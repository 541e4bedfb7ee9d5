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

// command is a command of the program, with the flags that do something for it.
type command struct {
	use, short, long string // a paragraph is a line
	example          string
	flags            set
	needs            string // what it cannot do without
	run              func(ctx context.Context, args []string) error
	completes        func() []string // its arguments
	sub              []command
}

const (
	ofReading  = ofSettings | ofServer | ofSigns
	ofDeleting = ofReading | ofWrites | ofFilter | ofChoice | ofColumns | ofJSON | ofYes

	// deletes is what both ways to delete have in common.
	deletes = "Without --yes they are listed and nothing is done. Each is read again before its delete is sent: what changed is left out, and a copy is in the trash. ctrl-c stops after what is under way."
	anID    = " An ID may be cut to its beginning where only one begins so; for -, IDs are read from standard input."
)

// program is the program with its commands.
func program(w World, f *flags) command {
	formats := strings.Join(output.Formats(), ", ")
	return command{use: "vapi-sessions", short: "Browse, filter, read, edit and delete the sessions of a Vapi organisation",
		long: "Browse, filter, read, edit and delete the sessions of a Vapi organisation.\n" +
			"The key is read from $VAPI_API_KEY, another server from $VAPI_API_BASE_URL; or from where the account of the settings says. --demo needs none: it runs on generated sessions.\n" + exitCodes,
		flags: common - 1 | ofFilter | ofBrowsing,
		run:   func(ctx context.Context, _ []string) error { return browse(ctx, w, f) },
		sub: []command{
			{use: "list", short: "List sessions", flags: ofReading | ofFilter | ofChoice | ofColumns | ofJSON,
				example: "  vapi-sessions list --filter 'status:expired age:>7d'\n  vapi-sessions list --view stale --json | jq -r .name",
				run:     f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.List(ctx, f.Choice, f.ListOptions) })},
			{use: "get ID...", short: "Show sessions whole", long: "Show sessions whole." + anID, flags: ofReading | ofJSON, needs: "an ID; - reads them from standard input",
				run: f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.Get(ctx, f.Choice, f.JSON) })},
			{use: "export [ID...]", short: "Write whole sessions as " + formats, flags: ofReading | ofFilter | ofChoice | ofFile,
				long:    "Write whole sessions, secrets masked: those of the IDs, or those that the view and the filter leave, or all." + anID,
				example: "  vapi-sessions export --filter 'created:today' --output today.csv",
				run:     f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.Export(ctx, f.Choice, f.ExportOptions) })},
			{use: "delete [ID...]", short: "Delete sessions", flags: ofDeleting,
				long:    "Delete sessions: those of the IDs, or those that the view and the filter leave." + anID + "\n" + deletes,
				example: "  vapi-sessions delete --filter 'name:test age:>30d'\n  vapi-sessions delete --filter 'name:test age:>30d' --yes",
				run:     f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.Delete(ctx, f.DeleteOptions) })},
			{use: "cleanup", short: "Delete what is certainly expired", flags: ofDeleting,
				long:    "Delete the sessions that are certainly expired (" + plain.ExpiredFilter + "), of those that the view and the filter leave.\n" + deletes,
				example: "  vapi-sessions cleanup --filter 'age:>30d' --yes",
				run:     f.plainly(w, func(ctx context.Context, x *plain.Program) error { return x.CleanUp(ctx, f.DeleteOptions) })},
			configCommand(w, f),
			{use: "demo-server", short: "Serve generated sessions as the API would, for other clients", flags: ofDemo | ofListening,
				run: func(ctx context.Context, _ []string) error { return serveDemo(ctx, w, f) }},
		}}
}

// rootCommand is the program as Cobra runs it, which writes help to out.
func rootCommand(w World, out io.Writer) *cobra.Command {
	f := &flags{}
	root := program(w, f).build(w, f)
	root.SetOut(out)
	root.SetErr(w.Err)
	root.Version, root.SilenceUsage, root.SilenceErrors = longVersion(w.Version), true, true
	root.AddCommand(command{use: "man", short: "Print the manual page",
		run: func(context.Context, []string) error { return w.say(manual(root, w.Version)) }}.build(w, f))
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "completion":
			cmd.Args, cmd.RunE = command{use: "completion"}.check, help
		case "help":
			cmd.Args = isCommand
		}
	}
	root.SetFlagErrorFunc(flagFault)
	wrapHelp(root)
	return root
}

// build makes the command that Cobra runs.
func (c command) build(w World, f *flags) *cobra.Command {
	cmd := &cobra.Command{Use: c.use, Short: c.short, Long: strings.ReplaceAll(c.long, "\n", "\n\n"), Example: c.example, Args: c.check,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) }}
	if c.run == nil {
		cmd.RunE = help
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	if c.completes != nil {
		cmd.ValidArgsFunction = completes(c.completes)
	}
	f.register(w, cmd, c.flags)
	for _, s := range c.sub {
		cmd.AddCommand(s.build(w, f))
	}
	return cmd
}

// help is what a command does that has only others below it.
func help(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// isCommand says that there is no command of a name that help is asked for.
func isCommand(cmd *cobra.Command, names []string) error {
	if parent, left, _ := cmd.Root().Find(names); len(left) > 0 {
		return unknownCommand(parent, left[0])
	}
	return nil
}

// unknownCommand says that a command has none of a name below it.
func unknownCommand(parent *cobra.Command, name string) error {
	var all []string
	if !parent.HasParent() {
		all = append(all, "--version")
	}
	for _, x := range parent.Commands() {
		all = append(all, x.Name())
	}
	return unlessMeant(fmt.Sprintf("unknown command %q", name), name, all)
}

// check says what is wrong with the number of arguments, by how its use is
// written.
func (c command) check(cmd *cobra.Command, args []string) error {
	_, takes, _ := strings.Cut(c.use, " ")
	most := 0
	switch {
	case strings.Contains(takes, "..."):
		most = len(args)
	case takes != "":
		most = 1
	}
	switch {
	case len(args) > 0 && cmd.HasSubCommands():
		return unknownCommand(cmd, args[0])
	case len(args) > most:
		return fmt.Errorf("unexpected argument %q", args[most])
	case len(args) == 0 && c.needs != "":
		return fmt.Errorf("%s needs %s", strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" "), c.needs)
	}
	return nil
}
