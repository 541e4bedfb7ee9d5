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

// flags are what the command line says.
type flags struct {
	plain.DeleteOptions // which sessions, how they are listed, and whether they are deleted
	plain.ExportOptions

	demo, readOnly, linear, noColor, ascii bool
	account, baseURL, log, config, theme   string

	server demo.Options
	fault  string
	listen string
}

// terms is the value of a flag that adds to itself each time it is given.
type terms string

func (t *terms) Set(more string) error {
	*t = terms(strings.TrimSpace(string(*t) + " " + more))
	return nil
}
func (t *terms) String() string { return string(*t) }
func (*terms) Type() string     { return "string" }

// set is a set of flags.
type set uint

// The sets. Every command takes those before common, and shows them where they
// do something for it.
const (
	ofSettings set = 1 << iota
	ofServer
	ofWrites
	ofSigns
	ofColours
	ofDemo
	common
	ofFilter
	ofBrowsing
	ofChoice
	ofColumns
	ofJSON
	ofYes
	ofFile
	ofListening
)

// add adds the flags of a set.
func (f *flags) add(of set, all *pflag.FlagSet) {
	switch of {
	case ofSettings:
		all.StringVar(&f.config, "config", "", "read the settings from this `FILE`")
	case ofServer:
		all.BoolVar(&f.demo, "demo", false, "run on generated sessions: no key, no network")
		all.StringVar(&f.account, "account", "", "`NAME` of the account in the settings or of the Vapi CLI; goes before $VAPI_API_KEY")
		all.StringVar(&f.baseURL, "base-url", "", "ask the server at this `URL` (default $VAPI_API_BASE_URL, else "+client.DefaultBaseURL+")")
		all.StringVar(&f.log, "log", "", "append a line for each request to this `FILE`, as JSON, without keys or bodies")
	case ofWrites:
		all.BoolVar(&f.readOnly, "read-only", false, "change nothing on the server")
	case ofSigns:
		all.BoolVar(&f.ascii, "ascii", false, "draw with ASCII only")
	case ofColours:
		all.StringVar(&f.theme, "theme", "", "`NAME` of the colours: "+strings.Join(config.Themes(), ", "))
		all.BoolVar(&f.noColor, "no-color", false, "no colours, as with $NO_COLOR")
	case ofDemo:
		all.IntVar(&f.server.Sessions, "sessions", 2500, "`NUMBER` of generated sessions")
		all.Uint64Var(&f.server.Seed, "seed", 1, "the same `NUMBER` gives the same sessions")
		all.BoolVar(&f.server.Odd, "odd", false, "make generated sessions hostile and broken, to see what becomes of them")
		all.DurationVar(&f.server.Latency, "latency", 0, "`TIME` that the embedded server takes for an answer")
		all.DurationVar(&f.server.Arrivals, "arrivals", 0, "make a new session each time this `TIME` has passed; 0 never")
		all.StringVar(&f.fault, "fault", "", "`FAULTS` of the embedded server, such as 'latency=300ms,jitter=200ms,rate=0.05:429'")
	case ofFilter:
		all.Var((*terms)(&f.Filter), "filter", "`TERMS` of a filter, such as 'status:expired age:>7d'; given again, all hold")
	case ofBrowsing:
		all.BoolVar(&f.linear, "linear", false, "talk in words, a statement on a line: for a screen reader, or a pipe")
	case ofChoice:
		all.StringVar(&f.View, "view", "", "a saved view, by `NAME` or number; a filter narrows it")
		all.StringVar(&f.Sort, "sort", "", "`ORDER` as in a filter: cost from the largest, +cost from the smallest, name from A, -name from Z")
		all.IntVar(&f.Limit, "limit", 0, "`NUMBER` of sessions at most; 0 takes all")
	case ofColumns:
		all.StringSliceVar(&f.Columns, "columns", nil, "`COLUMNS` of the lines, such as name,cost,meta.plan (default: the ID and those of the settings)")
	case ofJSON:
		all.BoolVar(&f.JSON, "json", false, "whole sessions as JSON, one on a line, secrets masked")
	case ofYes:
		all.BoolVar(&f.Yes, "yes", false, "delete; without it nothing is")
	case ofFile:
		all.StringVar(&f.Format, "format", "", "`FORMAT` of what is written: "+strings.Join(output.Formats(), ", ")+" (default: as the file's ending says, else ndjson)")
		all.StringVarP(&f.File, "output", "o", "", "write to this `FILE`, - for standard output; it appears whole at the end, or not at all")
		all.BoolVar(&f.Force, "force", false, "replace the file if it is there")
	case ofListening:
		all.StringVar(&f.listen, "listen", "127.0.0.1:0", "`ADDRESS` to listen on; port 0 takes a free one")
		all.StringVar(&f.server.Token, "token", "demo", "`BEARER` that requests must carry; empty takes any")
	default:
	}
}

// register adds the flags of a command and what completes them.
func (f *flags) register(w World, cmd *cobra.Command, own set) {
	for of := ofSettings; of <= ofListening; of <<= 1 {
		if of >= common && own&of == 0 {
			continue
		}
		its := pflag.NewFlagSet(cmd.Name(), pflag.ContinueOnError)
		f.add(of, its)
		its.VisitAll(func(x *pflag.Flag) { x.Hidden = own&of == 0 })
		cmd.Flags().AddFlagSet(its)
	}
	known := f.completions(w)
	cmd.Flags().VisitAll(func(x *pflag.Flag) {
		takes, _ := pflag.UnquoteUsage(x)
		values := known[x.Name]
		if values == nil {
			values = cobra.NoFileCompletions
		}
		if !x.Hidden && takes != "FILE" {
			_ = cmd.RegisterFlagCompletionFunc(x.Name, values) // it fails for a flag that is not there
		}
	})
}

// check says what is wrong with flags that is not known by their types.
func (f *flags) check() error {
	switch {
	case f.Limit < 0:
		return fmt.Errorf("--limit needs a whole number from 0, not %d", f.Limit)
	case f.theme != "" && !slices.Contains(config.Themes(), f.theme):
		return fmt.Errorf("--theme: no theme is called %q: %s", f.theme, strings.Join(config.Themes(), ", "))
	}
	return nil
}

// settings are what the program is set to: by its file, and before that by the
// command line.
type settings struct {
	config.Settings
	paths    config.Paths
	problems []config.Problem
	homeless error // why there are no paths, and nothing is kept
}

// start finds the directories and reads the settings.
func start(w World, f *flags) (s settings, err error) {
	s.paths, s.homeless = config.Find(w.Environ.Get)
	switch {
	case f.config != "":
		if _, err := os.Stat(f.config); err != nil {
			return s, usage(fmt.Errorf("--config: %w", err))
		}
		s.Settings, s.problems = config.Load(f.config)
	case s.homeless != nil:
		s.Settings, s.problems = config.Default(), []config.Problem{{Text: "no $HOME: no settings are read, and nothing is kept"}}
	default:
		s.Settings, s.problems = config.Load(s.paths.Settings())
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
	return s, usage(f.check())
}
