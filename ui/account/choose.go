package account

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// Label is the name of an account on the screen: its own, or for the account of
// $VAPI_API_KEY the host of its server.
func Label(a config.Account) string {
	if a.Name != "" {
		return a.Name
	}
	base := cmp.Or(a.BaseURL, client.DefaultBaseURL)
	if u, err := url.Parse(base); err == nil {
		return u.Host
	}
	return base
}

// ByLabel returns the account without a fault that has a label; nil when there is none.
func ByLabel(accounts []config.Account, label string) *config.Account {
	for i, a := range accounts {
		if a.Fault == "" && strings.EqualFold(Label(a), label) {
			return &accounts[i]
		}
	}
	return nil
}

// OtherLabels are the labels of the accounts that the person can switch to.
func OtherLabels(accounts []config.Account, current *config.Account) (labels []string) {
	for i := range accounts {
		if disabledReason(accounts[i], current) == "" {
			labels = append(labels, Label(accounts[i]))
		}
	}
	return labels
}

// disabledReason says why the person cannot switch to an account; empty when they can.
func disabledReason(a config.Account, current *config.Account) string {
	switch {
	case a.Fault != "":
		return "faulty settings"
	case current != nil && a.Name == current.Name:
		return "this one"
	}
	return ""
}

// itemKeys are the keys of the accounts in a menu, in order, without those that have
// another meaning there. Further accounts are chosen with the arrow keys.
const itemKeys = "123456789abcefghilmnoprstuvwxyz"

func itemKey(i int) string {
	if i < len(itemKeys) {
		return itemKeys[i : i+1]
	}
	return strconv.Itoa(i + 1)
}

// Choose switches to an account.
type Choose func(*config.Account) tea.Cmd

// NewMenu asks which account to switch to. current is the one that is browsed; nil for
// none.
func NewMenu(l dialog.Base, accounts []config.Account, current *config.Account, choose Choose) *dialog.Menu {
	return dialog.NewMenu(l, dialog.MenuOptions{Title: "Go on to another account", Items: items(accounts, current, choose)})
}

// NewWelcome is the first screen when there is no account to start with.
func NewWelcome(l dialog.Base, accounts []config.Account, choose Choose, demo, quit dialog.Answer) *dialog.Menu {
	text := []string{
		"No key is set. Put your organisation's private key into the environment variable VAPI_API_KEY and start again:",
		"  VAPI_API_KEY=... vapi-sessions",
		"For the EU region also set VAPI_API_BASE_URL=https://api.eu.vapi.ai. The key is never shown, logged or written anywhere. No telemetry, no update check.",
	}
	if len(accounts) > 0 {
		text = []string{
			"No account is set up. These are on this machine; their keys stay where they are, are never shown and never logged. No telemetry.",
		}
	}
	return dialog.NewMenu(l, dialog.MenuOptions{Title: "Welcome to vapi-sessions", Text: text, CloseKey: quitKey, EscStays: true, Items: append(items(accounts, nil, choose),
		dialog.Item{Key: "d", Label: "Demo on generated sessions", Note: "no key, no network", Press: demo},
		dialog.Item{Key: quitKey, OtherKey: "ctrl+c", Label: "Quit", Press: quit})})
}

// quitKey is the key of the item that quits.
const quitKey = "q"

func items(accounts []config.Account, current *config.Account, choose Choose) (items []dialog.Item) {
	for i, a := range accounts {
		note := a.KeySource()
		if a.Active {
			note = "active in " + note
		}
		items = append(items, dialog.Item{Key: itemKey(i), Label: Label(a), Note: note, DisabledReason: disabledReason(a, current),
			Press: func() tea.Cmd { return choose(&accounts[i]) }})
	}
	return items
}
