package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Account is an organisation at Vapi: its server, and where its key comes from. The
// key itself is never here.
type Account struct {
	Name       string   // empty for the account of $VAPI_API_KEY
	BaseURL    string   // empty for the default region's
	KeyEnv     string   // variable that holds the key
	KeyCommand []string // program with its arguments that prints the key
	KeyRing    bool     // the system's keyring holds the key
	VapiCLI    string   // name of the account in the Vapi CLI's file
	Active     bool     // it is the account that the Vapi CLI uses
	ReadOnly   bool
	Colour     string // style of the name; empty for the theme's
	Dashboard  string // address of the dashboard's session list; empty for Settings.Dashboard
	Fault      string // why it cannot be used; empty when it can
}

func accountFields() []field[Account] {
	return []field[Account]{
		entry("name", "what the header and the questions call it", text(), func(a *Account) *string { return &a.Name }),
		entry("base_url", "its server; without it the default region's", text(), func(a *Account) *string { return &a.BaseURL }),
		entry("key_env", "the environment variable that holds the key", text(), func(a *Account) *string { return &a.KeyEnv }),
		entry("key_command", "a program with its arguments, run without a shell, whose first line of output is the key", list(), func(a *Account) *[]string { return &a.KeyCommand }),
		entry("key_ring", "take the key from the system's keyring", boolean(), func(a *Account) *bool { return &a.KeyRing }),
		entry("vapi_cli", "take the key from ~/.vapi-cli.yaml, of the account that has this name there", text(), func(a *Account) *string { return &a.VapiCLI }),
		entry("read_only", "no way to write to it", boolean(), func(a *Account) *bool { return &a.ReadOnly }),
		entry("colour", "style of its name, such as red or \"bold white on red\"", text(), func(a *Account) *string { return &a.Colour }),
		entry("dashboard_url", "address of its dashboard's session list", webAddress(), func(a *Account) *string { return &a.Dashboard }),
	}
}

// addAccountTable adds the ith [[accounts]] table. One with faults is added too; see
// markFaultyAccounts.
func addAccountTable(s *Settings, i int, a Account, faults []fault) (more []fault) {
	s.Accounts = append(s.Accounts, a)
	if len(faults) > 0 {
		return nil
	}
	say := func(format string, args ...any) {
		more = append(more, fault{fmt.Sprintf("[%d]", i), fmt.Sprintf(format, args...)})
	}
	sources := 0
	for _, isSet := range []bool{a.KeyEnv != "", len(a.KeyCommand) > 0, a.KeyRing, a.VapiCLI != ""} {
		if isSet {
			sources++
		}
	}
	if sources != 1 {
		say("must have one of key_env, key_command, key_ring or vapi_cli, and has %d", sources)
	}
	if why := nameFault(a.Name); why != "" {
		say("name %s", why)
	}
	for _, b := range s.Accounts[:i] {
		if strings.EqualFold(b.Name, a.Name) {
			say("has the name %q of another account", a.Name)
		}
	}
	return more
}

// KeySource says where the key comes from; empty where that is unknown.
func (a Account) KeySource() string {
	switch {
	case a.KeyEnv != "":
		return "$" + a.KeyEnv
	case len(a.KeyCommand) > 0:
		return filepath.Base(a.KeyCommand[0])
	case a.KeyRing:
		return "the keyring"
	case a.VapiCLI != "":
		return "the Vapi CLI"
	}
	return ""
}

// nameFault says what is wrong with the name of an account, which is shown, is
// typed after --account, and becomes part of a directory's name.
func nameFault(name string) string {
	const maxLength = 60
	switch {
	case name == "":
		return "is missing"
	case len(name) > maxLength:
		return fmt.Sprintf("is longer than %d letters", maxLength)
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }), name != strings.TrimSpace(name):
		return "must be one line without blanks at its ends"
	}
	return ""
}

// markFaultyAccounts sets Fault of the accounts that must not be used: a key is not
// sent to a server when a part of its table could not be read. dropped is the text
// that was left out of the file for its syntax.
func (s *Settings) markFaultyAccounts(problems []Problem, dropped string) {
	anyDropped := slices.ContainsFunc(accountFields(), func(f field[Account]) bool { return strings.Contains(dropped, f.Key) })
	for i := range s.Accounts {
		prefix := fmt.Sprintf("accounts[%d]", i)
		for _, p := range problems {
			if p.Key == prefix || strings.HasPrefix(p.Key, prefix+".") || p.Key == "" && anyDropped {
				s.Accounts[i].Fault = p.Error()
			}
		}
	}
}
