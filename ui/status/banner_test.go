package status

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

// A refused key is named by where it came from, and a public one as such.
func TestARefusedKeyIsNamed(t *testing.T) {
	for _, c := range []struct {
		from  config.Account
		said  string
		wants string
	}{
		{config.Account{KeyEnv: "VAPI_API_KEY"}, "Unauthorized", "the key from $VAPI_API_KEY was refused: use a private key of this organisation and region"},
		{config.Account{Name: "a", KeyRing: true}, "Unauthorized", "the key from the keyring was refused"},
		{config.Account{Name: "a", KeyCommand: []string{"/usr/bin/pass", "x"}}, "Unauthorized", "the key from pass was refused"},
		{config.Account{Name: "a", VapiCLI: "a"}, "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.", "the key from the Vapi CLI was refused: use the private key, not the public one, of this organisation and region"},
		{config.Account{Name: "a", KeyRing: true}, "This is a public key", "the key from the keyring is a public key: use the private one"},
	} {
		for _, kind := range []error{client.ErrUnauthorized, client.ErrForbidden} {
			got := NewBanner(&client.Error{Kind: kind, Messages: []string{c.said}}, time.Time{}, c.from.KeySource(), keymap.Default()).Remedy
			if errors.Is(kind, client.ErrForbidden) && !strings.Contains(c.said, "public") {
				continue
			}
			if !strings.Contains(got, c.wants) {
				t.Errorf("%s: %q", fmt.Sprint(kind), got)
			}
		}
	}
}
