package ui

import (
	"fmt"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
)

// Check gives all that is wrong with the settings.
func (o Options) Check() []config.Problem {
	o.complete()
	return o.Problems
}

// checkAccounts reports colours and servers that cannot be.
func (o *Options) checkAccounts() {
	report := func(i int, entry string, err error) {
		if err != nil {
			key := fmt.Sprintf("accounts[%d].%s", i, entry)
			o.Problems = append(o.Problems, o.Settings.Problem(key, key+": "+err.Error()))
		}
	}
	for i, a := range o.Settings.Accounts {
		_, err := theme.ParseStyle(a.Colour)
		report(i, "colour", err)
		_, err = client.New(client.Options{BaseURL: a.BaseURL})
		report(i, "base_url", err)
	}
}
