package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/plain"
)

// flags are the values of all flags.
type flags struct {
	plain.DeleteOptions // has the flags of list, get, delete and cleanup
	plain.ExportOptions

	demo, readOnly, linear, noColor, ascii       bool
	account, baseURL, logFile, configFile, theme string

	demoOptions demo.Options
	faults      string
	listen      string
}

// terms is the value of --filter: when it is given again, the terms are joined.
type terms string

func (t *terms) Set(more string) error {
	*t = terms(strings.TrimSpace(string(*t) + " " + more))
	return nil
}
func (t *terms) String() string { return string(*t) }
func (*terms) Type() string     { return "string" }

// flagGroup is a group of flags, or a union of groups.
type flagGroup uint

// The groups. Every command accepts commonFlags, and hides those that have no effect
// on it.
const (
	settingsFlags flagGroup = 1 << iota
	serverFlags
	writeFlags
	asciiFlags
	colourFlags
	demoFlags
	filterFlags
	linearFlags
	choiceFlags
	columnFlags
	jsonFlags
	yesFlags
	fileFlags
	listenFlags

	commonFlags = filterFlags - 1 // the groups before filterFlags
)

// addGroup adds the flags of one group to a flag set.
func (f *flags) addGroup(group flagGroup, to *pflag.FlagSet) {
	switch group {
	case settingsFlags:
		to.StringVar(&f.configFile, "config", "", "read the settings from this `FILE`")
	case serverFlags:
		to.BoolVar(&f.demo, "demo", false, "run on generated sessions: no key, no network")
		to.StringVar(&f.account, "account", "", "`NAME` of the account in the settings or of the Vapi CLI; goes before $VAPI_API_KEY")
		to.StringVar(&f.baseURL, "base-url", "", "ask the server at this `URL` (default $VAPI_API_BASE_URL, else "+client.DefaultBaseURL+")")
		to.StringVar(&f.logFile, "log", "", "append a line for each request to this `FILE`, as JSON, without keys or bodies")
	case writeFlags:
		to.BoolVar(&f.readOnly, "read-only", false, "change nothing on the server")
	case asciiFlags:
		to.BoolVar(&f.ascii, "ascii", false, "signs and borders in ASCII")
	case colourFlags:
		to.StringVar(&f.theme, "theme", "", "`NAME` of the colours: "+strings.Join(config.Themes(), ", "))
		to.BoolVar(&f.noColor, "no-color", false, "no colours, as with $NO_COLOR")
	case demoFlags:
		to.IntVar(&f.demoOptions.Sessions, "sessions", 2500, "`NUMBER` of generated sessions")
		to.Uint64Var(&f.demoOptions.Seed, "seed", 1, "the same `NUMBER` gives the same sessions")
		to.BoolVar(&f.demoOptions.Odd, "odd", false, "make generated sessions hostile and broken, to see what becomes of them")
		to.DurationVar(&f.demoOptions.Latency, "latency", 0, "`TIME` that the embedded server takes for an answer")
		to.DurationVar(&f.demoOptions.Arrivals, "arrivals", 0, "make a new session each time this `TIME` has passed; 0 never")
		to.StringVar(&f.faults, "fault", "", "`FAULTS` of the embedded server, such as 'latency=300ms,jitter=200ms,rate=0.05:429'")
	case filterFlags:
		to.Var((*terms)(&f.Filter), "filter", "`TERMS` of a filter, such as 'status:expired age:>7d'; given again, all hold")
	case linearFlags:
		to.BoolVar(&f.linear, "linear", false, "talk in words, a statement on a line: for a screen reader, or a pipe")
	case choiceFlags:
		to.StringVar(&f.View, "view", "", "a saved view, by `NAME` or number; a filter narrows it")
		to.StringVar(&f.Sort, "sort", "", "`ORDER` as in a filter: cost from the largest, +cost from the smallest, name from A, -name from Z")
		to.IntVar(&f.Limit, "limit", 0, "`NUMBER` of sessions at most; 0 takes all")
	case columnFlags:
		to.StringSliceVar(&f.Columns, "columns", nil, "`COLUMNS` of the lines, such as name,cost,meta.plan (default: the ID and those of the settings)")
	case jsonFlags:
		to.BoolVar(&f.JSON, "json", false, "whole sessions as JSON, one on a line, secrets masked")
	case yesFlags:
		to.BoolVar(&f.Yes, "yes", false, "delete; without it nothing is")
	case fileFlags:
		to.StringVar(&f.Format, "format", "", "`FORMAT` of what is written: "+strings.Join(output.Formats(), ", ")+" (default: as the file's ending says, else ndjson)")
		to.StringVarP(&f.File, "output", "o", "", "write to this `FILE`, - for standard output; it appears whole at the end, or not at all")
		to.BoolVar(&f.Force, "force", false, "replace the file if it is there")
	case listenFlags:
		to.StringVar(&f.listen, "listen", "127.0.0.1:0", "`ADDRESS` to listen on; port 0 takes a free one")
		to.StringVar(&f.demoOptions.Token, "token", "demo", "`BEARER` that requests must carry; empty takes any")
	default:
	}
}

