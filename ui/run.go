package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/ui/config"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/paint"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// Run runs the program on the terminal until the person quits, or switches to another
// account, which it returns.
func Run(ctx context.Context, o Options) (next *config.Account, err error) {
	o.setDefaults()
	var messages []string
	m := New(ctx, o)
	defer func() {
		var text strings.Builder
		for _, line := range append(messages, m.exitMessages...) {
			text.WriteString("vapi-sessions: " + line + "\n")
		}
		output.Say(os.Stderr, text.String())
	}()
	err = runOnTerminal(ctx, m, o)
	m.cancel()
	m.output.Close()
	messages = append(messages, m.writes.KeptFiles()...)
	if failed := m.keeper.SaveNow(m.state()); failed != nil {
		messages = append(messages, failed.Error())
	}
	var signal paint.Signal
	if errors.As(err, &signal) {
		if n := m.store.Unsent(); n > 0 {
			messages = append(messages, words.Plural(n, "write")+" had not been sent: nothing was changed by them")
		}
	}
	if m.ended {
		next = m.nextAccount
	}
	return next, printableError(err)
}

// runOnTerminal runs the model with the renderer that the settings name.
func runOnTerminal(ctx context.Context, m tea.Model, o Options) error {
	if o.Settings.Renderer != "stock" {
		return paint.Run(ctx, m, paint.Options{Env: o.Environ, Profile: o.Profile})
	}
	keys, err := paint.SafeInput(os.Stdin)
	if err != nil {
		return err
	}
	_, err = tea.NewProgram(m, tea.WithContext(ctx), tea.WithEnvironment(o.Environ), tea.WithColorProfile(o.Profile), tea.WithInput(keys)).Run()
	return err
}

// printableError returns an error that can be printed. The value of a panic can quote a
// session, so that only its type is printed, and where it happened.
func printableError(err error) error {
	var panicked *paint.Panic
	if errors.As(err, &panicked) {
		return fmt.Errorf("a fault in the program (%T); the terminal is restored\n%s", panicked.Value, panicked.Stack)
	}
	return err
}

// Check returns all problems with the settings.
func (o Options) Check() []config.Problem {
	o.setDefaults()
	return o.Problems
}

// setDefaults fills in what was left out, from the environment and the settings, and
// adds the problems that it finds.
func (o *Options) setDefaults() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = o.Settings.Zone()
	}
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	o.Profile = o.Environ.Profile()
	o.OnlyASCII = !o.Environ.Unicode()
	o.ASCII = o.Settings.UseASCII(o.OnlyASCII)
	o.Dark, o.ThemeFixed = true, true
	switch o.Settings.Theme {
	case "light":
		o.Dark = false
	case "dark":
	case "none":
		o.Profile = colorprofile.Ascii
	default:
		o.ThemeFixed = o.Profile <= colorprofile.Ascii
	}
	o.ReadOnly = o.ReadOnly || o.Settings.ReadOnlyFor(o.Server.Config)
	o.Settings.Dashboard = o.Settings.DashboardOf(o.Server.Config, o.Server.BaseURL)
	var problems []config.Problem
	if o.Keys, problems = o.Settings.Keymap(); o.ProblemsKnown {
		return
	}
	o.Problems = append(o.Problems, problems...)
	for _, p := range o.newTheme(o.Dark).Problems() {
		o.Problems = append(o.Problems, o.Settings.Problem("colours."+p.Role, p.Text))
	}
	o.Problems = append(o.Problems, sessions.Check(&o.Settings, &o.State, o.Now())...)
	o.Problems = append(o.Problems, o.Settings.CheckAccounts()...)
	config.SortProblems(o.Problems)
}
