package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// service is the name of the keyring's service; the account's name is its user.
const service = "vapi-sessions"

// errNoKeyring is the error without a keyring, as on a server without a desktop.
var errNoKeyring = errors.New("the system's keyring cannot be reached; key_env and key_command need none")

// keyFromRing reads a key from the system's keyring, which may ask the person to
// unlock it.
func keyFromRing(ctx context.Context, name string) (string, error) {
	type result struct {
		key string
		err error
	}
	done := make(chan result, 1)
	go func() {
		key, err := keyring.Get(service, name)
		done <- result{key, err}
	}()
	select {
	case <-ctx.Done():
		return "", errors.New("the keyring gave no key in time")
	case r := <-done:
		switch {
		case errors.Is(r.err, keyring.ErrNotFound):
			return "", fmt.Errorf("the keyring has no key for it; \"vapi-sessions config key %s\" puts one there", name)
		case r.err != nil:
			return "", fmt.Errorf("%w (%w)", errNoKeyring, r.err)
		}
		return r.key, nil
	}
}

// StoreKey writes the key of an account to the system's keyring.
func StoreKey(name, key string) error {
	if err := keyring.Set(service, name, key); err != nil {
		return fmt.Errorf("%w (%w)", errNoKeyring, err)
	}
	return nil
}
