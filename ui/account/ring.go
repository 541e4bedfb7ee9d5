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

// errNoRing says that there is no keyring, as on a server without a desktop.
var errNoRing = errors.New("the system's keyring cannot be reached; key_env and key_command need none")

// fromRing fetches a key from the system's keyring, which may ask the person to
// unlock it.
func fromRing(ctx context.Context, name string) (string, error) {
	type found struct {
		key string
		err error
	}
	got := make(chan found, 1)
	go func() {
		key, err := keyring.Get(service, name)
		got <- found{key, err}
	}()
	select {
	case <-ctx.Done():
		return "", errors.New("the keyring gave no key in time")
	case f := <-got:
		switch {
		case errors.Is(f.err, keyring.ErrNotFound):
			return "", fmt.Errorf("the keyring has no key for it; \"vapi-sessions config key %s\" puts one there", name)
		case f.err != nil:
			return "", fmt.Errorf("%w (%w)", errNoRing, f.err)
		}
		return f.key, nil
	}
}

// Store puts the key of an account into the system's keyring.
func Store(name, key string) error {
	if err := keyring.Set(service, name, key); err != nil {
		return fmt.Errorf("%w (%w)", errNoRing, err)
	}
	return nil
}
