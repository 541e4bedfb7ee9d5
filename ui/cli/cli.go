// Package cli owns the command line: it reads flags and environment, wires the
// rooms together and turns the outcome into an exit code. Nothing else.
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

// Exit codes are an interface: scripts read them.
const (
	exitOK     = iota
	exitFailed // nothing was done
	exitUsage  // the command line, or a terminal that cannot do
	exitAgain  // nothing was done for a reason that may pass: 429, 5xx, the network
	exitPartly // something was done, and something was not
)

// exitCodes tells of them.
const exitCodes = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 failed for a reason that may pass (429, 5xx, the network), 4 done in part."

// exitCode is what an error means to a script.
func exitCode(err error) int {
	_, asking := errors.AsType[*client.Error](err)
	_, wrong := errors.AsType[plain.UsageError](err)
	_, partly := errors.AsType[plain.PartialError](err)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE) && !asking: // nobody reads any more, as after "| head"
		return exitOK
	case wrong:
		return exitUsage
	case partly:
		return exitPartly
	case client.MayPass(err):
		return exitAgain
	}
	return exitFailed
}

// World is what the program is started with.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	Environ  theme.Environ
	Version  string // of a release; empty for what the build knows
}

// Run is the program behind its exit code.
func Run(args []string, w World) int {
	w.Version = versionText(w.Version)
	shown := &shown{Writer: w.Out}
	cmd, ran := rootCommand(w, shown), false
	cmd.SetArgs(args)
	cmd.PersistentPreRun = func(*cobra.Command, []string) { ran = true }
	err := cmd.Execute()
	switch {
	case shown.err != nil:
		err = shown.err
	case !ran: // the command line was not understood
		err = usage(err)
	}
	code := exitCode(err)
	if code != exitOK {
		output.Say(w.Err, "vapi-sessions: "+err.Error()+"\n")
	}
	return code
}

// shown is where Cobra writes help: it does not always say that it could not.
type shown struct {
	io.Writer
	err error
}

func (s *shown) Write(text []byte) (n int, err error) {
	n, err = s.Writer.Write(text)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// usage marks an error as one that the command line can mend.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return plain.UsageError{Err: err}
}

// flagFault says in plain words what is wrong with a flag.
func flagFault(cmd *cobra.Command, err error) error {
	if unknown, is := errors.AsType[*pflag.NotExistError](err); is {
		var all []string
		cmd.Flags().VisitAll(func(x *pflag.Flag) {
			if !x.Hidden {
				all = append(all, "--"+x.Name)
			}
		})
		return unlessMeant(err.Error(), "--"+unknown.GetSpecifiedName(), all)
	}
	bad, is := errors.AsType[*pflag.InvalidValueError](err)
	if !is {
		return err
	}
	flag := bad.GetFlag()
	needs := map[string]string{"int": "a whole number", "uint64": "a whole number from 0", "duration": "a duration such as 300ms", "bool": "true or false"}
	return fmt.Errorf("--%s needs %s, not %q", flag.Name, needs[flag.Value.Type()], bad.GetValue())
}

// unlessMeant is an error about a name, which says what was probably meant.
func unlessMeant(fault, name string, all []string) error {
	if near := words.Nearest(name, all); near != "" {
		fault += "; did you mean " + near + "?"
	}
	return errors.New(fault)
}

// say writes a line of data.
func (w World) say(line string) error {
	_, err := fmt.Fprintln(w.Out, line)
	return err
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
