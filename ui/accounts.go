package ui

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// AccountLabel is what an account is called on the screen: its name, or the host
// of the key in $VAPI_API_KEY.
func AccountLabel(a config.Account) string {
	if a.Name != "" {
		return a.Name
	}
	base := cmp.Or(a.BaseURL, client.DefaultBaseURL)
	if u, err := url.Parse(base); err == nil {
		return u.Host
	}
	return base
}

// accountNamed finds an account that can be gone on to.
func (m *Model) accountNamed(name string) *config.Account {
	for i, a := range m.o.Accounts {
		if a.Fault == "" && strings.EqualFold(AccountLabel(a), name) {
			return &m.o.Accounts[i]
		}
	}
	return nil
}

// accountItems offers the accounts, each by its number.
func (m *Model) accountItems() (items []dialog.Item) {
	for i, a := range m.o.Accounts {
		item := dialog.Item{Label: AccountLabel(a), Note: a.KeyFrom()}
		if i < 9 {
			item.Key = strconv.Itoa(i + 1)
		}
		switch {
		case a.Fault != "":
			item.Off = "faulty settings"
		case m.server.Live && a.Name == m.server.Config.Name:
			item.Off = "this one"
		}
		items = append(items, item)
	}
	return items
}

// account goes on to an account, or asks to which.
func (m *Model) account(name string) tea.Cmd {
	to := m.accountNamed(name)
	switch {
	case to != nil:
		return m.quit(to)
	case name != "":
		m.complain(fmt.Sprintf("no account is called %q", name))
	case len(m.o.Accounts) == 0 || len(m.o.Accounts) == 1 && m.server.Live:
		m.complain("there is no other account: [[accounts]] in the settings makes one")
	default:
		m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Go on to another account", Items: m.accountItems()}), dialog.OnChoice(m.accountChosen))
	}
	return nil
}

// accountChosen goes on to the account with a number.
func (m *Model) accountChosen(key string) tea.Cmd {
	if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= len(m.o.Accounts) {
		return m.quit(&m.o.Accounts[n-1])
	}
	return nil
}

// welcome is the first screen when there is no account to begin with.
func (m *Model) welcome() {
	text := []string{
		"No key is set. Put your organisation's private key into the environment variable VAPI_API_KEY and start again:",
		"  VAPI_API_KEY=... vapi-sessions",
		"For the EU region also set VAPI_API_BASE_URL=https://api.eu.vapi.ai. The key is never shown, logged or written anywhere. No telemetry, no update check.",
	}
	if len(m.o.Accounts) > 0 {
		text = []string{
			"No account is set up. These are on this machine; their keys stay where they are, are never shown and never logged. No telemetry.",
		}
	}
	items := append(m.accountItems(),
		dialog.Item{Key: "d", Label: "Demo on generated sessions", Note: "no key, no network"}, dialog.Item{Key: "q", Label: "Quit"})
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Welcome to vapi-sessions", Text: text, Items: items}), dialog.OnChoice(func(key string) tea.Cmd {
		switch key {
		case "d":
			return m.startDemo()
		case "q":
			return m.leave()
		}
		return m.accountChosen(key)
	}))
}

// startDemo goes on with generated sessions when there was no key.
func (m *Model) startDemo() tea.Cmd {
	s, err := m.o.Demo()
	if err != nil {
		m.complain(fmt.Sprintf("the demo: %v", err))
		return nil
	}
	m.server = s
	m.out.SetServer(s.API)
	m.detail.SetServer(s.API)
	m.writes.SetServer(host{m}.writesServer())
	m.list.Start(s.API)
	return nil
}
