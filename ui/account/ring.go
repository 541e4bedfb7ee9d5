package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// service is what the keyring has the keys under, each with the name of its
// account.
const service = "vapi-sessions"

// errNoKeyring says that there is no keyring, as on a server without a desktop.
var errNoKeyring = errors.New("the system's keyring cannot be reached; key_env and key_command need none")

// keyFromRing fetches a key from the system's keyring, which may ask the person to
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

// StoreKey puts the key of an account into the system's keyring.
func StoreKey(name, key string) error {
	if err := keyring.Set(service, name, key); err != nil {
		return fmt.Errorf("%w (%w)", errNoKeyring, err)
	}
	return nil
}
