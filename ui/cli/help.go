package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrapHelp has the help of all commands wrapped.
func wrapHelp(root *cobra.Command) {
	const width = 80
	show := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long = ansi.Wordwrap(cmd.Long, width, "")
		show(cmd, args)
	})
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "FlagUsages", fmt.Sprintf("FlagUsagesWrapped %d", width)))
}

// manual is the manual page, in the language of troff.
func manual(root *cobra.Command, version string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(".TH VAPI-SESSIONS 1 \"\" \"vapi-sessions %s\" \"User Commands\"", troff(version))
	line(".SH NAME\nvapi-sessions \\- %s", troff(root.Short))
	line(".SH SYNOPSIS\n.B %s\n.br\n.B vapi-sessions\n\\fICOMMAND\\fR [flags]", troff(root.UseLine()))
	line(".SH DESCRIPTION\n%s", paragraphs(root.Long))
	line(".SH OPTIONS\n%s", options(root))
	line(".SH COMMANDS")
	describe(&b, root)
	return b.String()
}

// describe writes what the commands below one do.
func describe(b *strings.Builder, parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		if !cmd.IsAvailableCommand() || cmd.Name() == "completion" {
			continue
		}
		text := cmd.Long
		if text == "" {
			text = cmd.Short + "."
		}
		fmt.Fprintf(b, ".SS %s\n%s\n%s\n", troff(cmd.UseLine()), paragraphs(text), options(cmd))
		if cmd.Example != "" {
			fmt.Fprintf(b, ".PP\nExamples:\n.PP\n.EX\n%s\n.EE\n", troff(cmd.Example))
		}
		describe(b, cmd)
	}
}

// options are the flags that a command shows.
func options(cmd *cobra.Command) string {
	var b strings.Builder
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, text := pflag.UnquoteUsage(f)
		name := "\\fB" + troff("--"+f.Name) + "\\fR"
		if f.Shorthand != "" {
			name = "\\fB" + troff("-"+f.Shorthand) + "\\fR, " + name
		}
		if value != "" {
			name += "=\\fI" + troff(value) + "\\fR"
		}
		fmt.Fprintf(&b, ".TP\n%s\n%s\n", name, troff(text))
	})
	return strings.TrimSuffix(b.String(), "\n")
}

// paragraphs are lines of text as paragraphs.
func paragraphs(text string) string { return strings.ReplaceAll(troff(text), "\n\n", "\n.PP\n") }

// troff is text in which nothing is a command or a sign of troff.
func troff(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n'", "\n\\&'", "\n.", "\n\\&.").Replace(text)
}
