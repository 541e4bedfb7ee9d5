package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
)

// completions are the completions of flag values, by the name of the flag.
func (f *flags) completions(w World) map[string]cobra.CompletionFunc {
	return map[string]cobra.CompletionFunc{
		"account": completeWords(func() []string { return accountNames(w, f) }),
		"theme":   completeWords(config.Themes),
		"columns": completeWords(sessions.ColumnNames),
		"format":  completeWords(output.Formats),
		"view":    completeWords(func() []string { return viewNames(w, f) }),
		"filter":  completeFilter(""),
		"sort":    completeFilter("sort:"),
	}
}

func completeWords(values func() []string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFilter completes a filter of which prefix is implied.
func completeFilter(prefix string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) (all []string, _ cobra.ShellCompDirective) {
		text := prefix + typed
		for _, c := range filter.Complete(text, len(text), filter.Known{}, time.Now()) {
			completed, _ := c.Apply(text)
			all = append(all, strings.TrimPrefix(strings.TrimSpace(completed), prefix)+"\t"+c.Help)
		}
		return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

func accountNames(w World, f *flags) []string {
	s, _ := loadSettings(w, f)
	return account.Find(account.Options{Settings: s.Settings, Environ: w.Environ}).Names()
}

// viewNames are the completions of --view: the names of views with their filters.
func viewNames(w World, f *flags) (names []string) {
	s, err := loadSettings(w, f)
	if err != nil {
		return nil
	}
	state, _ := config.LoadState(s.paths.StateFile())
	for _, v := range sessions.Views(s.Settings, state, time.Now()) {
		names = append(names, v.Name+"\t"+v.Filter)
	}
	return names
}
