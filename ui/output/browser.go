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

// browse opens a page in the browser, and shows a note.
func (m *Model) browse(note, url string) tea.Cmd {
	m.o.Host.Say(note)
	return func() tea.Msg {
		browser.Stdout, browser.Stderr = io.Discard, io.Discard
		return BrowserOpened{url: url, err: browser.OpenURL(url)}
	}
}
