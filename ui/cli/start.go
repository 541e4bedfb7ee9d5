package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"vapi-sessions/ui/config"
)

// startFlags go before the settings.
type startFlags struct {
	config  string
	theme   string
	noColor bool
	ascii   bool
}

// register adds them.
func (s *startFlags) register(all *pflag.FlagSet) {
	all.StringVar(&s.config, "config", "", "read the settings from this file")
	all.StringVar(&s.theme, "theme", "", "one of "+strings.Join(themes(), ", "))
	all.BoolVar(&s.noColor, "no-color", false, "no colours, as with $NO_COLOR")
	all.BoolVar(&s.ascii, "ascii", false, "draw with ASCII only")
}

// themes are the values of the setting.
func themes() []string { return []string{"auto", "dark", "light", "none"} }

// start finds the directories and reads the settings; what the command line says
// goes before them. Without a home homeless says so: nothing is kept then.
func start(w World, f flags) (_ config.Paths, _ config.Settings, _ []config.Problem, homeless, err error) {
	paths, settings, problems, homeless := config.Start(w.Environ.Get)
	x := f.start
	if x.config != "" {
		if _, err := os.Stat(x.config); err != nil {
			return paths, settings, nil, homeless, usage(fmt.Errorf("--config: %w", err))
		}
		settings, problems = config.Load(x.config)
	}
	switch {
	case x.theme != "" && !slices.Contains(themes(), x.theme):
		return paths, settings, nil, homeless, usage(fmt.Errorf("--theme: no theme is called %q: %s", x.theme, strings.Join(themes(), ", ")))
	case x.noColor:
		settings.Theme = "none"
	case x.theme != "":
		settings.Theme = x.theme
	}
	if x.ascii {
		settings.ASCII = "on"
	}
	return paths, settings, problems, homeless, nil
}
