package cli

import (
	"strings"
	"time"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
)

// completesChoice completes the flags that choose sessions.
func completesChoice(cmd *cobra.Command, w World, f *flags) {
	completesText(cmd, "filter", "")
	completesText(cmd, "sort", "sort:")
	completes(cmd, "view", func() (names []string) {
		paths, settings, _, _, err := start(w, *f)
		if err != nil {
			return nil
		}
		last, _ := config.LoadState(paths.StateFile())
		for _, v := range sessions.Views(settings, last, time.Now()) {
			names = append(names, v.Name+"\t"+v.Filter)
		}
		return names
	})
}

// completesText completes a flag whose value is a filter, or goes on where one
// begins so.
func completesText(cmd *cobra.Command, flag, begin string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) (all []string, _ cobra.ShellCompDirective) {
		text := begin + typed
		for _, c := range filter.Complete(text, len(text), filter.Known{}, time.Now()) {
			whole, _ := c.Apply(text)
			all = append(all, strings.TrimPrefix(strings.TrimSpace(whole), begin)+"\t"+c.Help)
		}
		return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}) // it fails for a flag that is not there
}

// manCommand prints the manual page.
func manCommand(w World) *cobra.Command {
	return &cobra.Command{Use: "man", Short: "Print the manual page", Hidden: true, Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return err
			}
			return say(w.Out, page.Build(roff.NewDocument()))
		}}
}