// register adds the flags and their completions to a command; own are the groups
// that have an effect on it.
func (f *flags) register(w World, cmd *cobra.Command, own flagGroup) {
	for group := settingsFlags; group <= listenFlags; group <<= 1 {
		if (own|commonFlags)&group == 0 {
			continue
		}
		added := pflag.NewFlagSet(cmd.Name(), pflag.ContinueOnError)
		f.addGroup(group, added)
		added.VisitAll(func(x *pflag.Flag) { x.Hidden = own&group == 0 })
		cmd.Flags().AddFlagSet(added)
	}
	completions := f.completions(w)
	cmd.Flags().VisitAll(func(x *pflag.Flag) {
		value, _ := pflag.UnquoteUsage(x)
		complete := completions[x.Name]
		if complete == nil {
			complete = cobra.NoFileCompletions
		}
		if !x.Hidden && value != "FILE" {
			_ = cmd.RegisterFlagCompletionFunc(x.Name, complete) // it fails only for an unknown flag
		}
	})
}

// check returns what is wrong with values that their flags' types allow.
func (f *flags) check() error {
	switch {
	case f.Limit < 0:
		return fmt.Errorf("--limit needs a whole number from 0, not %d", f.Limit)
	case f.theme != "" && !slices.Contains(config.Themes(), f.theme):
		return fmt.Errorf("--theme: no theme is called %q: %s", f.theme, strings.Join(config.Themes(), ", "))
	}
	return nil
}

// settings are those of the settings file, overridden by flags.
type settings struct {
	config.Settings
	paths    config.Paths
	problems []config.Problem
	pathsErr error // why paths is empty; nothing is kept on the disk then
}

// loadSettings finds the directories, reads the settings file and applies the flags.
func loadSettings(w World, f *flags) (s settings, err error) {
	s.paths, s.pathsErr = config.FindPaths(w.Environ.Get)
	switch {
	case f.configFile != "":
		if _, err := os.Stat(f.configFile); err != nil {
			return s, usageError(fmt.Errorf("--config: %w", err))
		}
		s.Settings, s.problems = config.Load(f.configFile)
	case s.pathsErr != nil:
		s.Settings, s.problems = config.Default(), []config.Problem{{Text: "no $HOME: no settings are read, and nothing is kept"}}
	default:
		s.Settings, s.problems = config.Load(s.paths.SettingsFile())
	}
	switch {
	case f.noColor:
		s.Theme = "none"
	case f.theme != "":
		s.Theme = f.theme
	}
	if f.ascii {
		s.ASCII = "on"
	}
	s.ReadOnly = s.ReadOnly || f.readOnly
	return s, usageError(f.check())
}
