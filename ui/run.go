package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/paint"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// Run runs the program on the terminal until the person leaves it, or goes on to
// the next account.
func Run(ctx context.Context, o Options) (next *config.Account, err error) {
	o.complete()
	var parting []string
	m := New(ctx, o)
	defer func() {
		var text strings.Builder
		for _, line := range append(parting, m.parting...) {
			text.WriteString("vapi-sessions: " + line + "\n")
		}
		Say(os.Stderr, text.String())
	}()
	err = onTerminal(ctx, m, o)
	m.end()
	m.out.Leave()
	parting = append(parting, m.writes.KeptFiles()...)
	if failed := m.keeper.Last(m.state()); failed != nil {
		parting = append(parting, failed.Error())
	}
	var ended paint.Signal
	if errors.As(err, &ended) {
		if n := m.store.Unsent(); n > 0 {
			parting = append(parting, words.Plural(n, "write")+" had not been sent: nothing was changed by them")
		}
	}
	if m.gone {
		next = m.next
	}
	return next, parted(err)
}

// Say writes text for the person, unless the terminal takes nothing.
func Say(w io.Writer, text string) {
	const patience = 200 * time.Millisecond
	said := make(chan struct{})
	go func() {
		_, _ = io.WriteString(w, text)
		close(said)
	}()
	select {
	case <-said:
	case <-time.After(patience):
	}
}

// onTerminal runs the model with the renderer of the settings.
func onTerminal(ctx context.Context, m tea.Model, o Options) error {
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

// parted is why the program ended, fit to be printed. What a panic says can
// quote a session, so only its kind is told, and where it happened.
func parted(err error) error {
	var fault *paint.Panic
	if errors.As(err, &fault) {
		return fmt.Errorf("a fault in the program (%T); the terminal is restored\n%s", fault.Value, fault.Stack)
	}
	return err
}

// complete fills in what was left out, from the environment and the settings.
func (o *Options) complete() {
	if given := o.Problems; o.Told {
		defer func() { o.Problems = given }()
	}
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
	o.ASCII = o.Settings.InASCII(o.OnlyASCII)
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
	o.Overrides = o.Settings.Colours
	o.ReadOnly = o.ReadOnly || o.Settings.NoWrites(o.Server.Config)
	o.Settings.Dashboard = cmp.Or(o.Server.Config.Dashboard, o.Settings.Dashboard)
	o.paintAccount()
	o.bindKeys()
	o.Problems = append(o.Problems, sessions.Check(&o.Settings, &o.State, o.Now())...)
	o.checkAccounts()
	config.SortProblems(o.Problems)
}

// paintAccount gives the account's name its colour. One without a ground becomes
// the ground.
func (o *Options) paintAccount() {
	style := o.Server.Config.Colour
	if _, err := theme.ParseStyle(style); err != nil || style == "" {
		return
	}
	if !slices.Contains(strings.Fields(style), "on") {
		style += " reverse"
	}
	o.Overrides = maps.Clone(o.Overrides)
	if o.Overrides == nil {
		o.Overrides = map[string]string{}
	}
	o.Overrides["account"] = style
}

// bindKeys makes the keymap of the settings, and reports what is wrong in them.
func (o *Options) bindKeys() {
	keys, ok := keymap.Preset(o.Settings.Preset)
	if !ok {
		keys = keymap.Default()
	}
	keys, problems := keys.Override(o.Settings.Bindings)
	for _, p := range problems {
		if _, known := keys.Named(p.Action); !known {
			var names []string
			for _, b := range keys.All() {
				names = append(names, string(b.Action))
			}
			near, _ := words.Closest(p.Action, names)
			p.Text += fmt.Sprintf("; the nearest is %q", near)
		}
		key := p.Action
		if _, set := o.Settings.Where("keys.bindings." + key); !set {
			key = p.Other
		}
		o.Problems = append(o.Problems, o.Settings.Problem("keys.bindings."+key, p.Text))
	}
	var own []keymap.Own
	for _, c := range o.Settings.Commands {
		own = append(own, keymap.Own{Name: c.Name, Help: "run " + c.Run[0], Key: c.Key})
	}
	keys, problems = keys.With(own)
	for _, p := range problems {
		for _, c := range o.Settings.Commands {
			if c.Name == p.Action || c.Name == p.Other {
				o.Problems = append(o.Problems, c.Problem(&o.Settings, p.Text))
				break
			}
		}
	}
	for _, p := range o.newTheme(o.Dark).Problems() {
		o.Problems = append(o.Problems, o.Settings.Problem("colours."+p.Role, p.Text))
	}
	o.Keys = keys
}
