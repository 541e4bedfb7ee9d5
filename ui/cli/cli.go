// Package cli owns the command line: it reads flags and environment, wires the other
// packages together, and turns an error into an exit code. It contains no behaviour of
// a command: that is in ui (the screen) and ui/plain (without one).
//
//	cli.go       Run, exit codes and errors of usage
//	command.go   the table of commands, and Cobra's commands made from it
//	flags.go     the flags by groups, and the settings that they override
//	complete.go  shell completion
//	help.go      wrapped help, and the manual page
//	browse.go    the program on the screen
//	plain.go     commands without a screen
//	account.go   accounts, and what is kept on the disk for them
//	config.go    the config commands
//	demo.go      the embedded server
//	version.go   what --version prints
package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/plain"
	"vapi-sessions/ui/words"
)

// The exit codes. Scripts depend on them.
const (
	exitOK      = iota
	exitFailed  // nothing was done
	exitUsage   // the command line is wrong, or the terminal unfit
	exitRetry   // nothing was done for a reason that may pass: 429, 5xx, the network
	exitPartial // something was done, and something was not
)

// exitCodesText explains the exit codes in the help.
const exitCodesText = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 failed for a reason that may pass (429, 5xx, the network), 4 done in part."

// exitCode is the exit code for an error.
func exitCode(err error) int {
	_, fromAPI := errors.AsType[*client.Error](err)
	_, isUsage := errors.AsType[plain.UsageError](err)
	_, isPartial := errors.AsType[plain.PartialError](err)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE) && !fromAPI: // the reader of a pipe has ended, as in "| head"
		return exitOK
	case isUsage:
		return exitUsage
	case isPartial:
		return exitPartial
	case client.MayPass(err):
		return exitRetry
	}
	return exitFailed
}

// World holds the streams, environment and version that the program starts with.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	Environ  theme.Environ
	Version  string // version of a release; empty for the one in the build info
}

// Run runs the program and returns its exit code.
func Run(args []string, w World) int {
	w.Version = shortVersion(w.Version)
	help := &errorRecorder{Writer: w.Out}
	cmd, parsed := rootCommand(w, help), false
	cmd.SetArgs(args)
	cmd.PersistentPreRun = func(*cobra.Command, []string) { parsed = true }
	err := cmd.Execute()
	switch {
	case help.err != nil:
		err = help.err
	case !parsed: // the command line was not understood
		err = usageError(err)
	}
	code := exitCode(err)
	if code != exitOK {
		output.Say(w.Err, "vapi-sessions: "+err.Error()+"\n")
	}
	return code
}

// errorRecorder remembers the first error of writing. Cobra drops errors of writing
// help.
type errorRecorder struct {
	io.Writer
	err error
}

func (s *errorRecorder) Write(text []byte) (n int, err error) {
	n, err = s.Writer.Write(text)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// usageError wraps an error as a plain.UsageError; nil stays nil.
func usageError(err error) error {
	if err == nil {
		return nil
	}
	return plain.UsageError{Err: err}
}

// flagError rewords pflag's errors in plain words.
func flagError(cmd *cobra.Command, err error) error {
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		var names []string
		cmd.Flags().VisitAll(func(x *pflag.Flag) {
			if !x.Hidden {
				names = append(names, "--"+x.Name)
			}
		})
		return withSuggestion(err.Error(), "--"+unknown.GetSpecifiedName(), names)
	}
	invalid, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	flag := invalid.GetFlag()
	kinds := map[string]string{"int": "a whole number", "uint64": "a whole number from 0", "duration": "a duration such as 300ms", "bool": "true or false"}
	return fmt.Errorf("--%s needs %s, not %q", flag.Name, kinds[flag.Value.Type()], invalid.GetValue())
}

// withSuggestion is an error about an unknown name, with the known name nearest to it.
func withSuggestion(message, name string, known []string) error {
	if closest := words.Nearest(name, known); closest != "" {
		message += "; did you mean " + closest + "?"
	}
	return errors.New(message)
}

func (w World) printLine(line string) error {
	_, err := fmt.Fprintln(w.Out, line)
	return err
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
