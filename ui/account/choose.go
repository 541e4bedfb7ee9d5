package account

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// Label is what an account is called on the screen: its name, or the host of the
// key in $VAPI_API_KEY.
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

// ByLabel finds the account that has a label and can be gone on to; nil when there
// is none.
func ByLabel(all []config.Account, label string) *config.Account {
	for i, a := range all {
		if a.Fault == "" && strings.EqualFold(Label(a), label) {
			return &all[i]
		}
	}
	return nil
}

// OtherLabels are the labels of the accounts that can be gone on to from the current one.
func OtherLabels(all []config.Account, current *config.Account) (labels []string) {
	for i := range all {
		if disabledReason(all[i], current) == "" {
			labels = append(labels, Label(all[i]))
		}
	}
	return labels
}

// disabledReason is why an account cannot be gone on to; empty when it can.
func disabledReason(a config.Account, current *config.Account) string {
	switch {
	case a.Fault != "":
		return "faulty settings"
	case current != nil && a.Name == current.Name:
		return "this one"
	}
	return ""
}

// itemKeys are the keys of the accounts of a menu, in order: none that means
// something else there. Further accounts are chosen by the arrows.
const itemKeys = "123456789abcefghilmnoprstuvwxyz"

// itemKey is the key of the account at a place, or a name that no key has.
func itemKey(i int) string {
	if i < len(itemKeys) {
		return itemKeys[i : i+1]
	}
	return strconv.Itoa(i + 1)
}

// ByItemKey is the account that a menu offers by a key; nil when it is no account's.
func ByItemKey(all []config.Account, key string) *config.Account {
	for i := range all {
		if itemKey(i) == key {
			return &all[i]
		}
	}
	return nil
}

// NewMenu asks which account to go on to. current is the one that is browsed; nil
// for none.
func NewMenu(l dialog.Look, all []config.Account, current *config.Account) *dialog.Menu {
	return dialog.NewMenu(l, dialog.MenuOptions{Title: "Go on to another account", Items: items(all, current)})
}

// The items of the welcome besides the accounts.
const (
	DemoKey = "d"
	QuitKey = "q"
)

// NewWelcome is the first screen when there is no account to begin with.
func NewWelcome(l dialog.Look, all []config.Account) *dialog.Menu {
	text := []string{
		"No key is set. Put your organisation's private key into the environment variable VAPI_API_KEY and start again:",
		"  VAPI_API_KEY=... vapi-sessions",
		"For the EU region also set VAPI_API_BASE_URL=https://api.eu.vapi.ai. The key is never shown, logged or written anywhere. No telemetry, no update check.",
	}
	if len(all) > 0 {
		text = []string{
			"No account is set up. These are on this machine; their keys stay where they are, are never shown and never logged. No telemetry.",
		}
	}
	return dialog.NewMenu(l, dialog.MenuOptions{Title: "Welcome to vapi-sessions", Text: text, Close: QuitKey, Items: append(items(all, nil),
		dialog.Item{Key: DemoKey, Label: "Demo on generated sessions", Note: "no key, no network"}, dialog.Item{Key: QuitKey, Label: "Quit"})})
}

// items offers the accounts, each by a key.
func items(all []config.Account, current *config.Account) (items []dialog.Item) {
	for i, a := range all {
		note := a.KeySource()
		if a.Active {
			note = "active in " + note
		}
		items = append(items, dialog.Item{Key: itemKey(i), Label: Label(a), Note: note, Off: disabledReason(a, current)})
	}
	return items
}
