package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrapHelp wraps the help of all commands at 80 columns. It wraps Cobra's output,
// because a template of our own would link text/template, 4 MB, into the program.
func wrapHelp(root *cobra.Command) {
	const width = 80
	writeHelp, writeUsage := root.HelpFunc(), root.UsageFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		var b strings.Builder
		for line := range strings.Lines(cmd.Long) {
			if !strings.HasPrefix(line, "\t") { // a line of shell commands stays whole
				line = ansi.Wordwrap(line, width, "")
			}
			b.WriteString(line)
		}
		cmd.Long = b.String()
		writeHelp(cmd, args)
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		var b strings.Builder
		out := cmd.OutOrStderr()
		cmd.SetOut(&b)
		err := writeUsage(cmd)
		cmd.SetOut(out)
		for line := range strings.Lines(b.String()) {
			if _, werr := io.WriteString(out, wrapTableLine(line, width)); werr != nil {
				return werr
			}
		}
		return err
	})
}

// wrapTableLine wraps the last column of a line of a table, and aligns what it wraps.
func wrapTableLine(line string, width int) string {
	text := strings.TrimLeft(line, " ")
	if _, right, ok := strings.Cut(text, "   "); ok {
		text = strings.TrimLeft(right, " ")
	}
	indent := len(line) - len(text)
	return line[:indent] + strings.ReplaceAll(ansi.Wordwrap(strings.TrimRight(text, "\n"), width-indent, ""), "\n", "\n"+strings.Repeat(" ", indent)) + "\n"
}

// manual is the manual page in troff.
func manual(root *cobra.Command, version string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(".TH VAPI-SESSIONS 1 \"\" \"vapi-sessions %s\" \"User Commands\"", troff(version))
	line(".SH NAME\nvapi-sessions \\- %s", troff(root.Short))
	line(".SH SYNOPSIS\n.B %s\n.br\n.B vapi-sessions\n\\fICOMMAND\\fR [flags]", troff(root.UseLine()))
	line(".SH DESCRIPTION\n%s", paragraphs(root.Long))
	line(".SH OPTIONS\n%s", optionsText(root))
	line(".SH COMMANDS")
	writeCommands(&b, root)
	return b.String()
}

// writeCommands writes a section of the manual for each command below parent.
func writeCommands(b *strings.Builder, parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		if !cmd.IsAvailableCommand() || cmd.Name() == "completion" {
			continue
		}
		text := cmd.Long
		if text == "" {
			text = cmd.Short + "."
		}
		fmt.Fprintf(b, ".SS %s\n%s\n%s\n", troff(cmd.UseLine()), paragraphs(text), optionsText(cmd))
		if cmd.Example != "" {
			fmt.Fprintf(b, ".PP\nExamples:\n.PP\n.EX\n%s\n.EE\n", troff(cmd.Example))
		}
		writeCommands(b, cmd)
	}
}

// optionsText lists the visible flags of a command in troff.
func optionsText(cmd *cobra.Command) string {
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

// paragraphs is text in troff, with its empty lines as breaks of paragraphs.
func paragraphs(text string) string { return strings.ReplaceAll(troff(text), "\n\n", "\n.PP\n") }

func troff(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n'", "\n\\&'", "\n.", "\n\\&.").Replace(text)
}
