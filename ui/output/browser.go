package output

import (
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/cli/browser"
)

// BrowserOpened says whether a page was opened.
type BrowserOpened struct {
	url string
	err error
}

// openURL opens a page in the browser.
func openURL(url string) tea.Cmd {
	return func() tea.Msg {
		browser.Stdout, browser.Stderr = io.Discard, io.Discard
		return BrowserOpened{url: url, err: browser.OpenURL(url)}
	}
}
